"""Images and figures: their alternatives are required, because the PDF is for readers who hear it too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docutils import nodes

from etraces_cite.locale import msg
from etraces_cite.pdf.escape import literal
from etraces_cite.pdf.numbers import caption_number
from etraces_cite.pdf.writer import Writer

__all__ = ["ImageVisitor", "stands_alone"]

_LENGTH = re.compile(r"\s*(?P<number>\d*\.?\d+)\s*(?P<unit>[a-z%]*)\s*")
_UNITS = {"": 0.75, "px": 0.75, "pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 28.3465, "mm": 2.83465, "em": 11.0, "ex": 5.0}
_UNITS |= {"rem": 11.0}


class ImageVisitor(Writer):
    """An image stands in a line or is a block; a figure is an image with a caption and perhaps a legend."""

    def visit_image(self, node: nodes.Element) -> None:
        self.anchors(node)
        name = self.builder.images.get(node["uri"])
        alternative = self._alternative(node)
        if name is None:
            self._missing(node, alternative)
        else:
            self.code.call(
                "picture" if stands_alone(node) else "inline-picture",
                literal(f"{self.builder.imagedir}/{name}"),
                alt=literal(alternative) if alternative else "none",
                width=_length(node.get("width")),
                height=_length(node.get("height")),
                scale=f"{node['scale']}%" if node.get("scale") else None,
                place=literal(node["align"]) if node.get("align") in {"left", "center", "right"} else None,
            )
        raise nodes.SkipNode

    def _missing(self, node: nodes.Element, alternative: str) -> None:
        """What is not on this machine is not fetched: its alternative and its address stand for it."""
        self.warn("pdf-image", msg("the image is not a local file: {uri}", uri=node["uri"]), node)
        self.code.call("missing-picture", self.prose(alternative or node["uri"]), literal(node["uri"]))

    def _alternative(self, node: nodes.Element) -> str:
        """The text of the writer, else the caption; without either the image is marked as mere decoration."""
        text = str(node.get("alt", "")).strip()
        if not text and isinstance(node.parent, nodes.figure | nodes.reference):
            figure = node.parent if isinstance(node.parent, nodes.figure) else node.parent.parent
            captions = [child for child in figure.children if isinstance(child, nodes.caption)]
            text = captions[0].astext() if captions else ""
        if not text and "decorative" not in node["classes"]:
            self.warn("pdf-alt", msg("image without alternative text: {uri}", uri=node["uri"]), node)
        return " ".join(text.split())

    def visit_figure(self, node: nodes.Element) -> None:
        self.source(node)
        self._open_captioned_block(node, "figure")
        raise nodes.SkipNode

    def _open_captioned_block(self, node: nodes.Element, kind: str) -> None:
        """A figure, or a code block with its caption: the caption and its legend, then what they are about."""
        captions = [child for child in node.children if isinstance(child, nodes.caption)]
        alternative = None if _shows_something(node) else literal(" ".join(node.astext().split()) or kind)
        self.code.open_list("captioned", self.one_label(node), kind=literal(kind), alt=alternative)
        self._caption(node, captions, kind)
        self.code.line("{[]")
        for child in node.children:
            if not isinstance(child, nodes.caption | nodes.legend):
                child.walkabout(self)
        self.code.close()

    def _caption(self, node: nodes.Element, captions: Sequence[nodes.Element], kind: str) -> None:
        number = caption_number(self.builder, self.docname, node, kind)
        if len(node.children) == 1 and not number:
            self.code.line("none,")
            return
        self.code.open_body()
        if number:
            self.code.call("caption-number", self.prose(number))
        for caption in captions:
            self.anchors(caption)
            self.children(caption)
        for legend in node.children:
            if isinstance(legend, nodes.legend):
                legend.walkabout(self)
        self.code.close_body()

    def visit_caption(self, node: nodes.Element) -> None:
        self.open(node, "loose-caption")

    depart_caption = Writer.close

    def visit_legend(self, node: nodes.Element) -> None:
        self.open(node, "legend")

    depart_legend = Writer.close


def _shows_something(figure: nodes.Element) -> bool:
    """Does a figure hold what a reader can hear? Else (a diagram we cannot draw) PDF/UA wants its text as alternative."""
    heard = nodes.image, nodes.table, nodes.literal_block, nodes.math_block, nodes.paragraph
    return any(
        isinstance(node, heard)
        for child in figure.children
        if not isinstance(child, nodes.legend)
        for node in child.findall()
    )


def stands_alone(node: nodes.Element) -> bool:
    """Is an image a block? It is outside a text, and in a paragraph of which it is all."""
    inner: nodes.Element = node
    while isinstance(inner.parent, nodes.TextElement):
        if any(sibling is not inner and _is_seen(sibling) for sibling in inner.parent.children):
            return False
        inner = inner.parent
        if isinstance(inner, nodes.paragraph):
            return True
    return inner is node or not isinstance(inner, nodes.title | nodes.term | nodes.rubric | nodes.caption)


def _is_seen(node: nodes.Node) -> bool:
    silent = nodes.comment, nodes.target, nodes.raw, nodes.Invisible
    return not isinstance(node, silent) and not (isinstance(node, nodes.Text) and not node.astext().strip())


def _length(value: str | None) -> str | None:
    """A docutils length as a Typst one; None for a length we cannot read."""
    match = _LENGTH.fullmatch(str(value)) if value else None
    if match is None:
        return None
    if match["unit"] == "%":
        return f"{float(match['number']):g}%"
    points = _UNITS.get(match["unit"])
    return None if points is None else f"{float(match['number']) * points:g}pt"
