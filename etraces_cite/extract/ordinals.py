"""Ordinals: ``9e``, ``IXe``, ``2nde``, ``vingt et unième``, ``première`` before its noun."""

from __future__ import annotations

from typing import NamedTuple

from etraces_cite.extract import grammar
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.lexicon import ORDINALS
from etraces_cite.extract.words import FUNCTION_WORDS
from etraces_cite.patterns import regex

__all__ = ["Ranked", "compound", "digits", "roman", "words"]


class Ranked(NamedTuple):
    """An ordinal where it is written."""

    start: int
    end: int
    value: int
    in_words: bool = False
    is_counted: bool = True
    """False for a century or a regime, which is no figure: reading goes on after it."""


_SUFFIX = regex(
    r"([0-9]{1,9})\^?(?:ers?|[eè]res?|res?|[eè](?:me|mes)?s?|i[eè]mes?|nde?s?|°(?= (?:rang|place)))(?![^\W_]|[+-][0-9])"
    r"|([0-9]{1,3}) (?:er(?= )|e(?= [a-zà-ÿ]{3})|[eè]me(?= ))(?![^\W_])"
)
_ROMAN = regex(r"([IVX]|[IVXLC]{2,8})(?:e|er|re|ère|ème|ᵉ)(?![^\W_])")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NOT_COUNTED = regex(
    r"(?: {1,40}(?:siècles?|s\.|république|reich|empire|millénaire|internationale|du nom|guerre mondiale)"
    r"|(?:(?:,| et| ou| au|-) ?(?:[ivxl]{1,6}|[0-9]{1,2})(?:er?|[eè]me)){1,8} siècles?"
    r"|(?:(?:,| et| ou| à)?(?: au| du| le)? [a-z]{1,20}(?:-[a-zé]{1,12}){0,4}i[eè]me){1,4} siècles?)(?![^\W_])"
)
_WORD = regex(r"[^\W_]+")
_JOIN = regex(r"(?: {1,40}et {1,40}| {1,40}|-et-|-)$")
_TITLES = regex(
    r" {1,40}(?:président de la cour|président honoraire|ministres?|lieu|venue?s?|chef|plan|abord|degré|guerre mondiale|ministère|siècles?|millénaires?|main|souffle|temps|choix|fois)(?![^\W_])"
)
_NOUN = regex(r" {1,40}([^\W\d_]+)")


def digits(low: str, start: int) -> Ranked | None:
    """Read an ordinal in digits; the century of ``20e siècle`` is none."""
    match = _SUFFIX.match(low, start)
    if match is None or _NOT_COUNTED.match(low, match.end()):
        return None
    return Ranked(start, match.end(), int(match[1] or match[2]))


def roman(text: Folded, start: int) -> Ranked | None:
    """Read an ordinal in Roman numerals, which name a figure only where no century or regime follows."""
    match = _ROMAN.match(text.cased, start)
    if match is None or _NOT_COUNTED.match(text.low, match.end()):
        return None
    value = _roman_value(match[1])
    if value is None or (value == 1 and start > 1 and text.cased[start - 2].islower()):
        return None
    return Ranked(start, match.end(), value)


def _roman_value(letters: str) -> int | None:
    values = [_LETTERS[letter] for letter in letters]
    total = sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))
    return total if letters == _roman_form(total) else None


def _roman_form(number: int) -> str:
    form = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        form, number = form + letters * (number // value), number % value
    return form


def words(text: Folded, start: int) -> Ranked | None:
    """Read an ordinal in words: a stem alone, or after the cardinal it ends (``vingt et unième``)."""
    low = text.low
    stem = _WORD.match(low, start)
    word = stem[0] if stem is not None else ""
    if stem is None or word.removesuffix("s") not in ORDINALS:
        return compound(low, start)
    if word not in ORDINALS:
        return None  # a plural counts nothing
    value = ORDINALS[word]
    if value == 1 or word.startswith("second"):
        return _before_noun(text, start, stem.end(), value)
    return None if _NOT_COUNTED.match(low, stem.end()) else Ranked(start, stem.end(), value, True)


_CARDINAL_STEM = regex(r"(?: {1,40}|-)(et(?: {1,40}|-))?([^\W_]+)")


def compound(low: str, start: int) -> Ranked | None:
    """Read a rank whose stem ends a cardinal: ``vingt et unième``."""
    cardinal = grammar.words(low, start)
    match = _CARDINAL_STEM.match(low, cardinal.end) if cardinal is not None else None
    if cardinal is None or match is None or match[2] not in ORDINALS:
        return None
    value = ORDINALS[match[2]]
    if _NOT_COUNTED.match(low, match.end()):
        return Ranked(start, match.end(), value, True, is_counted=False)
    head = int(cardinal.value)
    if value in (100, 1000) or value >= 10**6:
        if match[1] or cardinal.value == 1 or cardinal.quantum != 1:
            return None
        return Ranked(start, match.end(), _multiplied(head, value), True)
    if head == 1 or not _continues(head, value):
        return None
    total = head - 4 + 80 if value == 20 and head % 100 == 4 else head + value
    return Ranked(start, match.end(), total, True)


def _multiplied(head: int, value: int) -> int:
    """Return the rank of ``deux millième`` (2 000) and ``mille deux centième`` (1 200)."""
    if value == 100 and head >= 1000:
        return head - head % 1000 + (head % 1000 or 1) * 100
    return head * value


def _continues(head: int, value: int) -> bool:
    tens = head % 100
    if value == 20 and tens == 4:
        return True
    if tens == 0:
        return value < 100
    if head % 10 == 0 and tens in (20, 30, 40, 50, 60, 70, 80, 90):
        return value < 10 or (tens in (60, 80) and value < 17)
    return tens in (10, 70, 90) and 7 <= value <= 9


_PAIR = regex(r" (?:et|ou|à|au) ([^\W_]+)")
_PAIRED = frozenset((*ORDINALS, "dernier", "dernièr", "derniere", "dernière"))
_BLANK = regex(r"\s*+")
_BARE = regex(r"\W*$")


def _before_noun(text: Folded, start: int, end: int, value: int) -> Ranked | None:
    """Keep *premier* and *second* where a noun follows, or where nothing else is written."""
    if _BLANK.fullmatch(text.low, 0, start) and _BARE.match(text.low, end):
        return Ranked(start, end, value, True)
    pair = _PAIR.match(text.low, end)
    if pair is not None and pair[1].removesuffix("s") in _PAIRED:
        return Ranked(start, end, value, True)
    noun = _NOUN.match(text.low, end)
    if noun is None or noun[1] in FUNCTION_WORDS or _TITLES.match(text.low, end):
        return None
    return Ranked(start, end, value, True)
