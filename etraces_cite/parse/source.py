"""A source file as text, and the places in it."""

from __future__ import annotations

import bisect
import itertools
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from etraces_cite.codes import Code, severity
from etraces_cite.errors import SourceError
from etraces_cite.locale import Message, msg
from etraces_cite.model import Finding, Span

__all__ = ["SourceText", "decode_source", "line_starts", "read_source"]


def read_source(path: Path, display: str) -> str:
    """Return the text of a UTF-8 file, without its byte order mark; line ends stay as they are.

    :param display: the path as messages print it.
    :raises SourceError: where the file is missing, is not a file, or is not UTF-8 (with the place of the first bad byte).
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(msg("no such file"), where=display, hint=msg("check the spelling of the path")) from error
    except OSError as error:
        raise SourceError(msg("cannot be read: {reason}", reason=error.strerror), where=display) from error
    return decode_source(content, display)


def decode_source(content: bytes, display: str) -> str:
    """Return the text that the content of a file is.

    :raises SourceError: where it is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error, display) from error


def _not_utf8(content: bytes, error: UnicodeDecodeError, display: str) -> SourceError:
    position = len(content) - len(error.object) + error.start  # the codec counts from after the byte order mark
    line_start = content.rfind(b"\n", 0, position) + 1
    line = content.count(b"\n", 0, position) + 1
    column = len(content[line_start:position].decode("utf-8-sig", "replace")) + 1
    return SourceError(
        msg("not UTF-8: byte 0x{byte} at position {position}", byte=f"{content[position]:02X}", position=position),
        where=f"{display}:{line}:{column}",
        hint=msg("save the file as UTF-8"),
    )


def line_starts(text: str) -> list[int]:
    """Return the offset of each line of a text."""
    lengths = map(len, text.split("\n"))
    return list(itertools.accumulate(map((1).__add__, lengths), initial=0))[:-1]


class SourceText(Struct, frozen=True, dict=True):
    """The text of a file, with the lines and columns of its offsets."""

    path: str
    """As reports print it: relative to the project root, with slashes."""
    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        return line_starts(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column, 1-based, of an offset."""
        line = bisect.bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span of a slice."""
        starts = self.line_starts
        line = bisect.bisect_right(starts, start)
        first = starts[line - 1] - 1
        if line == len(starts) or end < starts[line]:
            return Span(self.path, line, start - first, line, end - first)
        return Span(self.path, line, start - first, *self.position(end))

    def finding(self, code: Code, start: int, end: int, message: Message, hint: Message | None = None) -> Finding:
        """Return a finding about a slice, with the severity that the code has by default."""
        return Finding(code, severity(code), self.span(start, end), self.text[start:end], message, hint)
