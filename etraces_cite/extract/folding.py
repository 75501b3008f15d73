"""One spelling of a text for the reader, with the way back to the text as it was written.

Spaces of every width, tabs and line ends become plain spaces, apostrophes straight, hyphens and the minus sign ``-``;
soft hyphens and zero-width characters vanish; letters followed by combining accents are composed. Most of that replaces
one character by one, so offsets stay; only where a character vanishes or is composed is a table of offsets kept.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

from msgspec import Struct

from etraces_cite.patterns import regex

__all__ = ["Folded", "fold", "has_rare", "lower", "spelt", "word_before"]

_RARE = str.maketrans(
    dict.fromkeys("\t\r\v\f\u0085\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u205f\u3000", " ")
    | dict.fromkeys("\u02bc\u2018", "'")
    | dict.fromkeys("\u2010\u2011\u2212", "-")
    | {"\u1d49": "e", "\u02b3": "r", "\u1d48": "d", "\u02e2": "s", "\u1d50": "m", "\u207f": "n"}
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0, 0xFF10) for digit in range(10)}
)
_IGNORABLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f"
_COMBINING = "\u0300-\u036f"
_SPECIAL = regex(
    rb"[\t\r\v\f\xca-\xcd\xd8-\xdb\xc2\xe1-\xe3\xef](?:(?<=[\t\r\v\f\xca-\xcd\xd8-\xdb])|(?<=\xc2)[\x85\xad]"
    rb"|(?<=\xe2)(?:\x80[\x80-\x92\x98\xa8\xa9]|\x81[\x9f\xa0\xbf]|\x84\xaa|\x85[\x90-\x9e]|\x88\x92)|(?<=[\xe1\xe3])[\x80\xb4\xb5]|(?<=\xef)[\xbb\xbc])"
)
"""What the rare characters look like in UTF-8: bytes are searched ten times as fast as a class of characters.

Fractions (``⅓``) and the sign of the kelvin are rare too, since no capital or digit of Latin-1 stands for them."""
_UNEVEN = regex(f"[{_IGNORABLE}]+|[^\\W\\d_]?[{_COMBINING}]+")
_UNEVEN_CLASS = regex(f"[{_IGNORABLE}{_COMBINING}]")
_RARE_CLASS = regex(f"[{re.escape(''.join(map(chr, _RARE)))}]")
"""A class of characters alone is searched several times as fast as what stands round them."""
_MARKS_COMPOSED = 4
"""More combining marks on one letter than any script uses are dropped, so that composing stays linear."""


class Folded(Struct, frozen=True, eq=False):
    """A text in the reader's spelling. ``cased`` and ``low`` have one length; only ``low`` is in lower case.

    It is equal to itself alone, so that what is asked of it twice can be kept without comparing whole texts.
    """

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


def has_rare(text: str) -> bool:
    """Return whether a text holds a character that takes more than the replacement of a few common ones.

    U+FFFC, which stands for each character of markup, is left out: its bytes begin like those of rare characters.
    """
    return _SPECIAL.search(text.replace("\ufffc", "").encode(errors="surrogatepass")) is not None


def fold(text: str) -> Folded:
    """Return ``text`` as the reader sees it; linear in its length."""
    starts = ends = None
    cased = text
    if _UNEVEN_CLASS.search(text):
        cased, starts, ends = _composed(text)
    cased = spelt(cased)
    for character in set(_RARE_CLASS.findall(cased)):
        cased = cased.replace(character, _RARE[ord(character)])
    return Folded(text, cased, lower(cased), starts, ends)


def spelt(text: str) -> str:
    """Return a text with plain spaces and apostrophes, which is how the reader sees all but rare characters."""
    return text.replace("\n", " ").replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'")


@functools.lru_cache(maxsize=4)  # several readers ask for the same word in turn
def word_before(low: str, start: int) -> str:
    """Return the last word before ``start``, without the opening signs that touch it; at most 30 characters of it."""
    if low[start - 1 : start] == " " and (space := low.rfind(" ", max(0, start - 32), start - 1)) >= 0:
        word = low[space + 1 : start - 1]
        if word.isalpha():  # most words, told without the lists below
            return word
    words = low[max(0, start - 32) : start].rpartition("\ufffc")[2].split()
    return words[-1].lstrip('(«"“[') if words else ""


def lower(text: str) -> str:
    """Return a text in lower case, of the same length."""
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
