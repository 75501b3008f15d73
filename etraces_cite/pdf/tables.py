"""Tables: captions, spans, heads that come again on each page."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from etraces_cite.pdf.escape import array, literal
from etraces_cite.pdf.numbers import caption_number
from etraces_cite.pdf.writer import Writer

__all__ = ["TableVisitor"]

_LINE = 85
"""Characters of a line of a table, the space between columns taken off."""
_NARROW = 16
"""Characters of a column that is never broken for the sake of another."""
_SHORT = 30
"""Characters of a cell that reads best on one line."""
_ALIGNMENTS = {"text-left": "left", "text-right": "right", "text-center": "center"}


class TableVisitor(Writer):
    """A table is one call; docutils' groups, heads and bodies are not visited but read."""

    def visit_table(self, node: nodes.Element) -> None:
        self.source(node)
        title = next((child for child in node.children if isinstance(child, nodes.title)), None)
        if title is not None:
            self._open_captioned(node, title)
        else:
            self.anchors(node)
        self.no_new_notes += 1
        for group in node.children:
            if isinstance(group, nodes.tgroup):
                self._group(node, group)
            elif not isinstance(group, nodes.title) and isinstance(group, nodes.Element):
                group.walkabout(self)
        self.no_new_notes -= 1
        if title is not None:
            self.close()
        raise nodes.SkipNode

    def _open_captioned(self, node: nodes.Element, title: nodes.Element) -> None:
        self.code.open_list("captioned", self.one_label(node), kind=literal("table"))
        self.code.open_body()
        number = caption_number(self.builder, self.docname, node, "table")
        if number:
            self.code.call("caption-number", self.prose(number))
        self.children(title)
        self.code.close_body()
        self.code.line("{[]")

    def _group(self, table: nodes.Element, group: nodes.Element) -> None:
        colspecs = [child for child in group.children if isinstance(child, nodes.colspec)]
        columns = _columns(table, group, colspecs)
        self.code.open_list("board", array(columns))
        for child in group.children:
            if isinstance(child, nodes.thead):
                self._head(child)
            elif isinstance(child, nodes.tbody):
                self._rows(child, colspecs, head=False)
        self.code.close_list()

    def _head(self, head: nodes.Element) -> None:
        """A head comes again on each page as an artifact, and an artifact may hold no link (PDF/UA-1, 7.3)."""
        links = nodes.reference, nodes.footnote_reference, nodes.target
        repeat = "false" if any(isinstance(node, links) for node in head.findall()) else "true"
        self.no_notes += 1
        self.code.open_list("table.header", repeat=repeat)
        self._rows(head, [], head=True)
        self.code.line("),")
        self.no_notes -= 1

    def _rows(self, body: nodes.Element, colspecs: Sequence[nodes.Element], *, head: bool) -> None:
        stubs = [bool(spec.get("stub")) for spec in colspecs]
        for row in body.children:
            if not isinstance(row, nodes.row):
                continue
            for index, entry in enumerate(row.children):
                if isinstance(entry, nodes.entry):
                    stub = bool(stubs) and index < len(stubs) and stubs[index]
                    self._cell(entry, "head-cell" if head else "stub-cell" if stub else "table.cell")

    def _cell(self, entry: nodes.Element, function: str) -> None:
        classes = [*entry["classes"], *entry.parent["classes"]]
        align = next((_ALIGNMENTS[name] for name in classes if name in _ALIGNMENTS), None)
        colspan, rowspan = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
        self.open(
            entry,
            function,
            align=align,
            colspan=str(colspan) if colspan > 1 else None,
            rowspan=str(rowspan) if rowspan > 1 else None,
        )
        self.children(entry)
        self.code.close_item()


def _columns(table: nodes.Element, group: nodes.Element, colspecs: Sequence[nodes.Element]) -> list[str]:
    """Widths the writer gave are kept as shares; else columns fit what they hold, and the wide ones share what is left."""
    if "colwidths-given" in table["classes"]:
        return [f"{max(int(spec.get('colwidth', 1)), 1)}fr" for spec in colspecs]
    cells = _lengths(group, len(colspecs))
    if sum(max(lengths) for lengths in cells) <= _LINE:
        return ["auto"] * len(colspecs)
    return ["auto" if max(lengths) <= _NARROW else f"{_share(lengths)}fr" for lengths in cells]


def _lengths(group: nodes.Element, columns: int) -> list[list[int]]:
    """The characters of the cells of each column, those that span several left out; at least one number a column."""
    found: list[list[int]] = [[1] for _ in range(columns)]
    for row in group.findall(nodes.row):
        entries = [entry for entry in row.children if isinstance(entry, nodes.entry)]
        if len(entries) == columns and not any(entry.get("morecols") for entry in entries):
            for lengths, entry in zip(found, entries, strict=True):
                lengths.append(len(entry.astext()))
    return found


def _share(lengths: Sequence[int]) -> int:
    """The share of a column: its longest cell on one line if that is short, else what its cells hold on average, and a little."""
    longest = max(lengths)
    return max(min(longest, _SHORT), round(sum(lengths) / len(lengths) + longest / 8))
