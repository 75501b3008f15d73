"""Actors, what each is cited for, and the network that is drawn of them; nothing a record says can act in a page."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from docutils import nodes

from .project import Project
from .test_comparison import page

NB, NN = "\u00a0", "\u202f"
ACTORS = """\
[actors.anne]
name = "Anne Durand"
kind = "lobbyist"
role = "Conseillère"
backed-by = ["lampes"]
facts = ["montant"]

[actors.bureau]
name = "Bureau des lampes"
kind = "institution"
role = "Acheteur"
backed-by = ["gazette-2020"]

[ties.rencontre]
from = "anne"
to = "bureau"
label = "a conseillé le"
backed-by = ["signature"]
note = "Une fois."
"""
HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)> \u202egnissap \\\" ' \\n javascript:alert(1)"


def actors(project: Project, text: str = ACTORS) -> nodes.document:
    project.write("records/actors.toml", text)
    return page(project, ":::{actor-network}\n:::\n\n:::{actor-list}\n:::")


def section(document: nodes.document, name: str) -> str:
    (found,) = (node for node in document.findall(nodes.section) if name in node["ids"])
    return found.astext()


def test_an_actor_is_told_with_its_evidence(project: Project) -> None:
    anne = section(actors(project), "actor-anne")
    assert f"Représentant d’intérêts. Conseillère (près de 1{NN}200{NB}lampes, La Gazette)." in anne
    assert f"Anne Durand a conseillé le bureau des lampes (1er{NB}mai 2020, La Gazette). Une fois." in anne
    assert f"Montant du marché{NN}: 2,4{NB}millions d’euros, La Gazette." in anne
    assert anne.index("Affirme") < anne.index("Lampes commandées"), "a fact attributed to her by name"
    assert project.warnings == []


def test_the_network_is_drawn_the_same_each_time_with_its_words_and_its_table(project: Project) -> None:
    document = actors(project)
    (image,) = document.findall(nodes.image)
    assert "Anne Durand a conseillé le bureau des lampes" in image["alt"]
    (table,) = document.findall(nodes.table)
    assert table.astext().count("a conseillé") == 1
    folder = Path(project.app.doctreedir, "etraces")  # type: ignore[union-attr]
    (first,) = folder.glob("network-*.svg")
    text = first.read_text(encoding="utf-8")
    first.unlink()
    project.build(freshenv=True)
    (second,) = folder.glob("network-*.svg")
    assert (second.name, second.read_text(encoding="utf-8")) == (first.name, text)


def test_a_changed_relation_is_shown(project: Project) -> None:
    actors(project)
    project.replace("records/actors.toml", "a conseillé le", "a quitté le")
    project.build()
    assert "a quitté le" in section(project.doctree("autre"), "actor-bureau")


def test_an_unknown_fact_behind_a_relation_is_said_and_the_nearest_proposed(project: Project) -> None:
    actors(project, ACTORS.replace('"signature"', '"signatures"'))
    (warning,) = [line for line in project.warnings if "record-link" in line]
    assert "actors.toml:14" in warning
    assert "signature" in warning.rpartition("signatures")[2]


def test_hostile_records_come_out_inert(project: Project) -> None:
    project.write("records/actors.toml", ACTORS)
    for name, old in (("actors", "Anne Durand"), ("actors", "a conseillé le"), ("actors", "Une fois."),
                      ("gazette-2020", "Lampes commandées"), ("measures", "Lampes du marché")):  # fmt: skip
        project.replace(f"records/{name}.toml", f'"{old}"', f'"{HOSTILE}"')
    project.write(
        "records/questions.toml", f'[questions.q]\nlabel = "{HOSTILE}"\nfacts = ["lampes"]\nnote = "{HOSTILE}"\n'
    )
    project.replace("references.bib", "https://gazette.example/lampes", "javascript:alert(1)")
    directives = (
        ":::{actor-network}\n:::",
        ":::{actor-list}\n:::",
        ":::{disagreement-list}\n:::",
        ":::{timeline}\n:::",
    )
    document = page(project, "\n\n".join(directives))
    assert project.app is not None
    html = (Path(project.app.outdir) / "autre.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "\u202e" not in html
    assert not [link for link in document.findall(nodes.reference) if "javascript" in link.get("refuri", "")]
    svgs = list(Path(project.app.outdir, "_images").glob("*.svg"))
    assert len(svgs) == 2
    for svg in svgs:
        root = ET.parse(svg).getroot()
        assert not [
            node
            for node in root.iter()
            if node.tag.rpartition("}")[2] in ("script", "img", "a", "foreignObject", "style")
        ]
        assert "\u202e" not in svg.read_text(encoding="utf-8")


def test_a_chronology_lists_dates_and_what_is_about_a_month_by_year(project: Project) -> None:
    document = page(project, ":::{timeline}\n:::")
    titles = [title.astext() for title in document.findall(nodes.title)]
    assert titles == ["Autre", "2020"]
    terms = [term.astext() for term in document.findall(nodes.term)]
    assert terms == [f"1er{NB}mai 2020", "mai 2020"]
    assert "Signature du marché (La Gazette, " in document.astext()


@pytest.mark.parametrize(
    ("options", "terms"),
    [
        (":dates-only:", ["1er\u00a0mai 2020"]),
        (":from: 2020-05\n:until: 2020-05", ["1er\u00a0mai 2020", "mai 2020"]),
        (":from: 2021", []),
        (":measure: lampes", ["mai 2020"]),
        (":source: durand-2021", []),
        (":tag: lampes\n:dates-only:", ["1er\u00a0mai 2020"]),
        (":tag: ombres", []),
    ],
)
def test_a_chronology_keeps_what_its_options_ask_for(project: Project, options: str, terms: list[str]) -> None:
    document = page(project, f":::{{timeline}}\n{options}\n:::")
    assert [term.astext() for term in document.findall(nodes.term)] == terms
    assert project.warnings == []


def test_a_limit_that_is_no_date_is_said(project: Project) -> None:
    page(project, ":::{timeline}\n:from: hier\n:::")
    assert ["hier" in line for line in project.warnings] == [True]


def test_a_chart_of_named_facts_has_its_table_and_refuses_what_no_axis_carries(project: Project) -> None:
    document = page(project, ":::{chart} lampes lampes-rapport\n:title: Des lampes\n:::")
    assert [len(list(document.findall(kind))) for kind in (nodes.figure, nodes.table)] == [1, 1]
    assert project.warnings == []
    page(project, ":::{chart} lampes montant\n:::\n\n:::{chart} signature\n:::")
    assert len(project.warnings) == 2
