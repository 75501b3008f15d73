"""Beside sphinxcontrib-bibtex: its roles and its bibliography are its own, and ours go on working."""

from __future__ import annotations

import pytest
from docutils import nodes

from etraces_cite.sphinx_ext.domain import EtracesDomain
from etraces_cite.sphinx_ext.nodes import evidence_link

from .project import Project

PAGE = "# Autre\n\n{cite:t}`durand-2021` compte {fact}`lampes-rapport`.\n\n```{bibliography}\n:cited:\n```\n"


@pytest.mark.parametrize("before", [True, False])
def test_bibtex_keeps_its_roles_whichever_is_loaded_first(project: Project, *, before: bool) -> None:
    ours = ["myst_parser", "sphinx_design", "etraces_cite"]
    extensions = ["sphinxcontrib.bibtex", *ours] if before else [*ours, "sphinxcontrib.bibtex"]
    project.write("autre.md", PAGE)
    project.replace("references.bib", "@report", "@techreport")  # it knows the types of BibTeX only
    app = project.build(confoverrides={"extensions": extensions, "bibtex_bibfiles": ["references.bib"]})
    assert type(app.env.domains["cite"]).__name__ == "BibtexDomain"
    document = project.doctree("autre")
    assert list(document.findall(nodes.citation)), "its bibliography"
    fact = next(link for link in document.findall(evidence_link) if "lampes" in link.astext())
    assert fact["target"] == "preuve-1"
    assert not [line for line in project.warnings if "etraces" in line], "the checker has read its roles"


def test_a_figure_cited_with_its_roles_is_checked(project: Project) -> None:
    project.replace("references.bib", "@report", "@techreport")
    project.write("autre.md", PAGE + "\nIl en compte 1 520 {cite:p}`durand-2021`.\n")
    extensions = ["myst_parser", "sphinx_design", "etraces_cite", "sphinxcontrib.bibtex"]
    app = project.build(confoverrides={"extensions": extensions, "bibtex_bibfiles": ["references.bib"]})
    assert [line.rpartition("[")[2] for line in project.warnings if "etraces" in line] == [
        "etraces.figure-contradicted]"
    ]
    assert "gazette-2020" in EtracesDomain.of(app.env).ledgers["index"].cited
