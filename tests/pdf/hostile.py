"""An extension that puts text meant to be read as Typst wherever a node of a page can hold a text."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

TRAPS = (
    '#panic("x")',
    '"); panic("x"); ("',
    '\\"); panic(1) //',
    '", ..panic(), "',
    "]#panic()[",
    "})\npanic()\n#{",
    "*/ panic() /*",
    "`#panic()` $#panic()$ ```typst #panic()```",
    "\\u{22}); panic(); (\\u{22}",
    "<label> @ref // = titre - liste + suite / terme: x",
    "\u2028#panic()\u2029\x85#panic()\x0b\x0c",
)


def lay_traps(app: Sphinx, doctree: nodes.document) -> None:
    section = doctree.next_node(nodes.section)
    assert section is not None
    for number, trap in enumerate(TRAPS):
        section += _everywhere(number, trap)


def _everywhere(number: int, trap: str) -> list[nodes.Node]:
    term = nodes.definition_list_item("", nodes.term("", trap), nodes.definition("", nodes.paragraph("", trap)))
    field = nodes.field("", nodes.field_name("", trap), nodes.field_body("", nodes.paragraph("", trap)))
    entry = nodes.entry("", nodes.paragraph("", trap), morecols=0)
    group = nodes.tgroup("", nodes.colspec(colwidth=1), nodes.tbody("", nodes.row("", entry)), cols=1)
    table = nodes.table("", nodes.title("", trap), group, ids=[f"t{number}{trap}"])
    image = nodes.image(uri="x.svg", alt=trap, candidates={"*": "x.svg"}, width=trap, align=trap)
    inner = nodes.section("", nodes.title("", trap), nodes.paragraph("", trap), ids=[f"s{number}{trap}"])
    inner.source = trap
    return [
        nodes.paragraph(
            "",
            "",
            nodes.strong("", trap),
            nodes.emphasis("", trap),
            nodes.literal("", trap, classes=["code"], language=trap),
        ),
        nodes.paragraph(
            "", "", nodes.reference("", trap, refuri=f"https://example.org/{trap}"), nodes.superscript("", trap)
        ),
        nodes.paragraph(
            "", "", nodes.reference("", trap, refid=f"s{number}{trap}"), nodes.abbreviation("", trap, explanation=trap)
        ),
        nodes.literal_block("", trap, language=trap),
        nodes.math_block("", trap, number=trap, label=None, nowrap=False, docname="index"),
        nodes.enumerated_list(
            "", nodes.list_item("", nodes.paragraph("", trap)), prefix=trap, suffix=trap, enumtype="arabic"
        ),
        nodes.definition_list("", term),
        nodes.field_list("", field),
        nodes.figure("", image, nodes.caption("", trap), ids=[f"f{number}{trap}"]),
        nodes.admonition("", nodes.title("", trap), nodes.paragraph("", trap)),
        table,
        inner,
    ]


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("doctree-read", lay_traps)
    return {"parallel_read_safe": True}
