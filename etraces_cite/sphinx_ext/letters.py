"""What two texts of one sentence share whatever their markup and typography: letters, digits and the signs of units."""

from __future__ import annotations

import re
from bisect import bisect_right

__all__ = ["Letters", "has_letters"]

_KEPT = re.compile(r"[^\W_]+|[%‰€£$¥°§²³]+")
"""Spaces, quotation marks, apostrophes, dashes and dots are left out: Sphinx changes them (``smartquotes``)."""


class Letters:
    """The characters of a text that are kept when texts are compared, and where each stands.

    A word is a run of them: places are found by its beginning, so that no list as long as the text is made, and none before the
    first question.
    """

    __slots__ = ("_counts", "_starts", "_text", "_words", "key")

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: list[str] = []
        self._starts: list[int] = []
        self._counts: list[int] = []
        self.key = "".join(_KEPT.findall(text))
        """The characters themselves."""

    def _find_words(self) -> None:
        if self.key and not self._words:
            found = list(_KEPT.finditer(self._text))
            self._words = [one.group() for one in found]
            self._starts = [one.start() for one in found]

    def before(self, offset: int) -> int:
        """Return how many characters that are kept stand before an offset of the text."""
        self._find_words()
        word = bisect_right(self._starts, offset) - 1
        if word < 0:
            return 0
        return self._kept(word) + min(offset - self._starts[word], len(self._words[word]))

    def offset(self, place: int) -> int:
        """Return the offset in the text of a character that is kept, by its place among them, from 0."""
        self._find_words()
        self._kept(0)
        word = bisect_right(self._counts, place) - 1
        return self._starts[word] + place - self._counts[word]

    def _kept(self, word: int) -> int:
        """Return how many characters stand before a word."""
        if not self._counts:
            total = 0
            for one in self._words:
                self._counts.append(total)
                total += len(one)
        return self._counts[word]


def has_letters(text: str) -> bool:
    """Return True where anything of a text is kept when texts are compared."""
    return _KEPT.search(text) is not None
