"""The site as it is published, which alone knows its own address: what names it by that address, and that it holds."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import frictionless
import pytest

ROOT = Path(__file__).parents[1]
ADDRESS = "https://e-traces.example/fr/latest/"
ARTICLES = sorted(f"dossiers/{path.stem}.html" for path in (ROOT / "docs" / "dossiers").glob("*.md"))


class Head(HTMLParser):
    """The elements of a page, by name, in order."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def meta(self, name: str) -> list[str]:
        return [
            one["content"]
            for tag, one in self.elements
            if tag == "meta" and name in (one.get("property"), one.get("name"))
        ]

    def links(self, rel: str) -> list[str]:
        return [one["href"] for tag, one in self.elements if tag == "link" and one.get("rel") == rel]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "-b",
        "html",
        "-d",
        str(folder / "trees"),
        "docs",
        str(folder / "site"),
    ]
    environment = os.environ | {"READTHEDOCS_CANONICAL_URL": ADDRESS, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return folder / "site"


@pytest.mark.parametrize("name", [*ARTICLES, "index.html", "sources.html"])
def test_a_page_says_where_it_is_and_what_it_shows_elsewhere(site: Path, name: str) -> None:
    head = Head(site / name)
    assert head.links("canonical") == [ADDRESS + name]
    assert head.meta("og:url") == [ADDRESS + name]
    (image,) = head.meta("og:image")
    assert (site / image.removeprefix(ADDRESS)).is_file()
    (description,) = head.meta("description")
    assert len(description) > 60
    assert head.meta("og:type") == ["article" if name in ARTICLES else "website"]


def test_the_sitemap_lists_the_pages_to_be_found_each_once(site: Path) -> None:
    found = [one.text or "" for one in ET.fromstring((site / "sitemap.xml").read_bytes()).findall(".//{*}loc")]
    assert len(found) == len(set(found))
    listed = {one.removeprefix(ADDRESS) for one in found}
    made = {
        path.relative_to(site).as_posix() for path in site.rglob("*.html") if not path.is_relative_to(site / "_static")
    }
    assert made - listed == {"404.html", "genindex.html", "search.html"}
    assert listed <= made


def test_the_page_of_errors_has_the_links_of_its_own_place(site: Path) -> None:
    head = Head(site / "404.html")
    first = next(one for tag, one in head.elements if tag in ("base", "link", "script", "a"))
    assert first == {"href": f"{ADDRESS}404.html"}, "before any address that it governs"
    assert head.meta("robots") == ["noindex"]


def test_feeds_name_themselves_and_their_pages(site: Path) -> None:
    feeds = sorted(site.rglob("*.atom"))
    assert len(feeds) > 10
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        links = {link.rel: link.href for link in feed.feed.links}
        assert links["self"] == ADDRESS + path.relative_to(site).as_posix()
        assert (site / links["alternate"].removeprefix(ADDRESS)).is_file()
        assert feed.feed.id.startswith("tag:e-traces.readthedocs.io,2026:revue")


def test_the_data_can_be_read(site: Path) -> None:
    report = frictionless.validate(str(site / "donnees" / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []
