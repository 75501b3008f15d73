"""The page of disagreements: where sources differ, where one of them miscounts, and what stays open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from docutils import nodes

from etraces_cite.french import NARROW_SPACE, typeset
from etraces_cite.locale import msg
from etraces_cite.match.derived import failed_checks
from etraces_cite.match.measures import Comparison, Consensus, comparisons
from etraces_cite.model import Check, Finding, Question

from .comparison import CompareDirective
from .directives import Options
from .ledger import Defined, anchor
from .nodes import paragraph
from .sources import EVERYTHING, Stated

__all__ = ["DisagreementList", "disagreement_anchor", "disagreements"]


def disagreement_anchor(measure: str) -> str:
    """Return the address of a disagreement in its page."""
    return anchor("desaccord", measure)


def disagreements(found: list[Comparison]) -> list[Comparison]:
    """Return the comparisons that end in disagreement, in the order of the dossier."""
    return [one for one in found if one.consensus is Consensus.DISAGREEMENT]


class DisagreementList(CompareDirective):
    """Every measure on which sources differ, each a section with a table and a chart; then what sources miscount.

    It belongs on one page, on its top level: its sections are the addresses of disagreements.
    """

    option_spec: ClassVar[Options] = {}

    def run(self) -> list[nodes.Node]:
        self.note_use(*EVERYTHING)
        made: list[nodes.Node] = []
        caption = self.blocks.say(msg("Who says what"))
        for comparison in disagreements(comparisons(self.sources.dossier)):
            measure, label = comparison.measure.id, typeset(comparison.measure.label)
            section = self.section(disagreement_anchor(measure), label)
            self.define(Defined("measure", measure, label, disagreement_anchor(measure)))
            section += list(self.shown(comparison, with_chart=True, caption=caption))
            made.append(section)
        if not made:
            made.append(paragraph(self.blocks.say(msg("No source contradicts another."))))
        if failed := list(failed_checks(self.sources.dossier)):
            made.append(self._failed(failed))
        if self.sources.dossier.questions:
            made.append(self._questions())
        return made

    def _failed(self, findings: list[Finding]) -> nodes.section:
        section = self.section("desaccords-calculs", self.blocks.say(msg("Sums that sources get wrong")))
        checks = {check.id: check for record in self.sources.dossier.records for check in record.checks}
        items = [self._miscounted(checks[finding.text], finding) for finding in findings]
        section += nodes.definition_list("", *items, classes=["etraces-facts"])
        return section

    def _miscounted(self, check: Check, finding: Finding) -> nodes.definition_list_item:
        term = nodes.term("", typeset(check.label), ids=[anchor("desaccord", f"calcul-{check.id}")])
        body = [paragraph(*self._said(check)), paragraph(_sentence(self.blocks.say(finding.message)))]
        if check.note:
            body.append(paragraph(typeset(check.note), classes=["etraces-note"]))
        return nodes.definition_list_item("", term, nodes.definition("", *body))

    def _said(self, check: Check) -> Iterator[nodes.Node | str]:
        stated = self.sources.stated(check.states)
        if stated and stated.fact:
            yield self.blocks.link("source", stated.fact.key, self.blocks.authors(stated.fact.key))
            yield f"{NARROW_SPACE}: "
            yield self.blocks.link("fact", stated.id, stated.text, title=stated.evidence)
            yield "."

    def _questions(self) -> nodes.section:
        section = self.section("questions-ouvertes", self.blocks.say(msg("Questions that stay open")))
        items = map(self._question, self.sources.dossier.questions.values())
        section += nodes.definition_list("", *items, classes=["etraces-facts"])
        return section

    def _question(self, question: Question) -> nodes.definition_list_item:
        term = nodes.term("", typeset(question.label), ids=[anchor("question", question.id)])
        body: list[nodes.Node] = []
        if question.note:
            body.append(paragraph(typeset(question.note)))
        items = (nodes.list_item("", paragraph(*self._raised_by(stated))) for stated in self.stated(question.facts))
        body.append(nodes.bullet_list("", *items))
        return nodes.definition_list_item("", term, nodes.definition("", *body))

    def _raised_by(self, stated: Stated) -> Iterator[nodes.Node | str]:
        yield f"{stated.label}{NARROW_SPACE}: "
        yield self.blocks.link("fact", stated.id, stated.text, title=stated.evidence)
        if stated.key:
            yield " ("
            yield self.blocks.link("source", stated.key, self.blocks.authors(stated.key))
            yield ")"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
