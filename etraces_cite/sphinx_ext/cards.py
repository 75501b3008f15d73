"""Social cards: the image of each article that other sites show beside a link to it, set by Typst.

A card needs the address of the site, since Open Graph (https://ogp.me/) knows absolute addresses alone. The other Open Graph
elements are those of sphinxext-opengraph, where a project uses it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from etraces_cite.french import typeset

from .outputs import are_written, write_output
from .publication import article, articles
from .site_links import address_of_file, has_site, site_address

__all__ = ["name_card", "write_cards"]

TEMPLATE = Path(__file__).parent / "templates" / "card.typ"
WIDTH, HEIGHT = 1200, 630
"""Pixels: the template is as many points wide and high."""


def name_card(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: object) -> None:
    """Say what the image of a page is (the event ``html-page-context``, before sphinxext-opengraph reads the metadata).

    An article has its own; any other page has that of the first page of the site.
    """
    if doctree is None or not _has_cards(app):
        return
    name = pagename if (found := article(app, pagename)) else app.config.root_doc
    card = {
        "og:type": "article" if found else "website",
        "og:image": address_of_file(app.builder, _path(name)),
        "og:image:alt": f"{_title(app, name)} – {app.config.project}",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
    }
    context["meta"] = card | (context.get("meta") or {})


def write_cards(app: Sphinx, exception: Exception | None) -> None:
    """Draw the cards (the event ``build-finished``)."""
    if exception or are_written(app) or not _has_cards(app):
        return
    for name in (app.config.root_doc, *(one.name for one in articles(app))):
        write_output(app, _path(name), _drawn(_title(app, name), app.config.project, app.config.language))


def _has_cards(app: Sphinx) -> bool:
    return app.config.etraces_cite_cards and has_site(app.builder) and bool(site_address(app.builder))


def _title(app: Sphinx, docname: str) -> str:
    return typeset(app.env.titles[docname].astext())


def _path(docname: str) -> str:
    return f"_images/{docname.replace('/', '-')}-card.png"


def _drawn(title: str, project: str, language: str) -> bytes:
    import typst  # a site without cards does not need it

    inputs = {"title": title, "project": project, "language": language.partition("_")[0]}
    made = typst.compile(TEMPLATE, format="png", ppi=72.0, sys_inputs=inputs, ignore_system_fonts=True)
    return bytes(made)
