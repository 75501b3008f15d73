"""COinS on the page of the sources, and on no other: a reference manager takes them for what the page is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from etraces_cite.model import Reference
from etraces_cite.report.openurl import context_object

from .domain import EtracesDomain

__all__ = ["AddContextObjects", "coins", "depart_coins", "visit_coins"]


class coins(nodes.General, nodes.Element):  # noqa: N801 (docutils names its nodes so)
    """An empty element that carries a reference. Attribute: ``context``, a ContextObject."""


class AddContextObjects(SphinxPostTransform):
    """Give each section of the list of sources its reference, for programs."""

    default_priority = 7
    formats = ("html",)

    def run(self, **_: Any) -> None:
        described = dict(self._described())
        if not described:
            return
        for section in self.document.findall(nodes.section):
            for identifier in section["ids"]:
                if identifier in described:
                    made = coins()
                    made["context"] = context_object(described[identifier])
                    section.insert(1, made)

    def _described(self) -> Iterator[tuple[str, Reference]]:
        """Yield the reference of each source that a page describes, by its address: most pages describe none."""
        domain, docname = EtracesDomain.of(self.env), self.env.current_document.docname
        references = domain.sources.dossier.references
        is_assembled = docname == self.config.root_doc  # it may hold all the pages
        for ledger in domain.ledgers.values() if is_assembled else filter(None, [domain.ledgers.get(docname)]):
            for defined in ledger.defined:
                if defined.objtype == "source" and defined.name in references:
                    yield defined.anchor, references[defined.name]


def visit_coins(translator: HTML5Translator, node: coins) -> None:
    """Write the element as COinS 1.0 describes it; nobody sees or hears it."""
    translator.body.append(
        translator.starttag(node, "span", "", classes=["Z3988"], title=node["context"], hidden="hidden")
    )


def depart_coins(translator: HTML5Translator, _: coins) -> None:
    """Close the element."""
    translator.body.append("</span>\n")
