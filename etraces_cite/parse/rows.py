"""The rows of tables: cells of a line with bars, of a list of lists, of values with separators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from etraces_cite.parse.tokens import Token
from etraces_cite.patterns import regex

__all__ = ["bar_cells", "list_rows", "value_rows"]

_BAR = regex(r"(?<!\\)\|")


def bar_cells(line: str, first_cell: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each cell of a Markdown table's line, in the line, without the spaces around it.

    :param first_cell: the text of the first cell: container markers may stand before it.
    """
    start = 0
    for cell in _BAR.split(line) if "\\" in line else line.split("|"):
        text = cell.strip()
        if start == 0:
            written = first_cell.replace("|", "\\|")
            text = written if written and cell.rstrip().endswith(written) else ""
        if text:
            offset = start + len(cell.rstrip()) - len(text)
            yield offset, offset + len(text)
        start += len(cell) + 1


def list_rows(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each item of the outer list."""
    row: list[Token] | None = None
    depth = 0
    for token in tokens:
        if token.type == "list_item_open":
            depth += 1
            if depth == 1:
                row = []
        elif token.type == "list_item_close":
            depth -= 1
            if depth == 0 and row is not None:
                yield row
                row = None
        elif row is not None:
            row.append(token)


def value_rows(text: str, separator: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the offsets of the values of each row of a CSV text; a value in quotation marks comes without them."""
    cut = re.escape(separator)
    value = re.compile(rf'[ \t]*"((?:[^"]|"")*)"[ \t]*(?={cut}|\n|\Z)|([^\n{"" if separator == " " else cut}]*)')
    position = 0
    row: list[tuple[int, int]] = []
    while position <= len(text):
        match = value.match(text, position)
        assert match is not None
        row.append(match.span(match.lastindex or 0))
        position = match.end() + 1
        if match.end() == len(text) or text[match.end()] == "\n":
            if any(text[start:end].strip() for start, end in row):
                yield row
            row = []
