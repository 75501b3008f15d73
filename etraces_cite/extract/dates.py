"""Dates and periods: ``16 novembre 2020``, ``mi-novembre``, ``premier semestre 2021``, ``20/02/2014``."""

from __future__ import annotations

import calendar as civil
import datetime
import itertools

from etraces_cite.extract import grammar
from etraces_cite.extract.calendar import MONTH_NAMES, MONTHS, ORDINAL_PARTS, SEASONS
from etraces_cite.extract.counting import unit_after
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.lexicon import trie
from etraces_cite.extract.moments import FIRST, LAST, Moment, is_day
from etraces_cite.extract.numeric_dates import month_first, numeric, spaced
from etraces_cite.extract.years import (
    ONE_YEAR,
    decade,
    decade_in_words,
    era,
    in_part,
    short_year,
    two_years,
    year_at,
    year_in_words,
)
from etraces_cite.patterns import regex

__all__ = ["date_at", "days_listed", "period"]

_QUARTERS = ("t", "s")
_JOINTS = frozenset("/.-")


_MONTH = trie(MONTHS)
_YEAR = r"(?:(?:de |de l'année |de l'an )?([12][0-9]{3})(?![0-9]|[.,][0-9]))"
_DAYS = regex(
    lambda: (
        rf"([0-3]?[0-9])(?: ?er|\^er\^?| exposant er)?(?: ?(-|–|et le|et|au|à|ou|/) ?(?:[a-z]+di )?([0-3]?[0-9])(?: ?er)?)? {{1,40}}(?:de )?({_MONTH})(?![^\W_])\.?(?: {{1,40}}{_YEAR}| (?:')?([0-9]{{2}})(?![^\W_]|[,.]?[0-9]| [a-zà-ÿ0-9%€]))?"
    )
)
_MONTH_YEAR = regex(lambda: rf"({_MONTH})(?![^\W_])\.?(?: {{1,40}}{_YEAR}|(?<=mai) (68)(?![0-9]))?")
_PART = regex(
    lambda: (
        rf"({trie(ORDINAL_PARTS)}) (trimestre|semestre)(?![^\W_])(?: {{1,40}}(?:de (?:l'(?:année |exercice )|la saison )?)?([12][0-9]{{3}})(?![0-9]))?"
    )
)
_QUARTER = regex(r"([ts])([1-4])(?: |-|/)((?:19|20)[0-9]{2})(?![0-9])")
_SEASON = regex(
    lambda: rf"({trie(SEASONS)})(?: {{1,40}}(?:de )?((?:19|20)[0-9]{{2}})(?:[-/]((?:[12][0-9])?[0-9]{{2}}))?(?![0-9]))"
)
_WEEK = regex(
    rf"(premi[eè]re|derni[eè]re|premier|dernier) (semaine|jour) (?:de |d'|du mois de |du mois d')([^\W\d_]+)(?![^\W_])(?: {{1,40}}{_YEAR})?"
)


_FORTNIGHT = regex(
    rf"(premi[eè]re|1re|deuxi[eè]me|seconde|2e|derni[eè]re) quinzaine (?:de |d'|du mois de |du mois d')([^\W\d_]+)(?![^\W_])(?: {{1,40}}{_YEAR})?"
)
_LINK = regex(
    r" {0,40}(au|à|jusqu'au|jusqu'à|jusqu'en|et le|et|-|–|—) {0,40}(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|fin|début|mi-|la fin|de) {0,3})?(?=[0-9a-z])"
)
_ENTRE = regex(
    r"entre(?: {1,40}(?:le|les|début|fin|mi-?))?(?: (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))? {0,40}$"
)
_MONTH_CUES = regex(
    r"\($|(?:^|[\s(«'/-])(?:en|dès|depuis|fin|début|mi-|courant|avant|après|ici|à|jusqu'en|jusqu'à|mois de|mois d'|de|d'|et|ou|juin|milieu|vers|pour|passé|durant|pendant|entre|le|d'ici) {0,3}$"
)


_DAY = r"[0-3]?[0-9](?: ?er)?"
_DAY_LIST = regex(
    lambda: (
        rf"{_DAY}(?:(?:, ?|,? et | ou | & )(?:(?:le|du|au|[a-z]+di) )?{_DAY}){{1,30}} (?:{_MONTH})(?![^\W_])(?: {{1,40}}{_YEAR})?"
    )
)
_IN_LIST = regex(r"[0-9]+(?: ?er)?")
_LISTED = regex(r"[0-3]?[0-9](?: ?er)?(?:, ?|,? et | ou | & )")


