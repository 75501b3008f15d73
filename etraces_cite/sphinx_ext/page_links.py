"""Links to pages that may not have been read yet: painted when the page that holds them is written.

In a site such a link can open a page at some words of it (WICG, URL Fragment Text Directives); elsewhere it leads to the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from docutils import nodes
from sphinx.util.nodes import make_refnode

from .domain import EtracesDomain
from .nodes import Pending

__all__ = ["page_link", "page_list", "paint_page_link", "paint_page_list"]


class page_link(Pending, nodes.inline):  # noqa: N801 (docutils names its nodes so)
    """A link from the page ``refdoc`` to the page ``docname``; with ``words``, to where it prints them."""


class page_list(Pending, nodes.container):  # noqa: N801
    """The place of the links to the pages that cite the source ``key``, other than ``refdoc`` itself."""


def paint_page_list(place: page_list, domain: EtracesDomain) -> None:
    """Replace a list by the sentence that names the pages that cite a source; by nothing where none does."""
    place.replace_self(list(_citing(place, domain)))


def _citing(place: page_list, domain: EtracesDomain) -> Iterator[nodes.Node]:
    citing = [name for name in domain.citing(place["key"]) if name != place["refdoc"]]
    links: list[nodes.Node] = []
    for docname in citing:
        link = page_link("", domain.env.titles[docname].astext(), docname=docname, refdoc=place["refdoc"])
        links += [nodes.Text(", "), _painted(link, domain)]
    if links:
        yield nodes.paragraph("", "", *place.children, *links[1:], nodes.Text("."), classes=["etraces-citing"])


def paint_page_link(link: page_link, domain: EtracesDomain) -> None:
    """Replace a link by a reference, or by its text where the project has no such page to read."""
    link.replace_self(_painted(link, domain))


def _painted(link: page_link, domain: EtracesDomain) -> nodes.Node:
    text = nodes.inline("", "", *link.children, classes=link["classes"])
    env, builder, docname = domain.env, domain.builder, link["docname"]
    if docname not in env.all_docs or "orphan" in env.metadata[docname]:
        return text  # no such page, or one that is no part of the reading
    made = make_refnode(builder, link["refdoc"], docname, None, text)
    if link.get("words") and builder.format == "html":
        words = quote(link["words"], safe="").replace("-", "%2D")  # with the very spaces that the page prints
        made["refuri"] = f"{builder.get_relative_uri(link['refdoc'], docname)}#:~:text={words}"
    return made
