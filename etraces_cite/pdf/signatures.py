"""Descriptions of objects: what a domain documents, with its signature."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from etraces_cite.pdf.escape import literal
from etraces_cite.pdf.writer import Writer

__all__ = ["SignatureVisitor"]


class SignatureVisitor(Writer):
    """``desc`` and all below it: the signature in the fixed-width face, the content set in."""

    def visit_desc(self, node: nodes.Element) -> None:
        self.source(node)
        self.open(node, "description")

    depart_desc = Writer.close

    def visit_desc_signature(self, node: nodes.Element) -> None:
        self.no_notes += 1
        self.open(node, "signature")

    def depart_desc_signature(self, node: nodes.Element) -> None:
        self.close()
        self.no_notes -= 1

    def visit_desc_signature_line(self, node: nodes.Element) -> None:
        if node.parent.index(node):
            self.code.line("linebreak()")
        self.anchors(node)

    depart_desc_signature_line = Writer.nothing

    def visit_desc_content(self, node: nodes.Element) -> None:
        if not node.children:
            raise nodes.SkipNode
        self.open(node, "description-body")

    depart_desc_content = Writer.close

    visit_desc_inline = Writer.transparent
    depart_desc_inline = Writer.nothing
    visit_desc_addname = Writer.transparent
    depart_desc_addname = Writer.nothing
    visit_desc_type = Writer.transparent
    depart_desc_type = Writer.nothing
    visit_desc_parameter = Writer.transparent
    depart_desc_parameter = Writer.nothing
    visit_desc_type_parameter = Writer.transparent
    depart_desc_type_parameter = Writer.nothing
    visit_desc_sig_element = Writer.transparent
    depart_desc_sig_element = Writer.nothing

    def visit_desc_name(self, node: nodes.Element) -> None:
        self.open(node, "strong")

    depart_desc_name = Writer.close

    def visit_desc_annotation(self, node: nodes.Element) -> None:
        self.open(node, "emph")

    depart_desc_annotation = Writer.close
    visit_desc_sig_keyword = visit_desc_annotation
    depart_desc_sig_keyword = Writer.close

    def visit_desc_sig_space(self, node: nodes.Element) -> None:
        self.code.line(literal(" "))
        raise nodes.SkipNode

    def visit_desc_returns(self, node: nodes.Element) -> None:
        self.code.line(literal(" → "))

    depart_desc_returns = Writer.nothing

    def visit_desc_parameterlist(self, node: nodes.Element) -> None:
        self._parameters(node, "(", ")")

    def visit_desc_type_parameter_list(self, node: nodes.Element) -> None:
        self._parameters(node, "[", "]")

    def visit_desc_optional(self, node: nodes.Element) -> None:
        self._parameters(node, "[", "]")

    def _parameters(self, node: nodes.Element, opening: str, closing: str) -> None:
        self.code.line(literal(opening))
        for index, child in enumerate(node.children):
            first = index == 0 and not (isinstance(node, addnodes.desc_optional) and node.parent.index(node))
            if not first and not isinstance(child, addnodes.desc_optional):
                self.code.line(literal(", "))  # an optional parameter brings its comma inside its brackets
            child.walkabout(self)
        self.code.line(literal(closing))
        raise nodes.SkipNode
