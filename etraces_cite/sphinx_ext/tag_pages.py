"""The page of each hashtag, made when a site is built: nothing is written among the sources, and a PDF has none."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any, cast

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.nodes import make_refnode

from etraces_cite.locale import msg
from etraces_cite.model import Reference

from .domain import EtracesDomain
from .feeds import feed_link, feed_name
from .journal import Journal, references_by_tag
from .nodes import paragraph
from .site_links import has_site, site_link, tag_page
from .tags import Tag
from .transforms import PaintPending

__all__ = ["collect_tag_pages"]

Collected = tuple[str, dict[str, Any], str]


def collect_tag_pages(app: Sphinx) -> Iterable[Collected]:
    """Return the pages of hashtags: name, context and template of each (the event ``html-collect-pages``).

    Where no page is written, the press review has not changed, and its hashtags' pages stand; nor can the builder render any.
    """
    journal = EtracesDomain.of(app.env).journal_home()
    if journal is None or not has_site(app.builder) or not hasattr(app.builder, "fignumbers"):
        return []
    return list(_pages(app, journal))


def _pages(app: Sphinx, journal: str) -> Iterator[Collected]:
    builder = cast("StandaloneHTMLBuilder", app.builder)
    for tag, references in references_by_tag(EtracesDomain.of(app.env).sources.dossier.references.values()).items():
        name = tag_page(journal, tag.slug)
        fragment = builder.render_partial(_section(app, name, tag, references, journal))["fragment"]
        title = app.env.titles[journal].astext()
        context = {
            "title": html.escape(f"{tag.hashtag} – {title}"),  # templates take titles for markup
            "body": fragment,
            "metatags": feed_link(app, name, feed_name(journal, tag), f"{title} {tag.hashtag}"),
            "parents": [{"link": builder.get_relative_uri(name, journal), "title": html.escape(title)}],
        }
        yield name, context, "page.html"


def _section(app: Sphinx, name: str, tag: Tag, references: list[Reference], journal: str) -> nodes.section:
    domain = EtracesDomain.of(app.env)
    made = Journal(domain.sources, app.config.language, name)
    title = nodes.title("", tag.hashtag)
    section = nodes.section("", title, ids=["tag"])
    section += paragraph(*_lead(app, made, journal, tag), classes=["etraces-feed"])
    section += made.entries(references)
    return _painted(app, section)


def _lead(app: Sphinx, made: Journal, journal: str, tag: Tag) -> Iterator[nodes.Node | str]:
    back = nodes.inline("", app.env.titles[journal].astext())
    yield make_refnode(app.builder, made.docname, journal, "tags", back)
    yield " · "
    link = site_link("", made.blocks.say(msg("Follow by an Atom feed")))
    link["refdoc"], link["file"] = made.docname, feed_name(journal, tag)
    yield link


def _painted(app: Sphinx, section: nodes.section) -> nodes.section:
    """Paint what waits in a section that no page has: the post-transforms of other extensions know nothing of it."""
    document = new_document("")
    document.settings.env = app.env
    document += section
    PaintPending(document).run()
    return section
