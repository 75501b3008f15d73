"""The evidence of the figures of a page as HTML, written at once: some fifteen elements a figure that no transform has to walk.

The markup is that which docutils makes of paragraphs, lists and references; texts are set and escaped one by one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from etraces_cite.french import NARROW_SPACE, NO_BREAK_SPACE, is_followable, typeset
from etraces_cite.locale import Message, msg, translate
from etraces_cite.model import CaptureState

from .addresses import attribute, escaped

if TYPE_CHECKING:
    from .domain import EtracesDomain
    from .evidence import Computation, Entry, Evidence, Standing, Testimony
    from .marks import Note

__all__ = ["EvidenceWriter"]


class EvidenceWriter:
    """The writer of the evidence of one page.

    :param prefix: what keeps the anchors of several pages in one file apart.
    """

    def __init__(self, domain: EtracesDomain, docname: str, prefix: str) -> None:
        self.domain = domain
        self.addresses = domain.addresses(docname)
        self.prefix = prefix
        self.language: str = domain.env.config.language

    def written(self, notes: Iterable[Note]) -> str:
        """Return the list of the evidence of a page, in the order of its figures."""
        items = "".join(map(self._item, notes))
        return f'<ol class="arabic etraces-evidences">\n{items}</ol>\n'

    def _item(self, note: Note) -> str:
        parts = f"{self._head(note)}{self._way_back(note)}{self._kept_body(note.evidence)}"
        return f'<li class="etraces-evidence" id="{self.prefix}preuve-{note.number}">{parts}</li>\n'

    def _kept_body(self, evidence: Evidence) -> str:
        """Return what a note says, as it was written for another page from which all addresses are the same."""
        kept = self.domain.bodies(self.addresses.docname)
        if id(evidence) not in kept:
            kept[id(evidence)] = "".join(self._body(evidence))
        return kept[id(evidence)]

    def _body(self, evidence: Evidence) -> Iterator[str]:
        for testimony in evidence.testimonies:
            yield from self._testimony(testimony, has_others=not evidence.is_of_date)
        for computation in evidence.computations:
            yield from self._computation(computation)
        for entry in evidence.entries:
            yield self._entry(entry)
        if evidence.reason:
            yield _paragraph(self._text(self._say(msg("Reason: {reason}", reason=evidence.reason))))

    # -- the parts of a note ---------------------------------------------------------------------------------------

    def _head(self, note: Note) -> str:
        shown = _standings(note.evidence.standings, self.language, is_set=self.addresses.is_set)
        return _paragraph(f"<strong>{self._text(note.text)}</strong>{shown}", "etraces-evidence-head")

    def _way_back(self, note: Note) -> str:
        """Return the links from a note to its figures: one, or a number for each."""
        words = f'<span class="etraces-hidden">{self._text(f" {self._say(BACK)}")}</span>'
        links = []
        for place, mark in enumerate(note.marks, 1):
            text = "↩" if len(note.marks) == 1 else self._text(f"↩{NARROW_SPACE}{place}")
            links.append(f'<a href="#{mark.node["ids"][0]}" role="doc-backlink">{text}{words}</a>')
        return _paragraph(" ".join(links), "etraces-evidence-back")

    def _testimony(self, one: Testimony, *, has_others: bool = False) -> Iterator[str]:
        place = ", ".join(self._place(one))
        yield _paragraph(self._text(f"{one.label}{NO_BREAK_SPACE}: {one.quotation} — {place}."))
        yield _paragraph(" · ".join(self._ways(one)), "etraces-evidence-ways")
        if one.others and has_others:
            yield _paragraph("".join(self._others(one)), "etraces-evidence-others")

    def _place(self, one: Testimony) -> Iterator[str]:
        """Yield where the words are, who says them and what time they are about."""
        yield one.source
        if one.locator:
            yield one.locator
        if one.according_to:
            yield self._say(msg("according to {who}", who=one.according_to))
        if one.as_of:
            yield self._say(msg("about: {period}", period=one.as_of))

    def _ways(self, one: Testimony) -> Iterator[str]:
        """Yield the ways on: to the words at the source, to copies of it, to all that we took from it."""
        if one.address:
            yield self._web_link(self._say(PASSAGE), one.address)
        if one.archive:
            yield self._web_link(self._say(ARCHIVE), one.archive)
        yield "".join(self._capture(one))
        yield self.addresses.link("source", one.key, self._say(ALL_DATA))

    def _capture(self, one: Testimony) -> Iterator[str]:
        if one.captured and one.digest:
            yield self._text(self._say(msg("captured on {day}, ", day=one.captured)))
            yield f'<span class="etraces-digest">{self._text(one.digest)}</span>'
            if one.is_read_again:
                yield self._text(self._say(msg(" (read again)")))
                return
            yield ", "
        if not one.is_read_again:
            yield self._text(f"…{NO_BREAK_SPACE}{self._say(_UNREAD.get(one.capture, ABSENT))}")

    def _others(self, one: Testimony) -> Iterator[str]:
        contrary = [other for other in one.others if other.is_contrary]
        yield self._text(self._say(msg("Other sources: ")))
        for place, other in enumerate(contrary or one.others):
            yield ", " if place else ""
            yield f"{self._text(f'{other.value} (')}{self.addresses.link('source', other.key, other.source)})"
        yield "."
        if one.measure and contrary and self.domain.home("measure", one.measure) is not None:
            yield f" {self.addresses.link('measure', one.measure, self._say(msg('The disagreement')))}"

    def _computation(self, one: Computation) -> Iterator[str]:
        yield _paragraph(self._text(f"{one.label}{NO_BREAK_SPACE}: {one.formula} = {one.value}."))
        for term in one.terms:
            yield from self._testimony(term)

    def _entry(self, one: Entry) -> str:
        words = self._text(self._say(msg("Date or number of the reference: ")))
        read = f" {self._web_link(self._say(msg('Read at the source')), one.address)}" if one.address else ""
        return _paragraph(f"{words}{self.addresses.link('source', one.key, one.source)}.{read}")

    # -- texts and links -------------------------------------------------------------------------------------------

    def _say(self, message: Message) -> str:
        if message.values:
            return typeset(message.render(self.language))
        return _said(message.template, self.language)

    def _text(self, text: str) -> str:
        return escaped(text, is_set=self.addresses.is_set)

    def _web_link(self, text: str, address: str) -> str:
        shown = self._text(text)
        if not is_followable(address):
            return shown
        return f'<a class="reference external" href="{attribute(address)}">{shown}</a>'


def _paragraph(content: str, classes: str = "") -> str:
    return f'<p class="{classes}">{content}</p>\n' if classes else f"<p>{content}</p>\n"


@functools.lru_cache(maxsize=64)
def _standings(standings: tuple[Standing, ...], language: str, *, is_set: bool) -> str:
    words = (f"{one.value}{NO_BREAK_SPACE}{_said(one.words.template, language)}" for one in standings)
    return "".join(f' <span class="etraces-standing">{escaped(text, is_set=is_set)}</span>' for text in words)


@functools.lru_cache(maxsize=64)
def _said(template: str, language: str) -> str:
    return typeset(translate(template, language))


BACK = msg("back to the figure")
PASSAGE = msg("Read at the source, passage highlighted")
ARCHIVE = msg("Archive")
ALL_DATA = msg("All data of this source")
ABSENT = msg("copy not present here")

_UNREAD = {
    CaptureState.CORRUPT: msg("damaged copy"),
    CaptureState.DRIFTED: msg("copy without the text that was read"),
    CaptureState.REMOVED: msg("copy taken down"),
    CaptureState.PRESENT: msg("words not found in the copy"),
}
