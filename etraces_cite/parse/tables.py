"""Tables as passages: one a row, which inherits the citations of the header and of the caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etraces_cite.model import PassageKind
from etraces_cite.parse.blocks import Scope
from etraces_cite.parse.directives import Directive
from etraces_cite.parse.page_reader import PageReader
from etraces_cite.parse.passages import Keys
from etraces_cite.parse.rows import bar_cells, value_rows
from etraces_cite.parse.tokens import Token

__all__ = ["read_bar_row", "read_list_row", "read_value_rows", "row_scopes"]

SEPARATORS = {"tab": "\t", "space": " "}


def row_scopes(scope: Scope, header_rows: int) -> Iterator[Scope]:
    """Yield the scope of each row in turn: the headers, then the rows that inherit from them."""
    header: Keys = []
    for _ in range(header_rows):
        yield scope.inside(feeds=header)
    body = scope.inside(inherits=header)
    while True:
        yield body


def read_bar_row(reader: PageReader, tokens: Sequence[Token], line: int, scope: Scope) -> None:
    """Read a row of a Markdown table.

    :param tokens: what is between the row's opening and its end.
    """
    cells = [token.content for token in tokens if token.type == "inline"]
    start = reader.text.starts[line]
    text = reader.text.line(line)
    draft = reader.draft(PassageKind.ROW, scope)
    for first, last in bar_cells(text, cells[0] if cells else ""):
        reader.add(draft, [(start + first, text[first:last])], scope)


def read_list_row(reader: PageReader, tokens: Sequence[Token], first: int, scope: Scope) -> None:
    """Read a row of a table that is a list of lists.

    :param first: the line of the file where the tokens' lines begin.
    """
    draft = reader.draft(PassageKind.ROW, scope)
    before = ""
    for token in tokens:
        if token.type == "inline":
            is_field_name = before == "fieldlist_name_open"
            reader.add(draft, reader.locate(token.content, first + token.line, is_field_name=is_field_name), scope)
        before = token.type


def read_value_rows(reader: PageReader, directive: Directive, first: int, scope: Scope) -> None:
    """Read the rows of a CSV table whose body begins on the line ``first``."""
    body = directive.body
    separator = directive.options.get("delim", ",")
    scopes = row_scopes(scope, header_rows(directive))
    for row in value_rows(body, SEPARATORS.get(separator, separator[:1] or ",")):
        inner = next(scopes)
        draft = reader.draft(PassageKind.ROW, inner)
        for start, end in row:
            reader.add(draft, list(_pieces(reader, body, first, start, end)), inner)


def _pieces(reader: PageReader, body: str, first: int, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the pieces of the page that a value comes from, a line each."""
    number = first + body.count("\n", 0, start)
    while start < end:
        line_start = body.rfind("\n", 0, start) + 1
        line_end = body.find("\n", start)
        line_end = len(body) if line_end < 0 else line_end
        stop = min(end, line_end)
        if text := body[start:stop].strip():
            column = body.index(text, start, stop) - line_start
            yield reader.text.offset(body[line_start:line_end], number, column), text
        start, number = line_end + 1, number + 1


def header_rows(directive: Directive) -> int:
    """Return how many rows of a table are headers."""
    written = directive.options.get("header-rows", "")
    return int(written) if written.isdecimal() else 0
