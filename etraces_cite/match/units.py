"""Whether a figure and a fact count the same thing: units convert, counted nouns meet through their stems."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from etraces_cite.french import noun_stem
from etraces_cite.model import Kind, Quantity

__all__ = ["CODES", "Fit", "canonical", "fit_unit", "following_stems", "noun_stems"]

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_MONTHS = {"month": 1, "year": 12}
CODES = frozenset({*_SECONDS, *_MONTHS, "%", "‰", "point"})
"""Units that are not counted nouns; money is recognised by its three capitals."""
RANK = "rang"
_MONEY = re.compile(r"[A-Z]{3}(?:$|[/ ])")

_PARTICIPLE = re.compile(
    r"(?:ées|és|ies|ises|is|us|ues|its|ites|erts|ertes|ables|ibles|ifs|ives|nels|nelles|euses|ants|antes)$"
)
"""Endings of participles and adjectives: such a word after a number need not be what is counted."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_STOP = re.compile(r"[\d.;:!?(),\ufffc|«»]")
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
    return Fraction(1), unit


def is_counted(unit: str | None) -> bool:
    """True for a counted noun or no unit at all; false for money, rates and time."""
    return unit is None or (unit not in CODES and not _MONEY.match(unit))


def noun_stems(nouns: Iterable[str]) -> frozenset[str]:
    """Return the stems under which counted nouns are met: each whole, and its head (``caméras`` of ``caméras-piétons``)."""
    return frozenset(stem for noun in nouns for stem in _stems(noun))


def _stems(noun: str) -> Iterator[str]:
    yield noun_stem(noun)
    head = re.split(r"[\s\-]|(?<=\w)['’]", noun, maxsplit=1)[0]
    if len(head) > 4:
        yield noun_stem(head)


def following_stems(text: str, start: int, end: int) -> list[str]:
    """Return the stems of the words of a figure and of the few that follow it, up to a stop or another number."""
    inside = _WORD.findall(text, start, end)
    after = text[end : end + WINDOW]
    stop = _STOP.search(after)
    words = inside + _WORD.findall(after[: stop.start()] if stop else after)[:4]
    return [stem for word in words for stem in _stems(word)]


def fit_unit(
    kind: Kind, unit: str | None, stems: Iterable[str], fact_unit: str | None, fact_nouns: frozenset[str],
    known_nouns: frozenset[str], *, is_cell: bool,
) -> Fit:  # fmt: skip
    """Compare the unit of a figure with that of a fact.

    :param stems: stems of the words at and after the figure (:func:`following_stems`).
    :param fact_nouns: stems of the fact's unit and of its measure's aliases.
    :param known_nouns: stems of every counted noun of the dossier: such a word is a noun, whatever its ending.
    :param is_cell: true in a table, where a heading may carry the unit.
    """
    if kind is Kind.ORDINAL or fact_unit == RANK:
        return Fit.SAME if kind is Kind.ORDINAL and fact_unit == RANK else Fit.CONFLICT
    if kind is Kind.NUMBER:
        return _fit_noun(unit, stems, fact_unit, fact_nouns, known_nouns, is_cell)
    if unit == fact_unit:
        return Fit.SAME
    return _fit_code(unit or "", fact_unit or "")


def _fit_code(unit: str, fact_unit: str) -> Fit:
    """Compare codes: what prose leaves out (HT, par caméra) is supplied, what it says must be so."""
    head, _, per = unit.partition("/")
    fact_head, _, fact_per = fact_unit.partition("/")
    if per and noun_stem(per) != noun_stem(fact_per):
        return Fit.CONFLICT
    code, _, basis = head.partition(" ")
    fact_code, _, fact_basis = fact_head.partition(" ")
    if code != fact_code or (basis and basis != fact_basis):
        return Fit.CONFLICT
    return Fit.SAME if (basis, bool(per)) == (fact_basis, bool(fact_per)) else Fit.SUPPLIED


def _fit_noun(
    unit: str | None, stems: Iterable[str], fact_unit: str | None, fact_nouns: frozenset[str],
    known_nouns: frozenset[str], is_cell: bool,
) -> Fit:  # fmt: skip
    if not is_counted(fact_unit):
        return Fit.SUPPLIED if is_cell and unit is None else Fit.CONFLICT
    if not is_counted(unit):
        return Fit.CONFLICT
    if not fact_nouns.isdisjoint(stems) or (unit and not fact_nouns.isdisjoint(_stems(unit))):
        return Fit.SAME
    if unit is None:
        return Fit.SUPPLIED
    if not known_nouns.isdisjoint(_stems(unit)):
        return Fit.CONFLICT
    return Fit.SUPPLIED if _PARTICIPLE.search(unit) else Fit.CONFLICT
