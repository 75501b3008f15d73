"""Text that means to be Typst is printed as it reads, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable

from . import hostile
from .conftest import Built
from .test_document import squeeze

Maker = Callable[..., Built]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def test_no_text_of_any_node_is_read_as_typst(make: Maker) -> None:
    options = {"suppress_warnings": ["etraces.pdf-math", "etraces.pdf-glyph", "misc.highlighting_failure"]}
    extensions = ["myst_parser", "etraces_cite.pdf", hostile.__name__]
    built = make("# Titre\n\nTexte.\n", files={"x.svg": SVG}, extensions=extensions, **options)
    printed = squeeze(built.text())
    for trap in hostile.TRAPS:
        visible = squeeze("".join(char for char in trap if char.isprintable() or char.isspace()))
        assert printed.count(visible) >= 8, trap
