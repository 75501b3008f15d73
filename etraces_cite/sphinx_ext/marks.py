"""Each figure that was checked is marked where a page prints it, and leads to its evidence.

This runs when a page is written: what the checker knows of it is that of this very build, while the page may have been read long ago.
It comes before links are painted, since the reader of prose did not read what links print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from etraces_cite.locale import msg
from etraces_cite.model import Verdict

from .alignment import Aligned, align
from .domain import EtracesDomain
from .evidence import Evidence, Evidences
from .evidence_list import EvidenceList
from .evidence_notes import EvidenceNotes
from .nodes import object_link, waiver
from .texts import block_texts
from .wording import inert
from .wrapping import outer_link, wrap

__all__ = ["Mark", "MarkFigures", "Note"]

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Mark:
    """A figure in a page: the node around it, empty where the figure is in a link and the node stands after that."""

    node: nodes.inline
    verdict: Verdict
    text: str
    number: int = 0
    """Its place among the figures of the page, from 1."""


@dataclass(slots=True)
class Note:
    """The evidence of one figure, or of several that are written alike and rest on the same."""

    number: int
    text: str
    evidence: Evidence
    marks: list[Mark] = field(default_factory=list)


class Painter(Protocol):
    """What a kind of output makes of the marks of a page."""

    TOLD_BY_TEXT: ClassVar[bool]
    """True where a note begins with its figure, so that two figures share it only if they are written alike."""
    NODE: ClassVar[type[nodes.inline]]
    """What is put around a figure."""

    def __init__(self, domain: EtracesDomain, docname: str, /, *, is_assembled: bool) -> None: ...

    def paint(self, page: nodes.Element, notes: list[Note]) -> None: ...


PAINTERS: Mapping[str, type[Painter]] = {"html": EvidenceList, "typst": EvidenceNotes}
"""By the format of the builder; for any other, figures are plain text."""


class MarkFigures(SphinxPostTransform):
    """Mark the figures of a page, or of all the pages of an assembled tree."""

    default_priority = 4

    def run(self, **_: Any) -> None:
        self.domain = EtracesDomain.of(self.env)
        painter = PAINTERS.get(self.domain.builder.format)
        evidences = self.domain.sources.evidences
        if painter is None or evidences is None:
            return
        pages = list(_pages(self.document, self.env.current_document.docname))
        for docname, page in pages:
            if marks := self._marked(docname, page, painter.NODE):
                made = painter(self.domain, docname, is_assembled=len(pages) > 1)
                made.paint(page, self._notes(marks, evidences, painter))

    def _marked(self, docname: str, page: nodes.Element, kind: type[nodes.inline]) -> list[Mark]:
        """Put a node around each figure of a page; return them in the order in which the page prints them."""
        written = self.domain.written(docname)
        if not written:
            return []
        aligned = list(align(written, list(block_texts(page))))
        for one in aligned:
            if one.block is None:
                place = (docname, one.verdict.span.line)
                words = msg('"{figure}" has no place in the page: it is not marked', figure=one.verdict.figure.text)
                logger.verbose("%s", words.render(self.config.language), location=place)
        marks = {id(mark.node): mark for mark in (_wrapped(one, kind) for one in _last_first(aligned))}
        found = [marks[id(node)] for node in page.findall(kind) if id(node) in marks]
        for number, mark in enumerate(found, 1):
            mark.number = number
        return found

    def _notes(self, marks: list[Mark], evidences: Evidences, painter: type[Painter]) -> list[Note]:
        """Number the evidence of a page in the order of its figures."""
        notes: dict[tuple[str, int], Note] = {}
        for mark in marks:
            evidence = evidences.of(mark.verdict, self.config.language)
            key = mark.text if painter.TOLD_BY_TEXT else "", id(evidence)
            if key not in notes:
                notes[key] = Note(len(notes) + 1, mark.text, evidence)
            notes[key].marks.append(mark)
        return list(notes.values())


def _pages(document: nodes.document, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """Yield the page that is being written, or each page of an assembled tree."""
    yield docname, document
    for page in document.findall(addnodes.start_of_file):
        yield page["docname"], page


def _last_first(aligned: list[Aligned]) -> list[Aligned]:
    """Return the figures that have a place, those of a block from its end."""
    return sorted((one for one in aligned if one.block is not None), key=lambda one: one.start, reverse=True)


def _wrapped(one: Aligned, kind: type[nodes.inline]) -> Mark:
    """Put a node around a figure."""
    assert one.block is not None
    node = kind("", "", classes=["etraces-figure"])
    if one.link is not None:
        text = one.link.astext()
        _unlink(one.link, node, one.block.node)
    else:
        text = one.block.text[one.start : one.end]
        _open_role(one)
        wrap(one.block, one.start, one.end, node)
        _take_sign(node)
    return Mark(node, one.verdict, inert(text))


def _unlink(link: object_link, node: nodes.inline, block: nodes.Element) -> None:
    """Put a node in the place of the link of a role, or after the link that the role is in."""
    parent, children = link.parent, link.children
    outer = outer_link(link, block)
    if outer is not None:
        outer.parent.insert(outer.parent.index(outer) + 1, node)
        return
    parent.replace(link, node)
    node.extend(children)


def _open_role(one: Aligned) -> None:
    """Take away the link of a role whose text holds the figure: the figure is the link."""
    assert one.block is not None
    for piece in one.block.pieces:
        if piece.start < one.end and one.start < piece.end:
            link = next((parent for parent in _parents(piece.node) if isinstance(parent, object_link)), None)
            if link is not None and "etraces-fact" in link["classes"]:
                link.parent.replace(link, link.children)


def _take_sign(node: nodes.inline) -> None:
    """Tell a waived text that its figure leads to the reason, so that it needs no sign of its own."""
    for parent in _parents(node):
        if isinstance(parent, waiver):
            parent["marked"] = True


def _parents(node: nodes.Node) -> Iterator[nodes.Element]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
