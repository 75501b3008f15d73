"""Dates and periods: ``16 novembre 2020``, ``mi-novembre``, ``premier semestre 2021``, ``2017-2022``, ``20/02/2014``.

Parts of a month are days 1–10, 11–20 and 21–end, parts of a year its thirds.
"""

from __future__ import annotations

import calendar as civil
import datetime
import re
from dataclasses import dataclass, replace

from etraces_cite.extract import grammar
from etraces_cite.extract.calendar import MONTH_NAMES, MONTHS, ORDINAL_PARTS, SEASONS, YEAR_CUES
from etraces_cite.extract.counting import noun_after, unit_after
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.lexicon import trie
from etraces_cite.model import Period

__all__ = ["NO_YEAR", "Moment", "date_at", "resolve"]

NO_YEAR = 4
"""The year of a date whose year is not known; a leap year, so that 29 February has a place."""

_FIRST, _LAST = (1, 1), (12, 31)


@dataclass(frozen=True, slots=True)
class Moment:
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


_MONTH = trie(MONTHS)
_YEAR = r"(?:(?:de |de l'année |de l'an )?([12][0-9]{3})(?![0-9]|[.,][0-9]))"
_DAYS = re.compile(
    rf"([0-3]?[0-9])(?:er)?(?: ?(-|–|et le|et|au|à|ou|/) ?(?:[a-z]+di )?([0-3]?[0-9])(?:er)?)? {{1,40}}(?:de )?({_MONTH})(?![^\W_])\.?(?: {{1,40}}{_YEAR}| (?:')?([0-9]{{2}})(?![^\W_]|[,.]?[0-9]| [a-zà-ÿ0-9%€]))?"
)
_MONTH_YEAR = re.compile(rf"({_MONTH})(?![^\W_])\.?(?: {{1,40}}{_YEAR}|(?<=mai) (68)(?![0-9]))?")
_NUMERIC = re.compile(r"([0-3]?[0-9])([/.-])([01]?[0-9])\2([12][0-9]{3}|[0-9]{2})(?![0-9]|[/.-][0-9])")
_ISO = re.compile(r"([12][0-9]{3})([/.-])([01]?[0-9])\2([0-3]?[0-9])(?![0-9]|[/-][0-9])")
_ISO_MONTH = re.compile(r"((?:19|20)[0-9]{2})-(0?[1-9]|1[0-2])(?![0-9]|[/-][0-9])")
_SPACED = re.compile(r"([0-3]?[0-9]) ([01]?[0-9]) ((?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]|[ .,][0-9]|[^\W_])")
_TWO_YEARS = re.compile(r"([12][0-9]{3})(?: ?[–-] ?|/)((?:[12][0-9])?[0-9]{2})(?![0-9]|[/–-][0-9]|[^\W_])")
_ONE_YEAR = re.compile(r"([12][0-9]{3})(?![0-9]|[.,][0-9]|[^\W_]| [0-9]{3}(?![0-9]))")
_DECADE = re.compile(r"((?:1[0-9]|20)?[0-9]0)(?![0-9]|[.,][0-9])")
_PART = re.compile(rf"({trie(ORDINAL_PARTS)}) (trimestre|semestre)(?![^\W_])(?: {{1,40}}(?:de (?:l'(?:année |exercice )|la saison )?)?([12][0-9]{{3}})(?![0-9]))?")
_QUARTER = re.compile(r"([ts])([1-4])(?: |-|/)((?:19|20)[0-9]{2})(?![0-9])")
_SEASON = re.compile(rf"({trie(SEASONS)})(?: {{1,40}}(?:de )?((?:19|20)[0-9]{{2}})(?:[-/]((?:[12][0-9])?[0-9]{{2}}))?(?![0-9]))")
_WEEK = re.compile(rf"(premi[eè]re|derni[eè]re|premier|dernier) (semaine|jour) (?:de |d'|du mois de |du mois d')({_MONTH})(?![^\W_])(?: {{1,40}}{_YEAR})?")

