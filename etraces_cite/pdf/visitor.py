"""The translator: every family of nodes, one method a node."""

from __future__ import annotations

from etraces_cite.pdf.blocks import BlockVisitor
from etraces_cite.pdf.design import DesignVisitor
from etraces_cite.pdf.footnotes import FootnoteVisitor
from etraces_cite.pdf.lists import ListVisitor
from etraces_cite.pdf.signatures import SignatureVisitor
from etraces_cite.pdf.sphinxnodes import SphinxNodeVisitor
from etraces_cite.pdf.tables import TableVisitor

__all__ = ["TypstTranslator"]


class TypstTranslator(
    SphinxNodeVisitor, DesignVisitor, SignatureVisitor, TableVisitor, FootnoteVisitor, ListVisitor, BlockVisitor
):
    """docutils → Typst. Walk a resolved document, then read :meth:`astext`.

    Other extensions add their own nodes as usual: ``app.add_node(node, dossierpdf=(visit, depart))``; the visitors get
    this translator and write to ``self.code``, or open and close calls of ``elements.typ`` with ``self.open(node,
    "card")`` and ``self.close()``.
    """

    def astext(self) -> str:
        """The body of the dossier, with the definitions it needs before it."""
        return f"{self.preamble()}#{{\n{self.code}}}\n"
