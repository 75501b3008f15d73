"""Blocks: headings, paragraphs, quotations, code, admonitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from etraces_cite.pdf.escape import array, boolean, literal
from etraces_cite.pdf.images import stands_alone
from etraces_cite.pdf.text import ADDRESS
from etraces_cite.pdf.writer import Writer, identifiers

__all__ = ["BlockVisitor"]

_LONG_WORD = re.compile(r"[^\s-]{40}")
_SHORT = 90
"""Characters of a line."""
_DEEPEST = 6  # PDF 1.7 has six heading roles, H1 to H6
_LANGUAGES = {"pycon": "python", "ipython": "python", "ipython3": "python", "python3": "python", "console": "bash"}
_LANGUAGES |= {"shell": "bash", "sh": "bash", "ini": "toml", "none": "", "text": "", "default": "", "jsonc": "json"}


class BlockVisitor(Writer):
    """The block nodes of docutils; tables, lists, images and foot notes are families of their own."""

    # -- headings ---------------------------------------------------------------------------------------------------

    def visit_document(self, node: nodes.Element) -> None:
        """The label of the first page is that of its first heading."""

    def depart_document(self, node: nodes.Element) -> None:
        page = self.label("")
        if page not in self.aliases and self.define(page):  # no heading at all
            self.code.call("anchor", literal(page))

    def visit_section(self, node: nodes.Element) -> None:
        self.section_level += 1

    def depart_section(self, node: nodes.Element) -> None:
        self.section_level -= 1

    def visit_title(self, node: nodes.Element) -> None:
        parent = node.parent
        self.no_notes += 1
        if isinstance(parent, nodes.section | nodes.document):
            self._open_heading(node, parent)
        elif isinstance(parent, nodes.table):
            raise AssertionError("the caption of a table is written with the table")
        else:
            self.open(node, "block-title")

    def depart_title(self, node: nodes.Element) -> None:
        self.close()
        self.no_notes -= 1

    def _open_heading(self, node: nodes.Element, parent: nodes.Element) -> None:
        self.source(node)
        first, others = self._section_labels(parent)
        level = min(max(self.section_level, 1), _DEEPEST)
        for other in others:
            self.aliases[other] = first
        self.define(first)
        plain = self.prose("".join(_without_notes(node)))
        number = self._section_number(parent)
        self.code.open("section", literal(first), level=str(level), plain=plain, number=number)

    def _section_labels(self, section: nodes.Element) -> tuple[str, list[str]]:
        """The label of a heading and its other names, the page's own among them if this is the title of a page."""
        names = [self.label(name) for name in identifiers(section)]
        page = self.label("")
        if page not in self.aliases:
            names.append(page)
        free = [name for name in names if name not in self.defined and name not in self.aliases]
        if not free:
            free = [f"{page}heading-{len(self.defined)}"]
        return free[0], free[1:]

    def _section_number(self, section: nodes.Element) -> str | None:
        numbers = self.builder.env.toc_secnumbers.get(self.docname, {})
        anchors = [f"#{identifier}" for identifier in identifiers(section)]
        if section.parent is not None and not isinstance(section.parent, nodes.section):
            anchors.append("")
        number = next((numbers[anchor] for anchor in anchors if anchor in numbers), None)
        return literal(".".join(map(str, number))) if number else None

    def visit_subtitle(self, node: nodes.Element) -> None:
        self.open(node, "block-subtitle")

    depart_subtitle = Writer.close

    def visit_rubric(self, node: nodes.Element) -> None:
        self.source(node)
        self.no_notes += 1
        self.open(node, "rubric")

    def depart_rubric(self, node: nodes.Element) -> None:
        self.close()
        self.no_notes -= 1

    # -- paragraphs and quotations ----------------------------------------------------------------------------------

    def visit_paragraph(self, node: nodes.Element) -> None:
        self.source(node)
        if _holds_a_long_word(node):
            self.code.open("ragged")
        if self._alone(node):
            self.anchors(node)
        elif _holds_a_block(node):
            self.code.call("parbreak")  # Typst ignores a block inside a paragraph: it must stand between two
            self.anchors(node)
        else:
            self.open(node, "lead" if _leads_to_a_block(node) else "par")

    def depart_paragraph(self, node: nodes.Element) -> None:
        if not self._alone(node):
            if _holds_a_block(node):
                self.code.call("parbreak")
            else:
                self.close()
        if _holds_a_long_word(node):
            self.close()

    def _alone(self, node: nodes.Element) -> bool:
        """Is this the only block of a list item or cell? Then it is set as the item itself, without a paragraph's space."""
        items = nodes.list_item, nodes.entry, nodes.definition, nodes.field_body, nodes.description, nodes.citation
        if not isinstance(node.parent, items):
            return False
        silent = nodes.comment, nodes.target, nodes.Invisible, nodes.label
        return all(child is node or isinstance(child, silent) for child in node.parent.children)

    def visit_block_quote(self, node: nodes.Element) -> None:
        self.source(node)
        kind = next((name for name in node["classes"] if name in {"epigraph", "pull-quote", "highlights"}), "quotation")
        self.open(node, "quotation", kind=literal(kind))

    depart_block_quote = Writer.close

    def visit_attribution(self, node: nodes.Element) -> None:
        self.open(node, "attribution")

    depart_attribution = Writer.close

    def visit_compound(self, node: nodes.Element) -> None:
        self.anchors(node)

    depart_compound = Writer.nothing
    visit_header = Writer.skip
    visit_footer = Writer.skip
    visit_decoration = Writer.skip

    def visit_transition(self, node: nodes.Element) -> None:
        """A rule, but not the one that MyST puts above the notes of a page: they are elsewhere on paper."""
        self.anchors(node)
        after = node.parent.children[node.parent.index(node) + 1 :]
        silent = nodes.footnote, nodes.Invisible, addnodes.start_of_file
        if any(not isinstance(sibling, silent) and not _is_part(sibling) for sibling in after):
            self.code.call("transition")
        raise nodes.SkipNode

    def visit_line_block(self, node: nodes.Element) -> None:
        self.open(node, "lines", nested=boolean(isinstance(node.parent, nodes.line_block)))

    depart_line_block = Writer.close

    def visit_line(self, node: nodes.Element) -> None:
        self.open(node, "verse")

    depart_line = Writer.close

    # -- code -------------------------------------------------------------------------------------------------------

    def visit_literal_block(self, node: nodes.Element) -> None:
        self.source(node)
        if any(isinstance(child, nodes.Element) for child in node.children):
            self.open(node, "parsed-literal")
            self._verbatim(node)
            self.close()
        else:
            self.anchors(node)
            self._code_block(node)
        raise nodes.SkipNode

    visit_doctest_block = visit_literal_block

    def _code_block(self, node: nodes.Element) -> None:
        language = node.get("language", "python" if isinstance(node, nodes.doctest_block) else "")
        language = _LANGUAGES.get(language, language)
        arguments: dict[str, Any] = node.get("highlight_args", {})
        first = arguments.get("linenostart", 1) if node.get("linenos") else 0
        marked = array([str(line) for line in arguments.get("hl_lines", ())])
        lang = literal(language) if language else None
        self.code.call("code-block", literal(node.astext()), lang=lang, first=str(first), marked=marked)

    def _verbatim(self, node: nodes.Element) -> None:
        """Text with markup inside where each space and each line counts."""
        for child in node.children:
            if isinstance(child, nodes.Text):
                lines = child.astext().replace(" ", "\u00a0").split("\n")
                self.code.line("\nlinebreak()\n".join(literal(line) for line in lines))
            else:
                child.walkabout(self)

    # -- boxes ------------------------------------------------------------------------------------------------------

    def visit_admonition(self, node: nodes.Element) -> None:
        """The label of the kind, unless the writer gave a title."""
        self.source(node)
        kind = node.__class__.__name__
        self.open(node, "admonition", kind=literal(kind), whole=self.whole(node))
        if kind != "admonition":
            self.code.open("block-title")
            self.code.line(self.prose(str(admonitionlabels[kind])))
            self.code.close()

    depart_admonition = Writer.close

    visit_attention = visit_caution = visit_danger = visit_error = visit_hint = visit_admonition
    visit_important = visit_note = visit_tip = visit_warning = visit_seealso = visit_admonition
    depart_attention = depart_caution = depart_danger = depart_error = depart_hint = Writer.close
    depart_important = depart_note = depart_tip = depart_warning = depart_seealso = Writer.close

    def visit_topic(self, node: nodes.Element) -> None:
        self.source(node)
        self.open(node, "admonition", kind=literal(node.__class__.__name__), whole=self.whole(node))

    depart_topic = Writer.close
    visit_sidebar = visit_topic
    depart_sidebar = Writer.close

    def visit_system_message(self, node: nodes.Element) -> None:
        """A fault of the source, already told as a warning: shown, so that it is not printed unseen."""
        self.open(node, "admonition", kind=literal("error"), whole=self.whole(node))

    depart_system_message = Writer.close


