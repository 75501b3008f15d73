"""Boxes, tables and lists, as doctrees and as plain text."""

import pytest
from docutils import nodes

from etraces_cite.sphinx_ext import transforms

from .project import Project

TWO = ":::{bibliography}\n:all:\n:::\n\n:::{bibliography}\n:all:\n:::"
WRITTEN = ("autre.html", "searchindex.js")
NB, NN = "\u00a0", "\u202f"


def with_class(document: nodes.document, name: str) -> list[nodes.Element]:
    return [node for node in document.findall(nodes.Element) if name in node.get("classes", ())]


def page(project: Project, text: str, builder: str = "html", **options: object) -> nodes.document:
    project.write("autre.md", f"# Autre\n\n{text}\n")
    project.build(builder, **options)
    return project.doctree("autre")


def test_a_box_shows_value_label_quotation_source_place_and_who_says_it(project: Project) -> None:
    project.build("html")
    (box,) = with_class(project.doctree("autre"), "etraces-box")
    assert box["design_component"] == "card"
    first, second = with_class(box, "etraces-fact-shown")
    assert [paragraph.astext() for paragraph in first.findall(nodes.paragraph)] == [
        f"près de 1{NN}200{NB}lampes",
        "Lampes commandées",
        f"«{NN}près de 1{NN}200 lampes{NN}» — La Gazette, 3{NB}mai 2020, §{NB}2 (lire à la source)",
        f"Selon Anne Durand. Date{NN}: mai 2020.",
    ]
    assert [paragraph.astext() for paragraph in second.findall(nodes.paragraph)] == [
        f"1{NN}920{NB}euros par lampe",
        "Prix d’une lampe",
        f"Calculé{NN}: 2,4{NB}millions d’euros ÷ 1{NN}250{NB}lampes.",
    ]
    uris = [link["refuri"] for link in box.findall(nodes.reference)]
    assert uris == [
        "sources.html#source-gazette-2020",
        "https://gazette.example/lampes#:~:text=pr%C3%A8s%20de%201%20200%20lampes",
        "sources.html#fact-montant",
        "sources.html#fact-lampes-rapport",
    ]
    assert box.astext().startswith("L’essentiel")
    assert box.astext().endswith("Une remarque sans chiffre.")


def test_a_table_of_a_measure_has_a_row_for_each_of_its_facts(project: Project) -> None:
    project.build("html")
    (table,) = with_class(project.doctree("autre"), "etraces-table")
    rows = [[entry.astext() for entry in row.findall(nodes.entry)] for row in table.findall(nodes.row)]
    assert rows == [
        ["Fait", "Valeur", "Source", "Selon", "Date"],
        ["Lampes comptées par le rapport", f"1{NN}250{NB}lampes", "Durand et al.", "—", "2021"],
        ["Lampes commandées", f"près de 1{NN}200{NB}lampes", "La Gazette", "Anne Durand", "mai 2020"],
    ]
    assert next(table.findall(nodes.title)).astext() == "Deux comptes"
    assert next(table.findall(nodes.colspec))["stub"] == 1, "the first cell of a row is its heading"


def test_a_table_can_hold_named_facts_and_those_of_a_source(project: Project) -> None:
    document = page(project, ":::{fact-table} prix, lampes\n:::\n\n:::{fact-table}\n:source: durand-2021\n:::")
    named, of_source = with_class(document, "etraces-table")
    assert [row.children[1].astext() for row in named.findall(nodes.row)][1:] == [
        f"1{NN}920{NB}euros par lampe",
        f"près de 1{NN}200{NB}lampes",
    ]
    assert [row.children[0].astext() for row in of_source.findall(nodes.row)][1:] == [
        "Lampes comptées par le rapport",
        "Article du marché",
    ]


def test_the_list_of_sources_has_a_section_each_and_an_address_for_each_fact(project: Project) -> None:
    project.build("html")
    document = project.doctree("sources")
    titles = {section["ids"][0]: section.next_node(nodes.title).astext() for section in document.findall(nodes.section)}
    assert list(titles.items())[1:] == [
        ("source-durand-2021", "Durand et al., 2021"),
        ("source-gazette-2020", "La Gazette, 2020a"),
        ("source-gazette-2020-suite", "La Gazette, 2020b"),
        ("source-jamais-cite", f"«{NN}Sans auteur ni date{NN}», s.{NB}d."),
        ("source-derived-facts", "Valeurs calculées"),
    ]
    terms = {term["ids"][0] for term in document.findall(nodes.term)}
    assert terms == {f"fact-{name}" for name in ("lampes", "montant", "signature", "lampes-rapport", "article", "prix")}
    (gazette,) = (section for section in document.findall(nodes.section) if "source-gazette-2020" in section["ids"])
    assert "Le premier article sur le marché." in gazette.astext()
    assert "#lampes #marché-public" in gazette.astext()


