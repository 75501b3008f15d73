"""The roles ``fact`` and ``unsourced``.

A role prints its text at once, since the dossier is known before any page is read; only its link waits, since the page that
it leads to may be read later, or by another process.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import ReferenceRole

from etraces_cite.french import typeset

from .domain import EtracesDomain
from .ledger import Waiver
from .nodes import object_link, waiver
from .sources import Use

__all__ = ["FactRole", "UnsourcedRole"]

Returned = tuple[list[nodes.Node], list[nodes.system_message]]


class FactRole(ReferenceRole):
    """Print a fact, or a text in its place, and lead to its evidence: ``{fact}`id` ``, ``{fact}`texte <id>` ``."""

    def run(self) -> Returned:
        domain = EtracesDomain.of(self.env)
        docname = self.env.current_document.docname
        domain.note_use(docname, Use("fact", self.target))
        stated = domain.sources.stated(self.target)
        if stated is None:
            domain.complain_of_fact(docname, self.target, self.lineno, in_prose=True)
            return [nodes.inline(self.rawtext, self.title, classes=["etraces-unknown"])], []
        if stated.key:
            domain.ledger(docname).cited[stated.key] = None
        text = self.title if self.has_explicit_title else stated.text
        link = object_link(self.rawtext, text, classes=["etraces-fact"])
        link["objtype"], link["target"], link["refdoc"], link["reftitle"] = "fact", stated.id, docname, stated.evidence
        link["explicit"] = self.has_explicit_title
        self.set_source_info(link)
        return [link], []


class UnsourcedRole(ReferenceRole):
    """Print a text whose figures have no source, marked; its reason is published: ``{unsourced}`texte <raison>` ``."""

    def run(self) -> Returned:
        docname = self.env.current_document.docname
        ledger = EtracesDomain.of(self.env).ledger(docname)
        reason = typeset(self.target) if self.has_explicit_title else ""
        made = waiver(self.rawtext, self.title, classes=["etraces-unsourced"])
        self.set_source_info(made)
        if not reason:
            return [made], []  # the checker asks for the reason
        made["anchor"], made["reason"], made["refdoc"] = f"waiver-{len(ledger.waivers) + 1}", reason, docname
        made["ids"].append(made["anchor"])
        ledger.waivers.append(Waiver(self.title, reason, made["anchor"]))
        return [made], []
