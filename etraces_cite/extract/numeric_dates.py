"""Dates whose parts are set apart by signs or spaces alone: ``20/02/2014``, ``2020-09-23``, ``18 08 78``, ``10/1-11/2/2017``."""

from __future__ import annotations

import re

from etraces_cite.extract.calendar import MONTHS
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.moments import Moment, is_day
from etraces_cite.extract.years import preceded, short_year
from etraces_cite.patterns import regex

__all__ = ["month_first", "numeric", "spaced"]

_NUMERIC = regex(r"([0-3]?[0-9])([/.-])([01]?[0-9])\2([12][0-9]{3}|[0-9]{2})(?![0-9]|[/.-][0-9])")
_NAMED = regex(r"([0-3]?[0-9])([/-])([^\W\d_]+)\2([12][0-9]{3})(?![0-9])")
_NUMERIC_PERIOD = regex(
    r"([0-3]?[0-9])/([01]?[0-9])(?:/([12][0-9]{3}))? ?[-–] ?([0-3]?[0-9])/([01]?[0-9])/([12][0-9]{3})(?![0-9]|[/.-][0-9])"
)
_MIXED = regex(
    r"(?P<y1>[12][0-9]{3})([/-])(?:(?P<m1>[^\W\d_]+)\2(?P<d1>[0-3]?[0-9])|(?P<d2>[0-3]?[0-9])\2(?P<m2>[^\W\d_]+))(?![^\W_])"
    r"|(?P<d3>[0-3]?[0-9])-(?P<y3>[12][0-9]{3})-(?P<m3>[^\W\d_]+)(?![^\W_])"
)
_MONTH_FIRST = regex(
    r"(?P<m1>[^\W\d_]+)\.?(?:(?:-| {1,3})(?P<d1>[0-3]?[0-9])(?:-|, {0,3}| de )(?P<y1>[12][0-9]{3})|-(?P<y2>[12][0-9]{3})-(?P<d2>[0-3]?[0-9]))(?![^\W_])"
)
"""Orders that no French writer chooses but programs and translations leave: ``2020/sep/23``, ``novembre 23, 1987``."""
_ISO = regex(r"([12][0-9]{3})([/.-])([01]?[0-9])\2([0-3]?[0-9])(?![0-9]|[/-][0-9])")
_ISO_MONTH = regex(r"((?:19|20)[0-9]{2})-(0?[1-9]|1[0-2])(?![0-9]|[/-][0-9])")
_SPACED = regex(r"([0-3]?[0-9]) ([01]?[0-9]) ((?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]|[ .,][0-9]|[^\W_])")
_IN_NUMBERS = regex(r"(?:[0-9]|[0-9],|numéros?|n°|codes?|chiffres|nombres|tél\.?|téléphone|tirage|:) {1,3}$")


def _mixed(match: re.Match[str] | None, start: int) -> Moment | None:
    """Return the date of one of the orders of programs."""
    if match is None:
        return None
    parts = {name[0]: part for name, part in match.groupdict().items() if part}
    if parts["m"] not in MONTHS:
        return None
    year, month, day = int(parts["y"]), MONTHS[parts["m"]], int(parts["d"])
    return Moment(start, match.end(), year, (month, day), (month, day)) if is_day(year, month, day) else None


def _numeric_period(low: str, start: int) -> Moment | None:
    """Read ``10/1-11/2/2017``."""
    match = _NUMERIC_PERIOD.match(low, start)
    if match is None:
        return None
    first, last = (int(match[2]), int(match[1])), (int(match[5]), int(match[4]))
    year, last_year = int(match[3] or match[6]), int(match[6])
    if not (is_day(year, *first) and is_day(last_year, *last)) or (year, *first) >= (last_year, *last):
        return None
    return Moment(start, match.end(), year, first, last, last_year)


def month_first(low: str, start: int) -> Moment | None:
    """Read ``novembre 23, 1987``."""
    return _mixed(_MONTH_FIRST.match(low, start), start)


def numeric(low: str, start: int) -> Moment | None:
    """Read the date or period in digits that starts at ``start``."""
    if (period := _numeric_period(low, start)) is not None:
        return period
    if (mixed := _mixed(_MIXED.match(low, start), start)) is not None:
        return mixed
    if (match := _NUMERIC.match(low, start)) is not None:
        year, month, day = short_year(match[4]), int(match[3]), int(match[1])
        if len(match[4]) == 2 and match[2] != "/" and not (match[2] == "." and len(match[1]) == len(match[3]) == 2):
            return None
    elif (match := _NAMED.match(low, start)) is not None and match[3] in MONTHS:
        year, month, day = int(match[4]), MONTHS[match[3]], int(match[1])
    elif (match := _ISO.match(low, start)) is not None:
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif (match := _ISO_MONTH.match(low, start)) is not None and not preceded(
        low, start, ("saison", "exercice", "campagne", "année")
    ):
        return Moment(start, match.end(), int(match[1]), (int(match[2]), 1), (int(match[2]), 31))
    else:
        return None
    return Moment(start, match.end(), year, (month, day), (month, day)) if is_day(year, month, day) else None


def spaced(text: Folded, start: int) -> Moment | None:
    """Read ``18 08 78``, where no list of numbers is."""
    match = _SPACED.match(text.low, start)
    if match is None:
        return None
    is_short = len(match[3]) == 2 and len(match[1]) + len(match[2]) == 2
    before = text.low[max(0, start - 14) : start]
    if (is_short and not preceded(text.low, start, (" le", "le"))) or _IN_NUMBERS.search(before):
        return None
    year, month, day = short_year(match[3]), int(match[2]), int(match[1])
    return Moment(start, match.end(), year, (month, day), (month, day)) if is_day(year, month, day) else None
