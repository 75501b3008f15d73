"""Lists: bullets, numbers, definitions, fields, options."""

from __future__ import annotations

from docutils import nodes

from etraces_cite.pdf.escape import boolean, literal
from etraces_cite.pdf.writer import Writer

__all__ = ["ListVisitor"]


class ListVisitor(Writer):
    """A list is one call, and its items are arguments."""

    def _tight(self, node: nodes.Element) -> str:
        """A list is set tight if no item holds more than one paragraph, lists inside apart."""
        lists = nodes.bullet_list, nodes.enumerated_list
        blocks = ([b for b in item.children if not isinstance(b, lists)] for item in node.children)
        return boolean(all(len(block) <= 1 for block in blocks))

    def visit_bullet_list(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.code.open_list("list", tight=self._tight(node))

    def depart_bullet_list(self, node: nodes.Element) -> None:
        self.code.close_list()

    def visit_enumerated_list(self, node: nodes.Element) -> None:
        self.anchors(node)
        pattern = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
        style = f"{node.get('prefix', '')}{pattern.get(node.get('enumtype', ''), '1')}{node.get('suffix', '.') or '.'}"
        start = str(node.get("start", 1))
        self.code.open_list("enum", tight=self._tight(node), start=start, numbering=literal(style))

    depart_enumerated_list = depart_bullet_list

    def visit_list_item(self, node: nodes.Element) -> None:
        kind = "enum.item" if isinstance(node.parent, nodes.enumerated_list) else "list.item"
        self.open(node, kind)

    def depart_list_item(self, node: nodes.Element) -> None:
        self.code.close_item()

    def visit_definition_list(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.code.open_list("definitions")

    depart_definition_list = depart_bullet_list

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        """The terms (there may be several, each with its classifiers), then the definition."""
        self.code.open_list("terms.item")
        self.code.open_body()
        self.anchors(node)
        for child in node.children:
            if not isinstance(child, nodes.definition):
                child.walkabout(self)
        self.code.close_body()
        self.code.open_body()
        for child in node.children:
            if isinstance(child, nodes.definition):
                child.walkabout(self)
        self.code.close_body()
        self.code.line("),")
        raise nodes.SkipNode

    def visit_term(self, node: nodes.Element) -> None:
        if node.parent.index(node) and isinstance(
            node.parent[node.parent.index(node) - 1], nodes.term | nodes.classifier
        ):
            self.code.line("linebreak()")
        self.open(node, "run")

    depart_term = Writer.close

    def visit_classifier(self, node: nodes.Element) -> None:
        self.open(node, "classifier")

    depart_classifier = Writer.close

    def visit_definition(self, node: nodes.Element) -> None:
        """Its first paragraph goes on from the term: the two must not be parted by the end of a page."""
        self.anchors(node)
        for index, child in enumerate(node.children):
            if index == 0 and isinstance(child, nodes.paragraph):
                self.anchors(child)
                self.children(child)
            else:
                child.walkabout(self)
        raise nodes.SkipNode

    def visit_field_list(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.code.open_list("fields")

    depart_field_list = depart_bullet_list
    visit_docinfo = visit_field_list
    depart_docinfo = depart_bullet_list

    def visit_field(self, node: nodes.Element) -> None:
        """Two arguments: the name, the body."""

    depart_field = Writer.nothing

    def visit_field_name(self, node: nodes.Element) -> None:
        self.code.open_body()
        self.anchors(node)

    def depart_field_name(self, node: nodes.Element) -> None:
        self.code.close_body()

    visit_field_body = visit_field_name
    depart_field_body = depart_field_name

    def visit_docinfo_item(self, node: nodes.Element) -> None:
        self.code.open_body()
        self.code.line(self.prose(node.__class__.__name__.capitalize()))
        self.code.close_body()
        self.code.open_body()

    visit_author = visit_authors = visit_organization = visit_contact = visit_version = visit_docinfo_item
    visit_revision = visit_status = visit_date = visit_copyright = visit_address = visit_docinfo_item
    depart_author = depart_authors = depart_organization = depart_contact = depart_version = depart_field_name
    depart_revision = depart_status = depart_date = depart_copyright = depart_address = depart_field_name

    def visit_option_list(self, node: nodes.Element) -> None:
        self.anchors(node)
        self.code.open_list("definitions")

    depart_option_list = depart_bullet_list

    def visit_option_list_item(self, node: nodes.Element) -> None:
        self.code.open_list("terms.item")

    def depart_option_list_item(self, node: nodes.Element) -> None:
        self.code.line("),")

    def visit_option_group(self, node: nodes.Element) -> None:
        options = [child.astext() for child in node.children]
        self.code.open_body()
        self.code.call("code", literal(", ".join(options)))
        self.code.close_body()
        raise nodes.SkipNode

    visit_description = visit_field_name
    depart_description = depart_field_name
