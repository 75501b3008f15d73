"""The text of a block of a page as the reader of figures saw it: what the page prints, without what is not its own prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from docutils import nodes
from sphinx import addnodes

from etraces_cite.model import PassageKind

from .nodes import object_link

__all__ = ["BlockText", "Piece", "block_texts", "is_telling", "telling"]

OPAQUE = (
    nodes.literal, nodes.math, nodes.footnote_reference, nodes.citation_reference, nodes.image, nodes.raw,
    nodes.problematic, nodes.system_message, nodes.literal_block, nodes.math_block, nodes.comment,
    nodes.Invisible, nodes.label, addnodes.index,
)  # fmt: skip
"""What prints no prose of the page: code, formulas, marks of notes."""

OURS = frozenset({"etraces-fact-shown", "etraces-table", "etraces-facts", "etraces-derived", "etraces-bibliography"})
"""What our directives print of the records: nobody wrote it on the page."""

UNITS = frozenset("%‰€£$¥°§²³")


def is_telling(character: str) -> bool:
    """Say whether a character is kept when texts are compared: a letter, a digit or the sign of a unit.

    Spaces, quotation marks, apostrophes, dashes and dots are not: Sphinx changes them (``smartquotes``).
    """
    return character.isalnum() or character in UNITS


def telling(text: str) -> str:
    """Return the characters of a text that are kept."""
    return "".join(filter(is_telling, text))


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
    key: str = ""
    """Its letters, digits and signs, which do not depend on markup or typography."""

    @property
    def facts(self) -> tuple[str, ...]:
        """Return the facts that roles print here in their own words."""
        return tuple(link["target"] for link in self.links if not link.get("explicit"))

    @property
    def links(self) -> list[object_link]:
        """Return the links of the ``fact`` roles, in order."""
        return [link for link in self.node.findall(object_link) if "etraces-fact" in link["classes"]]

    @property
    def text(self) -> str:
        return "".join(piece.node for piece in self.pieces)


def block_texts(page: nodes.Element) -> Iterator[BlockText]:
    """Yield the blocks of a page in the order in which it prints them."""
    for node, kind in _blocks(page, None):
        block = BlockText(node, kind)
        position = 0
        for text in _texts(node):
            block.pieces.append(Piece(position, text))
            position += len(text)
        block.key = telling(block.text)
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
    return isinstance(node, (*OPAQUE, addnodes.start_of_file)) or not OURS.isdisjoint(node.get("classes", ()))


def _texts(element: nodes.Element) -> Iterator[nodes.Text]:
    for child in element.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.Element) and not _is_hidden(child):
            yield from _texts(child)


_PRINTS_ITS_TARGET: tuple[tuple[type[nodes.Element], Callable[[nodes.Element], bool]], ...] = (
    (object_link, lambda node: not node.get("explicit")),
    (addnodes.pending_xref, lambda node: node.get("refexplicit") is False),
    (nodes.inline, lambda node: "etraces-cite" in node["classes"]),
)
"""Inline nodes whose text is not written on the page, but is that of what they name."""


def _is_hidden(node: nodes.Element) -> bool:
    if isinstance(node, OPAQUE):
        return True
    return any(isinstance(node, kind) and prints_target(node) for kind, prints_target in _PRINTS_ITS_TARGET)
