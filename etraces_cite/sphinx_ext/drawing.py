"""Drawings made while a page is read: Vega to an SVG file beside the doctrees, and the image node that shows it.

An SVG of ours is inert: shapes and text, no script, no style sheet, no address. It names itself for those who open it alone; in a page its
alternative text is the image's.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from docutils import nodes

from etraces_cite.french import NARROW_SPACE, NO_BREAK_SPACE, typeset

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

__all__ = ["can_draw", "draw", "drawing"]

FOLDER = "etraces"
"""The folder of the drawings, among the doctrees: it lives and dies with them."""

FRENCH_NUMBERS = {"decimal": ",", "thousands": NARROW_SPACE, "grouping": [3], "currency": ["", f"{NO_BREAK_SPACE}€"]}
"""The locale fr-FR of d3-format, but for the space between thousands, which is that of our pages."""

_UNSPOKEN = re.compile(r' (?:aria-[a-z]+|role|pointer-events|class)="[^"]*"')


def can_draw() -> bool:
    """Return whether vl-convert, an optional dependency, is installed."""
    try:
        import vl_convert  # noqa: F401
    except ImportError:
        return False
    return True


def draw(spec: Mapping[str, Any], *, title: str, description: str, language: str) -> str:
    """Return the SVG of a Vega specification, the same to the byte for the same arguments.

    Nothing is fetched: a specification that names an address fails.

    :raises ValueError: for a specification that Vega refuses.
    """
    import vl_convert

    numbers = FRENCH_NUMBERS if language.startswith("fr") else None
    made = vl_convert.vega_to_svg(dict(spec), allowed_base_urls=[], format_locale=numbers)
    made = _UNSPOKEN.sub("", made).replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    head, _, body = made.partition(">")
    names = f"<title>{escape(typeset(title))}</title><desc>{escape(typeset(description))}</desc>"
    return f'{head} role="img">{names}{body}\n'


def drawing(env: BuildEnvironment, docname: str, name: str, svg: str, alt: str) -> nodes.image:
    """Write an SVG file and return the image that shows it in a page.

    :param name: what the drawing shows, unique in its page: the name of the file is made of it and of what is drawn.
    """
    digest = hashlib.sha256(svg.encode()).hexdigest()[:8]
    path = Path(env.doctreedir, FOLDER, f"{nodes.make_id(name)}-{digest}.svg")
    if not path.exists():  # a file written again would make its page look outdated
        _write(path, svg)
    folder = Path(env.doc2path(docname)).parent
    return nodes.image("", uri=Path(os.path.relpath(path, folder)).as_posix(), alt=alt, classes=["etraces-drawing"])


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all: another process may be writing the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as file:
        file.write(text)
    Path(file.name).replace(path)
