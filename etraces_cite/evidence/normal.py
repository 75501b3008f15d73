"""A text in its normal form, where only typography is folded, and the way back to the text as it was.

Folded: spaces of all kinds and lengths, apostrophes, quotation marks with the spaces inside « », hyphens and dashes, the space
before ``; : ! ? %`` and money signs, soft hyphens and other characters without width, the ligatures of type (U+FB00–FB06), a
hyphen at the end of a line. Composed and decomposed accents are one (Unicode canonical equivalence). Never folded: accents,
case, digits, and œ, which is a letter.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
import unicodedata
from array import array
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from etraces_cite.patterns import regex

__all__ = ["BREAK", "Normal", "letters_of", "normal_form", "normal_text"]

BREAK = "\ufdd0"
"""In a normal form, a hyphen at the end of a line between two letters: it may be the word's own, or the line's (a noncharacter)."""

_SPACES = "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_SAME_LENGTH = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\u0060\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
}
"""Done one character at a time with :meth:`str.replace`, ten times as fast as :meth:`str.translate`."""
_SHORT = 1000
"""Characters: up to here, it is faster to see which of them are there than to look for each."""
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_MARK = regex("[\u0300-\u036f]")
_COMBINING = regex("[^\u0300-\u036f][\u0300-\u036f]+")
_LETTER = r"[^\W\d_]"
_WITHOUT_WIDTH = regex(
    r"[-\u00ad\u200b-\u200f\u2060\ufeff\u180e\u202a-\u202e\u2066-\u2069\ufb00-\ufb06]"
    rf"(?:(?<={_LETTER}-)(?P<broken> *\n[ \n]*+(?={_LETTER}))"
    r"|(?<=\w-)(?P<joined> *\n[ \n]*+(?=\w))"
    r"|(?<=\u00ad)(?: *\n[ \n]*+)?"
    r"|(?<![-\u00ad]))"
)
"""Begins with one class of rare characters, so that a search passes over all others at once."""
_ACCENTED = regex("[\u00c0-\u024f]")
_EXTRA_SPACE = regex(r" (?: ++|(?=[;:!?%€$£»])|(?<=« ))")
_BEFORE_SPACE = frozenset(";:!?%€$£»")
Replace = Callable[[re.Match[str]], str]


def _shown(match: re.Match[str]) -> str:
    """Return what is left of a character without width, a ligature or a hyphen at the end of a line."""
    match match.lastgroup:
        case "broken":
            return BREAK
        case "joined":
            return "-"
    return _LIGATURES.get(match[0], "")


def _single(match: re.Match[str]) -> str:
    """Return what is left of spaces that French typography sets, or that are more than one."""
    text, start, end = match.string, match.start(), match.end()
    return "" if text[end : end + 1] in _BEFORE_SPACE or text[max(start - 1, 0) : start] == "«" else " "


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


class _Edits(NamedTuple):
    """The stretches that a substitution replaced: their offsets after it (``new``) and before it (``old``)."""

    new_starts: array[int]
    new_ends: array[int]
    old_starts: array[int]
    old_ends: array[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the slice, not empty, of the old text that became one of the new; a stretch that is touched is in it whole."""
        return self._old(start, is_end=False), self._old(end, is_end=True)

    def _old(self, offset: int, *, is_end: bool) -> int:
        # an end just before a stretch that became nothing leaves it out; a start just after one too
        at = (bisect.bisect_left if is_end else bisect.bisect_right)(self.new_starts, offset) - 1
        if at < 0:
            return offset
        if offset < self.new_ends[at] or (is_end and offset == self.new_ends[at] > self.new_starts[at]):
            return self.old_ends[at] if is_end else self.old_starts[at]
        return self.old_ends[at] + offset - self.new_ends[at]


class Normal:
    """The normal form of a text, and the way back."""

    def __init__(self, text: str, original: str, edits: Sequence[_Edits]) -> None:
        """Keep the normal form ``text`` of ``original``, and what made it, the last change first."""
        self.text = text
        self.original = original
        self._edits = edits

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a slice of the normal form, not empty, stands in the original."""
        for edits in self._edits:
            start, end = edits.back(start, end)
        return start, end

    @cached_property
    def breaks(self) -> bool:
        """True where a line of the original may end within a word."""
        return BREAK in self.text

    @cached_property
    def letters(self) -> str:
        """The normal form without capitals and accents."""
        return letters_of(self.text)

    @cached_property
    def flat(self) -> tuple[str, list[int]]:
        """The normal form without hyphens and breaks, and for each of these its offset in what is left."""
        hyphens = (match.start() for match in re.finditer(f"[-{BREAK}]", self.text))
        return self.text.replace("-", "").replace(BREAK, ""), [at - count for count, at in enumerate(hyphens)]


def letters_of(text: str) -> str:
    """Return a text without capitals and accents, one character for one: enough to find what is only written differently."""
    plain = text
    for char in set(_ACCENTED.findall(text)) if not text.isascii() else ():
        plain = plain.replace(char, _unaccented(char))
    lowered = plain.lower()
    return lowered if len(lowered) == len(text) else plain


@functools.cache
def _unaccented(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0].lower()


def normal_form(text: str) -> Normal:
    """Return the normal form of a text, in time linear in its length."""
    made: list[_Edits] = []

    def substitute(pattern: re.Pattern[str], replace: Replace, before: str) -> str:
        after, edits = _edited(pattern, replace, before)
        if edits:
            made.insert(0, edits)
        return after

    return Normal(_folded(text, substitute), text, made)


def normal_text(text: str) -> str:
    """Return the normal form of words that no way back is wanted for."""
    return _folded(text, lambda pattern, replace, before: pattern.sub(replace, before))


def _edited(pattern: re.Pattern[str], replace: Replace, text: str) -> tuple[str, _Edits | None]:
    """Return a text with the matches of a pattern replaced, and the way back; None where there are none."""
    if (first := pattern.search(text)) is None:
        return text, None
    parts: list[str] = []
    edits = _Edits(array("L"), array("L"), array("L"), array("L"))
    done = length = 0
    for match in itertools.chain((first,), pattern.finditer(text, first.end())):
        start, end = match.span()
        put_in = replace(match)
        parts += (text[done:start], put_in)
        length += start - done
        edits.new_starts.append(length)
        length += len(put_in)
        edits.new_ends.append(length)
        edits.old_starts.append(start)
        edits.old_ends.append(end)
        done = end
    parts.append(text[done:])
    return "".join(parts), edits


def _folded(text: str, substitute: Callable[[re.Pattern[str], Replace, str], str]) -> str:
    """Return a text in its normal form; ``substitute`` does what may change lengths."""
    text = text.replace(BREAK, "\ufffd")
    if _MARK.search(text):
        text = substitute(_COMBINING, _composed, text)
    for char in _SAME_LENGTH if len(text) > _SHORT else _SAME_LENGTH.keys() & text:
        text = text.replace(char, _SAME_LENGTH[char])
    text = substitute(_WITHOUT_WIDTH, _shown, text).replace("\n", " ")
    return substitute(_EXTRA_SPACE, _single, text).replace("«", '"').replace("»", '"')