_BEFORE = re.compile(r"(début|debut|fin|mi|courant|milieu)(?: {1,40}(?:du mois )?(?:de |d')?|-)$")
_IN_MONTH = {"début": (1, 10), "debut": (1, 10), "mi": (11, 20), "milieu": (11, 20), "fin": (21, 31)}
_IN_YEAR = {"début": ((1, 1), (4, 30)), "debut": ((1, 1), (4, 30)), "mi": ((5, 1), (8, 31)), "milieu": ((5, 1), (8, 31)), "fin": ((9, 1), (12, 31))}

_LINK = re.compile(r" {0,40}(au|à|jusqu'au|jusqu'à|jusqu'en|et le|et|-|–|—) {0,40}(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|fin|début|mi-|la fin|de) {0,3})?(?=[0-9a-z])")
_ENTRE = re.compile(r"entre(?: {1,40}(?:le|les|début|fin|mi-?))?(?: (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))? {0,40}$")
_MONTH_CUES = re.compile(
    r"(?:^|[\s(«'-])(?:en|dès|depuis|fin|début|mi-|courant|avant|après|ici|à|jusqu'en|jusqu'à|mois de|mois d'|de|d'|et|ou|juin|milieu|vers|pour|passé|durant|pendant|entre|le|d'ici) {0,3}$"
)


def date_at(text: Folded, start: int) -> Moment | None:
    """Read the date or period that starts at ``start``, or whose month, year or part of the year does."""
    first = _moment(text, start)
    return _period(text, first) if first is not None else None


def _moment(text: Folded, start: int) -> Moment | None:
    low = text.low
    if "0" <= low[start] <= "9":
        return _from_digits(text, start)
    return _from_words(text, start)


def _from_digits(text: Folded, start: int) -> Moment | None:
    low = text.low
    return (
        _days(low, start)
        or _numeric(low, start)
        or _decade(low, start)
        or _two_years(low, start)
        or _part_of_year(low, start)
        or _spaced(text, start)
        or _year(text, start)
    )


def _from_words(text: Folded, start: int) -> Moment | None:
    low = text.low
    return (
        _part_of_year(low, start)
        or _week(low, start)
        or _season(low, start)
        or _month(text, start)
        or _day_in_words(text, start)
    )


def _short_year(written: str) -> int:
    """Return the year of two digits, as POSIX reads it: 69–99 are of the 20th century, 00–68 of the 21st."""
    year = int(written)
    return year if year > 99 else year + (1900 if year > 68 else 2000)


