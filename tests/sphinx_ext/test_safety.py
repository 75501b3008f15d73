"""What a record or a bibliography says is text, whatever it is: nothing of it runs, moves, or hides what stands beside it."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from .project import Project

SIGNS = ("=", "+", "-", "@", "\t=")
ATTACK = (
    "cmd|'/C calc'!A0</script><script>alert(\"un\")</script>\"'><img src=x onerror=alert(2)> <!-- ]]> &lt; "
    '\u202erevers\u2066\x07 {{ 7*7 }} `code` <a href="javascript:alert(3)">lien</a>'
)
ADDRESS = "javascript:alert('adresse')//https://a.example/\"><script>alert(4)</script>"
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}

TEXT_FIELDS = (
    "title", "subtitle", "journaltitle", "organization", "publisher", "institution", "note", "howpublished", "addendum", "number",
    "volume", "pages", "type", "isbn", "issn", "keywords", "abstract", "langid", "entrysubtype", "location", "eprint", "series",
)  # fmt: skip
ADDRESS_FIELDS = ("url", "archiveurl", "doi")
FACT_FIELDS = ("label", "locator", "according-to", "note", "measure", "quotation")


def entry(key: str, kind: str, sign: str) -> str:
    fields = dict.fromkeys(TEXT_FIELDS, f"{sign}{ATTACK}") | dict.fromkeys(ADDRESS_FIELDS, ADDRESS)
    fields["author"] = f"{{{sign}{ATTACK}}} and {ATTACK}, {sign}{ATTACK}".replace("{{ 7*7 }}", "")
    written = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{key},\n  date = {{2020}},\n{written}}}\n"


def fact(name: str, sign: str, value: str) -> str:
    lines = "".join(f"{field} = {json.dumps(sign + ATTACK + chr(10) + 'suite')}\n" for field in FACT_FIELDS)
    return f"[facts.{name}]\n{value}\n{lines}\n"


@pytest.fixture
def site(project: Project) -> Path:
    keys = [f"hostile-{place}" for place in range(len(SIGNS))]
    kinds = ("article", "online", "report", "legislation", "book")
    project.write("references.bib", "\n".join(map(entry, keys, kinds, SIGNS)))
    for path in (project.folder / "records").iterdir():
        path.unlink()
    for place, (key, sign) in enumerate(zip(keys, SIGNS, strict=True)):
        values = (f"value = {place}\nunit = {json.dumps(sign + ATTACK)}", f"label-value = {json.dumps(sign + ATTACK)}")
        facts = "".join(fact(f"fait-{place}-{rank}", sign, value) for rank, value in enumerate(values))
        project.write(f"records/{key}.toml", f'reference = "{key}"\n\n{facts}')
    project.write("records/measures.toml", "")
    cited = " ".join(f"{{cite:t}}`{key}` {{cite:p}}`{key}`" for key in keys)
    facts = " ".join(f"fait-{place}-{rank}" for place in range(len(SIGNS)) for rank in range(2))
    roles = " ".join(f"{{fact}}`{name}`" for name in facts.split())
    project.write(
        "index.md",
        f"# Accueil\n\n{cited} {roles}\n\n:::{{fact-box}} {facts}\n:::\n\n```{{toctree}}\nsources\nrevue\n```\n",
    )
    project.write(
        "autre.md",
        f"---\norphan: true\n---\n\n# Autre\n\n:::{{fact-table}} {facts}\n:::\n\n:::{{bibliography}}\n:all:\n:::\n",
    )
    project.write("dispenses.md", "---\norphan: true\n---\n\n# Dispenses\n")
    project.write("revue.md", "# Revue\n\n:::{press-review}\n:::\n\n:::{data-files}\n:::\n")
    options = {
        "etraces_cite_verify": False,
        "etraces_cite_articles": ["index"],
        "html_baseurl": "https://lampes.example/",
        "suppress_warnings": ["etraces.*"],
    }
    return Path(project.build("html", confoverrides=options).outdir)


class Markup(html.parser.HTMLParser):
    """What a browser would make of a page: its elements, and its text outside scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.text: list[str] = []
        self._is_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        self._is_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._is_script = False

    def handle_data(self, data: str) -> None:
        (self.scripts if self._is_script else self.text).append(data)


