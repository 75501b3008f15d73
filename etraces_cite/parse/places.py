"""Where the text of a Markdown block stands in its page: block tokens know lines, and have lost indents and markers."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from etraces_cite.parse.passages import Piece
from etraces_cite.parse.source import line_starts
from etraces_cite.patterns import regex

__all__ = ["PageText", "normalised"]

_NOT_BREAK = regex("[^\n]")
_CLOSING_MARKS = regex(r"[ \t]+#+[ \t]*$")


def normalised(source: str) -> str:
    """Return a text of the same length as Markdown reads it: line ends as newlines, no NUL."""
    if "\r" in source:
        source = source.replace("\r\n", " \n").replace("\r", "\n")
    return source.replace("\0", "\ufffd")


class PageText(Struct, frozen=True, dict=True):
    """The normalised text of a page by lines, 0-based."""

    text: str

    def part(self, start: int, end: int) -> PageText:
        """Return this text with spaces outside a part, so that the lines and columns of the part stay."""
        before, after = (_NOT_BREAK.sub(" ", part) for part in (self.text[:start], self.text[end:]))
        return PageText(before + self.text[start:end] + after)

    @cached_property
    def starts(self) -> list[int]:
        return line_starts(self.text)

    def line(self, number: int) -> str:
        """Return a line without its end."""
        return self.text[self.starts[number] : self.end(number)]

    def end(self, number: int) -> int:
        """Return the offset of the end of a line, its newline excluded."""
        return self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)

    def locate(self, content: str, number: int) -> list[Piece]:
        """Return the pieces of the page that a block's content comes from; its first line is ``number``.

        Container markers and indents stand before what a line holds, so that each line of the content ends its line of
        the page, but for the closing marks of a heading.

        :raises ValueError: for a content that is not there.
        """
        start = self.starts[number]
        if self.text.startswith(content, start) and self._ends_line(start + len(content)):
            return [(start, content)]
        end = self.end(number)
        last = end - len(content)
        if last >= start and content and content.strip() == content and self.text.startswith(content, last):
            return [(last, content)]
        parts = [(number + index, part.strip()) for index, part in enumerate(content.split("\n"))]
        written = [(line, part) for line, part in parts if part]
        skipped = self._lines_before(*written[0]) if written else 0
        return [(self._locate_line(part, line + skipped), part) for line, part in written]

    def _lines_before(self, number: int, first: str) -> int:
        """Return how many lines of no-break spaces Markdown took for the beginning of a block and then stripped."""
        skipped = 0
        while number + skipped < len(self.starts) - 1 and first not in self.line(number + skipped):
            skipped += 1
        return skipped

    def locate_field_name(self, name: str, number: int) -> list[Piece]:
        """Return the piece of the page that the name of a field comes from."""
        return [(self.starts[number] + self.line(number).index(f":{name}:") + 1, name)]

    def _ends_line(self, offset: int) -> bool:
        if self.text.startswith("\n", offset):
            return True
        end = self.text.find("\n", offset)
        rest = self.text[offset : len(self.text) if end < 0 else end]
        return not rest or rest.isspace()

    def _locate_line(self, stripped: str, number: int) -> int:
        start, line = self.starts[number], self.line(number).rstrip()
        if line.endswith(stripped):
            return start + len(line) - len(stripped)
        unclosed = _CLOSING_MARKS.sub("", line).rstrip()
        if unclosed.endswith(stripped):
            return start + len(unclosed) - len(stripped)
        raise ValueError(f"not at the end of line {number}: {stripped!r}")

    def offset(self, line: str, number: int, column: int) -> int:
        """Return the offset of a column of ``line``, a line of the page that has lost its indent."""
        return self.end(number) - len(line) + column