def test_waivers_are_listed_with_their_reasons_and_pages(project: Project) -> None:
    project.build("html")
    (listed,) = with_class(project.doctree("dispenses"), "etraces-waivers")
    (item,) = listed.children
    assert item["ids"] == ["reason-index-waiver-1"]
    assert item.astext() == f"«{NN}Une dizaine de témoins{NN}»{NN}: décompte de la rédaction (Les lampes)."
    assert next(item.findall(nodes.reference))["refuri"] == "index.html#waiver-1"


def test_no_waiver_is_said(project: Project) -> None:
    project.replace("index.md", "{unsourced}`Une dizaine de témoins <décompte de la rédaction>` l’ont dit.", "Rien.")
    project.build("html")
    assert "Aucun chiffre n’est sans source." in project.doctree("dispenses").astext()


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ("", ["durand-2021", "gazette-2020"]),
        (":cited:\n", ["durand-2021", "gazette-2020"]),
        (":all:\n", ["durand-2021", "gazette-2020", "gazette-2020-suite", "jamais-cite"]),
        (":notcited:\n", ["gazette-2020-suite", "jamais-cite"]),
        (":filter: docname in docnames\n", ["durand-2021"]),
        (":filter: not cited\n:keyprefix: gaz\n", ["gazette-2020-suite"]),
        (":filter: docname in docnames\n\njamais-cite\n", ["durand-2021", "jamais-cite"]),
    ],
)
def test_a_bibliography_lists_what_its_options_select(project: Project, options: str, keys: list[str]) -> None:
    project.write("sources.md", "# Sources\n")
    document = page(project, f"{{cite:p}}`durand-2021`\n\n:::{{bibliography}}\n{options}:::", "text")
    (listed,) = with_class(document, "etraces-bibliography")
    assert [item["ids"] for item in listed.children] == [[f"source-{key}"] for key in keys]


def test_a_reference_in_a_bibliography_is_complete(project: Project) -> None:
    project.write("sources.md", "# Sources\n")
    document = page(project, ":::{bibliography}\n:::", "text")
    (listed,) = with_class(document, "etraces-bibliography")
    assert listed.children[1].astext() == (
        f"La Gazette, 2020a. «{NN}Le prix des “lampes”{NN}», 3{NB}mai 2020. https://gazette.example/lampes, "
        f"consulté le 24{NB}novembre 2026, archive{NN}: https://archive.example/gazette."
    )


def test_two_lists_of_a_source_on_a_page_share_no_address(project: Project) -> None:
    project.write("sources.md", "# Sources\n")
    document = page(project, TWO, "text")
    first, second = with_class(document, "etraces-bibliography")
    assert all(item["ids"] for item in first.children)
    assert not any(item["ids"] for item in second.children)


@pytest.mark.parametrize("is_compact", [True, False])
@pytest.mark.parametrize("is_set", [True, False])
def test_a_bibliography_of_a_site_is_what_docutils_would_make_of_it(
    project: Project, monkeypatch: pytest.MonkeyPatch, is_compact: bool, is_set: bool
) -> None:
    project.write("sources.md", "# Sources\n")
    project.replace("references.bib", "Les lampes, suite", 'Les <lampes> & suite @ midi : "non" ; a  b')
    made = []
    for is_site in (True, False):
        monkeypatch.setattr(transforms, "has_site", lambda _, is_site=is_site: is_site)
        options = {"html_compact_lists": is_compact, "etraces_cite_typography": is_set, "smartquotes": False}
        page(project, TWO, confoverrides=options, freshenv=True)
        assert project.app is not None
        made.append({name: (project.app.outdir / name).read_text(encoding="utf-8") for name in WRITTEN})
    assert made[0] == made[1]


def test_an_option_without_effect_and_a_filter_not_understood_are_said(project: Project) -> None:
    page(project, ":::{bibliography}\n:style: plain\n:filter: year > 2000\n:::")
    assert [line.rpartition("[")[2] for line in project.warnings] == ["etraces.option-unused]"] * 2
    assert all("autre.md:3:" in line for line in project.warnings)
    assert "year > 2000" in project.warnings[1]


def test_boxes_and_tables_read_well_as_plain_text(project: Project) -> None:
    project.build("text")
    text = (project.app.outdir / "autre.txt").read_text(encoding="utf-8")  # type: ignore[union-attr]
    assert f"près de 1{NN}200{NB}lampes" in text
    assert "Lampes comptées par le" in text
    assert "design_component" not in text
    assert project.warnings == []
