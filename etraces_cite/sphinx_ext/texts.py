"""The text of a block of a page as the reader of figures saw it: what the page prints, without what is not its own prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from sphinx import addnodes

from etraces_cite.model import PassageKind

from .letters import Letters
from .nodes import CITED, object_link

__all__ = ["BlockText", "Piece", "block_texts"]

OPAQUE = (
    nodes.literal, nodes.math, nodes.footnote_reference, nodes.citation_reference, nodes.image, nodes.raw,
    nodes.problematic, nodes.system_message, nodes.literal_block, nodes.math_block, nodes.comment,
    nodes.Invisible, nodes.label, addnodes.index,
)  # fmt: skip
"""What prints no prose of the page: code, formulas, marks of notes."""

OURS = frozenset({"etraces-fact-shown", "etraces-table", "etraces-facts", "etraces-derived", "etraces-bibliography"})
"""What our directives print of the records: nobody wrote it on the page."""


@dataclass(slots=True)
class Piece:
    """A text node, and where it begins in the text of its block."""

    start: int
    node: nodes.Text

    @property
    def end(self) -> int:
        return self.start + len(self.node)


@dataclass(slots=True)
class BlockText:
    """A block of a page: a paragraph, a title, a caption, the row of a table…"""

    node: nodes.Element
    kind: PassageKind | None
    """The kinds that a block can be told by: a row, a heading, a footnote; None for any other."""
    pieces: list[Piece] = field(default_factory=list)
    links: list[object_link] = field(default_factory=list)
    """The links of the ``fact`` roles, in order."""
    text: str = ""
    letters: Letters = field(default_factory=lambda: Letters(""))

    @property
    def key(self) -> str:
        """Return its letters, digits and signs, which do not depend on markup or typography."""
        return self.letters.key

    @property
    def facts(self) -> tuple[str, ...]:
        """Return the facts that roles print here in their own words."""
        return tuple(link["target"] for link in self.links if not link.get("explicit"))


def block_texts(page: nodes.Element) -> Iterator[BlockText]:
    """Yield the blocks of a page in the order in which it prints them."""
    for node, kind in _blocks(page, None):
        block = BlockText(node, kind)
        position = 0
        for text in _texts(node, block.links):
            block.pieces.append(Piece(position, text))
            position += len(text)
        block.text = "".join([piece.node for piece in block.pieces])
        block.letters = Letters(block.text)
        if block.key or block.links:
            yield block


def _blocks(element: nodes.Element, kind: PassageKind | None) -> Iterator[tuple[nodes.Element, PassageKind | None]]:
    for child in element.children:
        if not isinstance(child, nodes.Element) or _is_foreign(child):
            continue
        if isinstance(child, nodes.row):
            yield child, PassageKind.ROW
        elif isinstance(child, nodes.TextElement) and not isinstance(child, nodes.Inline):
            yield child, PassageKind.HEADING if _is_heading(child) else kind
        else:
            yield from _blocks(child, PassageKind.FOOTNOTE if isinstance(child, nodes.footnote) else kind)


def _is_heading(node: nodes.Element) -> bool:
    return isinstance(node, nodes.rubric) or (isinstance(node, nodes.title) and isinstance(node.parent, nodes.section))


def _is_foreign(node: nodes.Element) -> bool:
    """Return True for another page of an assembled tree, for what holds no prose, and for what our directives print."""
    return _is_opaque(node) or isinstance(node, addnodes.start_of_file) or not OURS.isdisjoint(node.get("classes", ()))


_KNOWN: dict[Any, bool] = {}
"""Whether a class of nodes is opaque: there are a few dozen, and every node asks."""


def _is_opaque(node: nodes.Element) -> bool:
    kind: Any = type(node)
    if kind not in _KNOWN:
        _KNOWN[kind] = issubclass(kind, OPAQUE)
    return _KNOWN[kind]


def _texts(element: nodes.Element, links: list[object_link]) -> Iterator[nodes.Text]:
    """Yield the texts of a block; collect in ``links`` those of its ``fact`` roles."""
    for child in element.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.Element):
            if isinstance(child, object_link) and "etraces-fact" in child["classes"]:
                links.append(child)
            if not _is_hidden(child):
                yield from _texts(child, links)


def _is_hidden(node: nodes.Element) -> bool:
    """Return True for what is no prose, and where the text is not written on the page, but is that of what it names."""
    if isinstance(node, object_link):
        return not node.get("explicit")
    if isinstance(node, addnodes.pending_xref):
        return node.get("refexplicit") is False
    return _is_opaque(node) or (isinstance(node, nodes.inline) and CITED in node["classes"])
