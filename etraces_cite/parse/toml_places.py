"""Where the tables, keys and values of a TOML document stand: tomllib reads them exactly but forgets their places.

The grammar is that of TOML 1.0 (https://toml.io/en/v1.0.0), for a document that tomllib has accepted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from etraces_cite.patterns import regex

__all__ = ["Path", "Place", "places"]

Path = tuple[str | int, ...]
"""Names of nested tables, and positions in arrays: ``("facts", "cameras", "value")``."""

_BLANK = regex(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = regex(r"[ \t]*")
_KEY = regex(r"([A-Za-z0-9_-]+)|\"((?:[^\"\\\n]|\\.)*)\"|'([^'\n]*)'")
_STRING = regex(
    r'"""(?P<lines>(?:[^\\]|\\.)*?"{0,2})"""(?!")|\'\'\'(?P<raw_lines>.*?\'{0,2})\'\'\'(?!\')'
    r"|\"(?P<line>(?:[^\"\\\n]|\\.)*)\"|'(?P<raw_line>[^'\n]*)'",
    re.DOTALL,
)
_PLAIN = regex(r"[^,\]}#\r\n]*[^,\]}#\r\n \t]")
_FIRST_BREAK = regex(r"\r?\n")


class Place(NamedTuple):
    """Offsets of a key and of its value; a table's value is its header, a string's what is between its quotation marks."""

    key_start: int
    key_end: int
    value_start: int
    value_end: int


def places(text: str) -> Mapping[Path, Place]:
    """Return the place of every key of a TOML document that tomllib accepts, by its path."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.found


class _KeyPart(NamedTuple):
    name: str
    start: int
    end: int


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text, self.position = text, 0
        self.found: dict[Path, Place] = {}
        self.lengths: dict[Path, int] = {}
        """Elements seen so far of each array of tables."""

    def document(self) -> None:
        table: Path = ()
        while self.skip(_BLANK) < len(self.text):
            if self.text[self.position] == "[":
                table = self.header()
            else:
                self.pair(table)

    def skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.position)
        assert match is not None
        self.position = match.end()
        return self.position

    def header(self) -> Path:
        """Read ``[a.b]`` or ``[[a.b]]``; return the path of the table that begins."""
        start = self.position
        is_array = self.text.startswith("[[", start)
        self.position += 2 if is_array else 1
        parts = self.key()
        self.position = end = self.position + (2 if is_array else 1)
        path = self.enter((), parts[:-1])
        last = parts[-1]
        path = (*path, last.name)
        self.found.setdefault(path, Place(last.start, last.end, start, end))
        if is_array:
            index = self.lengths[path] = self.lengths.get(path, -1) + 1
            path = (*path, index)
            self.found[path] = Place(last.start, last.end, start, end)
        return path

    def enter(self, path: Path, parts: list[_KeyPart]) -> Path:
        """Return the path of the tables that the first parts of a dotted key name, noting those seen for the first time."""
        for part in parts:
            path = (*path, part.name)
            self.found.setdefault(path, Place(part.start, part.end, part.start, part.end))
            if path in self.lengths:
                path = (*path, self.lengths[path])
        return path

    def key(self) -> list[_KeyPart]:
        """Read a key, dotted or not, and the space around it."""
        parts: list[_KeyPart] = []
        while True:
            self.skip(_SPACE)
            match = _KEY.match(self.text, self.position)
            assert match is not None
            kind = match.lastindex or 0
            name = match[kind]
            if kind == 2 and "\\" in name:
                import tomllib  # late: few keys are escaped

                name = tomllib.loads(f"name = {match[0]}")["name"]
            parts.append(_KeyPart(name, *match.span(kind)))
            self.position = match.end()
            if self.text[self.skip(_SPACE)] != ".":
                return parts
            self.position += 1

    def pair(self, table: Path) -> None:
        """Read ``key = value`` of a table."""
        parts = self.key()
        self.position += 1  # the sign =
        self.skip(_SPACE)
        path = (*self.enter(table, parts[:-1]), parts[-1].name)
        start, end = self.value(path)
        self.found[path] = Place(parts[-1].start, parts[-1].end, start, end)

    def value(self, path: Path) -> tuple[int, int]:
        """Read a value; return its offsets."""
        start = self.position
        first = self.text[start]
        if first in "\"'":
            return self.string()
        if first == "[":
            self.array(path)
        elif first == "{":
            self.inline_table(path)
        else:
            self.skip(_PLAIN)
        return start, self.position

    def string(self) -> tuple[int, int]:
        match = _STRING.match(self.text, self.position)
        assert match is not None
        assert match.lastgroup is not None
        self.position = match.end()
        start, end = match.span(match.lastgroup)
        if match.lastgroup.endswith("lines") and (newline := _FIRST_BREAK.match(self.text, start)):
            start = newline.end()  # a newline right after the opening delimiter is not part of the string
        return start, end

    def array(self, path: Path) -> None:
        self.position += 1
        index = 0
        while self.text[self.skip(_BLANK)] != "]":
            item = (*path, index)
            start, end = self.value(item)
            self.found[item] = Place(start, end, start, end)
            index += 1
            if self.text[self.skip(_BLANK)] == ",":
                self.position += 1
        self.position += 1

    def inline_table(self, path: Path) -> None:
        self.position += 1
        while self.text[self.skip(_BLANK)] != "}":
            self.pair(path)
            if self.text[self.skip(_BLANK)] == ",":
                self.position += 1
        self.position += 1
