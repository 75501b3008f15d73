"""A figure is found in what Sphinx made of its Markdown, whatever block it stands in and whatever markup it crosses."""

from __future__ import annotations

import pytest
from docutils import nodes

from etraces_cite.sphinx_ext.nodes import evidence_link

from .project import Project
from .test_marks import figures, page, shown

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser", "ignore:'sphinx.environment")
"""MyST asks Sphinx for what Sphinx will drop, where it resolves a link or includes a file."""

FRONT = "---\nsources: [durand-2021, gazette-2020]\n---\n\n"

BLOCKS = {
    "a paragraph over two lines": ("Le rapport compte\n1 250 lampes.", ["1 250 lampes≠"]),
    "a list and a list in it": ("- Il compte 1 250 lampes.\n  - Soit 1 250.\n- Rien.", ["1 250 lampes≠", "1 250≠"]),
    "a heading": ("## Les 1 250 lampes\n\nRien.", ["1 250 lampes≠"]),
    "a table with bars": (
        "| Quoi | Combien |\n|---|---|\n| lampes | 1 250 |\n| lampes | 1 250 lampes |",
        ["1 250≠", "1 250 lampes≠"],
    ),
    "a list table": (
        ":::{list-table} Les 1 250 lampes\n:header-rows: 1\n\n* - Quoi\n  - Combien\n* - lampes\n  - 1 250\n:::",
        ["1 250 lampes≠", "1 250≠"],
    ),
    "a figure": (":::{figure} lampe.png\n:alt: Une lampe\n\nUne des 1 250 lampes\n:::", ["1 250 lampes≠"]),
    "a card": (":::{card} Les 1 250 lampes\nIl y en a 1 250.\n:::", ["1 250 lampes≠", "1 250≠"]),
    "a dropdown": (":::{dropdown} Les 1 250 lampes\nIl y en a 1 250.\n:::", ["1 250 lampes≠", "1 250≠"]),
    "an admonition": (":::{admonition} Les 1 250 lampes\nIl y en a 1 250.\n:::", ["1 250 lampes≠", "1 250≠"]),
    "a quotation block": ("> Il y a 1 250 lampes.", ["1 250 lampes≠"]),
    "a foot note, printed last": (
        "Des lampes[^n].\n\n[^n]: Il y en a 1 250.\n\nUn marché de 2,4 millions d’euros.",
        ["2,4 millions d’euros", "1 250≠"],
    ),
    "two blocks with the same words": ("Il y a 1 250 lampes.\n\nIl y a 1 250 lampes.", ["1 250 lampes≠"] * 2),
    "two equal figures in one block": ("1 250 lampes, puis 1 250 lampes.", ["1 250 lampes≠"] * 2),
    "a number inside another": ("Un marché de 2 400 000 euros.", ["2 400 000 euros"]),
}

MARKUP = {
    "strong around": ("Il compte **1 250 lampes** ici.", ["1 250 lampes≠"]),
    "strong in a part": ("Il compte **1 250** lampes ici.", ["1 250 lampes≠"]),
    "strong that ends in it": ("Il **compte 1 250** lampes ici.", ["1 250 lampes≠"]),
    "strong that begins in it": ("Il compte 1 250 **lampes ici**.", ["1 250 lampes≠"]),
    "emphasis and strong": ("Il *compte **1 250** lampes* ici.", ["1 250 lampes≠"]),
    "typeset spaces": ("Il compte 1\u202f250\u00a0lampes.", ["1 250 lampes≠"]),
    "straight quotes and dashes, which Sphinx changes": (
        'Il dit "non" -- l\'article... et compte 1 250 lampes, "oui".',
        ["1 250 lampes≠"],
    ),
    "quotation marks around": ("Il compte « 1 250 lampes ».", ["1 250 lampes≠"]),
    "code and a formula beside": ("`12 250` et 1 250 lampes.", ["1 250 lampes≠"]),
    "a citation between": ("{cite:t}`durand-2021` compte 1 250 lampes {cite:p}`gazette-2020` ou 1 250.", ["1 250 lampes≠", "1 250≠"]),
    "an escape": ("Il compte \\*1 250\\* lampes.", ["1 250≠"]),
    "an entity": ("Dupont &amp; fils : 1 250 lampes.", ["1 250 lampes≠"]),
    "a cross-reference that prints its target": ("Voir {doc}`index` et 1 250 lampes.", ["1 250 lampes≠"]),
    "the text of a role": ("Il compte {fact}`1 250 lampes <lampes-rapport>`.", ["1 250 lampes≠"]),
    "a role that prints its fact": ("Il compte {fact}`lampes-rapport`.", ["1 250 lampes≠"]),
    "a role beside a plain figure": ("{fact}`lampes-rapport` pour 2,4 millions d’euros {cite:p}`gazette-2020`.", ["1 250 lampes≠", "2,4 millions d’euros"]),
    "a waiver": ("{unsourced}`Une dizaine de témoins <compte à nous>` l’ont dit.", ["Une dizaine de témoins○"]),
}  # fmt: skip


