"""What an amount counts: its unit, or the noun after it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from etraces_cite.extract.folding import Folded
from etraces_cite.extract.lexicon import trie
from etraces_cite.extract.units import CONTINUED, SYMBOLS, TAXES, UNIT_WORDS, Unit
from etraces_cite.extract.words import (
    ADJECTIVES,
    COMPOUNDS,
    FUNCTION_WORDS,
    PER_STOPS,
    is_counted_noun,
    takes_complement,
)
from etraces_cite.model import Kind
from etraces_cite.patterns import regex

__all__ = ["LEGAL_CURRENCIES", "Counted", "complement", "noun_after", "unit_after"]


class Counted(NamedTuple):
    """A unit where it is written: ``euros par caméra``, ``%``, ``nouvelles caméras``."""

    unit: Unit
    end: int


_SPACES = regex(" {0,40}")


def _after_spaces(low: str, end: int) -> int:
    if low[end : end + 1] != " ":
        return end
    if low[end + 1 : end + 2] != " ":
        return end + 1
    spaces = _SPACES.match(low, end)
    return spaces.end() if spaces else end


_JOINT = regex(r" {1,40}(?:de +(?!la |l')|d' ?)")
_LETTERS = regex(r"[^\W\d_]+")
_HEADS = frozenset(head[0] for head in map(_LETTERS.match, SYMBOLS) if head is not None)
"""What a symbol in letters begins with, which no other letter may touch: most words are told from symbols by that."""


@functools.cache
def _symbols(first: str) -> re.Pattern[str]:
    """Return the expression of the symbols with that first character: all of them at once take long to compile."""
    symbols = trie(symbol for symbol in SYMBOLS if symbol[0] == first)
    hour = "h(?=[0-5][0-9](?![0-9]))|" if first == "h" else ""
    return re.compile(
        rf"({hour}{symbols})(?!(?<=[^\W_])(?<!h)[^\W_]|(?<=h)[^\W\d_]|(?<=[^\W_])['’]|(?<=[^\W_])-[^\W_])"
    )


_FIRSTS = frozenset(symbol[0] for symbol in SYMBOLS)


def _symbol(cased: str, start: int) -> re.Match[str] | None:
    first = cased[start : start + 1]
    if first not in _FIRSTS:
        return None
    head = _LETTERS.match(cased, start)
    return None if head is not None and head[0] not in _HEADS else _symbols(first).match(cased, start)


_HYPHENED = regex(r"-(?:[kcmd]m|[km]?g|km/h|kwh?|cl|ml)(?![^\W_]|-)")
"""A measure joined by a hyphen: ``un parcours de 2,5-km``."""
_SPACED_NEVER = frozenset(("x", "a", "o", "euro", "A", "N"))
_WORD = regex(
    r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[-·][^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]+|\.(?:n?e|n?es|s|x|trices?|euses?)(?![^\W\d_]))*(?:\([^\W\d_]{1,3}\))?"
)
"""A word, inclusive forms too: ``député-e-s``, ``employé.e.s``, ``agent(e)s``."""


def _one_of(words: Iterable[str]) -> str:
    return rf"[ /]{{1,3}}({trie(words)})(?![^\W_])"


_LONGER = {code: regex(functools.partial(_one_of, longer)) for code, longer in CONTINUED.items()}
_PER_HUNDRED = regex(r"pour {1,40}(cent|mille)(?![^\W_])")
_TAX = regex(lambda: rf" {{0,2}}(?:\(({trie(TAXES)})\)|({trie(TAXES)}))(?![^\W_])")
_PER = regex(r"(?: {1,40}par {1,40}| {0,2}/ {0,2}|(?: {1,40}l'))([^\W\d_]+(?:-[^\W\d_]+)*)")
_EACH = regex(r" {1,40}(?:l'unité|pièce)(?![^\W_])")
_BOOKS = regex(r"livres? (?:sterlings?|britanniques|anglaises|égyptiennes|libanaises|turques?|syriennes)(?![^\W_])")
_CROWNS = regex(r"couronnes? (?:suédoises?|norvégiennes?|danoises?|tchèques?|islandaises?)(?![^\W_])")
LEGAL_CURRENCIES = {"l": ("livre", _BOOKS), "c": ("couronne", _CROWNS)}


def unit_after(text: Folded, end: int, *, joint: bool = False) -> Counted | None:
    """Read the unit that follows an amount ending at ``end``.

    :param joint: whether *de* may stand between them (``millions d'euros``).
    """
    low = text.low
    if joint and (de := _JOINT.match(low, end)) is not None:
        return _unit_at(text, de.end(), spaced=True)
    if low[end : end + 1] == "-":
        return _unit_at(text, end + 1, spaced=True) if _HYPHENED.match(low, end) else None
    start = _after_spaces(low, end)
    return _unit_at(text, start, spaced=start > end)


def _unit_at(text: Folded, start: int, *, spaced: bool) -> Counted | None:
    symbol = _symbol(text.cased, start)
    if symbol is not None and not (spaced and symbol[1] in _SPACED_NEVER):
        return _completed(text, Counted(SYMBOLS[symbol[1]], symbol.end()))
    word = _WORD.match(text.low, start)
    if word is None:
        return None
    unit = UNIT_WORDS.get(word[0])
    if unit is not None:
        if unit.kind is Kind.DURATION and text.cased[start].isupper() and not text.cased[start : start + 2].isupper():
            return None
        return _completed(text, Counted(unit, word.end()))
    return _two_words(text, start)


def _two_words(text: Folded, start: int) -> Counted | None:
    low = text.low
    if low.startswith("pour ", start):
        match = _PER_HUNDRED.match(low, start)
        return Counted(UNIT_WORDS[f"pour {match[1]}"], match.end()) if match else None
    name, pattern = LEGAL_CURRENCIES.get(low[start : start + 1], ("", None))
    if pattern is None or not pattern.match(low, start):
        return None
    word = _WORD.match(low, start)
    assert word is not None  # the pattern begins with one
    return _completed(text, Counted(Unit(name, Kind.MONEY), word.end()))


def _completed(text: Folded, counted: Counted) -> Counted:
    """Add what makes a unit longer: ``francs suisses``, ``euros HT``, ``euros par caméra``, ``mètres par seconde``."""
    counted = _continued(text.low, counted)
    if counted.unit.kind is Kind.MONEY:
        return _priced(text, _taxed(text.low, counted))
    return counted


def _continued(low: str, counted: Counted) -> Counted:
    pattern = _LONGER.get(counted.unit.code)
    match = pattern.match(low, counted.end) if pattern else None
    if match is None:
        return counted
    longer = CONTINUED[counted.unit.code][match[1]]
    return Counted(replace(longer, factor=longer.factor * counted.unit.factor), match.end())


def _taxed(low: str, counted: Counted) -> Counted:
    match = _TAX.match(low, counted.end)
    if match is None:
        return counted
    return Counted(replace(counted.unit, code=f"{counted.unit.code} {TAXES[match[1] or match[2]]}"), match.end())


def _priced(text: Folded, counted: Counted) -> Counted:
    """Read what the price is for: ``par caméra``, ``par an``, ``/mois``, ``l'unité``."""
    if (each := _EACH.match(text.low, counted.end)) is not None:
        return Counted(replace(counted.unit, code=f"{counted.unit.code}/unité"), each.end())
    match = _PER.match(text.cased, counted.end)
    if match is None or match[0].lstrip().startswith("l'"):
        return counted
    word = match[1].lower()
    if word in PER_STOPS or not match[1].islower() or word.endswith(("ment", "ants", "ées", "és")):
        return counted
    known = UNIT_WORDS.get(word)
    code = known.code if known is not None and known.kind is Kind.DURATION else match[1]
    return Counted(replace(counted.unit, code=f"{counted.unit.code}/{code}"), match.end())


@functools.lru_cache(maxsize=2)  # a ratio and a quantity ask for the noun of one number in turn
def noun_after(text: Folded, end: int, *, singular: bool, joint: bool = False) -> Counted | None:
    """Read the counted noun after an amount, adjectives between them skipped; None where the next word is no noun."""
    position = end
    if joint:
        de = _JOINT.match(text.low, end)
        if de is None:
            return None
        position = de.end()
    for _ in range(3):
        start = _after_spaces(text.low, position)
        word = _WORD.match(text.cased, start)
        if word is None or start == end:
            return None
        low = word[0].lower()
        if low not in ADJECTIVES:
            return _noun(text, word, singular=singular)
        position = word.end()
    return None


def _noun(text: Folded, word: re.Match[str], *, singular: bool) -> Counted | None:
    written, end = word[0], word.end()
    known = UNIT_WORDS.get(written)
    if known is not None and known.kind is Kind.DURATION:
        return Counted(known, end)
    if text.cased[end : end + 1] in ("'", "@", "_"):
        return None
    if written.isupper():
        plausible = 2 <= len(written) <= 6 and written.lower() not in FUNCTION_WORDS
    else:
        plausible = is_counted_noun(written.lower(), singular=singular)
    if not plausible:
        return None
    last = complement(text.low, written.lower(), end)
    start = word.start()
    return Counted(Unit(text.cased[start:last], Kind.NUMBER), last)


_COMPLEMENT = regex(lambda: rf" {{1,40}}({trie(COMPOUNDS)})(?![^\W_])")


def complement(low: str, noun: str, end: int) -> int:
    """Return where a counted noun ends that starts before ``end``, its complement included: ``agents de police``."""
    if not takes_complement(noun):
        return end
    match = _COMPLEMENT.match(low, end)
    return match.end() if match else end
