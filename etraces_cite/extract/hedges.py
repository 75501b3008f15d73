"""Hedges beside a figure: ``près de 10 500``, ``quatre heures maximum``."""

from __future__ import annotations

import re

from etraces_cite.extract.lexicon import HEDGE_WORDS, HEDGES_AFTER, trie
from etraces_cite.french import HEDGES, Bound
from etraces_cite.model import Kind

__all__ = ["hedge_after", "hedge_before"]

_WINDOW = 40
_LONGEST = max(len(hedge.split()) for hedge in HEDGES)
_OPENING = '(«"“[—–'
_AFTER = re.compile(rf" {{1,40}}({trie(HEDGES_AFTER)})(?![^\W_])")
_FORMS = {"d'": "de", "des": "de", "du": "de", "aux": "à"}
_DETERMINERS = frozenset(("les", "la", "le", "l'"))

_ONLY_MONEY = frozenset(("dans les",))
_ONLY_DATES = frozenset(("vers", "circa"))
_ONLY_TIME = frozenset(("passé", "passés", "passées"))


def hedge_before(low: str, start: int, kind: Kind) -> str | None:
    """Return the hedge that ends where a figure starts, in the form of the table (``près de`` for ``près d'``)."""
    words = low[max(0, start - _WINDOW) : start].rpartition("\ufffc")[2].split()
    if not words:
        return None
    found = _longest(words)
    if found is None and words[-1] in _DETERMINERS and len(words) > 1:
        found = _longest(words[:-1])
    return found if found is not None and _fits(found, kind) else None


def _longest(words: list[str]) -> str | None:
    last = words[-1].lstrip(_OPENING)
    endings = HEDGE_WORDS.get(_FORMS.get(last, last))
    if endings is None:
        return None
    last = _FORMS.get(last, last)
    for count in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join([*words[-count:-1], last]).lstrip(_OPENING)
        if phrase in endings:
            return phrase
    return None


def hedge_after(low: str, end: int, kind: Kind) -> str | None:
    """Return the hedge that follows a figure."""
    match = _AFTER.match(low, end)
    return match[1] if match and kind is not Kind.DATE else None


def _fits(hedge: str, kind: Kind) -> bool:
    if kind is Kind.DATE:
        return HEDGES[hedge] is Bound.ABOUT and hedge not in _ONLY_MONEY
    if hedge in _ONLY_MONEY:
        return kind is Kind.MONEY
    if hedge in _ONLY_TIME:
        return kind is Kind.DURATION
    return hedge not in _ONLY_DATES
