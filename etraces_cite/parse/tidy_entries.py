"""Tidy entries of a bibliography: a field a line, each value in braces. One pattern finds them, and lines are split, no more.

What is not tidy, or has a fault to be told at its place, is left to :mod:`etraces_cite.parse.bib`. That both give the same is a law
of the tests.
"""

from __future__ import annotations

import functools
import re

from etraces_cite.model import Reference
from etraces_cite.parse.latex import decode
from etraces_cite.parse.plain_entries import plain_names
from etraces_cite.parse.publication import period_of, published
from etraces_cite.parse.source import SourceText
from etraces_cite.parse.tracking import tracking_parameters
from etraces_cite.patterns import regex

__all__ = ["TIDY", "tidy_reference"]

_FIELD = r"[ \t]*+[A-Za-z][A-Za-z0-9_:-]*+[ \t]*+=[ \t]*+\{(?:[^{}\n]|\{[^{}\n]*+\})*+\}"
TIDY = regex(
    r"(?P<type>(?!(?i:comment|string|preamble)\b)[A-Za-z]++)\{(?P<key>[^\s,}]++),\n"
    rf"(?P<fields>{_FIELD}(?:,\n{_FIELD})*+),?+\n\}}"
)
"""An entry, after its ``@``."""
FOR_TEX = ("~", "\t", "\r", "--", "``", "''", " \u202f»")
"""What is not displayed as it is written, apart from backslashes, braces and double spaces; the last two stand around the fields too."""
_IN_ADDRESS = regex(r"[?&#;]")


def tidy_reference(match: re.Match[str], text: SourceText) -> Reference | None:
    """Return the reference that :data:`TIDY` found in ``text``; None where something is to be said of it, or where TeX has to read it."""
    written = match["fields"]
    if "\\" in written:
        return None
    parts = [part.partition("{") for part in written.removesuffix(",")[:-1].split("},\n")]
    values = {_name(head): value for head, _, value in parts}
    people = values.get("author", values.get("editor"))
    authors = () if people is None else plain_names(people)
    if len(values) < len(parts) or (people is not None and not authors):
        return None
    fields = _displayed(values, for_tex=any(map(written.__contains__, FOR_TEX)))
    period = published(fields)
    if (period is None and "date" in fields) or _has_fault(fields):
        return None
    start, end = match.span("key")
    return Reference(match["key"], _kind(match["type"]), fields, authors, text.span(start, end), published=period)


def _displayed(values: dict[str, str], *, for_tex: bool) -> dict[str, str]:
    """Return fields as they are displayed."""
    for name, value in values.items():
        if for_tex or "{" in value or "  " in value or value.strip() != value:
            values[name] = _decoded(value, name)
    return values


_decoded = functools.lru_cache(maxsize=1024)(decode)


@functools.lru_cache(maxsize=1024)
def _name(head: str) -> str:
    return head.strip(" \t=").lower()


@functools.lru_cache(maxsize=1024)
def _kind(written: str) -> str:
    return written.lower()


def _has_fault(fields: dict[str, str]) -> bool:
    """Tell whether the day of consultation or the address deserves a finding."""
    if "urldate" in fields and period_of(fields["urldate"]) is None:
        return True
    address = fields.get("url", "")
    return _IN_ADDRESS.search(address) is not None and any(tracking_parameters(address))
