"""Plain entries of a bibliography, read without pybtex: one pattern gives what its scanner would, ten times as fast.

What is not plain does not match, and :mod:`etraces_cite.parse.bib` hands it to pybtex. That both give the same is a law
of the tests.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from msgspec import Struct

from etraces_cite.parse.latex import decode
from etraces_cite.patterns import regex

__all__ = ["PLAIN", "Entry", "Field", "plain_entry", "plain_names"]

_VALUE = r"(?:\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}|\"[^\"{}]*+\"|[0-9]++)"
_FIELD_NAME = r"[A-Za-z][A-Za-z0-9_:-]*+"
PLAIN = regex(
    r"(?P<type>(?!(?i:comment|string|preamble)\b)[A-Za-z]++)\s*+\{\s*+(?P<key>[^\s,}]++)\s*+,\s*+"
    rf"(?P<fields>(?:{_FIELD_NAME}\s*+=\s*+{_VALUE}\s*+(?:,\s*+|(?=\}})))*+)\}}"
)
"""An entry in braces whose values are single: no ``#``, no abbreviation, braces at most three deep. Whitespace and names are the scanner's."""
PLAIN_FIELD = regex(rf"(?P<name>{_FIELD_NAME})\s*+=\s*+(?P<value>{_VALUE})")
_AND = regex(" [Aa][Nn][Dd] ")
_WORDS = r"[^\s,{}\\~]++(?: [^\s,{}\\~]++)*+"
PLAIN_NAME = regex(
    rf"(?P<last>{_WORDS}), ?(?P<first>{_WORDS})|(?!others$)(?P<words>{_WORDS})|(?P<group>\{{[^{{}}\\]++\}}|\{{\{{[^{{}}\\]++\}}\}})"
)
"""A name with one comma or none and nothing for TeX in it, or an organisation in braces."""


class Field(NamedTuple):
    """A field as written: its name, its value, and the offsets of the name and of the value's text."""

    name: str
    value: str
    start: int
    value_start: int
    value_end: int


class Entry(Struct):
    """An entry while it is read."""

    start: int
    """Offset of the key, or of the entry as long as the key is not read."""
    end: int
    type: str = ""
    key: str = ""
    fields: list[Field] = []
    opened: int | None = None
    """Offset of the value that was begun last."""


def plain_entry(match: re.Match[str]) -> Entry:
    """Return the entry that :data:`PLAIN` found."""
    entry = Entry(*match.span("key"), match["type"], match["key"])
    for one in PLAIN_FIELD.finditer(match.string, *match.span("fields")):
        value, (start, end) = one["value"], one.span("value")
        if value[0] in '{"':
            value, start, end = value[1:-1], start + 1, end - 1
        entry.fields.append(Field(one["name"].lower(), value, one.start(), start, end))
    return entry


@functools.lru_cache(maxsize=4096)
def plain_names(people: str) -> tuple[str, ...]:
    """Return the names of a person field as displayed where all are plain, as the same few sources come back; else nothing."""
    names = tuple(map(_plain_name, _AND.split(" ".join(people.split()))))
    return tuple(name for name in names if name) if all(names) else ()


def _plain_name(name: str) -> str | None:
    match = PLAIN_NAME.fullmatch(name)
    if match is None:
        return None
    displayed = match["group"] or match["words"] or f"{match['first']} {match['last']}"
    return decode(displayed, "author")
