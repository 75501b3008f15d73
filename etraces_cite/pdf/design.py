"""The components of sphinx-design: containers that say in ``design_component`` what they are."""

from __future__ import annotations

import re

from docutils import nodes

from etraces_cite.pdf.images import ImageVisitor
from etraces_cite.pdf.writer import Writer

__all__ = ["DesignVisitor"]

_COLUMNS = re.compile(r"sd-row-cols(?:-(?:xs|sm|md|lg))?-(\d+)")
_WIDEST = 3  # three cards still read well side by side on the text width of A4

_BOXES = {
    "card": "card",
    "card-header": "card-header",
    "card-footer": "card-footer",
    "card-title": "card-title",
    "dropdown": "card",
    "aside": "card",
    "tab-item": "tab",
}


class DesignVisitor(ImageVisitor):
    """What opens, hides or slides on a screen lies open on paper, with its title."""

    def visit_container(self, node: nodes.Element) -> None:
        component = node.get("design_component", "")
        self.source(node)
        if component == "grid-row":
            self._open_grid(node)
        elif component in _BOXES:
            whole = self.whole(node) if _BOXES[component] == "card" else None
            self.open(node, _BOXES[component], whole=whole)
        elif "literal-block-wrapper" in node["classes"]:
            self._open_captioned_block(node, "code-block")
            raise nodes.SkipNode
        else:
            self.anchors(node)

    def depart_container(self, node: nodes.Element) -> None:
        component = node.get("design_component", "")
        if component == "grid-row" or component in _BOXES:
            self.close()

    def _open_grid(self, node: nodes.Element) -> None:
        """The items side by side, as many as the widest screen of a tablet would show, three at most."""
        items = [child for child in node.children if isinstance(child, nodes.Element)]
        visible = [item for item in items if not isinstance(item, nodes.comment | nodes.target | nodes.system_message)]
        columns = max((int(number) for number in _COLUMNS.findall(" ".join(node["classes"]))), default=len(visible))
        self.code.open_list("side-by-side", str(max(1, min(columns, _WIDEST, len(visible) or 1))))
        for item in items:
            self.code.open_body()
            if item in visible:
                self.anchors(item)
                self.children(item)
            else:
                item.walkabout(self)
            self.code.close_body()
        self.code.close_list()
        raise nodes.SkipNode

    def visit_PassthroughTextElement(self, node: nodes.Element) -> None:
        self.anchors(node)

    depart_PassthroughTextElement = Writer.nothing

    def visit_sd_badge(self, node: nodes.Element) -> None:
        self.open(node, "badge")

    depart_sd_badge = Writer.close
    visit_sd_icon = Writer.skip  # an icon without a text says nothing that the text beside it does not
    visit_fontawesome = Writer.skip

    def visit_sd_line_break(self, node: nodes.Element) -> None:
        self.code.line("linebreak()")
        raise nodes.SkipNode

    def visit_dropdown_main(self, node: nodes.Element) -> None:
        self.open(node, "card")

    depart_dropdown_main = Writer.close

    def visit_dropdown_title(self, node: nodes.Element) -> None:
        self.open(node, "rubric")

    depart_dropdown_title = Writer.close
    visit_sd_tab_input = Writer.skip

    def visit_sd_tab_label(self, node: nodes.Element) -> None:
        self.open(node, "rubric")

    depart_sd_tab_label = Writer.close
