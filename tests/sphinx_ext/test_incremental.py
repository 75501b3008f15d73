"""A second build reads and writes again exactly what a change touches."""

from __future__ import annotations

import pytest

from etraces_cite.sphinx_ext.domain import EtracesDomain

from .project import Project
from .test_marks import evidence

ALL = ["autre", "dispenses", "index", "sources"]
LONG = "# Page {number}\n\nSelon Anne Durand, {{fact}}`lampes`.\n"


def test_nothing_changed_reads_and_writes_nothing(project: Project) -> None:
    project.build()
    assert (project.read, sorted(project.written)) == (ALL, ALL)
    project.build()
    assert (project.read, project.written) == ([], [])


@pytest.mark.parametrize(
    ("file", "old", "new", "pages"),
    [
        ("records/gazette-2020.toml", "Signature du marché", "Signature", ["index", "sources"]),
        (
            "records/gazette-2020.toml",
            'according-to = "Anne Durand"',
            'according-to = "A. Durand"',
            ["autre", "index", "sources"],
        ),
        ("records/durand-2021.toml", "Article du marché", "Article", ["index", "sources"]),
        ("records/derived.toml", "Prix d’une lampe", "Prix", ["autre", "index", "sources"]),
        ("references.bib", "Les lampes, suite", "Lampes, suite", ["sources"]),
        ("references.bib", "Rapport sur", "Compte rendu sur", ["autre", "index", "sources"]),
    ],
)
def test_a_changed_fact_or_entry_rebuilds_the_pages_that_print_it(
    project: Project, file: str, old: str, new: str, pages: list[str]
) -> None:
    project.build()
    project.replace(file, old, new)
    project.build()
    assert project.read == pages
    assert set(project.written) == {*pages, "index"}, "Sphinx always writes the page of the toctree again"


def test_a_fact_that_only_moves_in_its_file_rebuilds_nothing(project: Project) -> None:
    project.build()
    project.replace("records/gazette-2020.toml", "[facts.lampes]", "# Une remarque.\n\n\n[facts.lampes]")
    project.build()
    assert (project.read, project.written) == ([], [])


def test_an_entry_that_changes_the_letters_of_another_rebuilds_what_prints_them(project: Project) -> None:
    project.build()
    project.replace("references.bib", "date = {2020-09}", "date = {2019-09}")
    project.build()
    assert project.read == ["autre", "index", "sources"], "« La Gazette, 2020a » is now « La Gazette, 2020 »"
    assert "La Gazette, 2020)" in project.doctree("index").astext()


def test_a_new_fact_rebuilds_the_lists_that_show_it(project: Project) -> None:
    project.build()
    text = (project.folder / "records/durand-2021.toml").read_text(encoding="utf-8")
    added = '\n[facts.poids]\nlabel = "Lampes pesées"\nmeasure = "lampes"\nvalue = 7\nunit = "lampes"\nquotation = "7 lampes"\n'
    project.write("records/durand-2021.toml", text + added)
    project.build()
    assert project.read == ["autre", "sources"], "the table of the measure, and the list of sources"


def test_a_bibliography_is_written_again_when_another_page_cites_one_source_more(project: Project) -> None:
    project.write("autre.md", "# Autre\n\n:::{bibliography}\n:::\n")
    project.build()
    text = (project.folder / "index.md").read_text(encoding="utf-8")
    project.write("index.md", text.replace("{cite:p}`gazette-2020`", "{cite:p}`gazette-2020,jamais-cite`"))
    project.build()
    assert project.read == ["index"]
    assert sorted(project.written) == ["autre", "index", "sources"], "the sources name the pages that cite each"
    assert "Sans auteur ni date" in project.doctree("autre").astext()


def test_the_list_of_waivers_is_written_again_when_a_waiver_changes(project: Project) -> None:
    project.build()
    project.replace("index.md", "décompte de la rédaction", "notre décompte")
    project.build()
    assert (project.read, sorted(project.written)) == (["index"], ["dispenses", "index"])


def test_links_follow_when_the_sources_move_to_another_page(project: Project) -> None:
    project.build()
    (project.folder / "sources.md").rename(project.folder / "preuves.md")
    project.replace("index.md", "sources\ndispenses", "preuves\ndispenses")
    project.build()
    assert {"autre", "index", "preuves"} <= set(project.written)
    assert project.read == ["index", "preuves"], "the other pages are not read again"
    (box, *_) = (link for link in project.doctree("autre").findall() if link.astext() == "La Gazette, 3\u00a0mai 2020")
    assert "preuves.html" in str(box)


def test_a_deleted_page_is_forgotten(project: Project) -> None:
    project.build()
    (project.folder / "autre.md").unlink()
    project.replace("index.md", "autre\n", "")
    app = project.build()
    assert sorted(EtracesDomain.of(app.env).ledgers) == ["dispenses", "index", "sources"]
    assert set(app.env.domaindata["etraces"]["painted"]) <= {"dispenses", "index", "sources"}
    assert project.warnings == []


def test_two_processes_build_what_one_builds(project: Project) -> None:
    for number in range(8):
        project.write(f"page{number}.md", LONG.format(number=number))
    project.replace("index.md", "autre\n", "autre\n" + "".join(f"page{number}\n" for number in range(8)))
    alone = project.build(freshenv=True)
    pages = {path.name: path.read_text(encoding="utf-8") for path in alone.outdir.glob("*.html")}
    ledgers = EtracesDomain.of(alone.env).ledgers
    both = project.build(freshenv=True, parallel=2)
    assert EtracesDomain.of(both.env).ledgers == ledgers
    assert {path.name: path.read_text(encoding="utf-8") for path in both.outdir.glob("*.html")} == pages
    assert project.warnings == []


def test_a_page_whose_evidence_has_changed_is_written_again_and_not_read(project: Project) -> None:
    project.write("libre.md", "---\nsources: [durand-2021]\n---\n\n# Libre\n\nIl y a 1 250 lampes.\n")
    project.replace("index.md", "autre\n", "autre\nlibre\n")
    project.build()
    project.replace("records/durand-2021.toml", 'quotation = "1 250 lampes"', 'quotation = "les 1 250 lampes"')
    project.build()
    assert "libre" not in project.read
    assert "libre" in project.written
    (written,) = ("".join(item.itertext()) for item in evidence(project.doctree("libre")).values())
    assert "les 1 250 lampes" in written.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_page_whose_verdict_has_changed_is_written_again_and_not_read(project: Project) -> None:
    project.write("libre.md", "---\nsources: [durand-2021]\n---\n\n# Libre\n\nIl y a 1 250 lampes.\n")
    project.replace("index.md", "autre\n", "autre\nlibre\n")
    project.build()
    assert "contesté" in project.doctree("libre").astext()
    project.replace("records/gazette-2020.toml", "value = 1200", "value = 1250")
    project.replace("records/gazette-2020.toml", "près de 1 200 lampes", "près de 1 250 lampes")
    project.build()
    assert ("libre" in project.read, "libre" in project.written) == (False, True)
    assert "contesté" not in project.doctree("libre").astext()


def test_marks_add_nothing_to_the_pickled_environment(project: Project) -> None:
    app = project.build()
    assert "1 250 lampes" not in repr(app.env.domaindata["etraces"]["painted"])
    assert all(len(digest) == 16 for digest in app.env.domaindata["etraces"]["painted"].values())
