"""Derived facts: formulas over facts, recomputed exactly, with their units.

The grammar (never ``eval``)::

    sum     = term { ("+" | "-" | "−") term }
    term    = factor { ("*" | "×" | "/" | "÷") factor }
    factor  = [ "-" ] ( number | identifier | "(" sum ")" )

An identifier is a fact's or a derived fact's; it may hold hyphens, so a minus sign needs a space around it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from etraces_cite.codes import Code, severity
from etraces_cite.french import format_number, noun_stem
from etraces_cite.locale import Message, msg
from etraces_cite.match.rounding import Amount, agree_with_result, precision
from etraces_cite.model import Check, Derived, Dossier, Fact, Finding, Quantity

__all__ = ["Computed", "FormulaError", "compute_all", "failed_checks", "formula_findings"]

_TOKEN = re.compile(
    r"\s*(?:(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)|(?P<number>\d+(?:[.,]\d+)?)|(?P<operator>[-−+*×/÷()]))"
)
_MINUS, _TIMES, _OVER = frozenset("-−"), frozenset("*×"), frozenset("/÷")

Unit = Mapping[str, int]
"""Powers of unit names: EUR/caméra is {"EUR": 1, "caméra": -1}."""


class FormulaError(Exception):
    """A formula cannot be computed; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Computed:
    """The value of a formula: an interval, its unit as powers, and the facts it rests on."""

    low: Fraction
    high: Fraction
    unit: Unit
    facts: frozenset[str] = frozenset()


def compute_all(dossier: Dossier) -> tuple[dict[str, Computed], dict[str, Message]]:
    """Return the value of each derived fact, and the reason for those that have none."""
    solver = _Solver(dossier)
    values: dict[str, Computed] = {}
    faults: dict[str, Message] = {}
    for derived in dossier.derived.values():
        try:
            values[derived.id] = solver.derived(derived)
        except FormulaError as error:
            faults[derived.id] = error.message
    return values, faults


def formula_findings(dossier: Dossier) -> Iterator[Finding]:
    """Report derived facts and checks that cannot be computed.

    Bad: formula = "ao2020-montant + cameras-commandees"
    Good: formula = "ao2020-montant / cameras-commandees"
    """
    _, faults = compute_all(dossier)
    for identifier, message in faults.items():
        yield _finding(Code.DERIVED_INVALID, dossier.derived[identifier], message)
    for record in dossier.records:
        for check in record.checks:
            try:
                _Solver(dossier).formula(check.formula, ())
            except FormulaError as error:
                yield _finding(Code.DERIVED_INVALID, check, error.message)
            if check.states not in dossier.facts:
                yield _finding(Code.DERIVED_INVALID, check, _unknown(check.states, dossier))


def failed_checks(dossier: Dossier) -> Iterator[Finding]:
    """Report the sources whose own arithmetic is wrong.

    Bad: « 1 570 entités, soit 85,6 % des 1 849 »
    Good: « 1 570 entités, soit 84,9 % des 1 849 »
    """
    for record in dossier.records:
        for check in record.checks:
            stated = dossier.facts.get(check.states)
            if stated is None or not isinstance(stated.value, Quantity):
                continue
            try:
                result = _Solver(dossier).formula(check.formula, ())
            except FormulaError:
                continue  # formula_findings says so
            if not agree_with_result(_as_printed(stated), Amount(result.low, result.high)).holds:
                yield _check_finding(check, stated, result)


def _as_printed(fact: Fact) -> Amount:
    assert isinstance(fact.value, Quantity)
    value = fact.value
    return Amount(value.low, value.high, fact.bound, min(precision(value.low), precision(value.high), Fraction(1)))


def _check_finding(check: Check, stated: Fact, result: Computed) -> Finding:
    assert isinstance(stated.value, Quantity)
    return _finding(
        Code.CHECK_FAILED, check,
        msg(
            "the source states {stated}, but its own figures give {result}",
            stated=format_number(stated.value.low), result=format_number(result.low, digits=2),
        ),
        facts=(stated.id, *sorted(result.facts)),
    )  # fmt: skip


def _finding(code: Code, at: Derived | Check, message: Message, facts: tuple[str, ...] = ()) -> Finding:
    return Finding(code, severity(code), at.span, at.id, message, facts=facts or (at.id,))


