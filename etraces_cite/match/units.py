"""Whether a figure and a fact count the same thing: units convert, counted nouns meet through their stems."""

from __future__ import annotations

import enum
import functools
import unicodedata
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from msgspec import Struct

from etraces_cite.french import noun_stem
from etraces_cite.model import Kind, Quantity
from etraces_cite.patterns import regex

__all__ = [
    "CODES",
    "Counted",
    "Counting",
    "Fit",
    "canonical",
    "counts_alike",
    "fit_unit",
    "following_stems",
    "in_base_unit",
    "noun_stems",
]

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_MONTHS = {"month": 1, "year": 12}
_SCALED = frozenset({*_SECONDS, *_MONTHS})
"""Units that convert into a smaller one."""
CODES = frozenset({*_SECONDS, *_MONTHS, "%", "‰", "point"})
"""Units that are not counted nouns; money is recognised by its three capitals."""
ONE = Fraction(1)
RANK = "rang"
_EACH = frozenset({"pièce", "unité", "exemplaire"})
"""« 500 euros pièce »: one of whatever the fact counts."""
_MONEY = regex(r"[A-Z]{3}(?:$|[/ ])")

_PARTICIPLE = regex(
    r"(?:ées|és|ies|ises|is|us|ues|its|ites|erts|ertes|ables|ibles|ifs|ives|nels|nelles|euses|ants|antes)$"
)
"""Endings of participles and adjectives: such a word after a number need not be what is counted."""
_WORD = regex(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_HEAD_END = regex(r"[\s\-]|(?<=\w)['’]")
_STOP = regex(r"[\d.;:!?(),\ufffc|«»]")
WINDOW = 60


class Fit(enum.IntEnum):
    """How well the unit of a figure fits that of a fact."""

    CONFLICT = 0
    SUPPLIED = 1
    """The figure names no unit: the fact supplies it."""
    SAME = 2


def canonical(quantity: Quantity) -> tuple[Fraction, str | None]:
    """Return the factor and the base unit of a quantity: hours and days to seconds, years to months."""
    unit = quantity.unit
    if unit in _SECONDS:
        return Fraction(_SECONDS[unit]), "second"
    if unit in _MONTHS:
        return Fraction(_MONTHS[unit]), "month"
    return ONE, unit


def in_base_unit(quantity: Quantity) -> tuple[Fraction, Fraction, str | None]:
    """Return the ends and the unit of a quantity, in its base unit (:func:`canonical`)."""
    if quantity.unit not in _SCALED:
        return quantity.low, quantity.high, quantity.unit
    factor, unit = canonical(quantity)
    return quantity.low * factor, quantity.high * factor, unit


def is_counted(unit: str | None) -> bool:
    """True for a counted noun or no unit at all; false for money, rates and time."""
    return unit is None or (unit not in CODES and not _MONEY.match(unit))


def noun_stems(nouns: Iterable[str]) -> frozenset[str]:
    """Return the stems under which counted nouns are met: each whole, and its head (``caméras`` of ``caméras-piétons``)."""
    return frozenset(stem for noun in nouns if noun for stem in _stems(noun))


@functools.lru_cache(maxsize=16384)
def _stems(noun: str) -> tuple[str, ...]:
    stem, head = noun_stem(noun), _HEAD_END.split(noun, maxsplit=1)[0]
    return (stem, noun_stem(head)) if len(head) > 4 and head != noun else (stem,)


def following_stems(text: str, start: int, end: int) -> frozenset[str]:
    """Return the stems of the words of a figure and of the few that follow it, up to a stop or another number."""
    inside = _WORD.findall(text, start, end)
    after = text[end : end + WINDOW]
    stop = _STOP.search(after)
    words = inside + _WORD.findall(after[: stop.start()] if stop else after)[:4]
    return frozenset(stem for word in words for stem in _stems(word))


class Counting(Struct, frozen=True, dict=True):
    """What a figure counts, as far as its sentence says."""

    kind: Kind
    unit: str | None
    """In its base form (:func:`canonical`)."""
    text: str
    """The block, in which the figure stands from ``start`` to ``end``."""
    start: int
    end: int

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words of the figure and of the few after it."""
        return following_stems(self.text, self.start, self.end)


def counts_alike(kind: Kind, unit: str | None, fact_unit: str | None) -> bool:
    """True where a figure names the very unit of a fact, which needs no words around it."""
    return unit is not None and unit == fact_unit and kind is not Kind.ORDINAL and unit != RANK


class Counted(Protocol):
    """What a fact counts."""

    @property
    def unit(self) -> str | None:
        """In its base form (:func:`canonical`)."""

    @property
    def nouns(self) -> frozenset[str]:
        """Stems of the unit and of the aliases of the measure."""


def fit_unit(figure: Counting, fact: Counted, known_nouns: frozenset[str], *, is_cell: bool = False) -> Fit:
    """Compare what a figure counts with what a fact counts.

    :param known_nouns: stems of every counted noun of the dossier: such a word is a noun, whatever its ending.
    :param is_cell: True in a table, where a heading may carry the unit.
    """
    unit = fact.unit
    if figure.kind is Kind.ORDINAL or unit == RANK:
        return Fit.SAME if figure.kind is Kind.ORDINAL and unit == RANK else Fit.CONFLICT
    if figure.unit == unit and (unit is not None or figure.kind is not Kind.NUMBER):
        return Fit.SAME
    if figure.kind is Kind.NUMBER:
        return _fit_noun(figure, fact, known_nouns, is_cell=is_cell)
    return _fit_code(figure.unit or "", unit or "")


def _fit_code(unit: str, fact_unit: str) -> Fit:
    """Compare codes: what prose leaves out (HT, par caméra) is supplied, what it says must be so."""
    head, _, per = unit.partition("/")
    fact_head, _, fact_per = fact_unit.partition("/")
    if per and per not in _EACH and noun_stem(per) != noun_stem(fact_per):
        return Fit.CONFLICT
    code, _, basis = head.partition(" ")
    fact_code, _, fact_basis = fact_head.partition(" ")
    if code != fact_code or (basis and basis != fact_basis):
        return Fit.CONFLICT
    return Fit.SAME if (basis, bool(per)) == (fact_basis, bool(fact_per)) else Fit.SUPPLIED


def _fit_noun(figure: Counting, fact: Counted, known_nouns: frozenset[str], *, is_cell: bool) -> Fit:
    if not (is_counted(fact.unit) and is_counted(figure.unit)):
        return Fit.SUPPLIED if is_cell and figure.unit is None else Fit.CONFLICT
    nouns = fact.nouns
    if figure.unit and not nouns.isdisjoint(noun_stems([figure.unit])):
        return Fit.SAME
    if figure.unit and _is_other_noun(figure.unit, known_nouns):
        return Fit.CONFLICT
    return Fit.SUPPLIED if nouns.isdisjoint(figure.stems) else Fit.SAME


def _is_other_noun(word: str, known_nouns: frozenset[str]) -> bool:
    """True for a counted noun of the dossier, one that differs from it by an accent alone, or what is no participle."""
    stems = noun_stems([word])
    if not known_nouns.isdisjoint(stems) or not _PARTICIPLE.search(word):
        return True
    return not _unaccented(known_nouns).isdisjoint(_unaccented(stems))


@functools.lru_cache(maxsize=256)
def _unaccented(stems: frozenset[str]) -> frozenset[str]:
    decomposed = (unicodedata.normalize("NFD", stem) for stem in stems)
    return frozenset("".join(c for c in stem if not unicodedata.combining(c)) for stem in decomposed)
