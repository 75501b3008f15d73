"""Where a text may be cut: not within a word, and not within a figure."""

from __future__ import annotations

import unicodedata

from etraces_cite.evidence.normal import BREAK
from etraces_cite.patterns import regex

__all__ = ["is_inside", "is_inside_figure", "is_inside_word"]

_FIGURE = regex(r"(?:(?<!\w)-)?(?:(?<!\d)\d{1,3}(?:[ .']\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,/-]\d+)*)")
_OF_FIGURES = regex(r"[0-9 .,'/-]*")
_REACH = 40
"""Characters on either side in which a figure is looked for: none that is read is longer."""

_DIGITS = frozenset("0123456789")
_WITHIN = frozenset(" .,'/-")
"""What a figure may hold besides its digits."""


def is_inside(text: str, offset: int) -> bool:
    """Say whether a word or a figure goes on over an offset; few places need more than a look at the two characters there."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if before in _DIGITS:
        if after not in _WITHIN:
            return _is_of_word(after)
        return text[offset + 1 : offset + 2] in _DIGITS and is_inside_figure(text, offset)
    if after in _DIGITS and before in _WITHIN:
        return (before == "-" or text[offset - 2 : offset - 1] in _DIGITS) and is_inside_figure(text, offset)
    return before not in _WITHIN and after not in _WITHIN and _is_of_word(before) and _is_of_word(after)


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
