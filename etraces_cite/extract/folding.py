"""One spelling of a text for the reader, with the way back to the text as it was written.

Spaces of every width, tabs and line ends become plain spaces, apostrophes straight, hyphens and the minus sign ``-``;
soft hyphens and zero-width characters vanish; letters followed by combining accents are composed. Most of that replaces
one character by one, so offsets stay; only where a character vanishes or is composed is a table of offsets kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Folded", "fold"]

_SAME_LENGTH = (
    ("\n", " "), ("\t", " "), ("\r", " "), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u2007", " "), ("\u2008", " "),
    ("\u200a", " "), ("\u2002", " "), ("\u2003", " "), ("\u2004", " "), ("\u2005", " "), ("\u2006", " "), ("\u3000", " "),
    ("\u2028", " "), ("\u2029", " "), ("\u205f", " "), ("\u000b", " "), ("\u000c", " "), ("\u0085", " "),
    ("\u2019", "'"), ("\u02bc", "'"), ("\u2018", "'"), ("\u2010", "-"), ("\u2011", "-"), ("\u2212", "-"), ("\u1d49", "e"),
    ("\u02b3", "r"), ("\u1d48", "d"), ("\u02e2", "s"), ("\u1d50", "m"), ("\u207f", "n"),
)  # fmt: skip

_IGNORABLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f"
_COMBINING = "\u0300-\u036f"
_UNEVEN = re.compile(f"[{_IGNORABLE}]+|[^\\W\\d_]?[{_COMBINING}]+")
_MARKS_COMPOSED = 4
"""More combining marks on one letter than any script uses are dropped, so that composing stays linear."""

_OTHER_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the reader's spelling. ``cased`` and ``low`` have one length; only ``low`` is in lower case."""

    source: str
    cased: str
    low: str
    starts: Sequence[int] | None = None
    """Where each character of ``low`` begins in ``source``; None where offsets are the same."""
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the source of a slice of ``low`` that is not empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Return ``text`` as the reader sees it; linear in its length."""
    starts = ends = None
    cased = text
    if not text.isascii():
        if _UNEVEN.search(text):
            cased, starts, ends = _composed(text)
        if _OTHER_DIGITS.search(cased):
            cased = _OTHER_DIGITS.sub(lambda match: str(unicodedata.digit(match[0])), cased)
    for written, read in _SAME_LENGTH:
        cased = cased.replace(written, read)
    return Folded(text, cased, _lower(cased), starts, ends)


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _composed(text: str) -> tuple[str, list[int], list[int]]:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _UNEVEN.finditer(text):
        start, end = match.span()
        pieces.append(text[done:start])
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        done = end
        if match[0][0] in _IGNORABLE:
            continue
        composed = unicodedata.normalize("NFC", match[0][: 1 + _MARKS_COMPOSED])[:1]
        pieces.append(composed)
        starts.append(start)
        ends.append(end)
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return "".join(pieces), starts, ends