def _is_day(year: int | None, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= civil.monthrange(year or NO_YEAR, month)[1]


def _days(low: str, start: int) -> Moment | None:
    match = _DAYS.match(low, start)
    if match is None:
        return None
    month, first = MONTHS[match[4]], int(match[1])
    last = int(match[3]) if match[3] else first
    year = int(match[5]) if match[5] else _short_year(match[6]) if match[6] else None
    if match[3] and (last <= first or (match[2].startswith(("et", "ou")) and last != first + 1)):
        return None
    if not (_is_day(year, month, first) and _is_day(year, month, last)):
        return None
    return Moment(start, match.end() - _stop(match[0]), year, (month, first), (month, last))


def _stop(written: str) -> int:
    """Leave out the full stop of ``mai.``: only an abbreviation owns it."""
    return 1 if written.endswith(".") and written.rstrip(".").rsplit(" ", 1)[-1] in MONTH_NAMES else 0


def _numeric(low: str, start: int) -> Moment | None:
    if (match := _NUMERIC.match(low, start)) is not None:
        year, month, day = _short_year(match[4]), int(match[3]), int(match[1])
        if len(match[4]) == 2 and match[2] != "/" and not (match[2] == "." and len(match[1]) == len(match[3]) == 2):
            return None
    elif (match := _ISO.match(low, start)) is not None:
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif (match := _ISO_MONTH.match(low, start)) is not None and not _preceded(low, start, ("saison", "exercice", "campagne", "année")):
        return Moment(start, match.end(), int(match[1]), (int(match[2]), 1), (int(match[2]), 31))
    else:
        return None
    return Moment(start, match.end(), year, (month, day), (month, day)) if _is_day(year, month, day) else None


def _preceded(low: str, start: int, words: tuple[str, ...]) -> bool:
    return low[max(0, start - 20) : start].rstrip().endswith(words)


def _spaced(text: Folded, start: int) -> Moment | None:
    match = _SPACED.match(text.low, start)
    if match is None or (len(match[3]) == 2 and not (_preceded(text.low, start, (" le", "le")) or match.end() == len(text.low))):
        return None
    if len(match[3]) == 2 and start and not _preceded(text.low, start, (" le", "le")):
        return None
    year, month, day = _short_year(match[3]), int(match[2]), int(match[1])
    return Moment(start, match.end(), year, (month, day), (month, day)) if _is_day(year, month, day) else None


def _decade(low: str, start: int) -> Moment | None:
    match = _DECADE.match(low, start)
    if match is None or not _preceded(low, start, ("années", "annees", "décennie")):
        return None
    year = int(match[1])
    if 100 <= year < 1000 or year == 0 and len(match[1]) != 2:
        return None
    year += 0 if year > 99 else 1900 if year >= 20 else 2000
    return Moment(start, match.end(), year, _FIRST, _LAST, year + 9)


def _two_years(low: str, start: int) -> Moment | None:
    match = _TWO_YEARS.match(low, start)
    if match is None:
        return None
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first - first % 100 + int(match[2])
    if not first < last <= first + 400 or (len(match[2]) == 2 and not (1800 <= first <= 2099 and last <= first + 20)):
        return None
    return Moment(start, match.end(), first, _FIRST, _LAST, last)


def _part_of_year(low: str, start: int) -> Moment | None:
    match = _PART.match(low, start)
    if match is not None:
        return _months_of_part(start, match.end(), ORDINAL_PARTS[match[1]], match[2], int(match[3]) if match[3] else None)
    match = _QUARTER.match(low, start - 1) if start else None
    if match is not None and (start == 1 or not low[start - 2].isalnum()):
        return _months_of_part(start - 1, match.end(), int(match[2]), "trimestre" if match[1] == "t" else "semestre", int(match[3]))
    return None


def _months_of_part(start: int, end: int, number: int, name: str, year: int | None) -> Moment | None:
    length = 3 if name == "trimestre" else 6
    number = 12 // length if number < 0 else number
    if number * length > 12:
        return None
    return Moment(start, end, year, ((number - 1) * length + 1, 1), (number * length, 31))


def _week(low: str, start: int) -> Moment | None:
    """Read the first or last day of a month, or its first or last whole week."""
    match = _WEEK.match(low, start)
    if match is None:
        return None
    month, year = MONTHS[match[3]], int(match[4]) if match[4] else None
    length = civil.monthrange(year or NO_YEAR, month)[1]
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


def _season(low: str, start: int) -> Moment | None:
    match = _SEASON.match(low, start)
    if match is None:
        return None
    year = int(match[2])
    if match[3]:
        year = int(match[3]) if len(match[3]) == 4 else year - year % 100 + int(match[3])
    return Moment(start, match.end(), year, *SEASONS[match[1]])


def _month(text: Folded, start: int) -> Moment | None:
    match = _MONTH_YEAR.match(text.low, start)
    if match is None or (match[1] not in MONTH_NAMES and match[2] is None):
        return None
    month, end = MONTHS[match[1]], match.end() - _stop(match[0])
    year = int(match[2]) if match[2] else 1968 if match[3] else None
    if year is None:
        if not _MONTH_CUES.search(text.low[max(0, start - 14) : start]) or (text.cased[start].isupper() and text.cased[start - 2 : start] not in ("d'", "i-")):
            return None
        worded = _year_in_words(text, end)
        year, end = worded or (None, end)
    return _in_part(text.low, Moment(start, end, year, (month, 1), (month, 31), in_words=year is None))


def _in_part(low: str, moment: Moment) -> Moment:
    """Narrow a month or a year to its beginning, middle or end, where the word before says so."""
    match = _BEFORE.search(low[max(0, moment.start - 24) : moment.start])
    if match is None:
        return moment
    start = moment.start - len(match[0])
    if start and low[start - 1].isalnum():
        return moment
    if match[1] not in _IN_MONTH:
        return replace(moment, start=start)
    if moment.low[0] == moment.high[0]:
        first, last = _IN_MONTH[match[1]]
        return replace(moment, start=start, low=(moment.low[0], first), high=(moment.low[0], last))
    first_day, last_day = _IN_YEAR[match[1]]
    return replace(moment, start=start, low=first_day, high=last_day)


def _year_in_words(text: Folded, end: int) -> tuple[int, int] | None:
    step = re.compile(r" {1,40}(?=mil|deux mille|dix|mille)").match(text.low, end)
    year = grammar.words(text.low, step.end()) if step else None
    if year is None or not 1000 <= year.value <= 2100 or unit_after(text, year.end) or noun_after(text, year.end, singular=False):
        return None
    return int(year.value), year.end


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
    match = re.compile(rf" {{1,40}}({trie(MONTH_NAMES)})(?![^\W_])(?: {{1,40}}{_YEAR})?").match(low, end)
    if match is None or not _is_day(None, MONTH_NAMES[match[1]], day):
        return None
    month, year, end = MONTH_NAMES[match[1]], int(match[2]) if match[2] else None, match.end()
    if year is None and (worded := _year_in_words(text, end)) is not None:
        year, end = worded
    return Moment(start, end, year, (month, day), (month, day), in_words=match[2] is None)


def _year(text: Folded, start: int) -> Moment | None:
    match = _ONE_YEAR.match(text.low, start)
    if match is None or not _is_year(text, start, match.end(), int(match[1])):
        return None
    return _in_part(text.low, Moment(start, match.end(), int(match[1]), _FIRST, _LAST))


_WORD_BEFORE = re.compile(r"([^\W\d_][^\W\d_'’-]*(?:'[^\W\d_]+)?)[ '-]{1,40}$")


def _is_year(text: Folded, start: int, end: int, year: int) -> bool:
    """Tell a year from a count written without a space: what stands before decides, then what follows."""
    if unit_after(text, end) is not None or text.low[start - 1 : start] in ("$", "€", "£"):
        return False
    before = _WORD_BEFORE.search(text.low[max(0, start - 30) : start])
    if before is not None and before[1].rsplit("'", 1)[-1] in YEAR_CUES | frozenset(MONTHS):
        return True
    if before is not None and before[1] in ("les", "ces", "des", "quelque", "environ", "plus", "près"):
        return False
    return 1900 <= year <= 2099 and noun_after(text, end, singular=False) is None


def _period(text: Folded, first: Moment) -> Moment:
    """Join two dates that are the ends of one period: ``du 3 mai au 5 juin 2022``, ``de 2018 à janvier 2020``."""
    link = _LINK.match(text.low, first.end)
    if link is None or (link[1].startswith("et") and not _ENTRE.search(text.low[max(0, first.start - 24) : first.start])):
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
        year = _ONE_YEAR.match(text.low, start)
        plain = Moment(start, year.end(), int(year[1]), _FIRST, _LAST) if year and not unit_after(text, year.end()) else None
        return _days(text.low, start) or _numeric(text.low, start) or plain
    return _month(text, start) or _day_in_words(text, start)


def _follows(first: Moment, last: Moment) -> bool:
    if first.last_year is not None:
        return False
    if first.year is not None and last.year is not None:
        return (first.year, *first.low) < (last.year, *last.high)
    if first.year is not None:
        return first.low < last.high
    return last.low != _FIRST or last.high != _LAST
