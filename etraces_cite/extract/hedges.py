"""Hedges beside a figure: ``près de 10 500``, ``quatre heures maximum``."""

from __future__ import annotations

from etraces_cite.extract.folding import word_before
from etraces_cite.extract.lexicon import HEDGE_WORDS, HEDGES_AFTER, trie
from etraces_cite.french import HEDGES, Bound
from etraces_cite.model import Kind
from etraces_cite.patterns import regex

__all__ = ["ends_hedge", "hedge_after", "hedge_before", "may_hedge"]

_WINDOW = 40
_LONGEST = max(len(hedge.split()) for hedge in HEDGES)
_OPENING = '(«"“[—–'
_AFTER = regex(lambda: rf" {{1,40}}({trie(HEDGES_AFTER)})(?![^\W_])")
_FORMS = {"d'": "de", "des": "de", "du": "de", "aux": "à"}
_DETERMINERS = frozenset(("les", "la", "le", "l'"))

_ONLY_MONEY = frozenset(("dans les",))
_ONLY_DATES = frozenset(("vers", "circa"))
_ONLY_TIME = frozenset(("passé", "passés", "passées"))
_THRESHOLDS = frozenset(
    hedge for hedge in HEDGES if hedge.startswith(("supérieur", "inférieur", "dépass", "au-de", "en de", "plus que"))
)
"""What compares as well as it hedges: under a negation it sets a limit, which is exact (``ne peut être inférieur à 10 %``)."""
_NEGATED = regex(r"(?<![^\W_])n(?:e |')[^.;:!?]*$")
_COMPARED = frozenset(("plus que", "moins que"))


_ENDS = frozenset((*HEDGE_WORDS, *_FORMS, *_DETERMINERS))


def may_hedge(low: str, start: int) -> bool:
    """Return whether the word before a figure can end a hedge: what most figures are asked, and no more."""
    return ends_hedge(word_before(low, start))


def ends_hedge(word: str) -> bool:
    """Return whether a word, in lower case, can end a hedge."""
    return word.lstrip(_OPENING).removeprefix("qu'") in _ENDS


def hedge_before(low: str, start: int, kind: Kind, *, is_round: bool = True) -> str | None:
    """Return the hedge that ends where a figure starts, in the form of the table (``près de`` for ``près d'``).

    :param is_round: whether the figure has so few digits that a determiner may stand before it (``dépasse les 300 €``);
        else the determiner points at a known quantity, and the sentence compares with it (``dépasse les 2 447``).
    """
    words = low[max(0, start - _WINDOW) : start].rpartition("\ufffc")[2].split()
    if not words:
        return None
    found = _longest(words)
    if found is None and words[-1] in _DETERMINERS and len(words) > 1 and is_round:
        found = _longest(words[:-1])
        if found in _COMPARED:
            return None
    if found is None or not _fits(found, kind):
        return None
    if found in _THRESHOLDS and _NEGATED.search(low[max(0, start - 2 * _WINDOW) : start]):
        return None
    return None if found in _SIGNS and _is_mark(low, start) else found


_SIGNS = frozenset("~≈<>≤≥")
_MARK = regex(r"(?:^|[-=<>]) *[<>] *$")


def _is_mark(low: str, start: int) -> bool:
    """Tell an arrow (``->``) and the sign of a quoted line from a sign of comparison."""
    return _MARK.search(low[max(0, start - 6) : start]) is not None


def _longest(words: list[str]) -> str | None:
    last = words[-1].lstrip(_OPENING).removeprefix("qu'")
    endings = HEDGE_WORDS.get(_FORMS.get(last, last))
    if endings is None:
        return None
    last = _FORMS.get(last, last)
    for count in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join([*words[-count:-1], last]).lstrip(_OPENING)
        if phrase in endings:
            return phrase
        elided = phrase[2:] if phrase[1:2] == "'" else phrase[3:] if phrase.startswith("qu'") else ""
        if elided in endings:
            return elided
    return None


def hedge_after(low: str, end: int, kind: Kind) -> str | None:
    """Return the hedge that follows a figure."""
    match = _AFTER.match(low, end) if kind is not Kind.DATE and low[end : end + 1] == " " else None
    return match[1] if match is not None else None


def _fits(hedge: str, kind: Kind) -> bool:
    if kind is Kind.DATE:
        return HEDGES[hedge] is Bound.ABOUT and hedge not in _ONLY_MONEY
    if hedge in _ONLY_MONEY:
        return kind is Kind.MONEY
    if hedge in _ONLY_TIME:
        return kind is Kind.DURATION
    return hedge not in _ONLY_DATES
