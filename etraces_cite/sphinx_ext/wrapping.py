"""Putting a part of the text of a block into a node of its own, whatever inline markup it crosses."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from .nodes import object_link
from .texts import BlockText, Piece

__all__ = ["outer_link", "wrap"]

ADDRESSES = ("ids", "names", "dupnames", "backrefs")
"""What cannot be said twice of a markup that is closed and opened again."""
LINKS = (nodes.reference, addnodes.pending_xref, addnodes.download_reference, object_link)


def wrap(block: BlockText, start: int, end: int, wrapper: nodes.Element) -> None:
    """Put the text of a block between two offsets into ``wrapper``, in its place.

    Where the text is in a link, or crosses one, nothing can be a link inside it: the empty wrapper stands after the link. Several
    parts of one block are wrapped from the last to the first, so that the offsets before them hold.
    """
    place = next(place for place, piece in enumerate(block.pieces) if piece.end >= end)
    if block.pieces[place].start <= start and outer_link(block.pieces[place].node, block.node) is None:
        _wrap_piece(block, place, start, end, wrapper)
        return
    first, last = _cut(block, start, end)
    texts = [piece.node for piece in block.pieces[first : last + 1]]
    link = next(filter(None, (outer_link(text, block.node) for text in reversed(texts))), None)
    if link is not None:
        link.parent.insert(link.parent.index(link) + 1, wrapper)
        return
    ancestor = _common_ancestor(texts[0], texts[-1])
    opening, closing = _lift(texts[0], ancestor, is_start=True), _lift(texts[-1], ancestor, is_start=False)
    begin, stop = ancestor.index(opening), ancestor.index(closing) + 1
    wrapped = ancestor.children[begin:stop]
    ancestor[begin:stop] = [wrapper]
    wrapper.extend(wrapped)


def _wrap_piece(block: BlockText, place: int, start: int, end: int, wrapper: nodes.Element) -> None:
    """Put a part of one text node, most often all that there is, into ``wrapper``."""
    piece = block.pieces[place]
    cuts = ((piece.start, start), (start, end), (end, piece.end))
    parts = [
        Piece(low, nodes.Text(piece.node[low - piece.start : high - piece.start])) for low, high in cuts if low < high
    ]
    parent = piece.node.parent
    at = next(at for at, child in enumerate(parent.children) if child is piece.node)
    parent[at : at + 1] = [wrapper if part.start == start and part.end == end else part.node for part in parts]
    wrapper += [part.node for part in parts if part.start == start and part.end == end]
    block.pieces[place : place + 1] = parts


def outer_link(node: nodes.Node, block: nodes.Element) -> nodes.Element | None:
    """Return the link of a block that a node is in, None where it is in none."""
    return next((parent for parent in _parents(node, block) if isinstance(parent, LINKS)), None)


def _parents(node: nodes.Node, block: nodes.Element) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None and parent is not block:
        yield parent
        parent = parent.parent


def _cut(block: BlockText, start: int, end: int) -> tuple[int, int]:
    """Cut the text nodes at two offsets; return the first and last pieces between them."""
    last = next(place for place, piece in enumerate(block.pieces) if piece.end >= end)
    _split(block, last, end)
    first = next(place for place, piece in enumerate(block.pieces) if piece.end > start)
    if _split(block, first, start):
        first, last = first + 1, last + 1
    return first, last


def _split(block: BlockText, place: int, offset: int) -> bool:
    """Make a text node two at an offset; return False where it begins or ends there."""
    piece = block.pieces[place]
    at = offset - piece.start
    if not 0 < at < len(piece.node):
        return False
    head, tail = nodes.Text(piece.node[:at]), nodes.Text(piece.node[at:])
    piece.node.parent.replace(piece.node, [head, tail])
    block.pieces[place : place + 1] = [Piece(piece.start, head), Piece(offset, tail)]
    return True


def _common_ancestor(one: nodes.Node, other: nodes.Node) -> nodes.Element:
    """Return the innermost element that holds both."""
    ancestors = set()
    parent = one.parent
    while parent is not None:
        ancestors.add(id(parent))
        parent = parent.parent
    parent = other.parent
    while id(parent) not in ancestors:
        parent = parent.parent
    return parent


def _lift(node: nodes.Node, ancestor: nodes.Element, *, is_start: bool) -> nodes.Node:
    """Return the child of ``ancestor`` that begins (or ends) with ``node``; the markup around it is closed and opened again."""
    while node.parent is not ancestor:
        parent = node.parent
        place = parent.index(node) + (0 if is_start else 1)
        if 0 < place < len(parent):
            rest = _reopened(parent)
            rest.extend(parent.children[place:])
            del parent.children[place:]
            parent.parent.insert(parent.parent.index(parent) + 1, rest)
            node = rest if is_start else parent
        else:
            node = parent
    return node


def _reopened(element: nodes.Element) -> nodes.Element:
    made = element.copy()
    for name in ADDRESSES:
        made[name] = []
    return made
