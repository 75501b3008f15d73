"""The evidence of a page on paper: each figure calls a footnote, in few words; a second use of the same evidence calls it again.

The notes are those of docutils, so that a builder prints them as any other: a ``footnote_reference`` after the figure, with the
class ``etraces-evidence`` and the signs of its standing in ``sign``, and a ``footnote`` of that class at the end of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from etraces_cite.french import NO_BREAK_SPACE
from etraces_cite.locale import msg

from .blocks import Blocks
from .evidence import Computation, Standing, Testimony
from .nodes import paragraph

if TYPE_CHECKING:
    from .domain import EtracesDomain
    from .marks import Note

__all__ = ["EvidenceNotes"]

CLASS = "etraces-evidence"
SAID = frozenset({Standing.ROUNDED, Standing.WAIVED, Standing.FAILED})
"""Standings that a note says in words; a computed figure shows its formula, a disputed one the other values."""


class EvidenceNotes:
    """The painter of one page."""

    TOLD_BY_TEXT: ClassVar[bool] = False

    def __init__(self, domain: EtracesDomain, docname: str, _: nodes.document) -> None:
        self.blocks = Blocks(domain.sources, domain.env.config.language, docname)

    def paint(self, page: nodes.Element, notes: list[Note]) -> None:
        """Turn the marks of a page into calls of notes, and add the notes at its end."""
        for note in notes:
            identifier = f"preuve-{note.number}"
            for place, mark in enumerate(note.marks, 1):
                self._call(mark.node, identifier, f"{identifier}-{place}", note)
            page += self._note(note, identifier)

    def _call(self, node: nodes.inline, target: str, identifier: str, note: Note) -> None:
        call = nodes.footnote_reference("", str(note.number), refid=target, ids=[identifier], classes=[CLASS])
        if sign := "".join(one for one in note.evidence.standings if one is not Standing.VERIFIED):
            call["sign"] = sign
        node.parent.replace(node, [*node.children, call])

    def _note(self, note: Note, identifier: str) -> nodes.footnote:
        backrefs = [f"{identifier}-{place}" for place in range(1, len(note.marks) + 1)]
        label = nodes.label("", str(note.number))
        body = paragraph(" ".join(self._sentences(note)))
        return nodes.footnote("", label, body, ids=[identifier], backrefs=backrefs, classes=[CLASS])

    def _sentences(self, note: Note) -> Iterator[str]:
        evidence = note.evidence
        for standing in evidence.standings:
            if standing in SAID:
                words = self.blocks.say(standing.words)
                yield f"{words[:1].upper()}{words[1:]}."
        for testimony in evidence.testimonies:
            yield from self._testimony(testimony, is_disputed=Standing.DISPUTED in evidence.standings)
        for computation in evidence.computations:
            yield from self._computation(computation)
        for entry in evidence.entries:
            yield f"{entry.source}."
        if evidence.reason:
            yield self.blocks.say(msg("Reason: {reason}", reason=evidence.reason.rstrip("."))) + "."

    def _testimony(self, one: Testimony, *, is_disputed: bool = False) -> Iterator[str]:
        place = ", ".join(filter(None, (one.source, one.locator)))
        yield f"{place}{NO_BREAK_SPACE}: {one.quotation}."
        if one.according_to:
            yield self.blocks.say(msg("According to {who}.", who=one.according_to))
        contrary = [f"{other.value} ({other.source})" for other in one.others if other.is_contrary]
        if is_disputed and contrary:
            yield self.blocks.say(msg("Disputed: {others}.", others=", ".join(contrary)))
        if one.captured and one.digest:
            yield self.blocks.say(msg("Capture {digest}, {day}.", digest=one.digest, day=one.captured))
        if one.archive:
            yield self.blocks.say(msg("Archive: {address}", address=one.archive))

    def _computation(self, one: Computation) -> Iterator[str]:
        yield self.blocks.say(msg("Computed: ")) + f"{one.formula} = {one.value}."
        for term in one.terms:
            yield from self._testimony(term)
