"""The audit: every figure with its outcome, and all that was not checked."""

from __future__ import annotations

import json

import pytest
from docutils import nodes

from etraces_cite import __version__
from etraces_cite.check import verify
from etraces_cite.config import load
from etraces_cite.report.digest import check_digest, short_digest

from .project import Project

NB, NN = "\u00a0", "\u202f"
SCORE = {
    "version": "0.9",
    "date": "2026-01-02",
    "planted": 40,
    "named": 39,
    "kinds": {"digit": [30, 30], "month": [9, 10]},
}


def audit(project: Project) -> nodes.document:
    project.write("audit.md", "---\nunchecked: compte rendu\n---\n\n# Audit\n\n:::{audit}\n:::\n")
    index = (project.folder / "index.md").read_text(encoding="utf-8")
    if "\naudit\n" not in index:
        project.write("index.md", index.replace("dispenses\n```", "dispenses\naudit\n```"))
    project.build("html")
    return project.doctree("audit")


def section(document: nodes.document, name: str) -> nodes.section:
    (found,) = (node for node in document.findall(nodes.section) if name in node["ids"])
    return found


def rows(table: nodes.Element) -> list[list[str]]:
    return [[entry.astext() for entry in row.findall(nodes.entry)] for row in table.findall(nodes.row)]


def test_every_figure_of_a_page_is_listed_with_its_outcome_and_its_fact(project: Project) -> None:
    document = audit(project)
    assert rows(section(document, "audit-autre"))[1:] == [
        [f"1{NN}250 lampes", f"✓{NB}vérifié, ≠{NB}contesté",
         f"Lampes comptées par le rapport{NN}: 1{NN}250{NB}lampes (Durand et al.)"],
    ]  # fmt: skip
    index = rows(section(document, "audit-index"))
    assert [row[0] for row in index[1:]] == [
        f"près de 1{NN}200{NB}lampes", "un gros montant", f"1er{NB}mai 2020", f"1{NN}920{NB}euros par lampe", f"L.{NB}12-1", "Une dizaine de témoins",
    ]  # fmt: skip
    assert index[4][1] == f"={NB}calculé"
    assert index[-1][1:] == [f"○{NB}non sourcé", "décompte de la rédaction"]
    links = [link["refuri"] for link in section(document, "audit-autre").findall(nodes.reference)]
    assert "autre.html#:~:text=1%E2%80%AF250%20lampes" in links
    assert project.warnings == []


def test_the_coverage_counts_the_figures_of_each_page(project: Project) -> None:
    table = rows(section(audit(project), "audit-couverture"))
    assert table[0] == ["Page", "Chiffres", "✓", "=", "≠", "○"]
    assert table[1:] == [["Autre page", "1", "1", "0", "1", "0"], ["Les lampes", "6", "4", "1", "1", "1"]]


def test_it_says_when_with_what_and_the_digest(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    text = audit(project).astext()
    digest = check_digest(verify(load(project.folder)))
    assert f"Contrôle du 2{NB}janvier 1970, fait avec etraces-cite {__version__}." in text
    assert short_digest(digest) in text
    assert digest in text


def test_the_digest_depends_on_what_was_found_and_on_nothing_else(project: Project) -> None:
    before = check_digest(verify(load(project.folder)))
    project.replace("records/gazette-2020.toml", "Lampes commandées", "Des lampes")
    assert check_digest(verify(load(project.folder))) == before
    project.replace("autre.md", "1 250 lampes", "1 200 lampes")
    assert check_digest(verify(load(project.folder))) != before


def test_what_was_not_checked_is_said_with_its_reason(project: Project) -> None:
    document = audit(project)
    assert f"Sources{NN}: liste." in section(document, "audit-pages-exclues").astext()
    captures = section(document, "audit-captures")
    assert captures.astext().startswith("Les maillons non contrôlés ici")
    assert {item.astext() for item in captures.findall(nodes.list_item)} == {
        "Durand et al., 2021",
        f"La Gazette, 3{NB}mai 2020",
    }
    assert f"Une dizaine de témoins{NN}: décompte de la rédaction." in section(document, "audit-dispenses").astext()


def test_the_score_of_planted_errors_is_shown_where_the_project_has_one(project: Project) -> None:
    assert "audit-erreurs-plantees" not in str(audit(project))
    project.write("score.json", json.dumps(SCORE))
    project.replace("conf.py", 'language = "fr"', 'language = "fr"\netraces_cite_planted = "score.json"')
    shown = section(audit(project), "audit-erreurs-plantees")
    assert "39 sur 40, soit 97,5" in shown.astext()
    assert rows(shown)[1:] == [["un chiffre", "30", "30"], ["un mois", "10", "9"]]
    project.write("score.json", json.dumps(SCORE | {"named": 38}))
    project.build()
    assert project.read == ["audit"]


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", json.dumps(SCORE | {"named": 41}), json.dumps(SCORE | {"planted": 0, "named": 0})]
)
def test_a_score_that_cannot_be_is_not_shown(project: Project, text: str) -> None:
    project.write("score.json", text)
    project.replace("conf.py", 'language = "fr"', 'language = "fr"\netraces_cite_planted = "score.json"')
    audit(project)
    assert ["score.json" in line for line in project.warnings] == [True]


def test_the_audit_follows_the_pages(project: Project) -> None:
    audit(project)
    project.replace("autre.md", "compte 1 250 lampes", "compte ses 1 250 lampes")
    project.build()
    assert "audit" in project.read
    project.build()
    assert project.read == []


def test_a_build_that_checks_nothing_says_so(project: Project) -> None:
    project.replace("conf.py", 'language = "fr"', 'language = "fr"\netraces_cite_verify = False')
    assert "Les pages n’ont pas été contrôlées" in audit(project).astext()


def test_a_source_names_the_pages_that_cite_it_and_the_state_of_its_copy(project: Project) -> None:
    project.build("html")
    document = project.doctree("sources")
    assert "Citée dans\u202f: Autre page, Les lampes." in section(document, "source-gazette-2020").astext().replace(
        NB, NN
    )
    assert "Aucune copie n’a été conservée" in section(document, "source-gazette-2020").astext()
    assert "Citée dans" not in section(document, "source-jamais-cite").astext()
    project.replace("index.md", "signée le", "{cite:p}`jamais-cite`, signée le")
    project.build()
    assert "sources" in project.written
    assert "sources" not in project.read
    assert "Les lampes" in section(project.doctree("sources"), "source-jamais-cite").astext()
