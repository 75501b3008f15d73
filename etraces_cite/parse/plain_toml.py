"""Plain records, read without tomllib: one pattern tells that a file is plain, its lines are split, and places are told when asked for.

What is not plain does not match, and :mod:`etraces_cite.parse.schema` has tomllib read the file, ten times as slow. That both give
the same is a law of the tests.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from etraces_cite.parse.toml_places import Path, Place
from etraces_cite.patterns import regex

__all__ = ["PlainPlaces", "read_plain"]

_NAME = r"[A-Za-z0-9_-]++"
_TEXT = r'"[^"\\\x00-\x1f\x7f]*+"(?!")'
_VALUE = (
    rf"(?:{_TEXT}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+"
    rf"|\[[ ]*+(?:{_TEXT}[ ]*+(?:,[ ]*+|(?=\])))*+\])"
)
_LINE = rf"(?:\[{_NAME}(?:\.{_NAME})?+\]|{_NAME}[ ]*+=[ ]*+{_VALUE}|\#[^\x00-\x1f\x7f]*+)?+"
PLAIN = regex(rf"{_LINE}(?:\n{_LINE})*+")
"""A file of which every line is the head of a table, a key with a simple value, a comment, or nothing."""
_ITEM = regex(r'"([^"]*+)"')

Table = dict[str, Any]


def read_plain(text: str) -> tuple[Table, PlainPlaces] | None:
    """Return the data of a plain TOML text, as tomllib gives them, and their places; None for a text that is not plain."""
    if not PLAIN.fullmatch(text):
        return None
    data: Table = {}
    heads: dict[Path, int] = {(): -1}
    offset = -2
    try:
        for part in f"\n{text}".split("\n["):
            head, *lines = part.split("\n")
            _fill(_enter(data, heads, head[:-1], offset) if head else data, lines)
            offset += len(part) + 2
    except (ValueError, KeyError):  # what tomllib refuses, in its own words
        return None
    return data, PlainPlaces(text, data, heads)


def _enter(data: Table, heads: dict[Path, int], name: str, offset: int) -> Table:
    """Begin a table.

    :param heads: gains the offset of its line.
    :raises KeyError: where it is there already, or a value is.
    """
    name, _, inner = name.partition(".")
    if not inner:
        if name in data:
            raise KeyError(name)
        heads[name,] = offset
        table = data[name] = {}
        return table
    outer = data.setdefault(name, {})
    if not isinstance(outer, dict) or inner in outer:
        raise KeyError(inner)
    heads.setdefault((name,), offset)
    heads[name, inner] = offset
    table = outer[inner] = {}
    return table


def _fill(table: Table, lines: list[str]) -> None:
    """Add keys to a table.

    :raises KeyError: where one is there already.
    :raises ValueError: for a date that is none.
    """
    for line in lines:
        if not line or line[0] == "#":
            continue
        key, _, written = line.partition("=")
        key, written = key.rstrip(" "), written.lstrip(" ")
        if key in table:
            raise KeyError(key)
        table[key] = written[1:-1] if written[0] == '"' else _value(written)


def _value(written: str) -> object:
    if written[0] == "[":
        return _ITEM.findall(written)
    if written[4:5] == "-":
        return datetime.date.fromisoformat(written)
    return Decimal(written) if "." in written else int(written)


class PlainPlaces(Mapping[Path, Place]):
    """The places in a plain text: each is looked for when it is asked for.

    :param heads: the offset of the line of each table, by its path; of the root, -1.
    """

    def __init__(self, text: str, data: Table, heads: Mapping[Path, int]) -> None:
        self.text, self.data, self.heads = text, data, heads

    def __getitem__(self, path: Path) -> Place:
        if path and path in self.heads:
            return self._head(self.heads[path], is_inner=len(path) > 1)
        return self._item(path) if path and isinstance(path[-1], int) else self._pair(path)

    def __iter__(self) -> Iterator[Path]:
        for path in self.heads:
            if path:
                yield path
            for key, value in self._table(path).items():
                yield from self._paths((*path, key), value)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _paths(self, path: Path, value: object) -> Iterator[Path]:
        if not isinstance(value, dict):
            yield path
        if isinstance(value, list):
            yield from ((*path, number) for number in range(len(value)))

    def _table(self, path: Path) -> Mapping[str | int, object]:
        if path not in self.heads:
            raise KeyError(path)
        table = self.data
        for name in path:
            table = table[str(name)]
        return table  # type: ignore[return-value]

    def _head(self, start: int, *, is_inner: bool) -> Place:
        end = self.text.index("]", start)
        dot = self.text.find(".", start, end)
        if dot >= 0 and not is_inner:  # named by the head of an inner table alone
            return Place(start + 1, dot, start + 1, dot)
        return Place(max(start, dot) + 1, end, start, end + 1)

    def _pair(self, path: Path) -> Place:
        if not path or path[-1] not in self._table(path[:-1]):
            raise KeyError(path)
        key = str(path[-1])
        start = self._line(self.heads[path[:-1]], key)
        value = self.text.index("=", start) + 1
        while self.text[value] == " ":
            value += 1
        end = self.text.find("\n", value)
        end = len(self.text) if end < 0 else end
        is_text = self.text[value] == '"'
        return Place(start, start + len(key), value + is_text, end - is_text)

    def _line(self, head: int, key: str) -> int:
        """Return the offset of the line of a key of the table that begins at ``head``."""
        start = 0 if head < 0 and self.text.startswith(key) else self.text.index(f"\n{key}", max(head, 0)) + 1
        while self.text[start + len(key)] not in " =":
            start = self.text.index(f"\n{key}", start) + 1
        return start

    def _item(self, path: Path) -> Place:
        array = self._pair(path[:-1])
        spans = [one.span(1) for one in _ITEM.finditer(self.text, array.value_start, array.value_end)]
        number = int(path[-1])
        if number >= len(spans):
            raise KeyError(path)
        return Place(*spans[number], *spans[number])
