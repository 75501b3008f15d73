"""A line of a source with carets under a span, aligned on a terminal whatever the characters are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from etraces_cite.model import Span

__all__ = ["Excerpt", "cells", "cut", "end_on_line", "excerpt", "printable", "source_line"]

TAB = 4
GUTTER = "│"
ELLIPSIS = "…"

Cell = tuple[str, int]
"""What is shown of a character, and the cells that it takes."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The part of a line that is shown, and where its carets go, in terminal cells."""

    line: int
    shown: str
    offset: int
    width: int

    @property
    def carets(self) -> str:
        return " " * self.offset + "^" * self.width

    def gutter(self) -> str:
        return f"{self.line:>4} {GUTTER} "

    def margin(self) -> str:
        return f"{'':>4} {GUTTER} "


def source_line(sources: Mapping[str, str], span: Span) -> str | None:
    """Return the line a span begins on, without its end, or None where the file is not known."""
    text = sources.get(span.path)
    if text is None:
        return None
    lines = text.split("\n", span.line)
    return lines[span.line - 1].removesuffix("\r") if len(lines) >= span.line else None


def end_on_line(sources: Mapping[str, str], span: Span) -> int:
    """Return the column where a span ends on its first line: what one pair of columns can say of it."""
    if span.end_line == span.line:
        return span.end_column
    line = source_line(sources, span)
    return span.column + 1 if line is None else len(line) + 1


def excerpt(line: str, span: Span, width: int) -> Excerpt:
    """Return the part of ``line`` around ``span`` that fits in ``width`` cells.

    Tabs become spaces, characters that no terminal shows become a sign, and wide or combining ones count for what
    they take, so that the carets stand under the span.
    """
    start = min(span.column - 1, len(line))
    end = len(line) if span.end_line > span.line else min(max(span.end_column - 1, start), len(line))
    drawn = tuple(_cells(line))
    if _width_of(drawn) <= width:
        shown = "".join(char for char, _ in drawn)
        return Excerpt(span.line, shown, _width_of(drawn[:start]), max(_width_of(drawn[start:end]), 1))
    return _window(span.line, drawn, start, end, width)


def _window(line: int, drawn: Sequence[Cell], start: int, end: int, width: int) -> Excerpt:
    """Cut what does not fit: a third of the width before the span, the rest after it."""
    room = width - 2 * len(ELLIPSIS)
    left = start
    while left and _width_of(drawn[left - 1 : start]) <= room // 3:
        left -= 1
    right, taken = left, 0
    while right < len(drawn) and taken + drawn[right][1] <= room:
        taken += drawn[right][1]
        right += 1
    while left and taken + drawn[left - 1][1] <= room:
        left -= 1
        taken += drawn[left][1]
    head, tail = (ELLIPSIS if left else ""), (ELLIPSIS if right < len(drawn) else "")
    shown = head + "".join(char for char, _ in drawn[left:right]) + tail
    offset = len(head) + _width_of(drawn[left:start])
    return Excerpt(line, shown, offset, max(_width_of(drawn[start : min(end, right)]), 1))


def _width_of(drawn: Iterable[Cell]) -> int:
    return sum(width for _, width in drawn)


def _cells(line: str) -> Iterator[Cell]:
    """Yield for each character what is shown of it and how many cells that takes."""
    column = 0
    for char in line:
        shown = " " * (TAB - column % TAB) if char == "\t" else _visible(char)
        width = len(shown) if char == "\t" else _width(shown)
        column += width
        yield shown, width


def _width(shown: str) -> int:
    """Return the cells of a character (Unicode Standard Annex #11), 0 for a combining one."""
    if not shown or unicodedata.category(shown) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(shown) in {"W", "F"} else 1


def _visible(char: str) -> str:
    """Return a character, or a harmless sign for one that would move the cursor or turn the text around."""
    if " " <= char <= "~":
        return char
    match unicodedata.category(char):
        case "Cc" if ord(char) < 0x20:
            return chr(0x2400 + ord(char))  # the control pictures block: ␛ for escape
        case "Cf" if unicodedata.bidirectional(char) == "BN":
            return ""  # soft hyphen, joiners: without width
        case "Cc" | "Cf" | "Cs" | "Zl" | "Zp":
            return "\ufffd"
        case _:
            return char


def printable(text: str) -> str:
    """Return text that a terminal can only show: no control character, no change of direction."""
    return "".join(char if char == "\n" else " " if char == "\t" else _visible(char) for char in text)


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return _width_of(_cells(text))


def cut(text: str, width: int) -> str:
    """Return text on one line of at most ``width`` cells, its end replaced by an ellipsis where it is longer."""
    drawn = list(_cells(text.replace("\n", " ")))
    if _width_of(drawn) > width:
        while drawn and _width_of(drawn) > width - len(ELLIPSIS):
            drawn.pop()
        drawn.append((ELLIPSIS, 1))
    return "".join(char for char, _ in drawn)
