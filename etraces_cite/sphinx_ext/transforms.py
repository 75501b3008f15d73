"""What is painted once all pages are read: links, bibliographies, the marks of waivers and the list of them.

This runs when a page is written, not when it is read, because only then is it known which page describes a fact, and which
sources are cited anywhere. It walks a page once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from etraces_cite.french import NARROW_SPACE, typeset
from etraces_cite.locale import msg

from .bibliography_html import written_bibliography
from .domain import EtracesDomain, Home
from .ledger import Waiver, anchor
from .nodes import Pending, bibliography_list, cited, object_link, paragraph, reference_nodes, waiver, waiver_list
from .page_links import page_link, page_list, paint_page_link, paint_page_list
from .site_links import has_site, paint_site_link, site_link

__all__ = ["PaintPending"]

WAIVER_SIGN = "○"


class PaintPending(SphinxPostTransform):
    """Replace each pending node by generic ones."""

    default_priority = 5

    def run(self, **_: Any) -> None:
        self.domain = EtracesDomain.of(self.env)
        is_site = has_site(self.domain.builder)
        for node in list(self.document.findall(Pending)):
            match node:
                case cited() if is_site:  # which is written as it is
                    node["leads"] = not _is_in_link(node)
                case site_link():
                    paint_site_link(node, self.domain)
                case page_link():
                    paint_page_link(node, self.domain)
                case page_list():
                    paint_page_list(node, self.domain)
                case _:
                    node.replace_self(list(self._painted(node)))

    def _painted(self, node: Pending) -> Iterator[nodes.Node]:
        match node:
            case object_link():
                yield self._link(node)
            case cited():
                yield self._citation(node)
            case waiver():
                yield self._waived(node)
            case bibliography_list():
                yield from self._bibliography(node)
            case waiver_list():
                yield self._waivers(node)

    def _reference(self, here: str, home: Home, text: nodes.Node, title: str | None = None) -> nodes.reference:
        return make_refnode(self.domain.builder, here, home.docname, home.anchor, text, title)

    # -- links -----------------------------------------------------------------------------------------------------

    def _link(self, link: object_link) -> nodes.Node:
        """Return a reference, or plain text where nothing describes the object, and inside another link."""
        text = nodes.inline("", "", *link.children, classes=link["classes"])
        home = self.domain.printed_home(link["objtype"], link["target"], link["refdoc"])
        if home is None or _is_in_link(link):
            return text
        return self._reference(link["refdoc"], home, text, link.get("reftitle"))

    def _citation(self, citation: cited) -> nodes.Node:
        opened = citation.opened()
        opened.parent = citation.parent
        for link in list(opened.findall(object_link)):
            link.replace_self(self._link(link))
        return opened

    # -- waivers ---------------------------------------------------------------------------------------------------

    def _waived(self, waived: waiver) -> nodes.Node:
        made = nodes.inline("", "", *waived.children, classes=waived["classes"], ids=waived["ids"])
        if "reason" in waived and not waived.get("marked") and not _is_in_link(waived):
            made += self._mark(waived)
        return made

    def _mark(self, waived: waiver) -> nodes.Node:
        """Return the mark of a waived text: in HTML a sign that leads to the published reason, elsewhere the reason in words."""
        words = typeset(msg("not sourced: {reason}", reason=waived["reason"]).render(self.config.language))
        if self.domain.builder.format != "html":
            return nodes.Text(f" ({words})")
        hidden = nodes.inline("", f" ({words})", classes=["etraces-hidden"])
        page = self.domain.waiver_home()
        if page is None:
            return hidden
        sign = nodes.inline("", WAIVER_SIGN, classes=["etraces-sign"])
        home = Home(page, waiver_anchor(waived["refdoc"], waived["anchor"]), "")
        link = self._reference(waived["refdoc"], home, nodes.inline("", "", sign, hidden), words)
        return nodes.superscript("", "", link, classes=["etraces-mark"])

    def _waivers(self, place: waiver_list) -> nodes.Node:
        waivers = [
            self._waiver(place["refdoc"], docname, one)
            for docname in sorted(self.domain.ledgers)
            for one in self.domain.ledgers[docname].waivers
        ]
        if not waivers:
            return paragraph(msg("No figure is waived.").render(self.config.language))
        return nodes.bullet_list("", *waivers, classes=["etraces-waivers"])

    def _waiver(self, here: str, docname: str, one: Waiver) -> nodes.list_item:
        title = nodes.inline("", self.env.titles[docname].astext())
        link = self._reference(here, Home(docname, one.anchor, ""), title)
        text = paragraph(f"«{NARROW_SPACE}{one.text}{NARROW_SPACE}»{NARROW_SPACE}: {one.reason} (", link, ").")
        return nodes.list_item("", text, ids=[waiver_anchor(docname, one.anchor)])

    # -- bibliographies --------------------------------------------------------------------------------------------

    def _bibliography(self, place: bibliography_list) -> Iterator[nodes.Node]:
        docname = place["refdoc"]
        keys = self.domain.selected(docname, self.domain.ledgers[docname].selections[place["selection"]])
        if keys and has_site(self.domain.builder):
            yield written_bibliography(self.domain, docname, place["selection"], keys)
        elif keys:
            items = [self._entry(key, docname, place["selection"]) for key in keys]
            yield nodes.bullet_list("", *items, classes=["etraces-bibliography"])

    def _entry(self, key: str, docname: str, selection: int) -> nodes.list_item:
        sources = self.domain.sources
        label = nodes.strong("", str(sources.labels[key]))
        item = nodes.list_item(
            "", paragraph(label, " " if label.astext().endswith(".") else ". ", *reference_nodes(sources.runs(key)))
        )
        if self.domain.first_listing(docname, key) == selection:
            item["ids"].append(anchor("source", key))
        return item


def waiver_anchor(docname: str, name: str) -> str:
    """Return the address of a waiver in the list of all of them."""
    return anchor("reason", f"{docname}-{name}")


def _is_in_link(node: nodes.Node) -> bool:
    """Return True in a table of contents, say, whose entries are links already."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.reference):
            return True
        parent = parent.parent
    return False
