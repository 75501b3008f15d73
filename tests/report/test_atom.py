"""Feeds: what is escaped, what identifies, what is refused."""

import datetime

import feedparser
import pytest

from etraces_cite.report.atom import Entry, Feed, atom, stable_id

DAY = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)


def feed(*entries: Entry) -> Feed:
    return Feed("urn:x:1", "Revue", "https://a.example/", "La rédaction", entries)


def test_texts_are_escaped_once_and_read_back() -> None:
    entry = Entry("urn:x:2", "A < B & C", "https://a.example/?x=1&y=2", DAY, summary="<b>gras</b> & \u202etexte\x00")
    (found,) = feedparser.parse(atom(feed(entry)), sanitize_html=False).entries
    assert (found.title, found.link) == ("A < B & C", "https://a.example/?x=1&y=2")
    assert found.summary == "&lt;b&gt;gras&lt;/b&gt; &amp; texte", "markup whose text is what was written"
    assert "published" not in found
    assert found.updated == "2026-11-24T00:00:00+00:00"


def test_a_feed_without_entries_is_refused() -> None:
    with pytest.raises(ValueError, match="no date"):
        atom(feed())


@pytest.mark.parametrize(
    ("name", "authority", "identifier"),
    [
        ("revue/a", "a.example,2026", "tag:a.example,2026:revue/a"),
        ("revue/é b", "a.example,2026", "tag:a.example,2026:revue/%C3%A9%20b"),
        ("revue/a", "", "urn:uuid:48ab6b28-d2d5-576b-a979-1995ea0cfd1a"),
    ],
)
def test_identifiers(name: str, authority: str, identifier: str) -> None:
    assert stable_id(name, authority=authority, scope="Dossier") == identifier
