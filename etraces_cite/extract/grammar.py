"""The grammar of French cardinals, in words and in digits: where a number ends and what it is worth.

    cardinal  = group { scale [group] }                     un milliard deux cents millions
    group     = [hundreds "mille"] hundreds                 cinquante-trois mille deux cent quatre
    hundreds  = [ (2…9 | 11…19) ] "cent" [tens] | tens      deux cent un, dix-neuf cent
    tens      = ten [ ("-" | "et") unit ] | unit            vingt et un, soixante-dix-sept, nonante-huit
    decimals  = cardinal ("virgule") cardinal               trois virgule quatorze
    digits    = 1–3 digits { separator 3 digits } [ ("," | ".") digits ]

Both readers look one word ahead and never back, so that a text of a million numerals costs a million steps.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from etraces_cite.extract.lexicon import CARDINALS, DECIMAL_WORDS, SCALES
from etraces_cite.patterns import regex

__all__ = ["LONGEST_DIGITS", "Cardinal", "digits", "words"]

LONGEST_DIGITS = 40
"""A longer run of digits is a key or a checksum, not a quantity."""


class Cardinal(NamedTuple):
    """A number as written, without its unit."""

    start: int
    end: int
    value: Fraction | int
    quantum: Fraction | int
    """The weight of its last digit, or of its last scale word."""
    in_words: bool = False
    scale: int = 1
    """The scale word it ends with (``mille``, ``millions``), which a range shares."""


_NEXT = regex(r"(?: {1,40}| ?- ?)(et(?: {1,40}|-))?([a-zà-ÿ]+)")
_FIRST = regex(r"[a-zà-ÿ]+")


class _Counter:
    """The state of a cardinal in words while it is read."""

    __slots__ = ("above", "below", "last", "limit", "room", "scale")

    def __init__(self) -> None:
        self.above = 0  # what completed scales are worth
        self.below = 0  # what is under the scale to come
        self.room = 999_999  # the largest number that may still be added to ``below``
        self.limit = 10**24  # the next scale must be smaller
        self.last = 0
        self.scale = 1

    @property
    def value(self) -> int:
        return self.above + self.below

    def take(self, word: str, joined: bool) -> bool:
        """Add one word; return False, unchanged, where it cannot belong to the number."""
        if word in SCALES:
            return not joined and self._scale(SCALES[word])
        number = CARDINALS.get(word)
        if number is None:
            return False
        if joined:
            return self._joined(number)
        if number == 1000:
            return self._thousand()
        if number == 100:
            return self._hundred(word)
        if number >= 20:
            return self._ten(number)
        return self._unit(number)

    def _scale(self, scale: int) -> bool:
        if scale >= self.limit or not self.below:
            return False
        self.above += self.below * scale
        self.below, self.limit, self.room, self.last, self.scale = 0, scale, min(scale, 10**6) - 1, scale, scale
        return True

    def _thousand(self) -> bool:
        if self.below == 1 or self.below >= 1000 or (not self.below and self.room < 1000):
            return False
        self.below = (self.below or 1) * 1000
        self.room, self.last, self.scale = 999, 1000, 1000
        return True

    def _hundred(self, word: str) -> bool:
        hundreds = self.below % 1000
        if hundreds == 0:
            if self.room < 100 or word == "cents":
                return False
            self.below += 100
        elif 2 <= hundreds <= 9 or 11 <= hundreds <= 19:
            self.below += hundreds * 99
        else:
            return False
        self.room, self.last, self.scale = 99, 100, 100
        return True

    def _ten(self, number: int) -> bool:
        if number == 20 and self.last == 4 and self.below % 100 == 4:
            self.below += 76
            self.room, self.last, self.scale = 19, 80, 1
            return True
        if self.room < 99:
            return False
        self.below += number
        self.room, self.last, self.scale = (19 if number == 60 else 9), number, 1
        return True

    def _unit(self, number: int) -> bool:
        if self.last == 10:
            if number not in (7, 8, 9):
                return False
        elif number == 0 or number > self.room:
            return False
        self.below += number
        self.room, self.last, self.scale = (0 if number != 10 else -1), number, 1
        return True

    def _joined(self, number: int) -> bool:
        """Read *et*: vingt et un, soixante et onze, cent et un."""
        if number == 1 and self.last in (20, 30, 40, 50, 60, 70, 80, 90, 100):
            return self._unit(1)
        return number == 11 and self.last in (60, 80) and self._unit(11)


def _start(word: str) -> _Counter | None:
    counter = _Counter()
    if word in ("zéro", "zero"):
        counter.room = -1
        return counter
    return counter if counter.take(word, joined=False) else None


def words(low: str, start: int) -> Cardinal | None:
    """Read a cardinal in words, decimals included, that starts at ``start``."""
    whole = _whole(low, start)
    if whole is None:
        return None
    return _decimals(low, whole) or whole


def _whole(low: str, start: int) -> Cardinal | None:
    match = _FIRST.match(low, start)
    counter = _start(match[0]) if match else None
    if match is None or counter is None:
        return None
    end = match.end()
    while (step := _NEXT.match(low, end)) is not None and counter.take(step[2], joined=step[1] is not None):
        end = step.end()
    return Cardinal(start, end, counter.value, counter.scale, True, counter.scale)


def _decimals(low: str, whole: Cardinal) -> Cardinal | None:
    """Read ``virgule`` and what follows: zeros, then one cardinal or a run of single digits."""
    step = _NEXT.match(low, whole.end)
    if step is None or step[1] or step[2] not in DECIMAL_WORDS:
        return None
    written, end = "", step.end()
    while (step := _NEXT.match(low, end)) is not None and not step[1] and len(written) < LONGEST_DIGITS:
        part = _whole(low, step.start(2))
        if part is None or (written.strip("0") and (part.value > 9 or len(written.strip("0")) > 20)):
            break
        if part.scale >= 10**6:
            part = _unscaled(low, part)
        written, end = written + str(part.value), part.end
        if part.value > 9:
            break
    if not written:
        return None
    quantum = Fraction(1, 10 ** len(written))
    value = whole.value + int(written) * quantum
    return _scaled(low, Cardinal(whole.start, end, value, quantum, True))


def _unscaled(low: str, part: Cardinal) -> Cardinal:
    """Give back the scale word that multiplies the whole decimal number: ``un virgule cinq | million``."""
    start, end = part.start, part.end
    text = low[start:end]
    for position in range(len(text) - 1, 0, -1):
        if text[position] in " -" and text[position + 1 :] in SCALES:
            rest = _whole(text[:position], 0)
            if rest is not None and rest.end == len(text[:position].rstrip(" -")):
                return Cardinal(start, start + rest.end, rest.value, rest.quantum, True)
    return part


def _scaled(low: str, number: Cardinal) -> Cardinal:
    """Multiply by the scale word that follows, if one does."""
    step = _NEXT.match(low, number.end)
    if step is None or step[1]:
        return number
    scale = SCALES.get(step[2]) or (1000 if step[2] == "mille" else None)
    if scale is None:
        return number
    return Cardinal(number.start, step.end(), number.value * scale, number.quantum * scale, number.in_words, scale)


_DIGITS = regex(
    r"(?P<spaced>[0-9]{1,3}(?: {1,40}[0-9]{3}){1,12})(?![0-9])(?:,(?P<spaced_part>[0-9]{1,40})(?![0-9]))?"
    r"|(?P<dotted>[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,12})(?![0-9])(?:,(?P<dotted_part>[0-9]{1,40})(?![0-9]))?"
    r"|(?P<swiss>[0-9]{1,3}(?:'[0-9]{3}){1,12})(?![0-9])(?:[.,](?P<swiss_part>[0-9]{1,40})(?![0-9]))?"
    r"|(?P<english>[1-9][0-9]{0,2}(?:,[0-9]{3}){1,12})(?:\.(?P<english_part>[0-9]{1,40})(?![0-9])|(?<=,[0-9]{3},[0-9]{3})(?![0-9]))"
    r"|(?P<plain>[0-9]+)(?:[.,](?P<plain_part>[0-9]{1,40})(?![0-9]))?"
    r"|[.,](?P<bare_part>[0-9]{1,40})(?![0-9])"
)
"""The styles of grouping, each with the decimals it can have; the last digit is the last of its run."""

_PLAIN = regex(r"[0-9]{1,15}+(?:(?![0-9.,']| {1,40}[0-9])|(?=[.,] ))")
"""A run with no separator after it, as most are: told before the styles are tried."""
_NOT_DIGITS = regex(r"[^0-9]+")


def digits(low: str, start: int) -> Cardinal | None:
    """Read a number in digits that starts at ``start``; None for a run too long to be a quantity."""
    if (plain := _PLAIN.match(low, start)) is not None:
        return Cardinal(start, plain.end(), int(plain[0]), 1)
    return _styled(low, start)


def _styled(low: str, start: int) -> Cardinal | None:
    match = _DIGITS.match(low, start)
    if match is None:
        return None
    style = match.lastgroup or ""
    whole = match[style.removesuffix("_part")] if style != "bare_part" else "0"
    part = match[style] if style.endswith("_part") else None
    whole = _NOT_DIGITS.sub("", whole)
    if len(whole) > LONGEST_DIGITS:
        return None
    if part is None:
        return Cardinal(start, match.end(), int(whole), 1)
    quantum = Fraction(1, 10 ** len(part))
    return Cardinal(start, match.end(), Fraction(int(whole + part), 10 ** len(part)), quantum)
