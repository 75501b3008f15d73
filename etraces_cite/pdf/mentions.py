"""Appendices cut down to what the rest mentions: a dossier prints its own sources, not those of all the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx import addnodes

__all__ = ["IF_MENTIONED", "drop_unmentioned"]

IF_MENTIONED = "dossierpdf-if-mentioned"
"""The class of a node that a PDF prints only if something that it prints leads to it, or to what it holds."""

Place = tuple[str, str]
"""A page and an identifier on it."""


def drop_unmentioned(tree: nodes.document, appendices: Iterable[nodes.Element]) -> None:
    """Remove the nodes of that class, in the appendices of a resolved tree, that nothing kept refers to.

    A node that is kept may mention others, so this goes round until nothing more is kept.
    """
    elements = (node for appendix in appendices for node in appendix.findall(nodes.Element))
    optional = [node for node in elements if IF_MENTIONED in node["classes"]]
    if not optional:
        return
    places = {id(node): set(_places(node)) for node in optional}
    dropped = {id(node) for node in optional}
    mentioned: set[Place] = set()
    fresh = set(_mentions(tree, tree["docname"], dropped))
    while fresh:
        mentioned |= fresh
        kept = [node for node in optional if id(node) in dropped and places[id(node)] & fresh]
        dropped -= {id(node) for node in kept}
        found = {place for node in kept for place in _mentions(node, _docname(node), dropped)}
        fresh = found - mentioned
    for node in optional:
        if id(node) in dropped and node.parent is not None:
            node.parent.remove(node)


def _places(node: nodes.Element) -> Iterator[Place]:
    docname = _docname(node)
    for inner in node.findall(nodes.Element):
        yield from ((docname, identifier) for identifier in inner["ids"])


def _docname(node: nodes.Node) -> str:
    while not isinstance(node, addnodes.start_of_file | nodes.document):
        assert node.parent is not None
        node = node.parent
    return str(node["docname"])


def _mentions(node: nodes.Node, docname: str, dropped: set[int]) -> Iterator[Place]:
    """The places that the references of a node lead to, those inside dropped nodes excepted."""
    stack: list[tuple[nodes.Node, str]] = [(node, docname)]
    while stack:
        one, page = stack.pop()
        if id(one) in dropped:
            continue
        if isinstance(one, addnodes.start_of_file):
            page = one["docname"]
        if isinstance(one, nodes.reference):
            yield from _target(one, page)
        stack.extend((child, page) for child in one.children)


def _target(reference: nodes.Element, page: str) -> Iterator[Place]:
    if reference.get("refid"):
        yield page, reference["refid"]
    elif str(reference.get("refuri", "")).startswith("%"):
        docname, _, identifier = reference["refuri"][1:].partition("#")
        yield docname, identifier
