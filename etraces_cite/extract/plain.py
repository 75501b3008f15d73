"""The plain figures, which are most of them: ``10 400 caméras``, ``12,5 %``, ``3 millions d'euros``, ``six mois``, ``26 août 2012``.

One expression tells their shape, and the words on both sides are looked up in the tables of the full readers, once for
each word. What is not plain beyond doubt is left to those readers; what is, they would read the same.
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction

from etraces_cite.extract import grammar, masks
from etraces_cite.extract.calendar import MONTH_NAMES, MONTHS
from etraces_cite.extract.clock import clock_time
from etraces_cite.extract.counting import LEGAL_CURRENCIES, complement
from etraces_cite.extract.dates import period
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.idioms import is_idiom
from etraces_cite.extract.lexicon import CARDINALS, FRACTIONS, ORDINALS, SCALES, trie
from etraces_cite.extract.moments import FIRST, LAST, Moment, is_day
from etraces_cite.extract.numbers import COLLECTIVE, SCALE_WORDS
from etraces_cite.extract.parts import PERIODS, sign
from etraces_cite.extract.reading import Read, exact
from etraces_cite.extract.references import LAST_WORDS
from etraces_cite.extract.units import CURRENCY_BEFORE, SYMBOLS, TAXES, UNIT_WORDS, Unit
from etraces_cite.extract.words import ADJECTIVES, is_counted_noun, takes_complement
from etraces_cite.extract.years import CUES, DECADES, SPANS, in_part
from etraces_cite.model import Kind, Quantity
from etraces_cite.patterns import regex

__all__ = ["date", "quantity", "quantity_in_words"]

_KNOWN = 4096
"""How many words are remembered on each side: more than a dossier has."""
_LETTERS = "[a-zß-öø-ÿœ]"
_END = r"(?=[ ,;:)»!?\ufffc]|\.(?![^\W_])|$)"
_SHAPE = regex(
    r"([1-9][0-9]{0,2}(?: [0-9]{3}){1,4}|[1-9][0-9]{0,3}|0(?=,))(?:,([0-9]{1,4}))?"
    rf"(?: (?:(millions?|milliards?) (?:d'|de ))?({_LETTERS}{{2,}})| ?([%€])){_END}"
)
_WORDED = regex(rf"([A-Za-z][a-zé]+(?:-[a-zé]+)*) ({_LETTERS}{{2,}}){_END}")
_DATE = regex(rf"([1-3]?[0-9]) ({trie(MONTH_NAMES)}) ([12][0-9]{{3}})(?![0-9]|[.,][0-9]){_END}")
_YEAR = regex(rf"(19|20)[0-9]{{2}}(?![0-9]|[.,][0-9]){_END}")
_FOLLOWING = regex(rf",? ({_LETTERS}+)| ?[;:!?)»\ufffc]|[.]| \(|$")
_YEAR_DIGITS = 4

# What stands before


_TOKEN = regex(r"(?:[^\W\d_]+')?[^\W\d_]+,?")
_LONGEST_TOKEN = 30


def _before(low: str, start: int) -> str | None:
    """Return the word before ``start``, empty where a text or marked words begin; None where it may be part of a figure."""
    if start == 0 or low[start - 1] == "\ufffc":
        return ""
    if low[start - 1] != " ":
        return None
    space = low.rfind(" ", max(0, start - _LONGEST_TOKEN), start - 1)
    if space == start - 2 or (space < 0 and start > _LONGEST_TOKEN):
        return None
    word = low[space + 1 : start - 1].rpartition("\ufffc")[2]
    if not _is_apart(word):
        return None
    if (word == "moins" and sign(low, start, start) is not None) or (
        word in masks.LINKS and "version" in low[max(0, start - 40) : start]
    ):
        return None
    return word


@functools.lru_cache(maxsize=_KNOWN)
def _is_apart(word: str) -> bool:
    """Return whether the word before a number is no part of it: no reference, key, currency, factor or decade."""
    if word in ("", "«"):
        return True
    last = word.rsplit("'", 1)[-1]
    return (
        _TOKEN.fullmatch(word) is not None
        and last not in LAST_WORDS
        and word not in masks.KEYS
        and last not in CURRENCY_BEFORE
        and not word.endswith(("par", *DECADES))
    )


# What stands after


_SYMBOL_HEADS = frozenset(
    head[0].lower() for head in (re.match(r"[^\W\d_]+(?=[ .]|$)", symbol) for symbol in SYMBOLS) if head is not None
)
_CURRENCIES = tuple(name for name, _ in LEGAL_CURRENCIES.values())
_LINKS = ("à", "ou", "et")
"""What may link two quantities: the expression of links does not ask for the end of the word."""
_ALSO_LINKS = frozenset(("jusqu", "x"))
_AMOUNTS = frozenset((*CARDINALS, *FRACTIONS, "demi", "quart"))
_COUNTS = frozenset(("la", "le", "cette", "ce"))
"""What an amount in words begins with; an article only before a collective noun (``la dizaine``)."""
_AFTER_MONEY = frozenset((*(re.split(r"\W", tax)[0] for tax in TAXES), "par", "l", "pièce"))
_AFTER_YEAR = frozenset((*UNIT_WORDS, *_SYMBOL_HEADS, "pour", "de", "après", "ap", "apr", "ec"))
"""What may be a unit, or the era of a year."""


def _begins_amount(low: str, word: str, start: int) -> bool:
    """Return whether the word that starts at ``start`` may be the first of another amount, added or linked."""
    if word in _COUNTS:
        return COLLECTIVE.match(low, start) is not None
    return word in _AMOUNTS or word.startswith(tuple(PERIODS))


def _is_link(word: str) -> bool:
    """Return whether a word begins with a link and goes on with an amount, as no word does; a noun may just begin so."""
    rest = word[1:] if word.startswith("à") else word[2:] if word.startswith(_LINKS) else ""
    return rest != "" and (rest in _AMOUNTS or rest in _COUNTS or rest.startswith(tuple(PERIODS)))


def _is_whole(low: str, end: int, kind: Kind) -> bool:
    """Return whether nothing after ``end`` may belong to the money, share or span of time that ends there."""
    following = _FOLLOWING.match(low, end)
    if following is None:
        return False
    word = following[1]
    if word is None:
        return kind is not Kind.MONEY or following[0] != " ("
    if word in _LINKS:
        second = _FOLLOWING.match(low, following.end())
        return second is not None and second[1] is not None and not _begins_amount(low, second[1], second.start(1))
    if word in _ALSO_LINKS or _is_link(word) or _begins_amount(low, word, following.start(1)):
        return False
    return kind is not Kind.MONEY or word not in _AFTER_MONEY


@functools.lru_cache(maxsize=_KNOWN)
def _unit(word: str) -> Unit | None:
    """Return the unit that a word after a number states, a noun in the plural too; None where more has to be looked at."""
    unit = UNIT_WORDS.get(word) if word not in ORDINALS else None
    if unit is not None:
        is_time = unit.kind is Kind.DURATION and unit.code != "hour" and word not in SYMBOLS
        return unit if (is_time or unit.code == "EUR") and unit.factor == 1 else None
    return Unit(word, Kind.NUMBER) if _is_noun(word) else None


def _is_noun(word: str) -> bool:
    """Return whether a word is a counted noun in the plural, and nothing else that follows a number."""
    return (
        is_counted_noun(word, singular=False)
        and not word.startswith(_CURRENCIES)
        and not _is_link(word)
        and not (word in ADJECTIVES or word in MONTHS or word in _SYMBOL_HEADS or word in masks.AFTER_STREET_NUMBERS)
        and not (word in SCALES or word in SCALE_WORDS or word in FRACTIONS or word in ORDINALS)
        and word.partition("œ")[0] not in CARDINALS
        and COLLECTIVE.match(f"2 {word}") is None
    )


# Quantities


_Worth = tuple[Fraction | int, Fraction | int]
"""A value and its quantum."""


def quantity(text: Folded, start: int) -> Read | None:
    """Read a plain quantity in digits; None where the full readers have to decide."""
    shape = _SHAPE.match(text.cased, start)
    before = _before(text.low, start) if shape is not None else None
    if shape is None or before is None:
        return None
    written, part, scale, word, _ = shape.groups()
    is_like_year = len(written) == _YEAR_DIGITS and written.isdigit()
    if is_like_year and (scale or before.rsplit("'", 1)[-1] in CUES or before in SPANS):
        return None
    worth = _worth(written.replace(" ", ""), part, SCALES[scale] if scale else 1)
    if word is None:
        return _measured(text.low, shape.span(), worth, _SIGNS[shape[5]])
    unit = _unit(word)
    if unit is None or (unit.kind is Kind.NUMBER and worth[0] < 2):
        return None
    if unit.kind is Kind.DURATION and (scale or masks.ALWAYS.match(text.low, start)):
        return None
    return _measured(text.low, shape.span(), worth, unit)


_SIGNS = {"%": SYMBOLS["%"], "€": SYMBOLS["€"]}


def _worth(written: str, part: str | None, scale: int) -> _Worth:
    """Return the value and the quantum of digits with their decimals and their scale."""
    if part is None:
        return int(written) * scale, scale
    quantum = Fraction(scale, 10 ** len(part))
    return int(written + part) * quantum, quantum


_OF = (" sur ", " pour ", "  ")
"""What makes a count the part of a whole; more than one space is not looked behind."""


def _measured(low: str, span: tuple[int, int], worth: _Worth, unit: Unit) -> Read | None:
    """Return the quantity if nothing after it changes it."""
    start, end = span
    if unit.kind is Kind.NUMBER:
        if low.startswith(_OF, end) or (takes_complement(unit.code) and complement(low, unit.code, end) != end):
            return None
    elif not _is_whole(low, end, unit.kind):
        return None
    number = exact(worth[0])
    return Read(start, end, unit.kind, Quantity(number, number, unit.code), exact(worth[1]))


@functools.lru_cache(maxsize=_KNOWN)
def _numeral(word: str) -> grammar.Cardinal | None:
    """Return what a numeral in one word is worth, parts joined by hyphens: *un* has rules of its own."""
    cardinal = grammar.words(word, 0)
    return cardinal if cardinal is not None and cardinal.end == len(word) and cardinal.value >= 2 else None


def quantity_in_words(text: Folded, start: int) -> Read | None:
    """Read a plain quantity whose number is one word; None where the full readers have to decide."""
    shape = _WORDED.match(text.cased, start)
    cardinal = _numeral(shape[1].lower()) if shape is not None else None
    unit = _unit(shape[2]) if shape is not None and cardinal is not None else None
    if shape is None or cardinal is None or unit is None or unit.kind is Kind.MONEY:
        return None
    low = text.low
    if _before(low, start) is None or is_idiom(low, start) is not None or clock_time(low, start) is not None:
        return None
    found = _measured(low, shape.span(), (cardinal.value, cardinal.quantum), unit)
    return found._replace(in_words=True) if found is not None else None


# Dates


def date(text: Folded, start: int) -> Moment | None:
    """Read a plain date, a day or a year after its cue; None where the full readers have to decide."""
    low = text.low
    before = _before(low, start)
    if before is None:
        return None
    day = _DATE.match(low, start)
    if day is not None:
        month, year = (MONTH_NAMES[day[2]], int(day[1])), int(day[3])
        return period(text, Moment(start, day.end(), year, month, month)) if is_day(year, *month) else None
    match = _YEAR.match(low, start) if before not in SPANS and before.rsplit("'", 1)[-1] in CUES else None
    if match is None or _may_count(low, match.end()):
        return None
    return period(text, in_part(low, Moment(start, match.end(), int(match[0]), FIRST, LAST)))


def _may_count(low: str, end: int) -> bool:
    """Return whether four digits may be no year, or a year of another era, because of what follows them."""
    following = _FOLLOWING.match(low, end)
    if following is None:
        return low[end] != ","
    word = following[1]
    return word is not None and (word in _AFTER_YEAR or word.startswith(_CURRENCIES))
