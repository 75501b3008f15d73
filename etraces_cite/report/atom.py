"""Feeds in Atom (RFC 4287). The bytes depend on what is given alone: no clock is read."""

from __future__ import annotations

import datetime
import html
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from etraces_cite.french import visible

__all__ = ["Entry", "Feed", "atom", "stable_id"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; its texts are plain, and are escaped here."""

    id: str
    """An IRI that never changes: readers know by it what they have shown."""
    title: str
    address: str
    updated: datetime.datetime
    published: datetime.datetime | None = None
    author: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; its date is that of its latest entry."""

    id: str
    title: str
    page: str
    """The address of the page that shows the same."""
    author: str
    """RFC 4287, § 4.1.1: a feed names an author unless each of its entries does."""
    entries: Sequence[Entry]
    address: str | None = None
    """Its own, where it is known; a feed reader asks for it again there."""
    subtitle: str = ""
    language: str = "fr"
    rights: str = ""


def stable_id(name: str, *, authority: str, scope: str) -> str:
    """Return an identifier that does not depend on where the site is served.

    :param authority: ``example.org,2026``: who names, and a date on which the domain was theirs (RFC 4151).
    :param scope: what names it where there is no authority: the identifier is then a UUID of scope and name (RFC 9562, § 5.5).
    """
    if authority:
        return f"tag:{quote(authority, safe=',@')}:{quote(name, safe='/-')}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{scope}\x1f{name}").urn


def atom(feed: Feed) -> bytes:
    """Return a feed as XML in UTF-8.

    :raises ValueError: for a feed without entries, which has no date.
    """
    if not feed.entries:
        raise ValueError("a feed without entries has no date")
    from feedgenerator import Atom1Feed

    made = Atom1Feed(
        visible(feed.title),
        feed.page,
        visible(feed.subtitle),
        language=feed.language,
        author_name=visible(feed.author),
        feed_url=feed.address,
        feed_guid=feed.id,
        feed_copyright=feed.rights or None,
    )
    for entry in feed.entries:
        made.add_item(
            visible(entry.title),
            entry.address,
            html.escape(visible(entry.summary)) or None,
            author_name=visible(entry.author) or None,
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.id,
            categories=[visible(tag) for tag in entry.tags],
        )
    written = io.StringIO()
    made.write(written, "utf-8")
    return written.getvalue().encode()
