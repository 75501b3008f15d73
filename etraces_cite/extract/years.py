"""Years, alone or several: ``en 2018``, ``fin 2020``, ``2017-2022``, ``années 1990``, ``mille neuf cent dix-huit``.

Parts of a month are days 1–10, 11–20 and 21–end, parts of a year its thirds.
"""

from __future__ import annotations

from etraces_cite.extract import grammar
from etraces_cite.extract.calendar import MONTHS, YEAR_CUES
from etraces_cite.extract.counting import noun_after, unit_after
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.moments import FIRST, LAST, Moment
from etraces_cite.patterns import regex

__all__ = [
    "BEFORE_CHRIST",
    "CUES",
    "DECADES",
    "ONE_YEAR",
    "SPANS",
    "decade",
    "decade_in_words",
    "era",
    "in_part",
    "is_year",
    "preceded",
    "short_year",
    "two_years",
    "year_at",
    "year_in_words",
]

_TWO_YEARS = regex(r"([12][0-9]{3})(?: ?[–-] ?|/)((?:[12][0-9])?[0-9]{2})(?![0-9]|[/–-][0-9]|[^\W_])")
ONE_YEAR = regex(r"([12][0-9]{3})(?![0-9]|[.,][0-9]|[^\W_⁰¹²³⁴⁵⁶⁷⁸⁹]| [0-9]{3}(?![0-9]))")
_DECADE = regex(r"((?:1[0-9]|20)?[0-9]0)(?![0-9]|[.,][0-9])")
_WORD_BEFORE = regex(r"([^\W\d_][^\W\d_'’-]*(?:'[^\W\d_]+)?)[ '-]{1,40}$")
_WORDED_YEAR = regex(r" {1,40}(?=mil|deux mille|dix-)")
_BEFORE = regex(r"(début|debut|fin|mi|courant|milieu)(?: {1,40}(?:du mois )?(?:de |d')?|-)$")
_NEAR = 20
"""How far back a cue is looked for."""
DECADES = ("années", "annees", "décennie")
"""Words before the tens of a year: ``années 90``."""
CUES = YEAR_CUES | frozenset(MONTHS)
_IN_MONTH = {"début": (1, 10), "debut": (1, 10), "mi": (11, 20), "milieu": (11, 20), "fin": (21, 31)}
_IN_YEAR = {
    "début": ((1, 1), (4, 30)),
    "debut": ((1, 1), (4, 30)),
    "mi": ((5, 1), (8, 31)),
    "milieu": ((5, 1), (8, 31)),
    "fin": ((9, 1), (12, 31)),
}


def short_year(written: str) -> int:
    """Return the year of two digits, as POSIX reads it: 69–99 are of the 20th century, 00–68 of the 21st."""
    year = int(written)
    return year if year > 99 else year + (1900 if year > 68 else 2000)


def decade(low: str, start: int) -> Moment | None:
    """Read the decade of ``années 1990`` and ``années 90``, its word included."""
    match = _DECADE.match(low, start)
    if match is None or not preceded(low, start, DECADES):
        return None
    year = int(match[1])
    if 100 <= year < 1000 or (year == 0 and len(match[1]) != 2):
        return None
    year += 0 if year > 99 else 1900 if year >= 20 else 2000
    word = max(low.rfind(cue, max(0, start - _NEAR), start) for cue in DECADES)
    return Moment(word, match.end(), year, FIRST, LAST, year + 9)


def decade_in_words(low: str, start: int) -> Moment | None:
    """Read the decade of ``années soixante``, its word included."""
    if not preceded(low, start, ("années", "annees")):
        return None
    cardinal = grammar.words(low, start)
    if cardinal is None or cardinal.value not in range(20, 100, 10):
        return None
    year = 1900 + int(cardinal.value)
    word = max(low.rfind(cue, max(0, start - _NEAR), start) for cue in ("années", "annees"))
    return Moment(word, cardinal.end, year, FIRST, LAST, year + 9, in_words=True)


def two_years(low: str, start: int) -> Moment | None:
    """Read ``2017-2022`` and ``2019-20``."""
    match = _TWO_YEARS.match(low, start)
    if match is None:
        return None
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first - first % 100 + int(match[2])
    if not first < last <= first + 400 or (len(match[2]) == 2 and not (1800 <= first <= 2099 and last <= first + 20)):
        return None
    return Moment(start, match.end(), first, FIRST, LAST, last)


_OLD = regex(r"[1-9][0-9]{2}(?=[.,;:)](?![0-9])|$| (?:et|par|sous|lorsque|quand)(?![^\W_]))")
_IN = regex(r"(?<!divisé )(?<!réparti )(?<!répartis )(?<!découpé )(?<!découpée )(?<!divisée )(?<![^\W_])en {1,3}$")