class _Solver:
    """Computes formulas, each derived fact once."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.known: dict[str, Computed] = {}

    def derived(self, derived: Derived, path: tuple[str, ...] = ()) -> Computed:
        if derived.id in path:
            cycle = " → ".join((*path[path.index(derived.id) :], derived.id))
            raise FormulaError(msg("the formula goes in a circle: {cycle}", cycle=cycle))
        if derived.id not in self.known:
            value = self.formula(derived.formula, (*path, derived.id))
            self.known[derived.id] = _with_unit(value, derived.unit)
        return self.known[derived.id]

    def formula(self, text: str, path: tuple[str, ...]) -> Computed:
        """Return the value of a formula; ``path`` holds the derived facts being computed."""
        tokens = list(_tokens(text))
        value, rest = self._sum(tokens, path)
        if rest:
            raise FormulaError(msg('"{token}" is not expected here', token=rest[0][1]))
        return value

    def _sum(self, tokens: list[tuple[str, str]], path: tuple[str, ...]) -> tuple[Computed, list[tuple[str, str]]]:
        value, rest = self._term(tokens, path)
        while rest and rest[0][1] in _MINUS | {"+"}:
            other, after = self._term(rest[1:], path)
            value = _add(value, _negated(other) if rest[0][1] in _MINUS else other)
            rest = after
        return value, rest

    def _term(self, tokens: list[tuple[str, str]], path: tuple[str, ...]) -> tuple[Computed, list[tuple[str, str]]]:
        value, rest = self._factor(tokens, path)
        while rest and rest[0][1] in _TIMES | _OVER:
            other, after = self._factor(rest[1:], path)
            value = _multiplied(value, _inverted(other) if rest[0][1] in _OVER else other)
            rest = after
        return value, rest

    def _factor(self, tokens: list[tuple[str, str]], path: tuple[str, ...]) -> tuple[Computed, list[tuple[str, str]]]:
        if not tokens:
            raise FormulaError(msg("the formula stops too early"))
        (kind, text), rest = tokens[0], tokens[1:]
        if kind == "number":
            exact = Fraction(text.replace(",", "."))
            return Computed(exact, exact, {}), rest
        if kind == "name":
            return self._named(text, path), rest
        if text in _MINUS:
            value, rest = self._factor(rest, path)
            return _negated(value), rest
        if text != "(":
            raise FormulaError(msg('"{token}" is not expected here', token=text))
        value, rest = self._sum(rest, path)
        if not rest or rest[0][1] != ")":
            raise FormulaError(msg("a parenthesis is not closed"))
        return value, rest[1:]

    def _named(self, name: str, path: tuple[str, ...]) -> Computed:
        if fact := self.dossier.facts.get(name):
            if not isinstance(fact.value, Quantity):
                raise FormulaError(msg("{fact} is not a quantity", fact=name))
            return Computed(fact.value.low, fact.value.high, self._unit_of(fact), frozenset({name}))
        if derived := self.dossier.derived.get(name):
            return self.derived(derived, path)
        raise FormulaError(_unknown(name, self.dossier))

    def _unit_of(self, fact: Fact) -> Unit:
        """Return the unit of a fact; nouns that one measure counts as the same are one unit."""
        assert isinstance(fact.value, Quantity)
        measure = self.dossier.measures.get(fact.measure or "")
        unit = fact.value.unit
        if measure and measure.unit and unit in measure.aliases:
            unit = measure.unit
        return parse_unit(unit)


def parse_unit(unit: str | None) -> Unit:
    """Return a unit as powers; ``%``, ``fois`` and nothing have none, ``X par Y`` is ``X/Y``."""
    if unit in (None, "%", "‰", "point", "fois", ""):
        return {}
    powers: dict[str, int] = {}
    for place, name in enumerate(re.split(r"/| par ", unit or "")):
        powers[_unit_stem(name)] = powers.get(_unit_stem(name), 0) + (-1 if place else 1)
    return {name: power for name, power in powers.items() if power}


def _unit_stem(name: str) -> str:
    return noun_stem(re.split(r"[\s\-]|(?<=\w)['’]", name.strip(), maxsplit=1)[0])


def _unknown(name: str, dossier: Dossier) -> Message:
    near = difflib.get_close_matches(name, [*dossier.facts, *dossier.derived], n=1)
    if near:
        return msg("no fact is named {fact}; did you mean {near}?", fact=name, near=near[0])
    return msg("no fact is named {fact}", fact=name)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text.rstrip()):
        match = _TOKEN.match(text, position)
        if not match:
            raise FormulaError(msg('"{token}" is not expected here', token=text[position:].strip()[:20]))
        yield match.lastgroup or "", match[match.lastgroup or 0]
        position = match.end()


def _with_unit(value: Computed, declared: str | None) -> Computed:
    """Check the declared unit of a derived fact against the one its formula gives."""
    if parse_unit(declared) != dict(value.unit):
        raise FormulaError(
            msg("the formula gives {got}, the unit says {unit}", got=_written(value.unit), unit=declared or "1")
        )
    return value


def _written(unit: Unit) -> str:
    over = "·".join(name for name, power in unit.items() if power > 0) or "1"
    under = "·".join(name for name, power in unit.items() if power < 0)
    return f"{over}/{under}" if under else over


def _add(a: Computed, b: Computed) -> Computed:
    if dict(a.unit) != dict(b.unit):
        raise FormulaError(msg("{a} and {b} cannot be added", a=_written(a.unit), b=_written(b.unit)))
    return Computed(a.low + b.low, a.high + b.high, a.unit, a.facts | b.facts)


def _negated(a: Computed) -> Computed:
    return Computed(-a.high, -a.low, a.unit, a.facts)


def _multiplied(a: Computed, b: Computed) -> Computed:
    ends = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    powers = {name: a.unit.get(name, 0) + b.unit.get(name, 0) for name in {**a.unit, **b.unit}}
    unit = {name: power for name, power in powers.items() if power}
    return Computed(min(ends), max(ends), unit, a.facts | b.facts)


def _inverted(a: Computed) -> Computed:
    if a.low <= 0 <= a.high:
        raise FormulaError(msg("the formula divides by zero"))
    return Computed(1 / a.high, 1 / a.low, {name: -power for name, power in a.unit.items()}, a.facts)