def marked(document: nodes.document) -> list[str]:
    return [" ".join(shown(link).split()) for link in figures(document)]


@pytest.mark.parametrize("name", BLOCKS | MARKUP)
def test_a_figure_is_marked_where_it_stands(project: Project, name: str) -> None:
    text, expected = (BLOCKS | MARKUP)[name]
    (project.folder / "lampe.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    project.write("autre.md", f"{FRONT}# Autre\n\n{text}\n")
    project.build()
    document = project.doctree("autre")
    assert marked(document) == expected
    for link in figures(document):
        assert not list(link.findall(evidence_link))[1:], "no link in a link"


def test_the_text_of_a_page_is_what_it_was(project: Project) -> None:
    text = "Il **compte 1 250** lampes *et signe le 1er mai 2020* le marché de 2,4 millions d’euros."
    project.write("autre.md", f"{FRONT}# Autre\n\n{text}\n")
    project.build(confoverrides={"etraces_cite_marks": False})
    plain = project.doctree("autre").next_node(nodes.paragraph)
    project.build(confoverrides={"etraces_cite_marks": True})
    document = project.doctree("autre")
    body = list(document.findall(nodes.paragraph))[1]
    assert plain is not None
    assert "".join(shown_text(body)).replace("≠", "") == plain.astext()
    assert [" ".join(strong.astext().split()) for strong in body.findall(nodes.strong)] == ["compte", "1 250"]


def shown_text(element: nodes.Element) -> list[str]:
    return [
        text
        for text in element.findall(nodes.Text)
        if not (isinstance(text.parent, nodes.inline) and "etraces-hidden" in text.parent["classes"])
    ]


def test_a_figure_in_a_link_has_its_evidence_after_the_link(project: Project) -> None:
    document = page(project, "Voir [les 1 250 lampes](index.md) {cite:p}`durand-2021`.")
    (link,) = figures(document)
    assert "etraces-figure-beside" in link["classes"]
    assert shown(link) == "≠"
    assert "1 250 lampes" in " ".join(link.astext().split()), "a screen reader hears which figure"
    parent = link.parent
    assert isinstance(parent, nodes.paragraph)
    before = parent.children[parent.index(link) - 1]
    assert isinstance(before, nodes.reference)
    assert "1 250" in before.astext().replace("\u00a0", " ").replace("\u202f", " ")


def test_an_included_file_is_marked_in_the_page_that_shows_it(project: Project) -> None:
    project.write("part.txt", "Le rapport compte 1 250 lampes {cite:p}`durand-2021`.\n")
    document = page(project, "{cite:t}`gazette-2020` : 2,4 millions d’euros.\n\n:::{include} part.txt\n:::\n\nFin.")
    assert marked(document) == ["2,4 millions d’euros", "1 250 lampes≠"]


def test_what_a_directive_prints_is_not_taken_for_prose(project: Project) -> None:
    document = page(project, ":::{fact-box} lampes-rapport\n:::\n\n1 250 lampes\n\n{cite:p}`durand-2021` 1 250 lampes")
    unsourced, sourced = figures(document)
    assert marked(document) == ["1 250 lampes✗", "1 250 lampes≠"]
    assert unsourced.parent.astext().startswith("1"), "not the value in the box, which no block of prose holds"
    assert isinstance(unsourced.parent.parent, nodes.section)
    assert "(Durand" in sourced.parent.astext()


def test_a_figure_without_a_place_is_said_and_the_others_are_marked(project: Project) -> None:
    project.write("conf.py", (project.folder / "conf.py").read_text(encoding="utf-8") + DROPPED)
    project.write("autre.md", f"{FRONT}# Autre\n\nIl y a 1 250 lampes.\n\nUn marché de 2,4 millions d’euros.\n")
    app = project.build(verbosity=1)
    (line,) = [line for line in app.status.getvalue().splitlines() if "sans marque" in line]
    assert "autre.md:7" in line
    assert "1 250 lampes" in line
    assert marked(project.doctree("autre")) == ["2,4 millions d’euros"]


DROPPED = """

def setup(app):
    def drop(app, doctree):
        for paragraph in [one for one in doctree.findall() if one.tagname == "paragraph" and "250" in one.astext()]:
            paragraph.parent.remove(paragraph)

    app.connect("doctree-read", drop)
"""
"""A project that takes a paragraph away: what the checker read is not printed."""
