"""Dates as intervals: the Extended Date/Time Format of the Library of Congress (ISO 8601-2:2019), levels 0 and 1."""

from __future__ import annotations

import datetime
import functools

from etraces_cite.model import Period
from etraces_cite.patterns import regex

__all__ = ["parse_edtf"]

OPEN = ""
UNBOUNDED = ".."
QUALIFIERS = "~?%"

_DATE = regex(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?")
_TIME = regex(r"T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?$")

SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""First and last months of spring, summer, autumn and winter (meteorological, northern): a winter ends the next year."""


@functools.lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Period:
    """Return the days that an EDTF date covers, both ends included.

    Level 0 (``2020``, ``2020-11``, ``2020-11-24``, a time of day, which is dropped, ``2020-05/2021-06``) and of level 1 the
    seasons (``2020-21`` is the spring of 2020), the qualifiers ``~ ? %``, the digits left out (``201X``, ``2020-XX``)
    and the open or unknown ends of an interval (``2020-05/..``, ``/2021``), which reach the ends of the calendar.

    :raises ValueError: for a text that is not such a date, and for an interval that ends before it begins.
    """
    stripped = text.strip()
    start, slash, end = stripped.partition("/")
    if not slash:
        return _days(stripped)
    if {start, end} <= {OPEN, UNBOUNDED}:
        raise ValueError(f"an interval without ends: {text!r}")
    low = datetime.date.min if start in (OPEN, UNBOUNDED) else _days(start).low
    high = datetime.date.max if end in (OPEN, UNBOUNDED) else _days(end).high
    if low > high:
        raise ValueError(f"an interval that ends before it begins: {text!r}")
    return Period(low, high)


def _days(text: str) -> Period:
    """Return the days of one date, without a slash."""
    match = _DATE.fullmatch(_TIME.sub("", text).rstrip(QUALIFIERS))
    if match is None:
        raise ValueError(f"not an EDTF date: {text!r}")
    years, month, day = match.groups()
    first, last = max(int(years.replace("X", "0")), datetime.MINYEAR), int(years.replace("X", "9"))
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise ValueError(f"a day without a month: {text!r}")
        return Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31))
    if first != last:
        raise ValueError(f"a month of an unspecified year: {text!r}")
    return _within_year(first, int(month), None if day in (None, "XX") else int(day))


def _within_year(year: int, month: int, day: int | None) -> Period:
    if day is not None:
        date = datetime.date(year, month, day)
        return Period(date, date)
    first, last = SEASONS.get(month, (month, month))
    end_year = year + 1 if last < first else year
    import calendar  # late: a month alone asks for it

    low = datetime.date(year, first, 1)  # before monthrange: its error for a month 13 is a ValueError of another text
    return Period(low, datetime.date(end_year, last, calendar.monthrange(end_year, last)[1]))
