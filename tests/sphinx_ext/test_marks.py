"""Each figure that was checked is marked once, where it stands, and leads to its evidence."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from docutils import nodes

from etraces_cite.sphinx_ext.domain import EtracesDomain
from etraces_cite.sphinx_ext.nodes import evidence_items, evidence_link, evidence_section

from .project import MakeApp, Project

ROOT = Path(__file__).parents[2]
NB, NN = "\u00a0", "\u202f"


def figures(document: nodes.document) -> list[evidence_link]:
    """Return the marked figures, in the order of the page."""
    return [link for link in document.findall(evidence_link) if link["role"] == "doc-noteref"]


def shown(link: evidence_link) -> str:
    """Return what the page shows of a figure, without what is read aloud only."""
    return "".join(text for text in link.findall(nodes.Text) if not _is_hidden(text))


def _is_hidden(text: nodes.Text) -> bool:
    parent = text.parent
    return isinstance(parent, nodes.inline) and "etraces-hidden" in parent["classes"]


def note(document: nodes.document, link: evidence_link) -> str:
    """Return the text of the evidence of a figure."""
    return "".join(evidence(document)[link["target"]].itertext())


def evidence(document: nodes.document) -> dict[str, Element]:
    """Return the evidence of a page by anchor; that it can be read so shows that it is well formed."""
    written = (fromstring(items["html"]) for items in document.findall(evidence_items))
    return {item.attrib["id"]: item for one in written for item in one}


def page(project: Project, body: str, **options: object) -> nodes.document:
    """Return the page « autre » with this body, built as HTML."""
    project.write("autre.md", f"# Autre\n\n{body}\n")
    project.build(**options)
    return project.doctree("autre")


@pytest.mark.filterwarnings("ignore:'myst_parser")
def test_every_figure_of_the_dossiers_is_marked_exactly_once(tmp_path: Path, make_app: MakeApp) -> None:
    for name in ("docs", "pyproject.toml", "references.bib"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    app = make_app("html", srcdir=tmp_path / "docs")
    app.build()
    domain = EtracesDomain.of(app.env)
    result = domain.sources.result
    assert result is not None
    marked = 0
    for docname in sorted(app.env.found_docs):
        verdicts = [verdict for one in domain.written(docname) for verdict in one.verdicts]
        found = figures(app.env.get_and_resolve_doctree(docname, app.builder, tags=app.tags))
        assert len(found) == len({link["ids"][0] for link in found}) == len(verdicts), docname
        marked += len(found)
    assert marked == result.summary.figures > 300


def test_a_plain_figure_leads_to_its_evidence_and_back(project: Project) -> None:
    document = page(project, "{cite:t}`durand-2021` compte 1 250 lampes.")
    (link,) = figures(document)
    assert " ".join(shown(link).split()) == "1 250 lampes≠"
    assert "« 1 250 lampes »" in note(document, link).replace(NN, " ")
    (back,) = (one for one in evidence(document)[link["target"]].iter("a") if one.get("role") == "doc-backlink")
    assert back.attrib["href"] == f"#{link['ids'][0]}"


def test_a_role_is_a_figure_too(project: Project) -> None:
    project.build()
    document = project.doctree("index")
    texts = [shown(link) for link in figures(document)]
    assert texts[:3] == [f"près de 1{NN}200{NB}lampes≠", "un gros montant", f"1er{NB}mai 2020"]
    assert "Selon Anne Durand" in note(document, figures(document)[0]).replace("selon", "Selon")


def test_a_waived_figure_leads_to_its_reason(project: Project) -> None:
    project.build()
    document = project.doctree("index")
    (waived,) = (node for node in document.findall(nodes.inline) if "etraces-unsourced" in node["classes"])
    (link,) = waived.findall(evidence_link)
    assert shown(link).endswith("○")
    assert "décompte de la rédaction" in note(document, link)
    assert not list(waived.findall(nodes.reference)), "its sign is that of the figure"


def test_a_page_that_is_not_checked_has_no_mark(project: Project) -> None:
    document = page(project, "{fact}`lampes`")
    assert figures(document)
    project.write("autre.md", "---\nunchecked: essai\n---\n\n# Autre\n\n{fact}`lampes` et 12 choses.\n")
    project.build()
    document = project.doctree("autre")
    assert not figures(document)
    assert not list(document.findall(evidence_section))