def _is_part(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section) and bool(node.get("part"))


def _holds_a_long_word(paragraph: nodes.Element) -> bool:
    """Does a paragraph spell an address or a digest, which no line can be justified around?"""
    texts = (text.astext() for text in paragraph.findall(nodes.Text))
    return any(ADDRESS.fullmatch(text) or _LONG_WORD.search(text) for text in texts)


def _leads_to_a_block(paragraph: nodes.Element) -> bool:
    """Is a paragraph a short line between a heading and what cannot be cut: a figure, a table, a box?"""
    parent = paragraph.parent
    if not isinstance(parent, nodes.section) or len(paragraph.astext()) > _SHORT:
        return False
    place = parent.index(paragraph)
    around = parent.children[place - 1 : place + 2]
    heads, blocks = (nodes.title, nodes.rubric), (nodes.figure, nodes.table, nodes.container, nodes.image)
    return place > 0 and len(around) == 3 and isinstance(around[0], heads) and isinstance(around[2], blocks)


def _holds_a_block(paragraph: nodes.Element) -> bool:
    """Does a paragraph hold what cannot stand in a line: an image of its own, a displayed formula, raw Typst, a list?"""
    blocks = nodes.math_block, nodes.literal_block, nodes.Sequential, nodes.Admonition, nodes.table, nodes.figure
    return any(
        isinstance(node, blocks)
        or (isinstance(node, nodes.image) and stands_alone(node))
        or (isinstance(node, nodes.raw) and "typst" in node.get("format", ""))
        for node in paragraph.findall()
    )


def _without_notes(node: nodes.Node) -> Iterator[str]:
    """The text of a heading without the numbers of its notes, for the contents and the running head."""
    if isinstance(node, nodes.Text):
        yield node.astext()
    elif not isinstance(node, nodes.footnote_reference | nodes.citation_reference | nodes.raw):
        for child in node.children:
            yield from _without_notes(child)
