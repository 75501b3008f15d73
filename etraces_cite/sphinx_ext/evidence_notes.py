"""The evidence of a page on paper: each figure calls a footnote, in few words; a second use of the same evidence calls it again.

The notes are those of docutils, so that a builder prints them as any other: a ``footnote_reference`` after the figure, with the
class ``etraces-evidence`` and the signs of its standing in ``sign``, and a ``footnote`` of that class at the end of the page.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from etraces_cite.french import NARROW_SPACE, NO_BREAK_SPACE
from etraces_cite.locale import msg

from .blocks import Blocks
from .evidence import Computation, Standing, Testimony
from .nodes import paragraph

if TYPE_CHECKING:
    from .domain import EtracesDomain
    from .marks import Note

__all__ = ["EvidenceNotes"]

Sentence = Sequence[nodes.Node | str]

CLASS = "etraces-evidence"
SAID = frozenset({Standing.ROUNDED, Standing.WAIVED, Standing.FAILED})
"""Standings that a note says in words; a computed figure shows its formula, a disputed one the other values."""


class EvidenceNotes:
    """The painter of one page."""

    TOLD_BY_TEXT: ClassVar[bool] = False
    NODE: ClassVar[type[nodes.inline]] = nodes.inline

    def __init__(self, domain: EtracesDomain, docname: str, *, is_assembled: bool) -> None:
        self.blocks = Blocks(domain.sources, domain.env.config.language, docname)

    def paint(self, page: nodes.Element, notes: list[Note]) -> None:
        """Turn the marks of a page into calls of notes, and add the notes at its end."""
        self.notes_of_facts = {fact: note.number for note in notes if (fact := _only_fact(note))}
        for note in notes:
            identifier = _identifier(note.number)
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
        body = paragraph(*_joined(self._sentences(note)))
        return nodes.footnote("", label, body, ids=[identifier], backrefs=backrefs, classes=[CLASS])

    def _sentences(self, note: Note) -> Iterator[Sentence]:
        evidence = note.evidence
        for standing in evidence.standings:
            if standing in SAID:
                words = self.blocks.say(standing.words)
                yield [f"{words[:1].upper()}{words[1:]}."]
        yield from self._testimonies(evidence.testimonies, is_disputed=Standing.DISPUTED in evidence.standings)
        for computation in evidence.computations:
            yield from self._computation(computation)
        for entry in evidence.entries:
            yield [f"{entry.source}."]
        if evidence.reason:
            yield [self.blocks.say(msg("Reason: {reason}", reason=evidence.reason.rstrip("."))) + "."]

    def _testimonies(self, testimonies: Iterable[Testimony], *, is_disputed: bool = False) -> Iterator[Sentence]:
        """Yield what sources say: those that say it in the same place together, and one after the other."""
        for place, group in itertools.groupby(testimonies, key=_place):
            said = list(group)
            quotations = f"{NARROW_SPACE}; ".join(dict.fromkeys(one.quotation for one in said))
            yield [f"{place}{NO_BREAK_SPACE}: {quotations}."]
            circumstances = (text for one in said for text in self._circumstances(one, is_disputed=is_disputed))
            yield from ([text] for text in dict.fromkeys(circumstances))

    def _circumstances(self, one: Testimony, *, is_disputed: bool) -> Iterator[str]:
        if one.according_to:
            yield self.blocks.say(msg("According to {who}.", who=one.according_to))
        contrary = [f"{other.value} ({other.source})" for other in one.others if other.is_contrary]
        if is_disputed and contrary:
            yield self.blocks.say(msg("Disputed: {others}.", others=", ".join(contrary)))
        if one.captured and one.digest:
            yield self.blocks.say(msg("Capture {digest}, {day}.", digest=one.digest, day=one.captured))
        if one.archive:
            yield self.blocks.say(msg("Archive: {address}", address=one.archive))

    def _computation(self, one: Computation) -> Iterator[Sentence]:
        """Yield the formula, then its terms: those that have a note of their own by its number."""
        yield [self.blocks.say(msg("Computed: ")) + f"{one.formula} = {one.value}."]
        numbers = sorted({self.notes_of_facts[term.fact] for term in one.terms if term.fact in self.notes_of_facts})
        if numbers:
            links = [_number(number) for number in numbers]
            between: list[nodes.Node | str] = [part for link in links for part in (", ", link)]
            yield [
                self.blocks.say(msg("Term: note") if len(numbers) == 1 else msg("Terms: notes")) + NO_BREAK_SPACE,
                *between[1:],
                ".",
            ]
        yield from self._testimonies(term for term in one.terms if term.fact not in self.notes_of_facts)


def _only_fact(note: Note) -> str | None:
    """Return the fact that a note is about, if that is all that it is about."""
    evidence = note.evidence
    alone = len(evidence.testimonies) == 1 and not evidence.computations and not evidence.entries
    return evidence.testimonies[0].fact if alone else None


def _identifier(number: int) -> str:
    return f"preuve-{number}"


def _number(number: int) -> nodes.reference:
    """Return the number of a note of the page, which the builder writes as it has counted it."""
    return nodes.reference("", str(number), refid=_identifier(number), internal=True, classes=["etraces-note-number"])


def _place(one: Testimony) -> str:
    return ", ".join(filter(None, (one.source, one.locator)))


def _joined(sentences: Iterable[Sentence]) -> Iterator[nodes.Node | str]:
    for place, sentence in enumerate(sentences):
        yield from (" ", *sentence) if place else sentence
