"""The words beside a plain figure: those that leave it alone, and those that may be part of it.

Each is judged once, by the tables of the readers whose part it would be, and the judgement is kept.
"""

from __future__ import annotations

import functools
import re

from etraces_cite.extract import masks
from etraces_cite.extract.calendar import MONTHS
from etraces_cite.extract.counting import LEGAL_CURRENCIES
from etraces_cite.extract.hedges import ends_hedge
from etraces_cite.extract.lexicon import CARDINALS, FRACTIONS, ORDINALS, SCALES
from etraces_cite.extract.numbers import COLLECTIVE, SCALE_WORDS
from etraces_cite.extract.parts import PERIODS, sign
from etraces_cite.extract.references import LAST_WORDS
from etraces_cite.extract.units import CURRENCY_BEFORE, SYMBOLS, TAXES, UNIT_WORDS, Unit
from etraces_cite.extract.words import ADJECTIVES, FUNCTION_WORDS, is_counted_noun
from etraces_cite.extract.years import DECADES
from etraces_cite.model import Kind
from etraces_cite.patterns import regex

__all__ = ["FOLLOWING", "LETTERS", "counted", "ends_bare", "ends_unit", "may_hedge", "word_apart"]

_KNOWN = 4096
"""How many words are remembered on each side: more than a dossier has."""
LETTERS = "[a-zß-öø-ÿœ]"

# What stands before


_TOKEN = regex(r"(?:[^\W\d_]+')?[^\W\d_]+[.,:;]?")
_LONGEST_TOKEN = 30
_MOST_SPACES = 3
_OPENING = frozenset("(\ufffc")


def word_apart(low: str, start: int) -> str | None:
    """Return the word before a number that is no part of it, empty where something else opens; None where it may be part."""
    if start == 0 or low[start - 1] in _OPENING:
        return ""
    end = start - 1
    if low[end] != " ":
        return None
    while end and low[end - 1] == " ":
        end -= 1
    if start - end > _MOST_SPACES:
        return None
    space = low.rfind(" ", max(0, end - _LONGEST_TOKEN), end)
    if space < 0 and end > _LONGEST_TOKEN:
        return None
    word = low[space + 1 : end]
    if "\ufffc" in word:
        word = word.rpartition("\ufffc")[2]
    if word == ":" and space > 0:
        return "" if word_apart(low, space + 1) is not None else None
    if not _is_apart(word) or (word in _SHARED and _is_shared(low, word, start)):
        return None
    return word


_SHARED = frozenset(("moins", *masks.LINKS))


def _is_shared(low: str, word: str, start: int) -> bool:
    """Return whether the word before a number makes it negative, or a version that another version is linked to."""
    if word == "moins":
        return sign(low, start, start) is not None
    return "version" in low[max(0, start - 40) : start]


@functools.lru_cache(maxsize=_KNOWN)
def may_hedge(word: str) -> bool:
    """Return whether what :func:`word_apart` returned can end a hedge."""
    return ends_hedge(word)


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
        and word.rstrip(":") not in masks.KEYS
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
_SPANS = tuple(PERIODS)
_AFTER_MONEY = frozenset((*(re.split(r"\W", tax)[0] for tax in TAXES), "par", "l", "pièce"))
_ERAS = frozenset(("ap", "apr", "après", "ec"))
FOLLOWING = regex(rf",? {{1,3}}({LETTERS}+)| {{0,3}}(?:[;!?»)\ufffc]|:(?![0-9])|$)|[.](?![0-9])| {{1,3}}\(")
"""The word after a figure, or a sign that lets nothing more belong to it."""


def _begins_amount(low: str, word: str, start: int) -> bool:
    """Return whether the word that starts at ``start`` may be the first of another amount, added or linked."""
    if word in _COUNTS:
        return COLLECTIVE.match(low, start) is not None
    return word in _AMOUNTS or word.startswith(_SPANS)


@functools.lru_cache(maxsize=_KNOWN)
def _is_link(word: str) -> bool:
    """Return whether a word begins with a link and goes on with an amount, as no word does; a noun may just begin so."""
    rest = word[1:] if word.startswith("à") else word[2:] if word.startswith(_LINKS) else ""
    return rest != "" and (rest in _AMOUNTS or rest in _COUNTS or rest.startswith(_SPANS))


