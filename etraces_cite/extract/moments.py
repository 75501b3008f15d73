"""A date as it is written, and the days it means once its year is known."""

from __future__ import annotations

import calendar as civil
import datetime
from typing import NamedTuple

from etraces_cite.model import Period

__all__ = ["FIRST", "LAST", "NO_YEAR", "Moment", "is_day", "resolve"]

NO_YEAR = 1
"""The year of a date whose year nothing gives."""

FIRST, LAST = (1, 1), (12, 31)
_LEAP = 4


class Moment(NamedTuple):
    """A date as written: the year may be missing, and the last day may be cut to the length of its month."""

    start: int
    end: int
    year: int | None
    low: tuple[int, int]
    high: tuple[int, int]
    last_year: int | None = None
    """The year of ``high`` where it is not ``year``."""
    in_words: bool = False


def resolve(moment: Moment, year: int | None) -> Period:
    """Return the days of a moment, ``year`` standing in where none is written."""
    first = moment.year or year or NO_YEAR
    last = moment.last_year or first
    if last == first and moment.low > moment.high:
        first -= 1
    return Period(_day(first, *moment.low), _day(last, *moment.high))


def _day(year: int, month: int, day: int) -> datetime.date:
    year = min(max(year, 1), 9999)
    return datetime.date(year, month, min(day, civil.monthrange(year, month)[1]))


def is_day(year: int | None, month: int, day: int) -> bool:
    """Return whether a month has that day, in that year or in some year."""
    return 1 <= month <= 12 and 1 <= day <= civil.monthrange(year or _LEAP, month)[1]
