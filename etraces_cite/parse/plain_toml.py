"""Plain records, read without tomllib: one pattern tells that a file is plain, its lines are split, and places are told when asked for.

What is not plain does not match, and :mod:`etraces_cite.parse.schema` has tomllib read the file, ten times as slow. That both give
the same is a law of the tests.
"""

from __future__ import annotations

import datetime
import re
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
_HEAD = regex(r"\n\[([^\]]++)\]")
_PAIR = regex(rf"^({_NAME})[ ]*+=[ ]*+([^\n]++)", re.MULTILINE)
_ITEM = regex(r'"([^"]*+)"')

Table = dict[str, Any]
Heads = dict[Path, tuple[int, Table]]
"""Of each table, by its path, the offset of the line of its head and what it holds; the root is at -1."""


def read_plain(text: str) -> tuple[Table, PlainPlaces] | None:
    """Return the data of a plain TOML text, as tomllib gives them, and their places; None for a text that is not plain."""
    if not PLAIN.fullmatch(text):
        return None
    data: Table = {}
    heads: Heads = {(): (-1, data)}
    first, *others = _HEAD.split(f"\n{text}")
    offset = len(first)
    try:
        _fill(data, first)
        for name, part in zip(others[::2], others[1::2], strict=True):
            _fill(_enter(data, heads, name, offset), part)
            offset += len(name) + len(part) + 3
    except (ValueError, KeyError):  # what tomllib refuses, in its own words
        return None
    return data, PlainPlaces(text, heads)


def _enter(data: Table, heads: Heads, name: str, offset: int) -> Table:
    """Begin a table.

    :raises KeyError: where it is there already, or a value is.
    """
    name, _, inner = name.partition(".")
    table: Table = {}
    if not inner:
        if name in data:
            raise KeyError(name)
        data[name] = table
        heads[name,] = offset, table
        return table
    outer = data.get(name)
    if outer is None:
        outer = data[name] = {}
        heads[name,] = offset, outer
    elif not isinstance(outer, dict) or inner in outer:
        raise KeyError(inner)
    outer[inner] = table
    heads[name, inner] = offset, table
    return table


def _fill(table: Table, part: str) -> None:
    """Add the keys of a part of the text to a table.

    :raises KeyError: where one is there already.
    :raises ValueError: for a date that is none.
    """
    for key, written in _PAIR.findall(part):
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
    """The places in a plain text: each is looked for when it is asked for."""

    def __init__(self, text: str, heads: Heads) -> None:
        self.text, self.heads = text, heads

    def __getitem__(self, path: Path) -> Place:
        found = self.find(path)
        if found is None:
            raise KeyError(path)
        return found

    def find(self, path: Path) -> Place | None:
        """Return the place of a key and its value, None where there is none."""
        head = self.heads.get(path)
        if head is not None:
            return self._head(head[0], is_inner=len(path) > 1) if path else None
        return self._item(path) if path and isinstance(path[-1], int) else self._pair(path)

    def __iter__(self) -> Iterator[Path]:
        for path, (_, table) in self.heads.items():
            if path:
                yield path
            for key, value in table.items():
                if not isinstance(value, dict):
                    yield (*path, key)
                if isinstance(value, list):
                    yield from ((*path, key, number) for number in range(len(value)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _head(self, start: int, *, is_inner: bool) -> Place:
        end = self.text.index("]", start)
        dot = self.text.find(".", start, end)
        if dot >= 0 and not is_inner:  # named by the head of an inner table alone
            return Place(start + 1, dot, start + 1, dot)
        return Place(max(start, dot) + 1, end, start, end + 1)

    def _pair(self, path: Path) -> Place | None:
        text, key = self.text, path[-1]
        head, table = self.heads.get(path[:-1], (0, ()))
        if not isinstance(key, str) or key not in table:
            return None
        start = 0 if head < 0 and text.startswith(key) else text.index(f"\n{key}", max(head, 0)) + 1
        while text[start + len(key)] not in " =":  # a longer key
            start = text.index(f"\n{key}", start) + 1
        value = text.index("=", start) + 1
        while text[value] == " ":
            value += 1
        end = text.find("\n", value)
        end = len(text) if end < 0 else end
        is_text = text[value] == '"'
        return Place(start, start + len(key), value + is_text, end - is_text)

    def _item(self, path: Path) -> Place | None:
        array = self._pair(path[:-1])
        if array is None:
            return None
        spans = [one.span(1) for one in _ITEM.finditer(self.text, array.value_start, array.value_end)]
        number = int(path[-1])
        return Place(*spans[number], *spans[number]) if number < len(spans) else None
