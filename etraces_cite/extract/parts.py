"""One amount with its unit, sign and smaller units: ``- 5 °C``, ``12 € 50``, ``un an et six mois``, ``$10``."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from etraces_cite.extract.counting import noun_after, unit_after
from etraces_cite.extract.folding import Folded, word_before
from etraces_cite.extract.numbers import Amount, amount, half_after
from etraces_cite.extract.units import CURRENCY_BEFORE, SECONDS, Unit
from etraces_cite.model import Kind
from etraces_cite.patterns import regex

__all__ = ["PERIODS", "Part", "part_at", "sign"]


class Part(NamedTuple):
    """An amount, perhaps with its unit: a whole quantity, or one side of a range."""

    amount: Amount
    start: int
    end: int
    value: Fraction | int
    quantum: Fraction | int
    unit: Unit | None = None


def part_at(text: Folded, start: int, floor: int = 0) -> Part | None:
    """Read the amount that starts at ``start``, a minus sign allowed, with the unit before or after it.

    :param floor: where the figure before it ends: a currency that belongs to that figure is not read again.
    """
    low = text.low
    if low[start : start + 1] == "-":
        part = part_at(text, start + 1)
        return part._replace(start=start, value=-part.value) if part and part.start == start + 1 else None
    part = _simple(text, start)
    if part is None:
        return None
    if part.unit is not None:
        part = _below_zero(low, _compound(text, part))
    elif (currency := _currency_before(low, start)) is not None and currency[1] >= floor:
        return part._replace(start=currency[1], unit=Unit(currency[0], Kind.MONEY))
    minus = None if _is_listed(part, low) else sign(low, start, part.end)
    return part._replace(value=-part.value, start=minus) if minus is not None else part


PERIODS = {"quinzaine": 15, "huitaine": 8}
"""Spans of days that need no number: ``dans la quinzaine``, ``sous huitaine``."""


def _is_listed(part: Part, low: str) -> bool:
    """Return whether the dash before a duration opens a list: no duration is negative."""
    return (
        part.unit is not None
        and part.unit.kind is Kind.DURATION
        and low[max(0, part.start - 2) : part.start].rstrip()[-1:] in ("-", "–")
    )


def _simple(text: Folded, start: int) -> Part | None:
    """Read an amount and the unit after it, no more."""
    if text.low[start] in "qh" and (days := PERIODS.get(text.low[start : start + 9].rstrip(" ,.;"))):
        end = start + (9 if days == PERIODS["quinzaine"] else 8)
        period = Amount(start, end, days, days, True, about=True)
        return Part(period, start, end, Fraction(days), Fraction(days), Unit("day", Kind.DURATION))
    read = amount(text, start)
    if read is None:
        return None
    value, quantum = read.value, read.quantum
    counted = unit_after(text, read.end, joint=read.takes_de or read.is_part)
    if counted is None:
        return Part(read, start, read.end, value, quantum)
    factor = counted.unit.factor
    if factor != 1:
        value, quantum = value * factor, quantum * factor
    return Part(read, start, counted.end, value, quantum, counted.unit)


# Signs


_MINUS = regex(r"(?:([^\W\d_]+)['’]? {1,3})?(moins) {1,3}$")
_NOT_BEFORE_MINUS = frozenset(
    "au de du ou pas le les la plus bien fois d en beaucoup encore peu nettement moitié et-plus toujours".split()
)
_DASH = regex(r"-\s*+")
_BELOW_ZERO = regex(r" (?:en dessous de|au-dessous de|sous) (?:de )?z[eé]ro(?![^\W_])")


def sign(low: str, start: int, end: int) -> int | None:
    """Return where the minus of an amount starts, if it has one."""
    if start and low[start - 1] in "-–" and (start == 1 or low[start - 2] in ' («"=:;+'):
        return start - 1
    if low.startswith("- ") and _DASH.fullmatch(low, 0, start) and not low[end:].strip(" .!?"):
        return 0
    match = _MINUS.search(low[max(0, start - 24) : start]) if word_before(low, start) == "moins" else None
    if match is None or match[1] in _NOT_BEFORE_MINUS:
        return None
    return max(0, start - 24) + match.start(2)


def _below_zero(low: str, part: Part) -> Part:
    if part.unit is None or not part.unit.code.startswith("°"):
        return part
    match = _BELOW_ZERO.match(low, part.end)
    return part._replace(end=match.end(), value=-part.value) if match else part


_CURRENCY_ENDS = frozenset(sign[-1] for sign in CURRENCY_BEFORE)
_BEFORE = regex(r"([a-z]{0,3}[$€£¥₽₹₪₩₿]|\$us|(?<![^\W_])[a-z]{3}) {0,2}$")


def _currency_before(low: str, start: int) -> tuple[str, int] | None:
    """Return the code of a currency written before an amount and where it starts: ``$10``, ``EUR 20``."""
    if low[start - 1 : start].isspace() and low[start - 2 : start - 1] not in _CURRENCY_ENDS:
        return None
    window = max(0, start - 6)
    match = _BEFORE.search(low[window:start])
    if match is None or match[1] not in CURRENCY_BEFORE:
        return None
    return CURRENCY_BEFORE[match[1]], window + match.start(1)


# Smaller units


_MOST_SMALLER = 3
"""Days, hours, minutes and seconds: no duration has more units below its first."""

_MINUTES = regex(
    r" {0,2}([0-5][0-9])(?: ?(?:min|mn|minutes)(?![^\W_])|(?![^\W_]| [0-9%€$]|[.,][0-9]| [a-zà-ÿ]+s(?![^\W_])))"
)
_CENTS = regex(r" {0,2}([0-9]{2})(?![0-9]|[.,][0-9]| ?(?:%|€)| [0-9]{3}|[^\W_]| [a-zà-ÿ]+s(?![^\W_]))")
_CENTS_AFTER = regex(r"(?: et | )([0-9]{1,2})(?: ?(?:cents?|centimes?)(?![^\W_])|(?<=et [0-9]{2})(?= ?(?:[.;!?)»]|$)))")
_AND = regex(r",? {1,3}(?:et )?(?=[0-9a-z])")


def _compound(text: Folded, part: Part) -> Part:
    """Add the smaller unit that follows: ``un an et six mois``, ``1 h 30``, ``12 € 50``, ``trois ans et demi``."""
    unit = part.unit
    if unit is None:
        return part
    if unit.kind is Kind.DURATION:
        return _longer(text, part, unit)
    if unit.kind is Kind.NUMBER and part.quantum == 1 and (half := half_after(text.low, part.end)) is not None:
        return part._replace(end=half[1], value=part.value + half[0], quantum=half[0])
    if unit.kind is Kind.MONEY and part.quantum >= 1 and len(unit.code) == 3:
        return _with_cents(text, part) or part
    return part


def _longer(text: Folded, part: Part, unit: Unit) -> Part:
    if (half := half_after(text.low, part.end)) is not None:
        rest = half[0] * unit.factor
        return part._replace(end=half[1], value=part.value + rest, quantum=rest)
    smaller = unit
    for _ in range(_MOST_SMALLER):
        following = _with_smaller(text, part, smaller)
        if following is None:
            break
        part, smaller = following
    return part if smaller is not unit else _with_minutes(text, part, unit) or part


def _with_minutes(text: Folded, part: Part, unit: Unit) -> Part | None:
    if unit.code != "hour" or part.quantum != 1:
        return None
    match = _MINUTES.match(text.low, part.end)
    if match is not None:
        return _plus(part, match.end(), Fraction(int(match[1]), 60), Fraction(1, 60))
    minutes = _words_after(text, part.end)
    if minutes is None or not 5 <= minutes.value < 60 or _counts_more(text, minutes.end):
        return None
    return _plus(part, minutes.end, Fraction(minutes.value) / 60, Fraction(1, 60))


def _plus(part: Part, end: int, rest: Fraction | int, quantum: Fraction | int) -> Part:
    return part._replace(end=end, value=part.value + rest, quantum=quantum)


def _words_after(text: Folded, end: int) -> Amount | None:
    step = _AND.match(text.low, end)
    read = amount(text, step.end()) if step else None
    return read if read is not None and read.in_words else None


def _counts_more(text: Folded, end: int) -> bool:
    return unit_after(text, end) is not None or noun_after(text, end, singular=False) is not None


def _with_smaller(text: Folded, part: Part, last: Unit) -> tuple[Part, Unit] | None:
    """Add an amount whose unit is below ``last`` and a known share of the unit of ``part``."""
    step = _AND.match(text.low, part.end)
    rest = _simple(text, step.end()) if step else None
    if rest is None or rest.unit is None or part.unit is None or rest.unit.kind is not Kind.DURATION:
        return None
    factor = _share(rest.unit.code, part.unit.code)
    if factor is None or _share(rest.unit.code, last.code) is None:
        return None
    return _plus(part, rest.end, rest.value * factor, rest.quantum * factor), rest.unit


def _share(small: str, large: str) -> Fraction | None:
    """Return what share of a unit of time a smaller one is, where that is exact."""
    if (small, large) == ("month", "year"):
        return Fraction(1, 12)
    if small in SECONDS and SECONDS[small] < SECONDS.get(large, 0):
        return Fraction(SECONDS[small], SECONDS[large])
    return None


def _with_cents(text: Folded, part: Part) -> Part | None:
    match = _CENTS_AFTER.match(text.low, part.end)
    if match is None and text.low[part.end - 1] in "€$£s" and part.amount.scale == 1:
        match = _CENTS.match(text.low, part.end)
    if match is not None:
        return _plus(part, match.end(), Fraction(int(match[1]), 100), Fraction(1, 100))
    cents = _words_after(text, part.end)
    if cents is None or not 1 < cents.value < 100 or part.amount.scale > 1000 or cents.quantum != 1:
        return None
    after = unit_after(text, cents.end)
    if after is not None and not after.unit.code.startswith("cent"):
        return None
    if after is None and noun_after(text, cents.end, singular=False) is not None:
        return None
    return _plus(part, after.end if after else cents.end, Fraction(cents.value) / 100, Fraction(1, 100))
