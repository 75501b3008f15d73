"""What a build does is counted, not timed: each page is walked once, each reference formatted once, and nothing twice."""

from __future__ import annotations

from collections import Counter

import pytest
from sphinx.search.fr import SearchFrench

from etraces_cite.sphinx_ext import cite, evidence, evidence_html, marks, sources, transforms
from etraces_cite.sphinx_ext.domain import EtracesDomain

from .project import Project

PAGE = "# Page {number}\n\nSelon Anne Durand, {{fact}}`lampes` ; {{cite:t}}`durand-2021` compte 1 250 lampes.\n"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the work that a build does, by the name of the function that does it."""
    counted: Counter[str] = Counter()

    def count(owner: object, name: str) -> None:
        done = getattr(owner, name)

        def counting(*arguments: object, **options: object) -> object:
            counted[name] += 1
            return done(*arguments, **options)

        monkeypatch.setattr(owner, name, counting)

    count(evidence.Evidences, "_testify")
    count(evidence_html.EvidenceWriter, "written")
    count(marks, "block_texts")
    count(sources, "short_source")
    count(sources, "reference_runs")
    count(transforms.PaintPending, "run")
    return counted


def with_pages(project: Project, number: int) -> Project:
    names = [f"page{place}" for place in range(number)]
    for place, name in enumerate(names):
        project.write(f"{name}.md", PAGE.format(number=place))
    project.replace("index.md", "autre\n", "\n".join(["autre", *names]) + "\n")
    return project


@pytest.mark.parametrize("number", [2, 12])
def test_a_page_is_walked_once_and_a_fact_formatted_once_whatever_their_number(
    project: Project, calls: Counter[str], number: int
) -> None:
    with_pages(project, number).build()
    pages = len(project.written)
    assert calls["run"] - pages in (0, len(EtracesDomain.of(project.app.env).sources.tags)), "and the pages of hashtags"
    assert calls["block_texts"] <= pages
    assert calls["written"] <= pages
    assert calls["_testify"] <= len(EtracesDomain.of(project.app.env).sources.dossier.facts)
    assert calls["reference_runs"] <= len(EtracesDomain.of(project.app.env).sources.dossier.references)


def test_what_a_note_says_is_written_once_for_all_pages_from_which_its_links_are_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, object]] = []
    body = evidence_html.EvidenceWriter._body
    monkeypatch.setattr(
        evidence_html.EvidenceWriter,
        "_body",
        lambda self, one: (said.append((self.addresses.docname, one)), body(self, one))[1],
    )
    app = with_pages(project, 12).build()
    describing = {home.docname for home in EtracesDomain.of(app.env).index.homes.values()}
    alike = [one for docname, one in said if docname not in describing]
    assert len(alike) == len(set(alike)) > 0


def test_a_citation_is_read_once_however_many_pages_have_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    done = cite.CiteRole._read
    monkeypatch.setattr(cite.CiteRole, "_read", lambda self, found: (read.append(self.text), done(self, found))[1])
    with_pages(project, 12).build()
    assert read.count("durand-2021") == 1


def test_nothing_is_walked_or_painted_where_nothing_has_changed(project: Project, calls: Counter[str]) -> None:
    with_pages(project, 2).build()
    assert calls["run"]
    assert calls["written"]
    calls.clear()
    project.build()
    assert calls["block_texts"] == calls["written"] == calls["reference_runs"] == 0
    assert project.read == project.written == []


def test_one_page_that_has_changed_is_painted_alone(project: Project, calls: Counter[str]) -> None:
    with_pages(project, 12).build()
    calls.clear()
    project.write("page3.md", PAGE.format(number=3) + "\nUne phrase de plus.\n")
    project.build()
    assert project.read == ["page3"]
    assert calls["written"] == calls["block_texts"] == len(project.written) <= 3, (
        "Sphinx writes the page of the toctree too"
    )


def test_a_word_is_stemmed_once_however_many_pages_have_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    stemmed: Counter[str] = Counter()
    stem = SearchFrench.stem

    def counting(self: SearchFrench, word: str) -> str:
        stemmed[word] += 1
        return stem(self, word)

    monkeypatch.setattr(SearchFrench, "stem", counting)
    with_pages(project, 12).build()
    assert "compte" in stemmed
    assert set(stemmed.values()) == {1}


def test_what_the_environment_keeps_of_a_page_does_not_grow_with_the_dossier(project: Project) -> None:
    app = with_pages(project, 12).build()
    ledger = EtracesDomain.of(app.env).ledgers["page5"]
    assert {use.name for use in ledger.uses} <= {"lampes", "durand-2021", "gazette-2020"}
    assert list(ledger.cited)
