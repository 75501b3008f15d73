"""The audit of one page: every figure of it, how it stands, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from docutils import nodes

from etraces_cite.french import NARROW_SPACE, NO_BREAK_SPACE, typeset
from etraces_cite.locale import Message, msg
from etraces_cite.model import Page, PassageKind, Verdict

from .directives import EtracesDirective
from .ledger import Defined, anchor
from .nodes import paragraph
from .page_links import page_link
from .sources import Sources
from .standing import Column, columns_of
from .tables import Cell, table

__all__ = ["AuditedPages", "audit_anchor", "printed_text"]

_ROLE = re.compile(r"\{[\w:+-]+\}(`+)(?P<text>.*?)(?:\s*<(?P<target>[^<>]*)>)?\1", re.DOTALL)

MANY = 12
"""Rows from which a list is folded; paper and a browser without folding show it all."""


def audit_anchor(docname: str) -> str:
    """Return the address of a page in the audit: ``audit-dossiers-lobbying``."""
    return anchor("audit", docname.replace("/", "-"))


def printed_text(sources: Sources, verdict: Verdict) -> str:
    """Return a figure as the page prints it: what a role holds, and the value of the fact where it holds a name alone."""
    role = _ROLE.fullmatch(verdict.figure.text)
    if role is None:
        return " ".join(verdict.figure.text.split())
    text, target = role["text"].strip(), role["target"]
    stated = sources.stated(text) if target is None else None
    return stated.text if stated else text


class AuditedPages(EtracesDirective):
    """What an audit says of the pages, one by one."""

    def page(self, page: Page) -> nodes.section:
        docname = self.docname(page)
        section = self.section(audit_anchor(docname), self.title(page))
        self.define(Defined("audit", docname, self.title(page), section["ids"][0]))
        section += paragraph(self.to_page(docname, self.blocks.say(msg("Read the page"))), ".")
        rows = [self._figure_row(docname, verdict) for verdict in self.figures(page)]
        headings = [self.blocks.say(name) for name in (msg("Figure"), msg("Outcome"), msg("Fact and source"))]
        caption = self.blocks.say(msg("Figures of the page, in their order"))
        title = msg("In detail, figure by figure")
        section += self.folded(table(headings, rows, caption=caption, classes=["etraces-audited"]), len(rows), title)
        return section

    def _figure_row(self, docname: str, verdict: Verdict) -> list[Cell]:
        words = typeset(printed_text(self.sources, verdict))
        shown = self.to_page(docname, words, words=words)
        told = [f"{one.sign}{NO_BREAK_SPACE}{self.blocks.say(one.one)}" for one in self.columns(verdict)]
        return [[shown], [", ".join(told)], list(self._evidence(verdict))]

    def _evidence(self, verdict: Verdict) -> Iterator[nodes.Node | str]:
        parts: list[list[nodes.Node | str]] = []
        for stated in filter(None, map(self.sources.stated, verdict.facts)):
            link: nodes.Node = self.blocks.link("fact", stated.id, stated.text, title=stated.evidence)
            source = self.blocks.authors(stated.key) if stated.key else self.blocks.say(msg("computed"))
            parts.append([f"{stated.label}{NARROW_SPACE}: ", link, f" ({source})"])
        parts += [[self.blocks.link("source", key, self.sources.source_line(key))] for key in verdict.by_reference]
        if verdict.reason:
            parts.append([typeset(verdict.reason)])
        for place, part in enumerate(parts):
            yield f"{NARROW_SPACE}; " if place else ""
            yield from part
        if not parts:
            yield "—"

    def folded(self, shown: nodes.Node, rows: int, title: Message) -> nodes.Node:
        """Return a long table in a dropdown of sphinx-design, which every other builder prints open."""
        if rows < MANY:
            return shown
        return nodes.container(
            "", nodes.rubric("", self.blocks.say(title)), shown, is_div=True, design_component="dropdown", type="dropdown", has_title=True,
            opened=False, icon=None, chevron=None, container_classes=["sd-mb-3"], title_classes=[], body_classes=[],
        )  # fmt: skip

    @cached_property
    def _by_path(self) -> dict[str, list[Verdict]]:
        assert self.sources.result is not None
        found: dict[str, list[Verdict]] = {}
        for verdict in self.sources.result.verdicts:
            found.setdefault(verdict.span.path, []).append(verdict)
        return found

    def figures(self, page: Page) -> list[Verdict]:
        return self._by_path.get(page.path, [])

    def standings(self, page: Page) -> Iterable[list[Column]]:
        return map(self.columns, self.figures(page))

    def columns(self, verdict: Verdict) -> list[Column]:
        assert self.sources.evidences is not None
        return columns_of(verdict, self.sources.evidences.standings(verdict))

    def docname(self, page: Page) -> str:
        return self.env.path2doc(self.sources.root / page.path) or page.path

    def title(self, page: Page) -> str:
        heading = next((one.text for one in page.passages if one.kind is PassageKind.HEADING), page.path)
        return typeset(" ".join(heading.replace("\ufffc", " ").split()))

    def to_page(self, docname: str, text: str, *, words: str = "") -> page_link:
        return page_link("", text, docname=docname, refdoc=self.env.current_document.docname, words=words)
