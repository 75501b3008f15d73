"""How HTML writes the nodes that are its own: the figure that leads to its evidence, the way back, and the section of both.

Roles are those of *Digital Publishing WAI-ARIA Module 1.1*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from docutils import nodes

from .domain import EtracesDomain
from .nodes import CITED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.writers.html5 import HTML5Translator

    from .addresses import Addresses
    from .nodes import bibliography_items, cited, evidence_items, evidence_link, evidence_section

__all__ = ["depart_link", "depart_section", "visit_cited", "visit_items", "visit_link", "visit_section"]

_CITED = f'<span class="{CITED}">'


def visit_cited(translator: HTML5Translator, node: cited) -> NoReturn:
    """Write a citation; its links, unless it is in a title that is printed elsewhere, in a table of contents, say."""
    addresses = EtracesDomain.of(translator.builder.env).addresses(node["refdoc"])
    opening = translator.starttag(node, "span", "") if node["ids"] or node["classes"] != [CITED] else _CITED
    translator.body.append(f"{opening}{''.join(_parts(node, addresses))}</span>")
    raise nodes.SkipNode


def _parts(node: cited, addresses: Addresses) -> Iterator[str]:
    for text, key in node.cut():
        if key and node.get("leads"):
            yield addresses.link("source", key, text)
        else:
            yield f"<span>{addresses.plain(text)}</span>" if key else addresses.plain(text)


def visit_link(translator: HTML5Translator, node: evidence_link) -> None:
    """Open the link; ``data-note`` is the number that is printed on paper."""
    if len(node["ids"]) != 1:  # another pass over the page has given it an address too
        attributes: dict[str, Any] = {
            "href": f"#{node['target']}",
            "role": node["role"],
            "data-note": str(node["note"]),
        }
        translator.body.append(translator.starttag(node, "a", "", **attributes))
        return
    note = f' data-note="{node["note"]}"'
    classes = " ".join(node["classes"])
    opening = f'<a class="{classes}"{note} href="#{node["target"]}" id="{node["ids"][0]}" role="{node["role"]}">'
    translator.body.append(opening)


def depart_link(translator: HTML5Translator, _: evidence_link) -> None:
    """Close it."""
    translator.body.append("</a>")


def visit_items(translator: HTML5Translator, node: evidence_items | bibliography_items) -> NoReturn:
    """Write the evidence, or the bibliography, as it was made."""
    translator.body.append(node["html"])
    raise nodes.SkipNode


def visit_section(translator: HTML5Translator, node: evidence_section) -> None:
    """Open the section; what it says is on the page of the sources too, where a search finds it.

    ``data-close`` and ``data-list`` are words for the script.
    """
    translator.section_level += 1
    words = {"data-close": node["close"], "data-list": node["list"]}
    attributes: dict[str, Any] = {"role": "doc-endnotes", "data-pagefind-ignore": "", **words}
    translator.body.append(translator.starttag(node, "section", **attributes))


def depart_section(translator: HTML5Translator, _: evidence_section) -> None:
    """Close it."""
    translator.section_level -= 1
    translator.body.append("</section>\n")
