"""Tables as docutils has them, from cells of nodes and strings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from etraces_cite.french import typeset

from .nodes import paragraph

__all__ = ["Cell", "table", "table_group"]

Cell = Sequence[nodes.Node | str]
"""What a cell holds: inline nodes and strings, which make a paragraph, or blocks."""

WIDEST = 28
"""Characters of the widest column in plain text, where columns cannot fit themselves."""


def table(
    headings: Sequence[str], rows: Sequence[Sequence[Cell]], *, caption: str = "", classes: Iterable[str] = ()
) -> nodes.table:
    """Return a table whose first column names its rows."""
    made = nodes.table("", classes=["etraces-table", "colwidths-auto", *classes])
    if caption:
        made += nodes.title("", typeset(caption))
    made += table_group(headings, rows)
    return made


def table_group(headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> nodes.tgroup:
    """Return the columns, the row of headings and the rows of a table."""
    group = nodes.tgroup("", cols=len(headings))
    first: list[Cell] = [[heading] for heading in headings]
    cells = [first, *rows]
    for place in range(len(headings)):
        width = max(_width(row[place]) for row in cells)
        group += nodes.colspec("", colwidth=min(width, WIDEST) + 2, stub=int(place == 0))
    group += nodes.thead("", _row(first))
    group += nodes.tbody("", *map(_row, rows))
    return group


def _width(cell: Cell) -> int:
    """Return the characters of a cell on one line."""
    return sum(len(part if isinstance(part, str) else part.astext()) for part in cell)


def _row(cells: Iterable[Cell]) -> nodes.row:
    return nodes.row("", *map(_entry, cells))


def _entry(cell: Cell) -> nodes.entry:
    if cell and isinstance(cell[0], nodes.Body) and not isinstance(cell[0], nodes.Inline):
        return nodes.entry("", *(part for part in cell if isinstance(part, nodes.Node)))
    return nodes.entry("", paragraph(*cell))