def ends_unit(low: str, end: int, kind: Kind) -> bool:
    """Return whether nothing after ``end`` may belong to the money, share or span of time that ends there."""
    following = FOLLOWING.match(low, end)
    if following is None:
        return False
    word = following[1]
    if word is None:
        return kind is not Kind.MONEY or following[0][-1:] != "("
    if word in _LINKS:
        second = FOLLOWING.match(low, following.end())
        return second is not None and second[1] is not None and not _begins_amount(low, second[1], second.start(1))
    if word in _ALSO_LINKS or _is_link(word) or _begins_amount(low, word, following.start(1)):
        return False
    return kind is not Kind.MONEY or word not in _AFTER_MONEY


_BEFORE_MONTH = frozenset(("de", "au"))
_LONGEST_DAY, _LONGEST_MARKER, _LONGEST_YEAR = 2, 3, 4


def ends_bare(low: str, end: int, digits: int) -> bool:
    """Return whether nothing after ``end`` counts or belongs to the number that ends there.

    :param digits: of a number without groups and decimals, else 0: few digits may be a day, the marker of an item or a year.
    """
    following = FOLLOWING.match(low, end)
    if following is None:
        return False
    word, written = following[1], following[0]
    if word is None:
        is_marked = digits and digits <= _LONGEST_MARKER and written in (".", ")")
        return not is_marked and not (digits == _LONGEST_YEAR and written[-1:] == "(")
    if digits and digits <= _LONGEST_DAY and (written[0] == "," or word in _BEFORE_MONTH):
        return False
    if written[0] == ",":
        return word not in masks.AFTER_STREET_NUMBERS
    after = low[following.end() : following.end() + 2]
    if after[:1] == "'":
        return word in FUNCTION_WORDS and word not in _ALSO_LINKS
    return _counts_nothing(word) and _END_OF_WORD.match(after) is not None and not low.startswith(" de notre", end)


_END_OF_WORD = regex(r"[ ,;:)»!?\ufffc]|\.(?![^\W_])|$")


@functools.lru_cache(maxsize=_KNOWN)
def _counts_nothing(word: str) -> bool:
    """Return whether a word after a number is neither its noun or unit, nor a link, an era or the whole of a ratio."""
    return (
        word in FUNCTION_WORDS
        and not (word in ADJECTIVES or word in UNIT_WORDS or word in MONTHS or word in _SYMBOL_HEADS or word in _ERAS)
        and not (word in _AMOUNTS or word in SCALE_WORDS or word in ORDINALS)
        and not (word in _LINKS or word in _ALSO_LINKS or _is_link(word) or word in ("sur", "pour", "er", "e"))
        and not word.startswith(_CURRENCIES)
        and COLLECTIVE.match(f"2 {word}") is None
    )


@functools.lru_cache(maxsize=_KNOWN)
def counted(word: str) -> Unit | None:
    """Return the unit that a word after a number states, a noun in the plural too; None where more has to be looked at."""
    unit = UNIT_WORDS.get(word) if word not in ORDINALS else None
    if unit is not None:
        is_time = unit.kind is Kind.DURATION and word not in SYMBOLS
        return unit if (is_time or unit.code == "EUR") and unit.factor == 1 else None
    return Unit(word, Kind.NUMBER) if _is_noun(word) else None


def _is_noun(word: str) -> bool:
    """Return whether a word is a counted noun in the plural, and nothing else that follows a number."""
    head = word.partition("-")[0]
    return is_counted_noun(word, singular=False) and not (_means_more(word) or (head != word and _means_more(head)))


def _means_more(word: str) -> bool:
    """Return whether a word, or the first part of one, is something else than a noun to one of the readers."""
    return (
        (word in ADJECTIVES or word in MONTHS or word in _SYMBOL_HEADS or word in masks.AFTER_STREET_NUMBERS)
        or (word in SCALES or word in SCALE_WORDS or word in FRACTIONS or word in ORDINALS or word in UNIT_WORDS)
        or (word in _LINKS or word in _ALSO_LINKS or _is_link(word) or word.startswith(_CURRENCIES))
        or (COLLECTIVE.match(f"2 {word}") is not None or word.partition("œ")[0] in CARDINALS)
        or (word in _ERAS or word in ("e", "er", "eme", "ème"))
    )
