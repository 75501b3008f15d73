"""The words of French numerals as tables: cardinals, scales, ordinals, fractions, collective nouns, hedges.

Traditional and 1990 spellings (*Journal officiel*, 6 December 1990) differ by hyphens alone, which the grammar accepts
anywhere; the forms of Belgium and Switzerland (septante, huitante, octante, nonante) stand beside those of France.
Each table also holds its words without accents, as capitals and keyboards leave them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from etraces_cite.french import HEDGES

__all__ = [
    "CARDINALS",
    "COLLECTIVES",
    "DECIMAL_WORDS",
    "FRACTIONS",
    "HEDGES_AFTER",
    "HEDGE_WORDS",
    "MULTIPLES",
    "ORDINALS",
    "SCALES",
    "SCALE_SYMBOLS",
    "VULGAR",
    "plain",
    "trie",
    "with_plain_forms",
]

T = TypeVar("T")


def plain(word: str) -> str:
    """Return ``word`` without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def with_plain_forms(table: Mapping[str, T]) -> dict[str, T]:
    """Return the table with its words also spelt without accents."""
    return {plain(word): value for word, value in table.items()} | dict(table)


CARDINALS = with_plain_forms(
    {
        "zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
        "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
        "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
        "huitante": 80, "octante": 80, "nonante": 90, "cent": 100, "cents": 100, "mille": 1000, "mil": 1000,
    }
)  # fmt: skip

SCALES = {
    **dict.fromkeys(("million", "millions"), 10**6),
    **dict.fromkeys(("milliard", "milliards"), 10**9),
    **dict.fromkeys(("billion", "billions"), 10**12),
    **dict.fromkeys(("billiard", "billiards"), 10**15),
    **dict.fromkeys(("trillion", "trillions"), 10**18),
}
"""The long scale, the only one in French (decree n° 61-501 of 3 May 1961)."""

SCALE_SYMBOLS = {"k": 10**3, "K": 10**3, "M": 10**6, "Md": 10**9, "Mds": 10**9, "Mrd": 10**9, "Mrds": 10**9}
"""Written after digits, before a currency or alone, in this case exactly."""

_ORDINAL_STEMS = {
    "premier": 1, "première": 1, "unième": 1, "deuxième": 2, "second": 2, "seconde": 2, "troisième": 3, "quatrième": 4,
    "cinquième": 5, "sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9, "dixième": 10, "dizième": 10, "onzième": 11,
    "douzième": 12, "treizième": 13, "quatorzième": 14, "quinzième": 15, "seizième": 16, "vingtième": 20,
    "trentième": 30, "quarantième": 40, "cinquantième": 50, "soixantième": 60, "septantième": 70, "huitantième": 80,
    "octantième": 80, "nonantième": 90, "centième": 100, "millième": 1000, "millionième": 10**6,
    "milliardième": 10**9, "billionième": 10**12,
}  # fmt: skip
ORDINALS = with_plain_forms(_ORDINAL_STEMS)

FRACTIONS = with_plain_forms(
    {"demi": 2, "demie": 2, "demis": 2, "tiers": 3, "quart": 4, "quarts": 4}
    | {
        f"{word}{s}": value
        for word, value in _ORDINAL_STEMS.items()
        if word.endswith("ième") and value > 3
        for s in ("", "s")
    }
)
"""Nouns of a part of one, and how many make one."""

COLLECTIVES = with_plain_forms(
    {
        "huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
        "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "septantaine": 70, "nonantaine": 90,
        "centaine": 100, "millier": 1000,
    }
)  # fmt: skip
"""Approximate nouns, in the singular; ``quelques dizaines`` has no value."""

MULTIPLES = with_plain_forms(
    {"doublé": 2, "triplé": 3, "quadruplé": 4, "quintuplé": 5, "sextuplé": 6, "décuplé": 10, "centuplé": 100}
)
"""Participles, read after an auxiliary: ``a doublé``."""

DECIMAL_WORDS = frozenset(("virgule", "point"))

VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
          "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7), "⅑": (1, 9), "⅒": (1, 10)}  # fmt: skip

HEDGE_WORDS: Mapping[str, frozenset[str]] = {
    last: frozenset(hedge for hedge in HEDGES if hedge.split()[-1] == last)
    for last in {hedge.split()[-1] for hedge in HEDGES if hedge != "about"}
}
"""Hedges by their last word: what is looked up just before a figure."""

HEDGES_AFTER = frozenset(
    (
        "environ", "au moins", "au plus", "tout au plus", "minimum", "au minimum", "maximum", "au maximum", "max", "à peu près",
        "approximativement", "grosso modo", "peu ou prou", "à quelque chose près", "à peine", "plus ou moins", "au bas mot",
        "tout au moins", "à tout le moins", "au grand maximum", "au grand minimum",
    )
)  # fmt: skip
"""Hedges that may follow their figure: ``quatre heures maximum``."""


def trie(words: Iterable[Sequence[str]]) -> str:
    """Return a regular expression that matches exactly one of ``words``, sharing prefixes so that a miss costs one step.

    A word is a string, or a tuple of letters whose last part may be a regular expression of its own: what must follow.
    """
    return _branch(list(set(words)))


def _branch(words: list[Sequence[str]]) -> str:
    """Return the expression of different words, at least one."""
    if len(words) == 1:
        return "".join(map(_escape, words[0]))
    branches: dict[str, list[Sequence[str]]] = {}
    for word in words:
        if word:
            branches.setdefault(word[0], []).append(word[1:])
    parts = [_escape(letter) + _branch(branches[letter]) for letter in sorted(branches)]
    ends = sum(map(len, branches.values())) < len(words)
    body = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})"
    return f"{body}?" if ends else body


def _escape(letter: str) -> str:
    return "\\" + letter if letter in r".^$*+?{}[]\|()-" else letter
