"""Links to what a build makes beside the pages: pages of hashtags, feeds, files to download.

Only a site has these; where they are not, the text of the link is printed, with the address where the site is published.
"""

from __future__ import annotations

from urllib.parse import quote

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.osutil import relative_uri

from .domain import EtracesDomain
from .nodes import Pending

__all__ = [
    "address_of_file",
    "address_of_page",
    "has_site",
    "paint_site_link",
    "site_address",
    "site_link",
    "tag_page",
]


class site_link(Pending, nodes.inline):  # noqa: N801 (docutils names its nodes so)
    """A link from the page ``refdoc`` to the page of a ``tag``, its slug, or to a ``file``, its path from the top of the site.

    With ``names_address`` the address of a file is printed after the text where there is no site; with ``is_alone`` the link is all
    that its paragraph says, which is left out where there is neither a site nor an address.
    """


def has_site(builder: Builder) -> bool:
    """Return True for the builders that write a folder of pages, and so can write other files beside them."""
    return builder.name in ("html", "dirhtml")


def site_address(builder: Builder) -> str:
    """Return the address of the site with its last slash, or an empty text."""
    address: str = builder.config.html_baseurl or ""
    return address if not address or address.endswith("/") else f"{address}/"


def address_of_page(builder: Builder, docname: str) -> str:
    """Return the address of a page: in full where the site has one, else from the top of the site."""
    return site_address(builder) + str(builder.get_target_uri(docname))


def address_of_file(builder: Builder, path: str) -> str:
    """Return the address of a file of the site, its path being from the top."""
    return site_address(builder) + quote(path)


def paint_site_link(link: site_link, domain: EtracesDomain) -> None:
    """Replace a link by a reference, or by its text."""
    builder = domain.builder
    if link.get("is_alone") and not has_site(builder) and not site_address(builder):
        link.parent.parent.remove(link.parent)
    else:
        link.replace_self(_painted(link, domain))


def _painted(link: site_link, domain: EtracesDomain) -> list[nodes.Node]:
    builder = domain.builder
    text = nodes.inline("", "", *link.children, classes=link["classes"])
    if has_site(builder):
        target = _target(link, builder, domain.journal_home())
        address = relative_uri(builder.get_target_uri(link["refdoc"]), target)
        return [nodes.reference("", "", text, refuri=address, internal=True) if target else text]
    if link.get("names_address") and site_address(builder):
        address = address_of_file(builder, link["file"])
        return [text, nodes.Text(" ("), nodes.reference("", address, refuri=address), nodes.Text(")")]
    return [text]


def tag_page(journal: str, slug: str) -> str:
    """Return the name of the page of a hashtag, below that of the press review."""
    return f"{journal}/{slug}"


def _target(link: site_link, builder: Builder, journal: str | None) -> str:
    if "tag" not in link:
        return quote(link["file"])
    return str(builder.get_target_uri(tag_page(journal, link["tag"]))) if journal else ""