def days_listed(text: Folded, start: int) -> tuple[Moment, ...]:
    """Read the days of ``les 3, 10 et 17 mai 2022``: all but the last, which has its month; two that follow are one period."""
    low = text.low
    if low[start + 1 : start + 3].isdigit() or not _LISTED.match(low, start):
        return ()
    match = _DAY_LIST.match(low, start)
    if match is None:
        return ()
    end = match.end(1) if match[1] else match.end()
    days = [day for day in _IN_LIST.finditer(low, start, end) if day.end() - day.start() < 4]
    last = _days(text, days[-1].start())
    numbers = [int(day[0].rstrip(" er")) for day in days]
    if last is None or any(one >= other for one, other in itertools.pairwise([0, *numbers])):
        return ()
    if len(numbers) == 2 and numbers[1] == numbers[0] + 1:
        return ()
    return tuple(
        Moment(day.start(), day.end(), last.year, (last.low[0], number), (last.low[0], number))
        for day, number in zip(days[:-1], numbers[:-1], strict=True)
    )


def date_at(text: Folded, start: int) -> Moment | None:
    """Read the date or period that starts at ``start``, or whose month, year or part of the year does."""
    first = _moment(text, start)
    return period(text, first) if first is not None else None


def _moment(text: Folded, start: int) -> Moment | None:
    low = text.low
    if "0" <= low[start] <= "9":
        return _from_digits(text, start)
    return _from_words(text, start)


_YEAR_DIGITS = 4


def _from_digits(text: Folded, start: int) -> Moment | None:
    low = text.low
    following = low[start + 1 : start + 5]
    if low[start - 1 : start] not in _QUARTERS and not (len(following) == _YEAR_DIGITS and following.isdigit()):
        # a day, a numeric date or a part of a year: each has something else than digits in its first five characters
        return (
            (_days(text, start) if not following[:2].isdigit() else None)
            or (numeric(low, start) if not _JOINTS.isdisjoint(following) else None)
            or era(low, start)
            or (decade(low, start) if "0" in following else None)
            or (two_years(low, start) if following[:3].isdigit() else None)
            or (_part_of_year(low, start) if following[:1].isalpha() else None)
            or (spaced(text, start) if following[1:2].isdigit() or following[2:3].isdigit() else None)
            or (year_at(text, start) if following[:2].isdigit() else None)
        )
    return _part_of_year(low, start) or era(low, start) or year_at(text, start)


def _from_words(text: Folded, start: int) -> Moment | None:
    low = text.low
    return (
        _part_of_year(low, start)
        or _week(low, start)
        or _fortnight(low, start)
        or _season(low, start)
        or _month(text, start)
        or decade_in_words(low, start)
        or _day_in_words(text, start)
    )


def _days(text: Folded, start: int) -> Moment | None:
    low = text.low
    match = _DAYS.match(low, start)
    if match is None:
        return None
    month, first = MONTHS[match[4]], int(match[1])
    last = int(match[3]) if match[3] else first
    year = int(match[5]) if match[5] else short_year(match[6]) if match[6] else None
    if match[3] and (last <= first or (match[2].startswith(("et", "ou")) and last != first + 1)):
        return None
    if not (is_day(year, month, first) and is_day(year, month, last)):
        return None
    end = match.end() - _stop(match[0])
    if year is None and (worded := year_in_words(text, end)) is not None:
        year, end = worded
    return Moment(start, end, year, (month, first), (month, last))


def _stop(written: str) -> int:
    """Leave out the full stop of ``mai.``: only an abbreviation owns it."""
    return 1 if written.endswith(".") and written.rstrip(".").rsplit(" ", 1)[-1] in MONTH_NAMES else 0


def _part_of_year(low: str, start: int) -> Moment | None:
    match = _PART.match(low, start)
    if match is not None:
        return _months_of_part(
            start, match.end(), ORDINAL_PARTS[match[1]], match[2], int(match[3]) if match[3] else None
        )
    match = _QUARTER.match(low, start - 1) if start else None
    if match is not None and (start == 1 or not low[start - 2].isalnum()):
        return _months_of_part(
            start - 1, match.end(), int(match[2]), "trimestre" if match[1] == "t" else "semestre", int(match[3])
        )
    return None


def _months_of_part(start: int, end: int, number: int, name: str, year: int | None) -> Moment | None:
    length = 3 if name == "trimestre" else 6
    number = 12 // length if number < 0 else number
    if number * length > 12:
        return None
    return Moment(start, end, year, ((number - 1) * length + 1, 1), (number * length, 31))


_ENDS_OF_MONTHS = ("premi", "derni")


