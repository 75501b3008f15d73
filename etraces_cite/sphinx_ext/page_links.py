"""Links to pages that may not have been read yet: painted when the page that holds them is written.

In a site such a link can open a page at some words of it (WICG, URL Fragment Text Directives); elsewhere it leads to the page.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from .domain import EtracesDomain

__all__ = ["PaintPageLinks", "page_link", "page_list"]


class page_link(nodes.inline):  # noqa: N801 (docutils names its nodes so)
    """A link from the page ``refdoc`` to the page ``docname``; with ``words``, to where it prints them."""


class page_list(nodes.container):  # noqa: N801
    """The place of the links to the pages that cite the source ``key``, other than ``refdoc`` itself."""


class PaintPageLinks(SphinxPostTransform):
    """Replace each link by a reference, or by its text where the project has no such page to read."""

    default_priority = 6

    def run(self, **_: Any) -> None:
        for place in list(self.document.findall(page_list)):
            place.replace_self(self._citing(place))
        for link in list(self.document.findall(page_link)):
            link.replace_self(self._painted(link))

    def _citing(self, place: page_list) -> list[nodes.Node]:
        """Return the sentence that names the pages that cite a source; nothing where none does."""
        citing = [name for name in EtracesDomain.of(self.env).citing(place["key"]) if name != place["refdoc"]]
        if not citing:
            return []
        links: list[nodes.Node] = []
        for docname in citing:
            title = self.env.titles[docname].astext()
            links += [nodes.Text(", "), page_link("", title, docname=docname, refdoc=place["refdoc"])]
        made = nodes.paragraph("", "", *place.children, *links[1:], nodes.Text("."), classes=["etraces-citing"])
        return [made]

    def _painted(self, link: page_link) -> nodes.Node:
        text = nodes.inline("", "", *link.children, classes=link["classes"])
        docname, builder = link["docname"], EtracesDomain.of(self.env).builder
        if docname not in self.env.all_docs or "orphan" in self.env.metadata[docname]:
            return text  # no such page, or one that is no part of the reading
        made = make_refnode(builder, link["refdoc"], docname, None, text)
        if link.get("words") and builder.format == "html":
            words = quote(link["words"], safe="").replace("-", "%2D")  # with the very spaces that the page prints
            made["refuri"] = f"{builder.get_relative_uri(link['refdoc'], docname)}#:~:text={words}"
        return made