def year_at(text: Folded, start: int) -> Moment | None:
    """Read four digits that are a year, with the part of it that the word before names."""
    if (old := _OLD.match(text.low, start)) is not None and _IN.search(text.low[max(0, start - 24) : start]):
        return Moment(start, old.end(), int(old[0]), FIRST, LAST)
    match = ONE_YEAR.match(text.low, start)
    if match is None or not is_year(text, start, match.end(), int(match[1])):
        return None
    return in_part(text.low, Moment(start, match.end(), int(match[1]), FIRST, LAST))


def is_year(text: Folded, start: int, end: int, year: int) -> bool:
    """Tell a year from a count written without a space: what stands before decides, then what follows."""
    if unit_after(text, end) is not None or text.low[start - 1 : start] in ("$", "€", "£"):
        return False
    if year < 1900 and text.low[end : end + 1] == ")" and text.low.endswith((", ", "("), 0, start):
        return year >= _FIRST_PRINTED
    before = _WORD_BEFORE.search(text.low[max(0, start - 30) : start])
    if before is not None and before[1] in SPANS and _is_span(text, end, year):
        return True
    if before is not None and before[1].rsplit("'", 1)[-1] in CUES:
        return True
    if before is not None and before[1] in ("les", "ces", "des", "quelque", "environ", "plus", "près"):
        return False
    return 1900 <= year <= 2099 and noun_after(text, end, singular=False) is None


SPANS = frozenset(("de", "entre"))
_OTHER_END = regex(r" (?:à|et) ([12][0-9]{3})(?![0-9]|[.,][0-9]|[^\W_]| [0-9]{3}(?![0-9])| par )")


def _is_span(text: Folded, end: int, year: int) -> bool:
    """Return whether a later year follows, which nothing counts: ``de 1667 à 1773``."""
    other = _OTHER_END.match(text.low, end)
    return (
        other is not None
        and year < int(other[1]) <= _LAST_YEAR
        and unit_after(text, other.end()) is None
        and noun_after(text, other.end(), singular=False) is None
    )


_LAST_YEAR = 2099
_FIRST_PRINTED = 1450
"""No year of an edition, ``(Leipzig, 1866)``, is older."""
BEFORE_CHRIST = regex(r" (?:(?:av\.?|avant) ?(?:j\.?[ -]?c|jc|jésus|notre ère|l'ère)|aec(?![^\W_]))")
_AFTER_CHRIST = regex(
    r"([0-9]{1,4})(?: ?(?:à|et|-|–) ?([0-9]{1,4}))? (?:(?:ap\.?|apr\.?|après) ?(?:j\.?[ -]?c(?:\.|(?![^\W_]))|jc(?![^\W_])|jésus-christ)|de notre ère|ec(?![^\W_]))"
)


def era(low: str, start: int) -> Moment | None:
    """Read the years of ``79 apr. J.-C.`` and ``226 à 642 de notre ère``."""
    match = _AFTER_CHRIST.match(low, start)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return Moment(start, match.end(), first, FIRST, LAST, last if last > first else None) if 0 < first <= last else None


def year_in_words(text: Folded, end: int) -> tuple[int, int] | None:
    """Read a year in words after a month, and where it ends; a count with its noun is none."""
    step = _WORDED_YEAR.match(text.low, end)
    year = grammar.words(text.low, step.end()) if step else None
    if (
        year is None
        or not 1000 <= year.value <= 2100
        or unit_after(text, year.end)
        or noun_after(text, year.end, singular=False)
    ):
        return None
    return int(year.value), year.end


def in_part(low: str, moment: Moment) -> Moment:
    """Narrow a month or a year to its beginning, middle or end, where the word before says so."""
    match = _BEFORE.search(low[max(0, moment.start - 24) : moment.start])
    if match is None:
        return moment
    start = moment.start - len(match[0])
    if start and low[start - 1].isalnum():
        return moment
    if match[1] not in _IN_MONTH:
        return moment._replace(start=start)
    if moment.low[0] == moment.high[0]:
        first, last = _IN_MONTH[match[1]]
        return moment._replace(start=start, low=(moment.low[0], first), high=(moment.low[0], last))
    first_day, last_day = _IN_YEAR[match[1]]
    return moment._replace(start=start, low=first_day, high=last_day)


def preceded(low: str, start: int, words: tuple[str, ...]) -> bool:
    """Return whether one of ``words`` stands just before ``start``."""
    return low[max(0, start - _NEAR) : start].rstrip().endswith(words)
