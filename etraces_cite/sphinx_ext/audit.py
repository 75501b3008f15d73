"""The audit: what the check found out, page by page and figure by figure, and what it did not look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from docutils import nodes

from etraces_cite import __version__
from etraces_cite.config import today
from etraces_cite.french import NARROW_SPACE, NO_BREAK_SPACE, format_number, format_period
from etraces_cite.locale import msg
from etraces_cite.model import Outcome, Page, Result
from etraces_cite.report.digest import check_digest, short_digest

from .audit_pages import audit_anchor
from .audit_rest import AuditRest
from .directives import Options
from .nodes import paragraph
from .sources import EVERYTHING
from .standing import SIGNS, Column, tally
from .tables import Cell, table

__all__ = ["Audit"]


class Audit(AuditRest):
    """The audit of the whole dossier. It belongs on one page, on its top level: its sections are addresses.

    The score of planted errors is that of the file ``etraces_cite_planted``, and is not shown without it.
    """

    option_spec: ClassVar[Options] = {}

    def run(self) -> list[nodes.Node]:
        self.note_use(*EVERYTHING)
        self.note_use("audit")
        result = self.sources.result
        if result is None:
            return [paragraph(self.blocks.say(msg("This build has not checked the pages.")))]
        return list(self._audited(result))

    def _audited(self, result: Result) -> Iterator[nodes.Node]:
        checked = [page for page in result.pages if page.unchecked is None]
        shown = [page for page in checked if any(self.figures(page))]
        yield from self._summary(result, len(checked))
        yield self._coverage(shown)
        for page in shown:
            yield self.page(page)
        yield from self.waivers(result)
        yield from self.disagreements()
        yield from self.captures(result)
        yield from self.left_out(result)
        yield from self.planted()

    # -- the whole -------------------------------------------------------------------------------------------------

    def _summary(self, result: Result, checked: int) -> Iterator[nodes.Node]:
        counts = result.summary
        coverage = f"{format_number(counts.coverage * 100, digits=1).removesuffix(',0')}{NARROW_SPACE}%"
        yield paragraph(
            self.blocks.say(
                msg(
                    "{figures} figures in {pages} pages, {coverage} of them established; {notes} notes.",
                    figures=format_number(counts.figures), pages=checked, coverage=coverage, notes=counts.notes,
                )
            )
        )  # fmt: skip
        day = today()
        words = msg("Checked on {day} with etraces-cite {version}. Digest of the check: ",
                    day=format_period(day, day), version=__version__)  # fmt: skip
        digest = check_digest(result)
        yield paragraph(
            self.blocks.say(words) + " ",
            nodes.literal("", short_digest(digest)),
            f" (sha-256{NARROW_SPACE}: ",
            nodes.inline("", digest, classes=["etraces-digest"]),
            ").",
            classes=["etraces-checked"],
        )

    def _coverage(self, pages: Sequence[Page]) -> nodes.section:
        section = self.section("audit-couverture", msg("Page by page").render(self.config.language))
        standing = [tally(self.standings(page)) for page in pages]
        used = [sign for sign in SIGNS if any(one[sign] for one in standing)]
        headings = [self.blocks.say(msg("Page")), self.blocks.say(msg("Figures")), *(one.sign for one in used)]
        rows = [self._coverage_row(page, used) for page in pages]
        section += table(headings, rows, caption=self.blocks.say(msg("Figures by outcome")), classes=["etraces-counts"])
        legend = f"{NARROW_SPACE}; ".join(f"{one.sign}{NO_BREAK_SPACE}{self.blocks.say(one.many)}" for one in used)
        words = self.blocks.say(
            msg("A figure may stand in two columns: rounded and disputed, say. Notes are not counted as figures.")
        )
        section += paragraph(f"{legend}. {words}", classes=["etraces-note"])
        return section

    def _coverage_row(self, page: Page, used: Sequence[Column]) -> list[Cell]:
        counts = tally(self.standings(page))
        figures = sum(verdict.outcome is not Outcome.NOTE for verdict in self.figures(page))
        link = nodes.reference("", self.title(page), refid=audit_anchor(self.docname(page)), internal=True)
        return [[link], [format_number(figures)], *([format_number(counts[one])] for one in used)]
