"""The values of one measure side by side, and the page of all disagreements."""

from __future__ import annotations

from docutils import nodes

from .project import Project

NB, NN = "\u00a0", "\u202f"

STREET = """
[facts.{name}]
label = "Lampes éteintes"
measure = "eteintes"
value = {value}
unit = "lampes"
quotation = "{quotation}"
{more}
"""


def add(project: Project, record: str, *facts: dict[str, str]) -> None:
    path = project.folder / "records" / f"{record}.toml"
    text = path.read_text(encoding="utf-8") if path.is_file() else f'reference = "{record}"\n'
    path.write_text(text + "".join(STREET.format(**{"more": "", **fact}) for fact in facts), encoding="utf-8")


def dispute(project: Project) -> None:
    """Two voices on one measure, one of them carried by two sources."""
    ministry = 'according-to = "ministère de la Nuit"'
    project.replace("records/measures.toml", "[measures.lampes]", '[measures.eteintes]\nlabel = "Lampes éteintes le soir"\n'
                    'unit = "lampes"\nnote = "Comptées à la main."\n\n[measures.lampes]')  # fmt: skip
    add(
        project, "gazette-2020", {"name": "eteintes-gazette", "value": "40", "quotation": "40 lampes", "more": ministry}
    )
    add(
        project,
        "durand-2021",
        {"name": "eteintes-reprise", "value": "40", "quotation": "40 lampes", "more": ministry},
        {"name": "eteintes-durand", "value": "90", "quotation": "près de 90 lampes", "more": 'hedge = "près de"'},
    )


def page(project: Project, text: str) -> nodes.document:
    project.write("autre.md", f"---\nunchecked: liste\n---\n\n# Autre\n\n{text}\n")
    project.build("html")
    return project.doctree("autre")


def test_a_comparison_says_its_verdict_and_shows_a_repost_as_one_voice(project: Project) -> None:
    dispute(project)
    document = page(project, ":::{comparison} eteintes\n:::")
    (verdict,) = (node for node in document.findall(nodes.paragraph) if "etraces-verdict" in node["classes"])
    assert verdict.astext() == f"Verdict{NN}: désaccord."
    (table,) = document.findall(nodes.table)
    rows = [[paragraph.astext() for paragraph in row.findall(nodes.paragraph)] for row in table.findall(nodes.row)]
    assert rows[1:] == [
        [
            "Ministère de la Nuit",
            "une seule voix, relayée 2 fois",
            f"40{NB}lampes",
            f"«{NN}40 lampes{NN}» — Durand et al., 2021",
            f"40{NB}lampes",
            f"«{NN}40 lampes{NN}» — La Gazette, 3{NB}mai 2020 (lire à la source)",
        ],
        ["Durand et al.", f"près de 90{NB}lampes", f"«{NN}près de 90 lampes{NN}» — Durand et al., 2021"],
    ]
    links = [link["refuri"] for link in table.findall(nodes.reference)]
    assert "https://gazette.example/lampes#:~:text=40%20lampes" in links
    assert "Comptées à la main." in document.astext()
    assert project.warnings == []


def test_a_measure_that_nothing_has_is_said_and_the_nearest_proposed(project: Project) -> None:
    page(project, ":::{comparison} lampe\n:::")
    (warning,) = project.warnings
    assert "autre.md:7" in warning
    assert "« lampes »" in warning.replace(NN, " ")


def test_a_comparison_is_read_again_when_the_label_of_its_measure_changes(project: Project) -> None:
    page(project, ":::{comparison} lampes\n:::")
    project.replace("records/measures.toml", "Lampes du marché", "Les lampes")
    project.build()
    assert "autre" in project.read
    assert next(project.doctree("autre").findall(nodes.title, include_self=False)) is not None


def test_the_page_of_disagreements_has_a_lasting_address_each_a_chart_and_a_table(project: Project) -> None:
    dispute(project)
    document = page(project, ":::{disagreement-list}\n:::")
    (section,) = (node for node in document.findall(nodes.section) if "desaccord-eteintes" in node["ids"])
    assert next(section.findall(nodes.title)).astext() == "Lampes éteintes le soir"
    assert len(list(section.findall(nodes.image))) == 1
    assert len(list(section.findall(nodes.table))) == 1
    assert project.warnings == []


def test_without_a_disagreement_the_page_says_so(project: Project) -> None:
    project.replace("records/durand-2021.toml", "value = 1250", "value = 1199")
    project.replace("records/durand-2021.toml", "1 250", "1 199")
    assert "Aucune source n’en contredit une autre." in page(project, ":::{disagreement-list}\n:::").astext()


def test_what_a_source_miscounts_and_what_stays_open_are_listed(project: Project) -> None:
    add(project, "gazette-2020")
    text = (project.folder / "records/gazette-2020.toml").read_text(encoding="utf-8")
    check = '\n[checks.somme]\nlabel = "La somme"\nformula = "lampes + lampes"\nstates = "lampes"\n'
    project.write("records/gazette-2020.toml", text + check)
    question = '[questions.lampes]\nlabel = "Qui compte ?"\nfacts = ["lampes", "prix"]\nnote = "Nul ne le dit."\n'
    project.write("records/questions.toml", question)
    document = page(project, ":::{disagreement-list}\n:::")
    terms = {term["ids"][0]: term.astext() for term in document.findall(nodes.term)}
    assert terms == {"desaccord-calcul-somme": "La somme", "question-lampes": f"Qui compte{NN}?"}
    assert f"La source donne 1{NN}200, mais ses propres chiffres donnent 2{NN}400,00." in document.astext()
    assert "Nul ne le dit." in document.astext()
    project.replace("records/questions.toml", "Nul", "Personne")
    project.build()
    assert "Personne ne le dit." in project.doctree("autre").astext()
