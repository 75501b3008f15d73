"""Formulas over facts, computed exactly, with their units.

The grammar (never ``eval``)::

    sum     = term { ("+" | "-" | "−") term }
    term    = factor { ("*" | "×" | "/" | "÷") factor }
    factor  = [ "-" ] ( number | identifier | function "(" sum { "," sum } ")" | "(" sum ")" )
    function = "sum" | "mean" | "min" | "max" | "ratio" | "percentage" | "days"

An identifier is a fact's or a derived fact's; it may hold hyphens, so a minus sign needs a space around it.
``percentage(part, whole)`` is 100 × part / whole; ``days(from, to)`` is the time between two dated facts. A decimal comma
has no space after it, the comma between two arguments has one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from etraces_cite.french import noun_stem
from etraces_cite.locale import Message, msg
from etraces_cite.model import Derived, Dossier, Fact, Period, Quantity
from etraces_cite.patterns import regex

__all__ = ["Computed", "FormulaError", "Solver", "unknown_fact"]

_TOKEN = regex(r"\s*(?:(?P<name>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)|(?P<number>\d+(?:[.,]\d+)?)|(?P<operator>[-−+*×/÷(),]))")
_MINUS, _TIMES, _OVER = frozenset("-−"), frozenset("*×"), frozenset("/÷")

NESTING = 100
"""Parentheses and minus signs in one formula: a bound on the depth of the recursion, far above any real one."""

Tokens = list[tuple[str, str]]
"""Kind (name, number, operator) and text of each token."""

Unit = Mapping[str, int]
"""Powers of unit names: EUR/caméra is {"EUR": 1, "caméra": -1}."""


class FormulaError(Exception):
    """A formula cannot be computed; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class Computed(Struct, frozen=True):
    """The value of a formula: an interval, its unit as powers, and the facts it rests on."""

    low: Fraction
    high: Fraction
    unit: Unit
    facts: frozenset[str] = frozenset()


