"""Exact values as programs read them: decimal strings, fractions, ISO dates."""

from __future__ import annotations

import datetime
from decimal import Context, Decimal
from fractions import Fraction

from etraces_cite.model import Kind, Label, Period, Quantity, Value

__all__ = ["bounds", "decimal", "interval", "unit"]


def decimal(value: Fraction) -> str:
    """Return an exact decimal (``"2400000"``, ``"1.5"``), or a fraction (``"1/3"``) where no decimal is exact."""
    twos, rest = _without(value.denominator, 2)
    fives, rest = _without(rest, 5)
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = Decimal(value.numerator * 10**places // value.denominator)
    exact = digits.scaleb(-places, Context(prec=len(digits.as_tuple().digits) + 1, Emin=-(10**6)))
    return f"{exact:f}"


def _without(number: int, factor: int) -> tuple[int, int]:
    """Return how often ``factor`` divides ``number``, and what is left."""
    times = 0
    while number % factor == 0:
        number, times = number // factor, times + 1
    return times, number


def bounds(value: Value, kind: Kind | None = None) -> tuple[str, str]:
    """Return the low and high ends of a value; a ratio is always a fraction, a label is both its own ends."""
    match value:
        case Quantity(low, high) if kind is Kind.RATIO:
            return f"{low.numerator}/{low.denominator}", f"{high.numerator}/{high.denominator}"
        case Quantity(low, high):
            return decimal(low), decimal(high)
        case Period(low, high):
            return _day(low), _day(high)
        case Label(text):
            return text, text


def _day(day: datetime.date) -> str:
    """Return a day in ISO 8601; the year that nothing gives is left open, as EDTF does (level 1)."""
    return f"XXXX-{day:%m-%d}" if day.year == datetime.MINYEAR else day.isoformat()


def unit(value: Value) -> str | None:
    """Return the unit of a quantity; dates and labels have none."""
    return value.unit if isinstance(value, Quantity) else None


def interval(period: Period | None) -> str | None:
    """Return a period as EDTF writes it: a day, or ``first/last``."""
    if period is None:
        return None
    low, high = period.low.isoformat(), period.high.isoformat()
    return low if low == high else f"{low}/{high}"
