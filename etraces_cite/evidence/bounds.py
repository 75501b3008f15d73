"""Where a text may be cut: not within a word, and not within a figure."""

from __future__ import annotations

import unicodedata

from etraces_cite.evidence.normal import BREAK
from etraces_cite.patterns import regex

__all__ = ["is_inside_figure", "is_inside_word"]

_FIGURE = regex(r"(?:(?<!\w)-)?(?:(?<!\d)\d{1,3}(?:[ .']\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,/-]\d+)*)")
_OF_FIGURES = regex(r"[0-9 .,'/-]*")
_REACH = 40
"""Characters on either side in which a figure is looked for: none that is read is longer."""


def is_inside_word(text: str, offset: int) -> bool:
    """Say whether a word goes on over an offset; a hyphen that the end of a line may have put there is inside."""
    return 0 < offset < len(text) and _is_of_word(text[offset - 1]) and _is_of_word(text[offset])


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == BREAK or unicodedata.category(char) in ("Mn", "Mc", "Pc")


def is_inside_figure(text: str, offset: int) -> bool:
    """Say whether a figure goes on over an offset: ``10 |400``, ``12|,5``, ``−|5``."""
    low, high = max(offset - _REACH, 0), offset + _REACH
    before = _OF_FIGURES.match(text[low:offset][::-1])
    after = _OF_FIGURES.match(text, offset, high)
    assert before is not None  # the pattern matches nothing too
    assert after is not None
    if not before[0] or not after[0]:
        return False
    figures = _FIGURE.finditer(text, offset - before.end(), after.end())
    return any(figure.start() < offset < figure.end() for figure in figures)
