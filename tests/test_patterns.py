"""Expressions that are compiled late are compiled right."""

import importlib
import pkgutil
import re

import pytest

from etraces_cite.patterns import Lazy, regex

STAGES = ("extract", "match", "parse", "evidence")


def _expressions():
    for stage in STAGES:
        package = importlib.import_module(f"etraces_cite.{stage}")
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Lazy):
                    yield f"{module.name}.{name}", value


def test_each_expression_of_the_package_compiles():
    expressions = dict(_expressions())
    assert len(expressions) > 100
    for expression in expressions.values():
        assert re.compile(expression.pattern, expression.flags).pattern == expression.pattern


def test_an_expression_is_compiled_once_and_at_the_first_question(monkeypatch):
    compiled = []

    def noted(pattern, flags):
        compiled.append(pattern)
        return original(pattern, flags)

    original = re.compile
    monkeypatch.setattr(re, "compile", noted)
    vowel = regex("[aeiouy]", re.IGNORECASE)
    assert not compiled
    assert vowel.sub("", "Yves") == "vs"
    assert vowel.search("Yves").start() == 0
    assert compiled == ["[aeiouy]"]


def test_nothing_is_asked_of_an_expression_that_it_does_not_answer():
    with pytest.raises(AttributeError, match="walk"):
        _ = regex("a").walk
