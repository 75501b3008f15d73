"""The evidence of a page in HTML: each figure becomes a link to a note at the end of the page, and each note leads back.

Links and anchors alone make it work; the script that shows a note beside its figure, in place, only spares the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from etraces_cite.locale import msg

from .blocks import Blocks
from .evidence import Standing
from .evidence_html import EvidenceWriter
from .nodes import evidence_items, evidence_link, evidence_section
from .summary import summary

if TYPE_CHECKING:
    from .domain import EtracesDomain
    from .marks import Mark, Note

__all__ = ["EvidenceList"]

SILENT = frozenset({Standing.VERIFIED})
"""Standings that a figure does not show beside itself: a page where all is verified stays quiet."""


class EvidenceList:
    """The painter of one page."""

    TOLD_BY_TEXT: ClassVar[bool] = True
    NODE: ClassVar[type[nodes.inline]] = evidence_link

    def __init__(self, domain: EtracesDomain, docname: str, *, is_assembled: bool) -> None:
        self.domain = domain
        self.docname = docname
        self.blocks = Blocks(domain.sources, domain.env.config.language, docname)
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
        link = mark.node
        link["target"], link["role"], link["note"] = self._anchor(note), "doc-noteref", note.number
        shown = [one for one in note.evidence.standings if one not in SILENT]
        if not link.children:  # the figure is in a link: this one stands after it
            link["classes"].append("etraces-figure-beside")
            shown = shown or list(note.evidence.standings)
            link += self._hidden(f"{self.blocks.say(msg('evidence: '))}{mark.text}")
        if shown:
            link += nodes.inline("", "".join(shown), classes=["etraces-sign"])
            link += self._hidden(f" ({', '.join(self.blocks.say(one.words) for one in shown)})")

    def _hidden(self, text: str) -> nodes.inline:
        return nodes.inline("", text, classes=["etraces-hidden"])

    def _anchor(self, note: Note) -> str:
        return f"{self.prefix}preuve-{note.number}"

    # -- the notes -------------------------------------------------------------------------------------------------

    def _section(self, notes: list[Note]) -> nodes.section:
        title = nodes.title("", self.blocks.say(msg("Evidence")))
        items = evidence_items(html=EvidenceWriter(self.domain, self.docname, self.prefix).written(notes))
        made = evidence_section("", title, items, ids=[f"{self.prefix}preuves"], classes=["etraces-evidence-section"])
        made["close"] = self.blocks.say(msg("Close"))
        made["list"] = self.blocks.say(msg("The whole list, in the order of the text"))
        return made


def _after_title(section: nodes.Element) -> int:
    place = section.first_child_matching_class(nodes.title)
    return 0 if place is None else place + 1
