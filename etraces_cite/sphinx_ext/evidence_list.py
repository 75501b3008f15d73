"""The evidence of a page in HTML: each figure becomes a link to a note at the end of the page, and each note leads back.

Links and anchors alone make it work; the script that shows a note beside its figure, in place, only spares the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes

from etraces_cite.french import NARROW_SPACE, NO_BREAK_SPACE
from etraces_cite.locale import msg
from etraces_cite.model import CaptureState

from .blocks import Blocks
from .evidence import Computation, Entry, Standing, Testimony
from .nodes import evidence_link, evidence_section, paragraph, web_link
from .summary import summary

if TYPE_CHECKING:
    from .domain import EtracesDomain
    from .marks import Mark, Note

__all__ = ["EvidenceList"]

SILENT = frozenset({Standing.VERIFIED})
"""Standings that a figure does not show beside itself: a page where all is verified stays quiet."""

Parts = Iterator[nodes.Node | str]


class EvidenceList:
    """The painter of one page."""

    TOLD_BY_TEXT: ClassVar[bool] = True

    def __init__(self, domain: EtracesDomain, docname: str, document: nodes.document) -> None:
        self.domain = domain
        self.docname = docname
        self.blocks = Blocks(domain.sources, domain.env.config.language, docname)
        is_assembled = document.next_node(addnodes.start_of_file) is not None
        self.prefix = f"{nodes.make_id(docname)}-" if is_assembled else ""
        """What keeps the addresses of several pages in one file apart."""

    def paint(self, page: nodes.Element, notes: list[Note]) -> None:
        """Turn the marks of a page into links, and add its summary and its evidence."""
        for note in notes:
            for mark in note.marks:
                mark.node["ids"] = [f"{self.prefix}chiffre-{mark.number}"]
                self._link(mark, note)
        section = next(iter(page.findall(nodes.section)), page)
        section.insert(_after_title(section), summary(self.domain, self.docname, notes))
        section += self._section(notes)

    # -- the figure ------------------------------------------------------------------------------------------------

    def _link(self, mark: Mark, note: Note) -> None:
        attributes = {"target": self._anchor(note), "role": "doc-noteref", "note": note.number}
        link = evidence_link(
            "", "", *mark.node.children, ids=mark.node["ids"], classes=["etraces-figure"], **attributes
        )
        shown = [one for one in note.evidence.standings if one not in SILENT]
        if not mark.node.children:  # the figure is in a link: this one stands after it
            link["classes"].append("etraces-figure-beside")
            shown = shown or list(note.evidence.standings)
            link += self._hidden(f"{self.blocks.say(msg('evidence: '))}{mark.text}")
        if shown:
            link += nodes.inline("", "".join(shown), classes=["etraces-sign"])
            link += self._hidden(f" ({', '.join(self.blocks.say(one.words) for one in shown)})")
        mark.node.replace_self(link)

    def _hidden(self, text: str) -> nodes.inline:
        return nodes.inline("", text, classes=["etraces-hidden"])

    def _anchor(self, note: Note) -> str:
        return f"{self.prefix}preuve-{note.number}"

    # -- the notes -------------------------------------------------------------------------------------------------

    def _section(self, notes: list[Note]) -> nodes.section:
        title = nodes.title("", self.blocks.say(msg("Evidence")))
        items = [self._item(note) for note in notes]
        listed = nodes.enumerated_list("", *items, enumtype="arabic", classes=["etraces-evidences"])
        made = evidence_section("", title, listed, ids=[f"{self.prefix}preuves"], classes=["etraces-evidence-section"])
        made["close"] = self.blocks.say(msg("Close"))
        made["list"] = self.blocks.say(msg("The whole list, in the order of the text"))
        return made

    def _item(self, note: Note) -> nodes.list_item:
        evidence = note.evidence
        item = nodes.list_item("", self._head(note), self._way_back(note))
        item["ids"], item["classes"] = [self._anchor(note)], ["etraces-evidence"]
        for testimony in evidence.testimonies:
            item += list(self._testimony(testimony, has_others=not evidence.is_of_date))
        for computation in evidence.computations:
            item += list(self._computation(computation))
        for entry in evidence.entries:
            item += self._entry(entry)
        if evidence.reason:
            item += paragraph(self.blocks.say(msg("Reason: {reason}", reason=evidence.reason)))
        return item

    def _head(self, note: Note) -> nodes.paragraph:
        head = paragraph(nodes.strong("", note.text), classes=["etraces-evidence-head"])
        for standing in note.evidence.standings:
            words = f"{standing.value}{NO_BREAK_SPACE}{self.blocks.say(standing.words)}"
            head += [nodes.Text(" "), nodes.inline("", words, classes=["etraces-standing"])]
        return head

    def _testimony(self, one: Testimony, *, has_others: bool = False) -> Iterator[nodes.Node]:
        yield paragraph(f"{one.label}{NO_BREAK_SPACE}: {one.quotation} — {', '.join(self._place(one))}.")
        yield paragraph(*_joined(self._ways(one)), classes=["etraces-evidence-ways"])
        if one.others and has_others:
            yield paragraph(*self._others(one), classes=["etraces-evidence-others"])

    def _place(self, one: Testimony) -> Iterator[str]:
        """Yield where the words are, who says them and what time they are about."""
        yield one.source
        if one.locator:
            yield one.locator
        if one.according_to:
            yield self.blocks.say(msg("according to {who}", who=one.according_to))
        if one.as_of:
            yield self.blocks.say(msg("about: {period}", period=one.as_of))

    def _ways(self, one: Testimony) -> Iterator[list[nodes.Node | str]]:
        """Yield the ways on: to the words at the source, to copies of it, to all that we took from it."""
        if one.address:
            yield [web_link(self.blocks.say(msg("Read at the source, passage highlighted")), one.address)]
        if one.archive:
            yield [web_link(self.blocks.say(msg("Archive")), one.archive)]
        yield list(self._capture(one))
        yield [self.blocks.link("source", one.key, self.blocks.say(msg("All data of this source")))]

    def _capture(self, one: Testimony) -> Parts:
        if one.captured and one.digest:
            yield self.blocks.say(msg("captured on {day}, ", day=one.captured))
            yield nodes.inline("", one.digest, classes=["etraces-digest"])
            if one.is_read_again:
                yield self.blocks.say(msg(" (read again)"))
                return
            yield ", "
        if not one.is_read_again:
            yield f"…{NO_BREAK_SPACE}{self.blocks.say(_UNREAD.get(one.capture, msg('copy not present here')))}"

    def _others(self, one: Testimony) -> Parts:
        contrary = [other for other in one.others if other.is_contrary]
        yield self.blocks.say(msg("Other sources: "))
        for place, other in enumerate(contrary or one.others):
            yield ", " if place else ""
            yield f"{other.value} ("
            yield self.blocks.link("source", other.key, other.source)
            yield ")"
        yield "."
        home = self.domain.home("measure", one.measure) if one.measure and contrary else None
        if home is not None and one.measure:
            yield " "
            yield self.blocks.link("measure", one.measure, self.blocks.say(msg("The disagreement")))

    def _computation(self, one: Computation) -> Iterator[nodes.Node]:
        yield paragraph(f"{one.label}{NO_BREAK_SPACE}: {one.formula} = {one.value}.")
        for term in one.terms:
            yield from self._testimony(term)

    def _entry(self, one: Entry) -> nodes.paragraph:
        words = self.blocks.say(msg("Date or number of the reference: "))
        made = paragraph(words, self.blocks.link("source", one.key, one.source), ".")
        if one.address:
            made += [nodes.Text(" "), web_link(self.blocks.say(msg("Read at the source")), one.address)]
        return made

    def _way_back(self, note: Note) -> nodes.paragraph:
        """Return the links from a note to its figures: one, or a number for each."""
        way = paragraph(classes=["etraces-evidence-back"])
        words = f" {self.blocks.say(msg('back to the figure'))}"
        for place, mark in enumerate(note.marks, 1):
            text = "↩" if len(note.marks) == 1 else f"↩{NARROW_SPACE}{place}"
            link = evidence_link("", text, self._hidden(words), target=mark.node["ids"][0], role="doc-backlink")
            way += [nodes.Text(" "), link] if place > 1 else [link]
        return way


_UNREAD = {
    CaptureState.CORRUPT: msg("damaged copy"),
    CaptureState.DRIFTED: msg("copy without the text that was read"),
    CaptureState.REMOVED: msg("copy taken down"),
    CaptureState.PRESENT: msg("words not found in the copy"),
}


def _after_title(section: nodes.Element) -> int:
    place = section.first_child_matching_class(nodes.title)
    return 0 if place is None else place + 1


def _joined(ways: Iterator[list[nodes.Node | str]]) -> Parts:
    for place, way in enumerate(ways):
        if place:
            yield " · "
        yield from way
