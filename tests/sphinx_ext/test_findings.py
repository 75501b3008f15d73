"""What the checker finds is a Sphinx warning at its place, at every build."""

from __future__ import annotations

import pytest
from sphinx.errors import ConfigError

from .project import Project


def test_a_wrong_figure_is_a_warning_at_its_line_in_every_build(project: Project) -> None:
    project.replace("autre.md", "1 250 lampes", "1 520 lampes")
    for _ in range(2):
        project.build()
        (warning,) = project.warnings
        assert f"{project.folder}/autre.md:3: WARNING: " in warning
        assert warning.endswith("[etraces.figure-contradicted]")
    assert project.read == []


def test_a_finding_in_a_record_is_a_warning_in_the_record(project: Project) -> None:
    project.replace("records/gazette-2020.toml", "value = 1200", "value = 1300")
    project.build()
    lines = (project.folder / "records/gazette-2020.toml").read_text(encoding="utf-8").splitlines()
    place = f"{project.folder}/records/gazette-2020.toml:{lines.index('value = 1300') + 1}"
    assert any(line.startswith(place) and "[etraces.fact-unreadable]" in line for line in project.warnings)


def test_an_unknown_key_and_an_unknown_fact_are_said_once_with_the_nearest(project: Project) -> None:
    project.write("autre.md", "# Autre\n\nUne ligne,\net {cite:p}`gazette-202`.\n\nOu {fact}`lampe`.\n")
    project.build()
    key, fact = project.warnings
    assert "autre.md:4:" in key
    assert "gazette-2020" in key
    assert key.endswith("[etraces.citation-unknown]")
    assert "autre.md:6:" in fact
    assert "lampes" in fact
    assert fact.endswith("[etraces.fact-unknown]")


def test_a_page_that_is_not_checked_still_says_what_it_cannot_print(project: Project) -> None:
    project.write(
        "autre.md", "---\nunchecked: essai\n---\n\n# Autre\n\n{cite:p}`gazette-202` {cite:p}`a b` {fact}`lampe`\n"
    )
    for _ in range(2):
        project.build()
        codes = sorted(line.rpartition("[")[2] for line in project.warnings)
        assert codes == ["etraces.citation-unknown]", "etraces.citation-unknown]", "etraces.fact-unknown]"]


def test_a_directive_names_an_unknown_fact_measure_or_source(project: Project) -> None:
    project.write(
        "autre.md", "# Autre\n\n:::{fact-box} lampe\n:::\n\n:::{fact-table}\n:measure: lampe\n:source: durand\n:::\n"
    )
    project.build()
    assert [line.rpartition("[")[2] for line in project.warnings] == [
        "etraces.fact-unknown]",
        "etraces.citation-unknown]",
        "etraces.measure-unknown]",
    ]


def test_a_code_can_be_suppressed_by_name(project: Project) -> None:
    project.replace("autre.md", "1 250 lampes", "1 520 lampes")
    project.build(confoverrides={"suppress_warnings": ["etraces.figure-contradicted"]})
    assert project.warnings == []


def test_notes_are_shown_only_when_asked_for(project: Project) -> None:
    project.write("autre.md", "# Autre\n\nTrois questions restent.\n")
    project.build()
    assert project.warnings == []
    assert "etraces.figure-note" not in project.app.status.getvalue()  # type: ignore[union-attr]
    project.build(verbosity=1)
    assert "etraces.figure-note" in project.app.status.getvalue()  # type: ignore[union-attr]


def test_without_the_check_facts_are_printed_all_the_same(project: Project) -> None:
    project.replace("autre.md", "1 250 lampes", "1 520 lampes")
    project.build(confoverrides={"etraces_cite_verify": False})
    assert project.warnings == []
    assert "1\u202f200\u00a0lampes" in project.doctree("index").astext()


def test_a_page_outside_the_sphinx_project_is_left_to_the_command_line(project: Project) -> None:
    project.write("brouillon.md", "# Brouillon\n\n{cite:t}`durand-2021` compte 1 520 lampes.\n")
    project.build(confoverrides={"exclude_patterns": ["records", "brouillon.md"]})
    assert project.warnings == []


def test_no_dossier_is_a_configuration_error(project: Project) -> None:
    (project.folder / "pyproject.toml").unlink()
    (project.folder / "references.bib").unlink()
    with pytest.raises(ConfigError, match=r"pyproject\.toml"):
        project.build()


def test_the_root_can_be_named(project: Project) -> None:
    docs = project.folder / "site"
    docs.mkdir()
    (project.folder / "conf.py").rename(docs / "conf.py")
    (docs / "index.md").write_text("# Site\n\nSelon Anne Durand, {fact}`lampes`.\n", encoding="utf-8")
    project.folder = docs
    project.build(confoverrides={"etraces_cite_root": "..", "etraces_cite_verify": False})
    assert "1\u202f200\u00a0lampes" in project.doctree("index").astext()