def pages(site: Path) -> Iterator[tuple[str, Markup]]:
    found = sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)
    assert len(found) >= 8
    for path in found:
        yield path.relative_to(site).as_posix(), Markup(path.read_text(encoding="utf-8"))


def hidden(text: str) -> list[str]:
    """Return the characters of a text that nobody sees and that turn or end what follows."""
    return [
        f"U+{ord(c):04X}" for c in text
        if unicodedata.bidirectional(c) in BIDI or (unicodedata.category(c) == "Cc" and c not in "\n\r\t")
    ]  # fmt: skip


def test_a_page_has_no_element_and_no_address_of_theirs(site: Path) -> None:
    seen = 0
    for name, markup in pages(site):
        assert not [
            attributes for tag, attributes in markup.elements if tag == "img" and attributes.get("src") == "x"
        ], name
        for tag, attributes in markup.elements:
            assert not [one for one in attributes if one.startswith("on")], (name, tag, attributes)
            for one in ("href", "src", "action"):
                assert not attributes.get(one, "").strip().lower().startswith(("javascript:", "data:text")), (name, tag)
        assert not [script for script in markup.scripts if script.lstrip().startswith("alert(")], name
        text = "".join(markup.text)
        assert hidden(text) == [], name
        assert "49 " not in text, "nothing is a template"
        seen += text.count("onerror=alert(2)")
    assert seen > 20, "the texts are there, as texts"


def test_json_ld_is_one_object_that_names_them(site: Path) -> None:
    markup = dict(pages(site))["index.html"]
    (script,) = [script for script in markup.scripts if script.startswith('{"@context"')]
    data = json.loads(script)
    assert len(data["citation"]) == len(SIGNS)
    assert all("<script>alert" in one["name"] and "url" not in one for one in data["citation"])
    assert hidden(script) == []
    assert {attributes.get("type") for tag, attributes in markup.elements if tag == "script"} <= {
        None,
        "",
        "application/ld+json",
    }


def test_a_feed_is_well_formed_and_its_summaries_are_text(site: Path) -> None:
    feeds = list(site.rglob("*.atom"))
    assert len(feeds) > 1
    for path in feeds:
        text = path.read_text(encoding="utf-8")
        ET.fromstring(text)
        assert hidden(text) == []
        feed = feedparser.parse(text, sanitize_html=False)
        assert feed.bozo is False
        for one in feed.entries:
            assert one.link.startswith("https://lampes.example/revue.html#entry-hostile-")
            summary = Markup(one.summary)
            assert summary.elements == []
            assert "<script>alert" in "".join(summary.text)


@pytest.mark.parametrize("name", ["facts.csv", "sources.csv"])
def test_a_spreadsheet_computes_no_cell(site: Path, name: str) -> None:
    rows = list(csv.reader(io.StringIO((site / "data" / name).read_bytes().decode(), newline="")))
    assert len({len(row) for row in rows}) == 1, "a newline in a cell makes no row"
    for row in rows[1:]:
        for cell in row:
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n")), cell
            assert hidden(cell) == []
    assert sum(cell.startswith(("'=cmd", "'+cmd", "'-cmd", "'@cmd", "'\t=cmd")) for row in rows for cell in row) > 15
    assert "javascript:" not in "".join(row[rows[0].index("address")] for row in rows)


def test_json_has_addresses_of_the_web_alone(site: Path) -> None:
    for name in ("facts.json", "references.json"):
        text = (site / "data" / name).read_text(encoding="utf-8")
        assert hidden(text) == []
        for one in json.loads(text):
            assert "URL" not in one
            assert str(one.get("archive_location", "https://")).startswith("https://")


def test_coins_hold_no_markup(site: Path) -> None:
    found = [
        attributes["title"]
        for tag, attributes in dict(pages(site))["sources.html"].elements
        if attributes.get("class") == "Z3988"
    ]
    assert len(found) == len(SIGNS)
    assert not [title for title in found if set("<>\"' ") & set(title)]
