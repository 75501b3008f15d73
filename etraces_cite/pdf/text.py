"""Text and what runs with it: emphasis, code, links, raw text."""

from __future__ import annotations

import re

from docutils import nodes

from etraces_cite.pdf.escape import boolean, literal
from etraces_cite.pdf.writer import Writer

__all__ = ["ADDRESS", "TextVisitor"]

_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_CHECKBOX = re.compile(r'\s*<input\b[^>]*type="checkbox"[^>]*>\s*', re.IGNORECASE)
_PASSAGE = ":~:"
"""What follows opens a page at a passage (https://wicg.github.io/scroll-to-text-fragment/); nobody types it from paper."""
ADDRESS = re.compile(r"(?:https?://|doi:)\S+")
_ROLES = {"strike": "struck", "guilabel": "interface", "menuselection": "interface", "kbd": "key", "keep": "keep"}


class TextVisitor(Writer):
    """Inline nodes."""

    def visit_Text(self, node: nodes.Text) -> None:
        text = node.astext()
        if ADDRESS.fullmatch(text):
            self.code.call("spelled", literal(text))  # a hyphen that is not in an address must not be read in it
        else:
            self.code.line(self.prose(text))

    def depart_Text(self, node: nodes.Text) -> None:
        """Nothing was opened."""

    def visit_emphasis(self, node: nodes.Element) -> None:
        self.open(node, "emph")

    depart_emphasis = Writer.close

    def visit_strong(self, node: nodes.Element) -> None:
        self.open(node, "strong")

    depart_strong = Writer.close

    visit_title_reference = visit_emphasis
    depart_title_reference = Writer.close

    def visit_subscript(self, node: nodes.Element) -> None:
        self.open(node, "sub")

    depart_subscript = Writer.close

    def visit_superscript(self, node: nodes.Element) -> None:
        self.open(node, "super")

    depart_superscript = Writer.close

    def visit_literal(self, node: nodes.Element) -> None:
        self.anchors(node)
        language = node.get("language") if "code" in node.get("classes", ()) else None
        self.code.call("code", literal(node.astext()), lang=literal(language) if language else None)
        raise nodes.SkipNode

    def visit_inline(self, node: nodes.Element) -> None:
        function = next((_ROLES[name] for name in node["classes"] if name in _ROLES), "run")
        self.open(node, function)

    depart_inline = Writer.close

    visit_generated = visit_inline
    depart_generated = Writer.close

    def visit_abbreviation(self, node: nodes.Element) -> None:
        """On paper nothing can be hovered over: the meaning follows the abbreviation, the first time."""
        self.open(node, "run")

    def depart_abbreviation(self, node: nodes.Element) -> None:
        meaning = node.get("explanation", "")
        if meaning and meaning not in self.said and not self.no_notes:
            self.said.add(meaning)
            self.code.line(self.prose(f" ({meaning})"))
        self.close()

    visit_acronym = visit_abbreviation
    depart_acronym = depart_abbreviation

    def visit_problematic(self, node: nodes.Element) -> None:
        self.open(node, "problematic")

    depart_problematic = Writer.close

    # -- targets and links ------------------------------------------------------------------------------------------

    def visit_target(self, node: nodes.Element) -> None:
        self.anchors(node)

    depart_target = Writer.nothing

    def visit_reference(self, node: nodes.Element) -> None:
        target = self.destination(node)
        if "etraces-note-number" in node.get("classes", ()) and target is not None:
            self.code.call("note-number", self.aim(target, node))
            raise nodes.SkipNode
        hidden = "sd-hide-link-text" in node.get("classes", ())
        if hidden:
            self._pointer(node, target)
            raise nodes.SkipNode
        if "sd-btn" in node.get("classes", ()):
            self.code.line(literal("→ "))
        if target is not None:
            self.open(node, "go", self.aim(target, node))
        elif uri := self.outward(node):
            self._open_outward(node, uri)
        else:
            self.open(node, "run")

    def _open_outward(self, node: nodes.Element, uri: str) -> None:
        """A link out of the dossier; an address that its text does not show is spelled once, in a note."""
        if not self._address_helps(node, uri):
            self.open(node, "out", literal(uri))
            return
        address = uri.partition(_PASSAGE)[0].removesuffix("#")
        known = not self.define(f"url:{address}")
        self.open(node, "out", literal(uri), spelled_out=literal(address), known=boolean(known))

    def depart_reference(self, node: nodes.Element) -> None:
        self.close()
        target = self.destination(node)
        if target is not None and self._page_helps(node):
            self.code.call("page-of", self.aim(target, node))

    def destination(self, node: nodes.Element) -> str | None:
        """The label a reference leads to, None for one that leads out of the PDF."""
        if node.get("refid"):
            return self.label(node["refid"])
        uri = node.get("refuri", "")
        if not uri.startswith("%"):
            return None
        docname, _, identifier = uri[1:].partition("#")
        return None if self._on_the_site(docname) else self.label(identifier, docname)

    def outward(self, node: nodes.Element) -> str:
        """The address a reference leads to, out of the PDF; that of the site for a page that only the site has."""
        uri: str = node.get("refuri", "")
        if not uri.startswith("%"):
            return uri
        config = self.builder.config
        docname, hash_, identifier = uri[1:].partition("#")
        suffix = config.html_link_suffix or config.html_file_suffix or ".html"
        return f"{config.html_baseurl.rstrip('/')}/{docname}{suffix}{hash_ if identifier else ''}{identifier}"

    def _on_the_site(self, docname: str) -> bool:
        """Is a page of the project not in this PDF, and is it known where the site is?"""
        absent = docname in self.builder.env.found_docs and docname not in self.builder.docnames
        return absent and bool(self.builder.config.html_baseurl)

    def _pointer(self, node: nodes.Element, target: str | None) -> None:
        """A card that is a link as a whole: on paper, where it leads to."""
        if target is not None:
            self.code.call("pointer", self.aim(target, node))
        elif uri := self.outward(node):
            self.code.call("address", literal(uri))

    def _address_helps(self, node: nodes.Element, uri: str) -> bool:
        """Is the address of the link to be given in a note, because the text does not?"""
        shown = node.astext()
        bare = uri.removeprefix("https://").removeprefix("http://").removeprefix("mailto:").rstrip("/")
        return (
            self.builder.config.dossierpdf_show_urls == "footnote"
            and not self.no_notes
            and uri.startswith(("http://", "https://"))
            and bare not in shown
        )

    def _page_helps(self, node: nodes.Element) -> bool:
        """Is the page number to be given after a cross-reference? Not in headings, nor for a citation or a term."""
        if not self.builder.config.dossierpdf_show_pagerefs or self.no_notes:
            return False
        classes = {name for child in node.findall(nodes.Element) for name in child["classes"]}
        return bool(classes & {"std-ref", "std-doc", "doc"}) and "sd-btn" not in classes

    # -- raw text ---------------------------------------------------------------------------------------------------

    def visit_raw(self, node: nodes.Element) -> None:
        formats = node.get("format", "").split()
        text = node.astext()
        if "typst" in formats:
            self.code.line(f"raw-typst({literal(text)})")
        elif "html" in formats and _BREAK.fullmatch(text):
            self.code.line("linebreak()")
        elif "html" in formats and _CHECKBOX.fullmatch(text):
            self.code.call("checkbox", boolean("checked" in text))
        raise nodes.SkipNode

    # -- what leaves no trace on paper ------------------------------------------------------------------------------

    visit_comment = Writer.skip
    visit_substitution_definition = Writer.skip
    visit_pending = Writer.skip
    visit_meta = Writer.skip

    visit_substitution_reference = Writer.transparent
    depart_substitution_reference = Writer.nothing