def _week(low: str, start: int) -> Moment | None:
    """Read the first or last day of a month, or its first or last whole week."""
    match = _WEEK.match(low, start) if low.startswith(_ENDS_OF_MONTHS, start) else None
    if match is None or match[3] not in MONTHS:
        return None
    month, year = MONTHS[match[3]], int(match[4]) if match[4] else None
    length = civil.monthrange(year or 1, month)[1]
    is_first = match[1].startswith("premi")
    if match[2] == "jour":
        day = 1 if is_first else length
        return Moment(start, match.end(), year, (month, day), (month, day))
    if year is None:
        return None
    monday = next(day for day in range(1, 8) if datetime.date(year, month, day).weekday() == 0)
    if not is_first:
        monday += 7 * ((length - 6 - monday) // 7)
    return Moment(start, match.end(), year, (month, monday), (month, monday + 6))


_FORTNIGHT_WITHIN = len("première quinzaine")


def _fortnight(low: str, start: int) -> Moment | None:
    """Read half a month: ``la première quinzaine d'avril``."""
    match = _FORTNIGHT.match(low, start) if "quinzaine" in low[start : start + _FORTNIGHT_WITHIN] else None
    if match is None or match[2] not in MONTHS:
        return None
    month, year = MONTHS[match[2]], int(match[3]) if match[3] else None
    first, last = (1, 15) if match[1][0] in "1p" else (16, 31)
    return Moment(start, match.end(), year, (month, first), (month, last))


def _season(low: str, start: int) -> Moment | None:
    match = _SEASON.match(low, start)
    if match is None:
        return None
    year = int(match[2])
    if match[3]:
        year = int(match[3]) if len(match[3]) == 4 else year - year % 100 + int(match[3])
    return Moment(start, match.end(), year, *SEASONS[match[1]])


def _month(text: Folded, start: int) -> Moment | None:
    if (mixed := month_first(text.low, start)) is not None:
        return mixed
    match = _MONTH_YEAR.match(text.low, start)
    if match is None or (match[1] not in MONTH_NAMES and match[2] is None):
        return None
    month, end = MONTHS[match[1]], match.end() - _stop(match[0])
    year = int(match[2]) if match[2] else 1968 if match[3] else None
    worded = year_in_words(text, end) if year is None else None
    if worded is not None:
        year, end = worded
    elif year is None and not _is_month(text, start):
        return None
    elif year is None and (ahead := _YEAR_AHEAD.match(text.low, end)) is not None:
        year = int(ahead[1])
    return in_part(text.low, Moment(start, end, year, (month, 1), (month, 31), in_words=year is None))


_YEAR_AHEAD = regex(
    lambda: rf"(?:(?:, |,? et | ou |,? et/ou )(?:en |de |d')?(?:{trie(MONTH_NAMES)})(?![^\W_])){{1,11}} {{1,40}}{_YEAR}"
)
_MONTH_BEFORE = regex(lambda: rf"(?<![^\W_])(?:{trie(MONTH_NAMES)})(?:, | ?[-–] ?)$")


_WORDED_MONTH = regex(lambda: rf" {{1,40}}({trie(MONTH_NAMES)})(?![^\W_])(?: {{1,40}}{_YEAR})?")


def _day_in_words(text: Folded, start: int) -> Moment | None:
    """Read ``premier mars 2013``, ``quatorze juillet deux mille treize``."""
    low = text.low
    if low.startswith("premier ", start):
        day, end = 1, start + len("premier")
    else:
        cardinal = grammar.words(low, start)
        if cardinal is None or not 1 <= cardinal.value <= 31 or cardinal.quantum != 1:
            return None
        day, end = int(cardinal.value), cardinal.end
    match = _WORDED_MONTH.match(low, end)
    if match is None or not is_day(None, MONTH_NAMES[match[1]], day):
        return None
    month, year, end = MONTH_NAMES[match[1]], int(match[2]) if match[2] else None, match.end()
    if year is None and (worded := year_in_words(text, end)) is not None:
        year, end = worded
    return Moment(start, end, year, (month, day), (month, day), in_words=match[2] is None)


def _is_month(text: Folded, start: int) -> bool:
    """Tell a month without a year from the planet or the god: what stands before shows it."""
    if text.cased[start].isupper() and text.cased[start - 2 : start] not in ("d'", "i-"):
        return False
    before = text.low[max(0, start - 14) : start]
    return _MONTH_CUES.search(before) is not None or _MONTH_BEFORE.search(before) is not None


def period(text: Folded, first: Moment) -> Moment:
    """Join two dates that are the ends of one period: ``du 3 mai au 5 juin 2022``, ``de 2018 à janvier 2020``."""
    link = _LINK.match(text.low, first.end)
    if link is None or (
        link[1].startswith("et") and not _ENTRE.search(text.low[max(0, first.start - 24) : first.start])
    ):
        return first
    last = _linked(text, link.end())
    if last is None or not _follows(first, last):
        return first
    year = first.year
    if year is None and last.year is not None:
        year = last.year - (1 if first.low > last.high else 0)
    start = first.start
    return Moment(start, last.end, year, first.low, last.high, last.last_year or last.year or year)


def _linked(text: Folded, start: int) -> Moment | None:
    if "0" <= text.low[start] <= "9":
        year = ONE_YEAR.match(text.low, start)
        plain = (
            Moment(start, year.end(), int(year[1]), FIRST, LAST) if year and not unit_after(text, year.end()) else None
        )
        return _days(text, start) or numeric(text.low, start) or plain
    return _month(text, start) or _day_in_words(text, start)


def _follows(first: Moment, last: Moment) -> bool:
    if first.last_year is not None:
        return False
    if first.year is not None and last.year is not None:
        return (first.year, *first.low) < (last.year, *last.high)
    if first.year is not None:
        return first.low < last.high
    return last.low != FIRST or last.high != LAST
