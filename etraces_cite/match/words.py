"""The content words of a text, as crude stems: enough to tell which of several facts a sentence is about."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from etraces_cite.patterns import regex

__all__ = ["names", "stems"]

_WORD = regex(r"[^\W\d_]{4,}")
STEM = 5
"""Letters kept of a word: ``jugeant``, ``jugent``, ``jugées`` meet."""
_EMPTY = frozenset(
    [
        "dans",
        "pour",
        "avec",
        "sans",
        "sous",
        "leur",
        "leurs",
        "cette",
        "celui",
        "celle",
        "ceux",
        "elles",
        "nous",
        "vous",
        "dont",
        "selon",
        "entre",
        "plus",
        "moins",
        "depuis",
        "avant",
        "après",
        "tout",
        "tous",
        "toute",
        "toutes",
        "même",
        "aussi",
        "encore",
        "être",
        "avoir",
        "fait",
        "font",
        "sont",
        "était",
        "étaient",
        "avait",
        "avaient",
        "ainsi",
    ]
)
_NAME = regex(r"\b[A-ZÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆ][^\W\d_]{2,}")
_COMMON_NAMES = frozenset(
    [
        "france",
        "français",
        "française",
        "nationale",
        "national",
        "article",
        "journal",
        "officiel",
        "république",
        "titre",
        "bilan",
        "selon",
        "france",
    ]
)


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of four letters or more that are not grammatical."""
    return frozenset(word[:STEM] for word in _WORD.findall(text.lower()) if word not in _EMPTY)


def names(described: Iterable[str | None], named: Iterable[str] = ()) -> frozenset[str]:
    """Return the words by which a sentence names a speaker.

    :param described: who says it, by name or by description; any word will do: « Gérald Darmanin, ministre de l’Intérieur »,
        « organisateurs ».
    :param named: names of sources, of which the proper names only: « gendarmerie » does not name L’Essor de la gendarmerie
        nationale. Those of a name without any, all the words.
    """
    words = frozenset().union(
        *(_words_of(text) for text in described if text), *(_proper_in(text) or _words_of(text) for text in named)
    )
    return frozenset(word[: STEM + 1] for word in words - _COMMON_NAMES)


@functools.lru_cache(maxsize=4096)
def _words_of(text: str) -> frozenset[str]:
    return _proper_in(text).union(word for word in _WORD.findall(text.lower()) if word not in _EMPTY)


@functools.lru_cache(maxsize=4096)
def _proper_in(text: str) -> frozenset[str]:
    return frozenset(name.lower() for name in _NAME.findall(text))


def mentions(text: str, speakers: frozenset[str]) -> bool:
    """True where ``text`` holds one of the words of :func:`names`."""
    return any(word[: STEM + 1] in speakers for word in re.findall(r"[^\W\d_]{3,}", text.lower()))
