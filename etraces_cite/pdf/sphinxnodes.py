"""The nodes that Sphinx adds to docutils, descriptions of objects excepted."""

from __future__ import annotations

from docutils import nodes

from etraces_cite.locale import msg
from etraces_cite.pdf.escape import boolean, literal
from etraces_cite.pdf.text import TextVisitor
from etraces_cite.pdf.writer import Writer

__all__ = ["SphinxNodeVisitor"]


class SphinxNodeVisitor(TextVisitor):
    """Pages, versions, glossaries, lists in columns, grammar productions."""

    # -- pages ------------------------------------------------------------------------------------------------------

    def visit_start_of_file(self, node: nodes.Element) -> None:
        """A page of the site begins here; its own labels too."""
        self.docnames.append(node["docname"])
        self.code.call("page-start", literal(node["docname"]), fresh=boolean(self._begins_a_sheet(node)))

    def _begins_a_sheet(self, node: nodes.Element) -> bool:
        """Chapters do, and so do the pages of a part, the one that follows its title excepted."""
        if self.section_level == 0:
            return True
        part = node.parent
        return self.section_level == 1 and bool(part.get("part")) and part.index(node) > 1

    def depart_start_of_file(self, node: nodes.Element) -> None:
        page = self.label("")
        if page not in self.aliases and self.define(page):  # a page without a title: its end will have to do
            self.code.call("anchor", literal(page))
        self.docnames.pop()

    visit_toctree = Writer.skip  # the contents and the outline say it, with page numbers
    visit_index = Writer.skip
    visit_tabular_col_spec = Writer.skip
    visit_highlightlang = Writer.skip

    # -- text -------------------------------------------------------------------------------------------------------

    def visit_literal_emphasis(self, node: nodes.Element) -> None:
        self.open(node, "code-run", emphasis=literal("italic"))

    depart_literal_emphasis = Writer.close

    def visit_literal_strong(self, node: nodes.Element) -> None:
        self.open(node, "code-run", emphasis=literal("bold"))

    depart_literal_strong = Writer.close

    def visit_manpage(self, node: nodes.Element) -> None:
        self.open(node, "emph")

    depart_manpage = Writer.close

    def visit_download_reference(self, node: nodes.Element) -> None:
        """A file to download is not in the PDF: its name stays, as text, or as a link if it has an address."""
        if "refuri" in node:
            self.visit_reference(node)
        else:
            self.open(node, "run")

    depart_download_reference = Writer.close

    def visit_number_reference(self, node: nodes.Element) -> None:
        self.visit_reference(node)

    def depart_number_reference(self, node: nodes.Element) -> None:
        self.depart_reference(node)

    visit_pending_xref = Writer.transparent  # what no domain could resolve keeps its text
    depart_pending_xref = Writer.nothing
    visit_pending_xref_condition = Writer.transparent
    depart_pending_xref_condition = Writer.nothing
    visit_only = Writer.transparent  # the transform has already dropped what is for other formats
    depart_only = Writer.nothing

    # -- blocks -----------------------------------------------------------------------------------------------------

    def visit_compact_paragraph(self, node: nodes.Element) -> None:
        self.open(node, "par")

    depart_compact_paragraph = Writer.close

    def visit_centered(self, node: nodes.Element) -> None:
        self.open(node, "centered")

    depart_centered = Writer.close

    def visit_versionmodified(self, node: nodes.Element) -> None:
        self.source(node)
        self.open(node, "admonition", kind=literal(node.get("type", "versionadded")))

    depart_versionmodified = Writer.close

    def visit_acks(self, node: nodes.Element) -> None:
        self.anchors(node)

    depart_acks = Writer.nothing

    def visit_glossary(self, node: nodes.Element) -> None:
        self.anchors(node)

    depart_glossary = Writer.nothing

    def visit_hlist(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.code.open_list("side-by-side", str(len(node.children) or 1))

    def depart_hlist(self, node: nodes.Element) -> None:
        self.code.close_list()

    def visit_hlistcol(self, node: nodes.Element) -> None:
        self.code.open_body()
        self.anchors(node)

    def depart_hlistcol(self, node: nodes.Element) -> None:
        self.code.close_body()

    def visit_productionlist(self, node: nodes.Element) -> None:
        self.source(node)
        self.open(node, "parsed-literal")

    depart_productionlist = Writer.close

    def visit_production(self, node: nodes.Element) -> None:
        name = node.get("tokenname", "")
        self.anchors(node)
        if name and "::=" not in node.astext():  # Sphinx before 9.0 leaves the name to the writer
            self.code.line(literal(f"{name} ::= ".replace(" ", "\u00a0")))

    def depart_production(self, node: nodes.Element) -> None:
        self.code.line("linebreak()")

    def visit_todo_node(self, node: nodes.Element) -> None:
        self.open(node, "admonition", kind=literal("note"), whole=self.whole(node))

    depart_todo_node = Writer.close

    # -- mathematics ------------------------------------------------------------------------------------------------

    def visit_math(self, node: nodes.Element) -> None:
        self.anchors(node)
        self._formula(node, block=False)
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.Element) -> None:
        self.source(node)
        self._formula(node, block=True)
        raise nodes.SkipNode

    def _formula(self, node: nodes.Element, *, block: bool) -> None:
        """The formula in Typst if it could be converted, else its LaTeX source, said to be so."""
        latex = node.astext().strip()
        typst = self.builder.formulas.get(latex)
        number = self._equation_number(node)
        if typst is None and "formula" not in self.said:
            self.said.add("formula")
            self.warn("pdf-math", msg("a formula is printed as its LaTeX source: {latex}", latex=latex), node)
        self.code.call(
            "formula",
            self.one_label(node) if block else "none",
            literal(typst) if typst is not None else "none",
            literal(latex),
            block=boolean(block),
            number=literal(number) if number else None,
        )

    def _equation_number(self, node: nodes.Element) -> str:
        number = node.get("number")
        if number is None:
            return ""
        if self.builder.config.math_numfig and self.builder.config.numfig:
            numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get("displaymath", {})
            found = next((numbers[name] for name in node["ids"] if name in numbers), None)
            if found:
                return "(" + ".".join(map(str, found)) + ")"
        return f"({number})"
