"""Names and titles that hold a number and are not figures: « 20 Minutes », or the quoted title of an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from etraces_cite.match.block import Block
from etraces_cite.model import Figure, Reference
from etraces_cite.patterns import regex

__all__ = ["NamePattern", "name_pattern", "spans_of_names", "titled_by"]

NamePattern = re.Pattern[str] | None
"""The names of a dossier that hold a numeral, as one pattern."""

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2019": "'", "\n": " "})
_NAME_FIELDS = ("publisher", "journaltitle", "organization", "institution", "shortauthor", "shorttitle")
_NUMERAL = regex(r"\d|\b(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|cent|mille|premi[eè]re?)\b", re.IGNORECASE)


def name_pattern(references: Mapping[str, Reference], names: Iterable[str]) -> NamePattern:
    """Return a pattern of the names of the bibliography and the configuration that hold a numeral, or None."""
    found = set(names)
    for entry in references.values():
        found.update(author for author in entry.authors)
        found.update(entry.fields[name] for name in _NAME_FIELDS if name in entry.fields)
    numbered = sorted((name.translate(_SPACES) for name in found if _NUMERAL.search(name)), key=len, reverse=True)
    if not numbered:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, numbered)) + r")(?!\w)")


def spans_of_names(pattern: NamePattern, text: str) -> list[tuple[int, int]]:
    """Return where names stand in a text; spaces and apostrophes of any kind are the same."""
    return [match.span() for match in pattern.finditer(text.translate(_SPACES))] if pattern else []


def titled_by(block: Block, figures: Iterable[Figure]) -> Iterator[tuple[Figure, str]]:
    """Yield the figures that stand inside the title of a cited entry, and its key."""
    titles = [(key, entry.title.translate(_SPACES)) for key in block.keys if (entry := block.references.get(key))]
    titles = [(key, title) for key, title in titles if _NUMERAL.search(title)]
    if not titles:
        return
    text = _same_length(block.text)
    places = [(start, start + len(title), key) for key, title in titles for start in _occurrences(text, title)]
    for figure in figures:
        for start, end, key in places:
            if start <= figure.start and figure.end <= end:
                yield figure, key
                break


def _same_length(text: str) -> str:
    return text.translate(_SPACES)


def _occurrences(text: str, title: str) -> Iterator[int]:
    position = text.find(title)
    while position >= 0:
        yield position
        position = text.find(title, position + 1)
