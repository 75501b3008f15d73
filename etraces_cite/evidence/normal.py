"""A text in its normal form, where only typography is folded, and the way back to the text as it was.

Folded: spaces of all kinds and lengths, apostrophes, quotation marks with the spaces inside « », hyphens and dashes, the space
before ``; : ! ? %`` and money signs, soft hyphens and other characters without width, the ligatures of type (U+FB00–FB06), a
hyphen at the end of a line. Composed and decomposed accents are one (Unicode canonical equivalence). Never folded: accents,
case, digits, and œ, which is a letter.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from etraces_cite.patterns import regex

__all__ = ["BREAK", "Normal", "normal_form"]

BREAK = "\ufdd0"
"""In a normal form, a hyphen at the end of a line between two letters: it may be the word's own, or the line's (a noncharacter)."""

_SPACES = "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_SAME_LENGTH = (
    *((char, " ") for char in _SPACES),
    *((char, "'") for char in "\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\u0060\uff07"),
    *((char, '"') for char in "\u201c\u201d\u201e\u201f\u2033\uff02"),
    *((char, "-") for char in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"),
)
"""Done one character at a time with :meth:`str.replace`, ten times as fast as :meth:`str.translate`."""
_SPECIAL = regex("[" + "".join(char for char, _ in _SAME_LENGTH) + "]")
_SHORT = 500
"""Characters: up to here, one search for all of them is faster than a search for each."""
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


@dataclass(frozen=True, slots=True)
class _Edits:
    """The stretches that a substitution replaced: their offsets after it (``new``) and before it (``old``)."""

    new_starts: list[int]
    new_ends: list[int]
    old_starts: list[int]
    old_ends: list[int]

    @classmethod
    def of(cls, pattern: re.Pattern[str], replace: Replace, text: str) -> _Edits:
        edits, shift = cls([], [], [], []), 0
        for match in pattern.finditer(text):
            start, end, length = match.start(), match.end(), len(replace(match))
            edits.new_starts.append(start + shift)
            edits.new_ends.append(start + shift + length)
            edits.old_starts.append(start)
            edits.old_ends.append(end)
            shift += length - (end - start)
        return edits

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


@dataclass(frozen=True)
class Normal:
    """The normal form of a text, and the way back."""

    text: str
    original: str = field(repr=False)

    @cached_property
    def _edits(self) -> tuple[_Edits, ...]:
        return tuple(_Edits.of(*step) for step in _steps(self.original))

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a slice of the normal form, not empty, stands in the original."""
        for edits in reversed(self._edits):
            start, end = edits.back(start, end)
        return start, end

    @cached_property
    def breaks(self) -> bool:
        """True where a line of the original may end within a word."""
        return BREAK in self.text

    @cached_property
    def flat(self) -> tuple[str, list[int]]:
        """The normal form without hyphens and breaks, and for each of these its offset in what is left."""
        hyphens = (match.start() for match in re.finditer(f"[-{BREAK}]", self.text))
        return self.text.replace("-", "").replace(BREAK, ""), [at - count for count, at in enumerate(hyphens)]


def normal_form(text: str) -> Normal:
    """Return the normal form of a text, in time linear in its length."""
    *_, (pattern, replace, before) = _steps(text)
    return Normal(pattern.sub(replace, before).replace("«", '"').replace("»", '"'), text)


def _steps(text: str) -> Iterator[tuple[re.Pattern[str], Replace, str]]:
    """Yield the substitutions that change lengths, each with the text that it applies to."""
    text = text.replace(BREAK, "\ufffd")
    if _MARK.search(text):
        yield _COMBINING, _composed, text
        text = _COMBINING.sub(_composed, text)
    if len(text) > _SHORT or _SPECIAL.search(text):
        for char, plain in _SAME_LENGTH:
            text = text.replace(char, plain)
    yield _WITHOUT_WIDTH, _shown, text
    text = _WITHOUT_WIDTH.sub(_shown, text).replace("\n", " ")
    yield _EXTRA_SPACE, _single, text
