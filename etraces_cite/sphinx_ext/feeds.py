"""Feeds of the press review: one for all, one for each hashtag, written beside the pages, and named in their heads."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from etraces_cite.french import is_followable, typeset
from etraces_cite.model import Reference
from etraces_cite.parse.edtf import parse_edtf
from etraces_cite.report.atom import Entry, Feed, atom, stable_id
from etraces_cite.report.publication import moment

from .domain import EtracesDomain
from .journal import FEED_SUFFIX, newest_first, references_by_tag
from .ledger import anchor
from .outputs import are_written, write_output
from .site_links import address_of_file, address_of_page, has_site, tag_page
from .tags import Tag, keywords

__all__ = ["add_feed_link", "feed_link", "feed_name", "write_feeds"]


def feed_name(journal: str, tag: Tag | None = None) -> str:
    """Return the path of a feed from the top of the site."""
    return (tag_page(journal, tag.slug) if tag else journal) + FEED_SUFFIX


def feed_link(app: Sphinx, page: str, feed: str, title: str) -> str:
    """Return the element of a page's head by which browsers and feed readers find a feed."""
    address = relative_uri(app.builder.get_target_uri(page), quote(feed))
    href, name = html.escape(address), html.escape(title)
    return f'<link rel="alternate" type="application/atom+xml" title="{name}" href="{href}">\n'


def add_feed_link(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Name the feed of the whole press review in the head of each page (the event ``html-page-context``)."""
    journal = EtracesDomain.of(app.env).journal_home()
    if journal and has_site(app.builder):
        title = app.env.titles[journal].astext()
        link = feed_link(app, pagename, feed_name(journal), f"{app.config.project} – {title}")
        context["metatags"] = context.get("metatags", "") + link


def write_feeds(app: Sphinx, exception: Exception | None) -> None:
    """Write the feeds (the event ``build-finished``). One that has no dated entry is not written: Atom dates everything."""
    if (
        exception
        or are_written(app)
        or not has_site(app.builder)
        or (journal := EtracesDomain.of(app.env).journal_home()) is None
    ):
        return
    references = EtracesDomain.of(app.env).sources.dossier.references.values()
    for tag, chosen in ((None, newest_first(references)), *references_by_tag(references).items()):
        entries = list(_entries(app, journal, chosen))
        if entries:
            write_output(app, feed_name(journal, tag), atom(_feed(app, journal, tag, entries)))


def _feed(app: Sphinx, journal: str, tag: Tag | None, entries: list[Entry]) -> Feed:
    title = f"{app.config.project} – {app.env.titles[journal].astext()}"
    name = feed_name(journal, tag)
    address = address_of_file(app.builder, name)
    return Feed(
        id=_id(app, name),
        title=f"{title} {tag.hashtag}" if tag else title,
        page=address_of_page(app.builder, tag_page(journal, tag.slug) if tag else journal),
        author=app.config.author or app.config.project,
        entries=entries,
        address=address if is_followable(address) else None,
        language=app.config.language,
    )


def _entries(app: Sphinx, journal: str, references: Iterable[Reference]) -> Iterator[Entry]:
    """Yield the entries that have a date: that of the publication, or of the day on which the page was read."""
    labels = EtracesDomain.of(app.env).sources.labels
    for reference in references:
        published = moment(reference.published.low) if reference.published else None
        read = _read(reference)
        updated = max(filter(None, (published, read)), default=None)
        if updated is None:
            continue
        url = reference.fields.get("url", "")
        ours = f"{address_of_page(app.builder, journal)}#{anchor('entry', reference.key)}"
        yield Entry(
            id=_id(app, f"{journal}/{reference.key}"),
            title=typeset(reference.title),
            address=url if is_followable(url) else ours,
            updated=updated,
            published=published,
            author=labels[reference.key].all_authors,
            summary=typeset(reference.fields.get("abstract", "")),
            tags=tuple(keywords(reference)),
        )


def _read(reference: Reference) -> Any:
    try:
        return moment(parse_edtf(reference.fields.get("urldate", "")).low)
    except ValueError:
        return None


def _id(app: Sphinx, name: str) -> str:
    return stable_id(name, authority=app.config.etraces_cite_authority, scope=app.config.project)
