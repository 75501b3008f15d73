"""The press review: its entries, its hashtags, their pages and their feeds."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from pathlib import Path

import feedparser
import pytest
from docutils import nodes

from etraces_cite.model import Period, Reference, Span
from etraces_cite.sphinx_ext.tags import keywords, tags_by_keyword

from .project import Project

NB, NN = "\u00a0", "\u202f"
REVIEW = "---\nunchecked: liste\n---\n\n# Revue\n\n:::{press-review}\n:::\n"
ATOM = "{http://www.w3.org/2005/Atom}"


def with_review(project: Project, **options: object) -> Path:
    project.write("dispenses.md", REVIEW)
    app = project.build("html", **options)
    assert project.warnings == []
    return Path(app.outdir)


def entries(project: Project, docname: str) -> list[list[str]]:
    document = project.doctree(docname)
    lists = [one for one in document.findall(nodes.bullet_list) if "etraces-journal" in one["classes"]]
    return [[paragraph.astext() for paragraph in item.children] for one in lists for item in one.children]


def reference(key: str, words: str) -> Reference:
    return Reference(key, "online", {"keywords": words}, (), Span("references.bib", 1, 1, 1, 1))


def test_entries_come_newest_first_by_year_and_undated_ones_last(project: Project) -> None:
    with_review(project)
    document = project.doctree("dispenses")
    titles = [section.next_node(nodes.title).astext() for section in document.findall(nodes.section)]
    assert titles == ["Revue", "2021", "2020", "Sans date", "Mots-dièses"]
    shown = entries(project, "dispenses")
    assert [entry[0] for entry in shown] == [
        f"«{NN}Rapport sur l’éclairage{NN}»",
        f"«{NN}Les lampes, suite{NN}»",
        f"«{NN}Le prix des “lampes”{NN}»",
        f"«{NN}Sans auteur ni date{NN}»",
    ]
    assert shown[2][1:] == [
        f"La Gazette, 3{NB}mai 2020",
        "Le premier article sur le marché.",
        "#lampes #marché-public · 3 faits",
    ]


def test_an_entry_leads_to_its_source_its_facts_and_the_pages_of_its_hashtags(project: Project) -> None:
    with_review(project)
    (item,) = [
        one for one in project.doctree("dispenses").findall(nodes.list_item) if "entry-gazette-2020" in one["ids"]
    ]
    assert [link["refuri"] for link in item.findall(nodes.reference)] == [
        "https://gazette.example/lampes",
        "dispenses/lampes.html",
        "dispenses/marche-public.html",
        "sources.html#source-gazette-2020",
    ]


def test_each_hashtag_has_a_page_of_its_entries_and_nothing_is_written_among_the_sources(project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.folder.rglob("*.md") if path.name != "dispenses.md"}
    site = with_review(project)
    assert sorted(path.name for path in (site / "dispenses").iterdir()) == [
        "lampes.atom", "lampes.html", "marche-public.atom", "marche-public.html",
    ]  # fmt: skip
    page = (site / "dispenses" / "marche-public.html").read_text(encoding="utf-8")
    assert "https://gazette.example/lampes" in page
    assert "Les lampes, suite" not in page
    assert 'href="../sources.html#source-gazette-2020"' in page
    assert 'href="lampes.html"' in page
    after = {path: path.stat().st_mtime_ns for path in project.folder.rglob("*.md") if "_build" not in path.parts}
    after.pop(project.folder / "dispenses.md")
    assert after == before


def test_a_build_that_writes_no_page_leaves_those_of_the_hashtags(project: Project) -> None:
    site = with_review(project)
    page = (site / "dispenses" / "lampes.html").read_bytes()
    with_review(project)
    assert (site / "dispenses" / "lampes.html").read_bytes() == page


def test_the_sources_lead_to_the_hashtags_once_there_is_a_press_review(project: Project) -> None:
    def hashtags() -> list[str]:
        (tags,) = [
            one for one in project.doctree("sources").findall(nodes.paragraph) if "etraces-tags" in one["classes"]
        ]
        return [link["refuri"] for link in tags.findall(nodes.reference)]

    project.build("html")
    assert hashtags() == []
    with_review(project)
    assert hashtags() == ["dispenses/lampes.html", "dispenses/marche-public.html"]
    assert "sources" in project.written, "a page that was not read again is written again"


@pytest.mark.parametrize(
    ("options", "expected"),
    [(":limit: 2", ["Rapport", "Les lampes"]), (":tag: marche public", ["Le prix"]), (":tag: inconnu", [])],
)
def test_a_part_of_the_review_can_stand_on_any_page(project: Project, options: str, expected: list[str]) -> None:
    project.write("dispenses.md", REVIEW)
    project.write("autre.md", f"# Autre\n\n:::{{press-review}}\n{options}\n:::\n")
    project.build("html")
    assert [
        entry[0].lstrip(f"«{NN}")[: len(start)]
        for entry, start in zip(entries(project, "autre"), expected, strict=True)
    ] == expected
    unknown = "aucune entrée de la bibliographie n’a le mot-clé « inconnu »"
    assert [unknown in line for line in project.warnings] == [True] * (not expected)


@pytest.mark.parametrize("builder", ["text", "dossierpdf", "singlehtml", "latex"])
def test_other_builders_print_hashtags_as_text(project: Project, builder: str) -> None:
    project.write("dispenses.md", REVIEW)
    project.replace("conf.py", '"etraces_cite"', '"etraces_cite", "etraces_cite.pdf"')
    app = project.build(builder)
    assert project.warnings == []
    assert not list(Path(app.outdir).rglob("*.atom"))
    if builder == "text":
        text = (Path(app.outdir) / "dispenses.txt").read_text(encoding="utf-8")
        assert "#lampes #marché-public · 3 faits" in text
        assert "Atom" not in text, "a feed that has no address cannot be followed from paper"


def test_on_paper_the_feed_has_its_address(project: Project) -> None:
    project.write("dispenses.md", REVIEW)
    app = project.build("text", confoverrides={"html_baseurl": "https://lampes.example/fr"})
    text = (Path(app.outdir) / "dispenses.txt").read_text(encoding="utf-8")
    assert "(https://lampes.example/fr/dispenses.atom)" in text


# -- hashtags ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "slugs"),
    [
        ("police, Police , POLICE", {"police": "police", "Police": "police", "POLICE": "police"}),
        ("époux, epoux", {"époux": "epoux", "epoux": "epoux"}),
        ("vidéo-surveillance, marchés publics", {"vidéo-surveillance": "video-surveillance", "marchés publics": "marches-publics"}),
        ("C, C++", {"C": "c-06b9df6f", "C++": "c-6f1ca842"}),
        ("../../etc/passwd", {"../../etc/passwd": "etc-passwd"}),
        ("***", {"***": "7e4b1fda"}),
        ("полиция", {"полиция": "полиция"}),
        ("", {}),
    ],
)  # fmt: skip
def test_a_slug_is_letters_and_digits_alone(written: str, slugs: dict[str, str]) -> None:
    assert {keyword: tag.slug for keyword, tag in tags_by_keyword([reference("a", written)]).items()} == slugs


def test_a_hashtag_is_named_as_it_is_first_written_and_a_long_one_is_cut() -> None:
    tags = tags_by_keyword([reference("a", "Marchés publics"), reference("b", f"marches publics, {'x' * 300}")])
    assert tags["marches publics"].hashtag == "#Marchés-publics"
    assert len(tags["x" * 300].slug) < 80


def test_a_keyword_counts_once() -> None:
    assert keywords(reference("a", "lampes, lampes,, marché  public")) == ["lampes", "marché public"]


# -- feeds -------------------------------------------------------------------------------------------------------------


def site_with_address(project: Project) -> Path:
    options = {"html_baseurl": "https://lampes.example/fr", "etraces_cite_authority": "lampes.example,2026"}
    return with_review(project, confoverrides=options)


def test_a_feed_reader_reads_the_feed(project: Project) -> None:
    feed = feedparser.parse((site_with_address(project) / "dispenses.atom").read_bytes())
    assert feed.bozo is False
    assert (feed.version, feed.feed.title, feed.feed.language) == ("atom10", "Dossier – Revue", "fr")
    assert feed.feed.id == "tag:lampes.example,2026:dispenses.atom"
    assert {(link.rel, link.href) for link in feed.feed.links} == {
        ("self", "https://lampes.example/fr/dispenses.atom"),
        ("alternate", "https://lampes.example/fr/dispenses.html"),
    }
    assert [entry.id for entry in feed.entries] == [
        "tag:lampes.example,2026:dispenses/durand-2021",
        "tag:lampes.example,2026:dispenses/gazette-2020-suite",
        "tag:lampes.example,2026:dispenses/gazette-2020",
    ]
    entry = feed.entries[2]
    assert (entry.link, entry.author, entry.summary) == (
        "https://gazette.example/lampes", "La Gazette", "Le premier article sur le marché.",
    )  # fmt: skip
    assert (entry.published, entry.updated) == ("2020-05-03T00:00:00+00:00", "2026-11-24T00:00:00+00:00")
    assert [tag.term for tag in entry.tags] == ["lampes", "marché public"]
    assert feed.entries[0].link == "https://lampes.example/fr/dispenses.html#entry-durand-2021"


def test_a_feed_keeps_the_rules_of_rfc_4287(project: Project) -> None:
    """§ 4.1.1 and 4.1.2, by hand: what must be there once, and what an entry cannot be without."""
    for path in site_with_address(project).rglob("*.atom"):
        feed = ET.fromstring(path.read_bytes())
        assert feed.tag == f"{ATOM}feed"
        for parent in (feed, *feed.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(parent.findall(f"{ATOM}{name}")) == 1, (path, name)
            assert datetime.datetime.fromisoformat(parent.findtext(f"{ATOM}updated")).tzinfo
            alternates = [link for link in parent.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
            assert len(alternates) == 1
        assert feed.find(f"{ATOM}author/{ATOM}name").text
        names = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert len(names) == len(set(names))


def test_the_names_of_entries_do_not_depend_on_where_the_site_is(project: Project) -> None:
    def names(**options: object) -> list[str]:
        site = with_review(project, freshenv=True, **options)
        return [entry.id for entry in feedparser.parse((site / "dispenses.atom").read_bytes()).entries]

    nowhere = names()
    assert nowhere == names(confoverrides={"html_baseurl": "https://lampes.example/"})
    assert all(name.startswith("urn:uuid:") for name in nowhere)


def test_each_page_names_the_feed_and_that_of_a_hashtag_its_own(project: Project) -> None:
    site = with_review(project)

    def feeds(name: str) -> list[str]:
        page = (site / name).read_text(encoding="utf-8").partition("</head>")[0]
        return [part.partition('href="')[2].partition('"')[0] for part in page.split("application/atom+xml")[1:]]

    assert feeds("index.html") == ["dispenses.atom"]
    assert feeds("dispenses/lampes.html") == ["lampes.atom", "../dispenses.atom"]


def test_an_entry_without_any_date_is_in_no_feed(project: Project) -> None:
    project.replace(
        "references.bib", "title = {Sans auteur ni date},", "title = {Sans auteur ni date}, keywords = {seule},"
    )
    site = with_review(project)
    assert (site / "dispenses" / "seule.html").is_file()
    assert not (site / "dispenses" / "seule.atom").exists()


def test_the_low_end_of_a_vague_date_orders_it() -> None:
    from msgspec.structs import replace

    from etraces_cite.sphinx_ext.journal import newest_first

    year = Period(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31))
    day = Period(datetime.date(2020, 5, 3), datetime.date(2020, 5, 3))
    vague, exact = replace(reference("a", ""), published=year), replace(reference("b", ""), published=day)
    assert [one.key for one in newest_first([reference("c", ""), vague, exact])] == ["b", "a", "c"]