class Solver:
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
        if sum(symbol in "(-−" for _, symbol in tokens) > NESTING:
            raise FormulaError(msg("the formula is too deep: name a part of it as a derived fact"))
        value, rest = self._sum(tokens, path)
        if rest:
            raise FormulaError(msg('"{token}" is not expected here', token=rest[0][1]))
        return value

    def _sum(self, tokens: Tokens, path: tuple[str, ...]) -> tuple[Computed, Tokens]:
        value, rest = self._term(tokens, path)
        while rest and rest[0][1] in _MINUS | {"+"}:
            other, after = self._term(rest[1:], path)
            value = _add(value, _negated(other) if rest[0][1] in _MINUS else other)
            rest = after
        return value, rest

    def _term(self, tokens: Tokens, path: tuple[str, ...]) -> tuple[Computed, Tokens]:
        value, rest = self._factor(tokens, path)
        while rest and rest[0][1] in _TIMES | _OVER:
            other, after = self._factor(rest[1:], path)
            value = _multiplied(value, _inverted(other) if rest[0][1] in _OVER else other)
            rest = after
        return value, rest

    def _factor(self, tokens: Tokens, path: tuple[str, ...]) -> tuple[Computed, Tokens]:
        if not tokens:
            raise FormulaError(msg("the formula stops too early"))
        (kind, text), rest = tokens[0], tokens[1:]
        if kind == "number":
            exact = Fraction(text.replace(",", "."))
            return Computed(exact, exact, {}), rest
        if kind == "name" and rest and rest[0][1] == "(":
            return self._call(text, rest[1:], path)
        if kind == "name":
            return self._named(text, path), rest
        if text in _MINUS:
            value, rest = self._factor(rest, path)
            return _negated(value), rest
        if text != "(":
            raise FormulaError(msg('"{token}" is not expected here', token=text))
        value, rest = self._sum(rest, path)
        return value, _closed(rest)

    def _call(self, name: str, tokens: Tokens, path: tuple[str, ...]) -> tuple[Computed, Tokens]:
        if name == DAYS:
            return self._days(tokens)
        if name not in _FUNCTIONS:
            from difflib import get_close_matches  # late: only a slip asks for it

            near = get_close_matches(name, [*_FUNCTIONS, DAYS], n=1)
            raise FormulaError(
                msg("there is no function {name}; did you mean {near}?", name=name, near=(near or [DAYS])[0])
            )
        arguments: list[Computed] = []
        rest = tokens
        while not arguments or (rest and rest[0][1] == ","):
            value, rest = self._sum(rest[1:] if arguments else rest, path)
            arguments.append(value)
        return _FUNCTIONS[name](arguments), _closed(rest)

    def _days(self, tokens: Tokens) -> tuple[Computed, Tokens]:
        """Return the days from one dated fact to another: an interval where a date is a month or a year."""
        names = [text for kind, text in tokens[:3] if kind == "name"]
        periods = [self._period(name) for name in names]
        if len(periods) != 2 or tokens[1][1] != ",":
            raise FormulaError(msg("days takes two dated facts"))
        (start, end), facts = periods, frozenset(names)
        low, high = (end.low - start.high).days, (end.high - start.low).days
        return Computed(Fraction(low), Fraction(high), {"day": 1}, facts), _closed(tokens[3:])

    def _period(self, name: str) -> Period:
        fact = self.dossier.facts.get(name)
        if fact is None:
            raise FormulaError(unknown_fact(name, self.dossier))
        if not isinstance(fact.value, Period):
            raise FormulaError(msg("{fact} is not a date", fact=name))
        return fact.value

    def _named(self, name: str, path: tuple[str, ...]) -> Computed:
        if fact := self.dossier.facts.get(name):
            if not isinstance(fact.value, Quantity):
                raise FormulaError(msg("{fact} is not a quantity", fact=name))
            return Computed(fact.value.low, fact.value.high, self._unit_of(fact), frozenset({name}))
        if derived := self.dossier.derived.get(name):
            return self.derived(derived, path)
        raise FormulaError(unknown_fact(name, self.dossier))

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


def unknown_fact(name: str, dossier: Dossier) -> Message:
    """Return the sentence that says that no fact has this name, with the nearest one."""
    from difflib import get_close_matches  # late: only a slip asks for it

    near = get_close_matches(name, [*dossier.facts, *dossier.derived], n=1)
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


def _closed(tokens: Tokens) -> Tokens:
    if not tokens or tokens[0][1] != ")":
        raise FormulaError(msg("a parenthesis is not closed"))
    return tokens[1:]


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


def _sum(values: Sequence[Computed]) -> Computed:
    return functools.reduce(_add, values)


def _mean(values: Sequence[Computed]) -> Computed:
    total = _sum(values)
    return Computed(total.low / len(values), total.high / len(values), total.unit, total.facts)


def _extreme(choose: Callable[[Iterable[Fraction]], Fraction], values: Sequence[Computed]) -> Computed:
    total = _sum(values)  # refuses unlike units, and gathers the facts
    return Computed(choose(v.low for v in values), choose(v.high for v in values), total.unit, total.facts)


def _ratio(values: Sequence[Computed]) -> Computed:
    if len(values) != 2:
        raise FormulaError(msg("ratio and percentage take two values"))
    return _multiplied(values[0], _inverted(values[1]))


def _percentage(values: Sequence[Computed]) -> Computed:
    return _multiplied(Computed(Fraction(100), Fraction(100), {}), _ratio(values))


DAYS = "days"
_FUNCTIONS: Mapping[str, Callable[[Sequence[Computed]], Computed]] = {
    "sum": _sum,
    "mean": _mean,
    "min": functools.partial(_extreme, min),
    "max": functools.partial(_extreme, max),
    "ratio": _ratio,
    "percentage": _percentage,
}
