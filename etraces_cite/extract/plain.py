"""The plain figures, which are most of them: ``10 400 caméras``, ``12,5 %``, ``3 millions d'euros``, ``six mois``, ``26 août 2012``.

One expression tells their shape, and the words on both sides are looked up in the tables of the full readers. What is
not plain beyond doubt is left to those readers; what is, they would read the same.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction

from etraces_cite.extract import grammar, masks
from etraces_cite.extract.calendar import MONTH_NAMES
from etraces_cite.extract.clock import clock_time
from etraces_cite.extract.counting import complement
from etraces_cite.extract.dates import period
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.idioms import is_idiom
from etraces_cite.extract.lexicon import SCALES, trie
from etraces_cite.extract.moments import FIRST, LAST, Moment, is_day
from etraces_cite.extract.neighbours import FOLLOWING, LETTERS, counted, ends_bare, ends_unit, may_hedge, word_apart
from etraces_cite.extract.ratios import OF
from etraces_cite.extract.reading import Read, exact
from etraces_cite.extract.units import SYMBOLS, Unit
from etraces_cite.extract.words import takes_complement
from etraces_cite.extract.years import CUES, SPANS, era, in_part, is_year
from etraces_cite.model import Kind, Quantity
from etraces_cite.patterns import regex

__all__ = ["date", "quantity", "quantity_in_words"]

_NOUN = rf"({LETTERS}{{2,}}(?:-{LETTERS}+)*)"
_END = r"(?=[ ,;:)»!?\ufffc]|\.(?![^\W_])|$)"
_SHAPE = regex(
    r"([1-9][0-9]{0,2}(?: [0-9]{3}){1,4}|[1-9][0-9]{0,3}|0(?=,))(?:,([0-9]{1,4}))?"
    rf"(?: (?:(millions?|milliards?) (?:d'|de ))?{_NOUN}| ?([%€])|){_END}"
)
_WORDED = regex(rf"([A-Za-z][a-zé]+(?:-[a-zé]+)*) {_NOUN}{_END}")
_DATE = regex(lambda: rf"([1-3]?[0-9]) ({trie(MONTH_NAMES)}) ([12][0-9]{{3}})(?![.,]?[0-9]){_END}")
_YEAR = regex(rf"(?:19|20)[0-9]{{2}}(?![.,]?[0-9]| [0-9]{{3}}(?![0-9])){_END}")
_SIGNS = {"%": SYMBOLS["%"], "€": SYMBOLS["€"]}
_YEAR_DIGITS = 4

_Worth = tuple[Fraction | int, Fraction | int]
"""A value and its quantum."""


def quantity(text: Folded, start: int) -> Read | None:
    """Read a plain quantity in digits; None where the full readers have to decide."""
    shape = _SHAPE.match(text.cased, start)
    before = word_apart(text.low, start) if shape is not None else None
    if shape is None or before is None:
        return None
    written, part, scale, word, symbol = shape.groups()
    if len(written) == _YEAR_DIGITS and written.isdigit() and _may_be_year(before, scale):
        return None
    worth = _worth(written, part, SCALES[scale] if scale else 1)
    unit = _SIGNS[symbol] if symbol is not None else counted(word) if word is not None else None
    if unit is None:
        return _bare(text.low, shape, before, worth) if scale is None else None
    if unit.kind is Kind.NUMBER:
        return _counting(text.low, shape.span(), worth, unit.code, before) if worth[0] >= 2 else None
    if unit.kind is Kind.DURATION and (scale or masks.ALWAYS.match(text.low, start) or clock_time(text.low, start)):
        return None
    return _measured(text.low, shape.span(), worth, unit, before)


def _may_be_year(before: str, scale: str | None) -> bool:
    return scale is not None or before in SPANS or before.rsplit("'", 1)[-1] in CUES


def _worth(written: str, part: str | None, scale: int) -> _Worth:
    """Return the value and the quantum of digits with their decimals and their scale."""
    if part is None:
        return int(written.replace(" ", "")) * scale, scale
    quantum = Fraction(scale, 10 ** len(part))
    return int(written.replace(" ", "") + part) * quantum, quantum


_MAY_BE_OF = (" sur ", " pour ", "  ")


def _counting(low: str, span: tuple[int, int], worth: _Worth, noun: str, before: str) -> Read | None:
    """Return the quantity with the noun it counts, if it is no part of a whole and the noun has no complement."""
    end = span[1]
    if low.startswith(_MAY_BE_OF, end) and OF.match(low, end):
        return None
    if takes_complement(noun) and complement(low, noun, end) != end:
        return None
    return _read(span, Kind.NUMBER, worth, noun, before)


def _measured(low: str, span: tuple[int, int], worth: _Worth, unit: Unit, before: str) -> Read | None:
    """Return the quantity with its unit, if nothing after it may belong to it."""
    return _read(span, unit.kind, worth, unit.code, before) if ends_unit(low, span[1], unit.kind) else None


def _read(span: tuple[int, int], kind: Kind, worth: _Worth, unit: str | None, before: str) -> Read:
    number = exact(worth[0])
    return Read(*span, kind, Quantity(number, number, unit), exact(worth[1]), False, False, False, may_hedge(before))


_OLD_YEAR_DIGITS = 3


def _bare(low: str, shape: re.Match[str], before: str, worth: _Worth) -> Read | None:
    """Return the number that counts nothing, if nothing after it may be its noun."""
    written, part = shape[1], shape[2]
    digits = len(written) if part is None and written.isdigit() else 0
    if digits == _OLD_YEAR_DIGITS and before.rsplit("'", 1)[-1] == "en":
        return None
    if digits == _YEAR_DIGITS and written[0] in "12":
        return None
    end = shape.end(1 if part is None else 2)
    return _read((shape.start(), end), Kind.NUMBER, worth, None, before) if ends_bare(low, end, digits) else None


@functools.lru_cache(maxsize=4096)
def _numeral(word: str) -> grammar.Cardinal | None:
    """Return what a numeral in one word is worth, parts joined by hyphens: *un* has rules of its own."""
    cardinal = grammar.words(word, 0)
    return cardinal if cardinal is not None and cardinal.end == len(word) and cardinal.value >= 2 else None


def quantity_in_words(text: Folded, start: int) -> Read | None:
    """Read a plain quantity whose number is one word; None where the full readers have to decide."""
    shape = _WORDED.match(text.cased, start)
    cardinal = _numeral(shape[1].lower()) if shape is not None else None
    unit = counted(shape[2]) if shape is not None and cardinal is not None else None
    if shape is None or cardinal is None or unit is None or unit.kind is Kind.MONEY:
        return None
    low, worth = text.low, (cardinal.value, cardinal.quantum)
    before = word_apart(low, start)
    if before is None or is_idiom(low, start) is not None or clock_time(low, start) is not None:
        return None
    if unit.kind is Kind.NUMBER:
        found = _counting(low, shape.span(), worth, unit.code, before)
    else:
        found = _measured(low, shape.span(), worth, unit, before)
    return found._replace(in_words=True) if found is not None else None


# Dates


def date(text: Folded, start: int) -> Moment | None:
    """Read a plain date, a day or a year; None where the full readers have to decide."""
    low = text.low
    day = _DATE.match(low, start)
    match = _YEAR.match(low, start) if day is None else None
    if (day is None and match is None) or word_apart(low, start) is None:
        return None
    if day is not None:
        month, year = (MONTH_NAMES[day[2]], int(day[1])), int(day[3])
        return period(text, Moment(start, day.end(), year, month, month)) if is_day(year, *month) else None
    assert match is not None
    end, year = match.end(), int(match[0])
    if FOLLOWING.match(low, end) is None or era(low, start) or masks.ADDRESS.match(text.cased, start):
        return None
    return (
        period(text, in_part(low, Moment(start, end, year, FIRST, LAST))) if is_year(text, start, end, year) else None
    )
