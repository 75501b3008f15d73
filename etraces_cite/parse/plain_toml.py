"""Plain records, read without tomllib: one pattern a line gives the data and their places together, several times as fast.

What is not plain does not match, and :mod:`etraces_cite.parse.schema` has tomllib read the file. That both give the same is a
law of the tests.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

from etraces_cite.parse.toml_places import Path, Place
from etraces_cite.patterns import regex

__all__ = ["read_plain"]

_INSIDE = r'[^"\\\x00-\x08\x0a-\x1f\x7f]*+'
_LINE = regex(
    r"[ \t]*+(?:"
    r"\[(?P<table>[A-Za-z0-9_-]++)(?:\.(?P<inner>[A-Za-z0-9_-]++))?+\]"
    r"|(?P<key>[A-Za-z0-9_-]++)[ \t]*+=[ \t]*+(?:"
    rf'"(?!"")(?P<text>{_INSIDE})"'
    r"|(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?P<decimal>-?(?:0|[1-9][0-9]*+)\.[0-9]++)"
    r"|(?P<number>-?(?:0|[1-9][0-9]*+))"
    rf'|(?P<array>\[[ \t]*+(?:"(?!"){_INSIDE}"[ \t]*+(?:,[ \t]*+|(?=\])))*+\])'
    r"))?+[ \t]*+(?:\#[^\x00-\x08\x0a-\x1f\x7f]*+)?+(?:\n|\Z)"
)
"""A line: the head of a table, a key with a simple value, a comment, or nothing."""
_ITEM = regex(rf'"({_INSIDE})"')

Plain = tuple[dict[str, Any], dict[Path, Place]]


def read_plain(text: str) -> Plain | None:
    """Return the data of a plain TOML text, as tomllib gives them, and their places; None for a text that is not plain."""
    data: dict[str, Any] = {}
    places: dict[Path, Place] = {}
    table, position = data, 0
    path: Path = ()
    while position < len(text):
        line = _LINE.match(text, position)
        if line is None:
            return None
        position = line.end()
        try:
            if line["table"]:
                table, path = _enter(data, places, line)
            elif line["key"]:
                _add(table, path, places, line)
        except (ValueError, KeyError):  # what tomllib refuses, in its own words
            return None
    return data, places


def _enter(data: dict[str, Any], places: dict[Path, Place], line: re.Match[str]) -> tuple[dict[str, Any], Path]:
    """Begin a table.

    :raises KeyError: where it is there already, or a value is.
    """
    name, inner = line["table"], line["inner"]
    head = line.start("table") - 1, line.end("inner" if inner else "table") + 1
    if not inner:
        if name in data:
            raise KeyError(name)
        places[name,] = Place(*line.span("table"), *head)
        data[name] = {}
        return data[name], (name,)
    outer = data.setdefault(name, {})
    if not isinstance(outer, dict) or inner in outer:
        raise KeyError(inner)
    places.setdefault((name,), Place(*line.span("table"), *line.span("table")))
    places[name, inner] = Place(*line.span("inner"), *head)
    outer[inner] = {}
    return outer[inner], (name, inner)


def _add(table: dict[str, Any], path: Path, places: dict[Path, Place], line: re.Match[str]) -> None:
    """Add a key to a table.

    :raises KeyError: where it is there already.
    :raises ValueError: for a date that is none.
    """
    key, kind = line["key"], line.lastgroup or ""
    if key in table:
        raise KeyError(key)
    place = (*path, key)
    written, span = line[kind], line.span(kind)
    match kind:
        case "text":
            table[key] = written
        case "date":
            table[key] = datetime.date.fromisoformat(written)
        case "decimal":
            table[key] = Decimal(written)
        case "number":
            table[key] = int(written)
        case _:
            items = list(_ITEM.finditer(line.string, *span))
            table[key] = [item[1] for item in items]
            for number, item in enumerate(items):
                places[(*place, number)] = Place(*item.span(1), *item.span(1))
    places[place] = Place(*line.span("key"), *span)
