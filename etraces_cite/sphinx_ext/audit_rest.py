"""What an audit says after the figures: waivers, disagreements, what was not checked, and how the check itself was tested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from docutils import nodes

from etraces_cite.french import NARROW_SPACE, format_number, format_period, typeset
from etraces_cite.locale import Message, msg
from etraces_cite.match.measures import comparisons
from etraces_cite.model import CaptureState, Outcome, Page, Result, Verdict

from .audit_pages import AuditedPages, printed_text
from .disagreements import disagreements as disagreeing
from .nodes import paragraph
from .planted import Score, read_score
from .tables import Cell, table

__all__ = ["AuditRest"]

PLANTED_UNREADABLE = "planted-unreadable"
"""The file of the score of planted errors is missing, or is not one."""

KINDS: Mapping[str, Message] = {
    "digit": msg("a digit"), "number word": msg("a number in words"), "unit": msg("a unit, or what is counted"),
    "magnitude": msg("an order of magnitude"), "month": msg("a month"), "hedge": msg("a hedge"),
}  # fmt: skip


class AuditRest(AuditedPages):
    """The sections of an audit that are about the whole dossier."""

    def waivers(self, result: Result) -> Iterator[nodes.Node]:
        waived = [verdict for verdict in result.verdicts if verdict.outcome is Outcome.WAIVED]
        if waived:
            section = self.section("audit-dispenses", self.blocks.say(msg("Figures without a source, and why")))
            section += nodes.bullet_list("", *(nodes.list_item("", self._waiver(one)) for one in waived))
            yield section

    def _waiver(self, verdict: Verdict) -> nodes.paragraph:
        docname = self.env.path2doc(self.sources.root / verdict.span.path) or ""
        words = typeset(printed_text(self.sources, verdict))
        link = self.to_page(docname, words, words=words)
        return paragraph(link, f"{NARROW_SPACE}: {typeset(verdict.reason or '—')}.")

    def disagreements(self) -> Iterator[nodes.Node]:
        found = disagreeing(comparisons(self.sources.dossier))
        if found:
            section = self.section("audit-desaccords", self.blocks.say(msg("Sources that differ")))
            links = (self.blocks.link("measure", one.measure.id, typeset(one.measure.label)) for one in found)
            section += nodes.bullet_list("", *(nodes.list_item("", paragraph(link)) for link in links))
            yield section

    def captures(self, result: Result) -> Iterator[nodes.Node]:
        """Yield the sources whose words were not read again here."""
        missing = [key for key, state in result.captures.items() if state is not CaptureState.PRESENT]
        if not missing:
            return
        section = self.section("audit-captures", self.blocks.say(msg("Links not checked here")))
        known = msg(
            "{count} of {all} sources have no copy on the machine that checked: their quotations were compared with our records, not with the source.",
            count=len(missing), all=len(result.captures),
        )  # fmt: skip
        section += paragraph(self.blocks.say(known))
        links = [
            nodes.list_item("", paragraph(self.blocks.link("source", key, self.sources.source_line(key))))
            for key in missing
        ]
        title = msg("Show the {count} sources", count=len(links))
        section += self.folded(nodes.bullet_list("", *links), len(links), title)
        yield section

    def left_out(self, result: Result) -> Iterator[nodes.Node]:
        pages = [page for page in result.pages if page.unchecked is not None]
        if pages:
            section = self.section("audit-pages-exclues", self.blocks.say(msg("Pages left out, and why")))
            section += nodes.bullet_list("", *(nodes.list_item("", self._excluded(page)) for page in pages))
            yield section

    def _excluded(self, page: Page) -> nodes.paragraph:
        link = self.to_page(self.docname(page), self.title(page))
        return paragraph(link, f"{NARROW_SPACE}: {typeset(page.unchecked or '')}.")

    def planted(self) -> Iterator[nodes.Node]:
        if not self.config.etraces_cite_planted:
            return
        path = Path(self.env.srcdir, self.config.etraces_cite_planted)
        self.env.note_dependency(path)
        try:
            score = read_score(path)
        except (OSError, ValueError) as error:
            message = msg("{path} tells no score of planted errors: {reason}", path=path.name, reason=error)
            self.complain(PLANTED_UNREADABLE, message)
            return
        section = self.section("audit-erreurs-plantees", self.blocks.say(msg("The check put to the test")))
        section += list(self._scored(score))
        yield section

    def _scored(self, score: Score) -> Iterator[nodes.Node]:
        share = round(1000 * Fraction(score.named, score.planted)) / Fraction(10)
        words = msg(
            "We plant errors on purpose in each figure of the dossiers, one at a time: a digit, a unit, a month, a hedge. The check named {named} of {planted}, {share}. Score of {day}, version {version}.",
            named=format_number(score.named), planted=format_number(score.planted),
            share=f"{format_number(share)}{NARROW_SPACE}%", day=format_period(score.date, score.date), version=score.version,
        )  # fmt: skip
        yield paragraph(self.blocks.say(words))
        headings = [self.blocks.say(name) for name in (msg("Kind of error"), msg("Planted"), msg("Named"))]
        rows: list[list[Cell]] = [
            [[self._kind(kind)], [format_number(planted)], [format_number(named)]]
            for kind, named, planted in score.kinds
        ]
        if rows:
            yield table(
                headings, rows, caption=self.blocks.say(msg("Planted errors, by kind")), classes=["etraces-counts"]
            )

    def _kind(self, kind: str) -> str:
        return self.blocks.say(KINDS[kind]) if kind in KINDS else typeset(kind)
