"""The guide says what the program does: its reference pages are drawn from the code, its recipes can be followed."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from docutils.parsers.rst import Directive

from etraces_cite.codes import Code
from etraces_cite.config import load
from etraces_cite.parse.prose import parse_page
from etraces_cite.parse.records import parse_records
from etraces_cite.sphinx_ext import DIRECTIVES
from etraces_cite.sphinx_ext.directives import Bibliography

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide"
FENCED = re.compile(r"^```(toml|yaml|markdown)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECIPES = FENCED.findall((GUIDE / "faire.md").read_text(encoding="utf-8"))


def test_the_reference_pages_say_what_the_code_says() -> None:
    command = [sys.executable, ROOT / "tools" / "reference.py", "--check"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")


@pytest.mark.parametrize(("language", "text"), RECIPES)
def test_a_recipe_is_well_formed(language: str, text: str, tmp_path: Path) -> None:
    if language == "toml":
        assert tomllib.loads(text)
    elif language == "yaml":
        assert yaml.safe_load(text)["version"] == 2
    else:
        page = tmp_path / "page.md"
        page.write_text(text, encoding="utf-8")
        assert parse_page(page, "page.md", root=tmp_path).findings == ()


def test_the_options_of_the_recipes_are_known(tmp_path: Path) -> None:
    tables = [text for language, text in RECIPES if language == "toml" and "tool.etraces-cite" in text]
    assert len(tables) == 2
    for text in tables:
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
        assert set(load(tmp_path).severity) <= {code.value for code in Code}


def test_the_records_of_the_recipes_are_right(tmp_path: Path) -> None:
    for name in ("measures", "derived"):
        (text,) = [text for language, text in RECIPES if language == "toml" and text.startswith(f"[{name}.")]
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    assert parse_records(tmp_path, lambda path: path.name).findings == ()


@pytest.mark.parametrize(("name", "directive"), [*DIRECTIVES.items(), ("bibliography", Bibliography)])
def test_each_directive_and_its_options_are_in_the_guide(name: str, directive: type[Directive]) -> None:
    page = (GUIDE / "roles.md").read_text(encoding="utf-8")
    (entry,) = re.findall(rf"^`{name}`.*\n: (.*)$", page, re.MULTILINE)
    assert [option for option in directive.option_spec or {} if f"`:{option}" not in entry] == []
