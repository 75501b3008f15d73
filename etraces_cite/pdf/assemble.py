"""One tree out of all the pages, in the order of a book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import inline_all_toctrees

from etraces_cite.pdf.documents import Document
from etraces_cite.pdf.mentions import drop_unmentioned
from etraces_cite.pdf.words import words

if TYPE_CHECKING:
    from etraces_cite.pdf.builder import DossierBuilder

__all__ = ["assemble"]

_STRIKE = re.compile(r"\s*<(/?)(?:s|del|strike)>\s*", re.IGNORECASE)


def assemble(builder: DossierBuilder, document: Document) -> nodes.document:
    """The tree of a PDF: its first page with every page of its toctrees in place, its appendices, references resolved.

    What a screen shows as menus, paper shows as parts: the caption of a toctree of the first page becomes a heading
    above the pages it lists, and the pages follow the text of the first page instead of interrupting it.
    """
    docnames = {document.page}
    front = builder.env.get_doctree(document.page)
    front["docname"] = document.page
    _captions_as_sections(front)
    tree = inline_all_toctrees(builder, docnames, document.page, front, str, [document.page])
    tree["docname"] = document.page
    _pages_after_text(tree)
    if document.page == builder.config.root_doc:
        _title_once(tree, builder, document)
    appended = _append(tree, builder, document, docnames)
    builder.docnames = docnames
    _adopt(tree)
    builder.env.resolve_references(tree, document.page, builder)
    drop_unmentioned(tree, appended)
    for raw in list(tree.findall(nodes.raw)):
        _strike(raw)
    return tree


def _append(
    tree: nodes.document, builder: DossierBuilder, document: Document, docnames: set[str]
) -> list[nodes.Element]:
    """Put the appendices under a heading of their own: pages, those of the toctrees excepted, then what extensions add."""
    wanted = [page for page in document.appendices if page not in docnames]
    given = builder.events.emit("dossierpdf-appendix", sorted(docnames))
    sections = [section for answer in given for section in answer or ()]
    if not wanted and not sections:
        return []
    title = words(builder.config.language)["appendices"]
    part = nodes.section("", nodes.title("", title), ids=["appendices"], part=True)
    for page in wanted:
        docnames.add(page)
        inlined = inline_all_toctrees(builder, docnames, page, builder.env.get_doctree(page), str, [page])
        part += addnodes.start_of_file("", *inlined.children, docname=page)
    part += sections
    tree += part
    return [child for child in part.children if isinstance(child, addnodes.start_of_file)]


def _captions_as_sections(document: nodes.document) -> None:
    """Put each captioned toctree of the root page into a section of its own."""
    for number, toctree in enumerate(list(document.findall(addnodes.toctree)), 1):
        caption = toctree.get("caption")
        if not caption or not toctree.get("includefiles"):
            continue
        part = nodes.section("", nodes.title("", caption), ids=[f"part-{number}"], part=True)
        part.source, part.line = toctree.source, toctree.line
        toctree.parent.replace(toctree, part)
        part += toctree


def _adopt(tree: nodes.Element) -> None:
    """Give the children of inlined pages their true parent, which Sphinx leaves behind."""
    for page in tree.findall(addnodes.start_of_file):
        for child in page.children:
            child.parent = page


def _pages_after_text(tree: nodes.document) -> None:
    """Move the pages and parts of the root after its own text, and drop the wrappers that are left empty."""
    moved = [node for node in tree.findall(_is_page_or_part) if _outermost(node, tree)]
    for node in moved:
        node.parent.remove(node)
    for wrapper in [node for node in tree.findall(nodes.compound) if "toctree-wrapper" in node["classes"]]:
        if not wrapper.children:
            wrapper.parent.remove(wrapper)
    tree.extend(moved)


def _title_once(tree: nodes.document, builder: DossierBuilder, document: Document) -> None:
    """The cover has the title of the root page: above its text, print another; without text, print none."""
    front = next((child for child in tree.children if isinstance(child, nodes.section) and not child.get("part")), None)
    if front is None:
        return
    title = front.next_node(nodes.title)
    if title is None or title.astext() not in {
        document.title,
        builder.env.titles[builder.config.root_doc].astext(),
    }:
        return
    if any(not isinstance(child, nodes.title | nodes.Invisible) for child in front.children):
        title.children = [nodes.Text(words(builder.config.language)["foreword"])]
    else:
        tree.remove(front)


def _is_page_or_part(node: nodes.Node) -> bool:
    return isinstance(node, addnodes.start_of_file) or (isinstance(node, nodes.section) and bool(node.get("part")))


def _outermost(node: nodes.Node, tree: nodes.document) -> bool:
    parent = node.parent
    while parent is not None and parent is not tree:
        if _is_page_or_part(parent):
            return False
        parent = parent.parent
    return True


def _strike(raw: nodes.Element) -> None:
    """MyST writes struck text as raw HTML around it: make it one node, or paper would print it as if it held."""
    opening = _STRIKE.fullmatch(raw.astext())
    if "html" not in raw.get("format", "") or opening is None or opening[1] or raw.parent is None:
        return
    parent = raw.parent
    start = parent.index(raw)
    for end in range(start + 1, len(parent.children)):
        node = parent[end]
        closing = _STRIKE.fullmatch(node.astext()) if isinstance(node, nodes.raw) else None
        if closing is not None and closing[1]:
            struck = nodes.inline("", "", *parent.children[start + 1 : end], classes=["strike"])
            parent[start : end + 1] = [struck]
            return
