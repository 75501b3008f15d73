"""Facts and sources as objects: cross-references, the index, and the inventory that other dossiers link to."""

from __future__ import annotations

import zlib

from docutils import nodes
from sphinx import addnodes
from sphinx.util.inventory import InventoryFile

from etraces_cite.sphinx_ext.ledger import anchor

from .project import Project

NB, NN = "\u00a0", "\u202f"


def test_cross_references_print_titles_and_lead_to_the_objects(project: Project) -> None:
    project.build()
    document = project.doctree("autre")
    last = next(one for one in document.findall(nodes.paragraph) if one.astext().endswith("ce rapport."))
    fact, source = last.findall(nodes.reference)
    assert (fact.astext(), fact["refuri"]) == (
        f"Lampes commandées{NN}: près de 1{NN}200{NB}lampes",
        "sources.html#fact-lampes",
    )
    assert (source.astext(), source["refuri"]) == ("ce rapport", "sources.html#source-durand-2021")


def test_an_unknown_object_is_a_warning(project: Project) -> None:
    project.write("autre.md", "# Autre\n\n{etraces:fact}`lampe` {etraces:source}`personne`\n")
    project.build(confoverrides={"nitpicky": True})
    assert [line.rpartition(": ")[2].partition(" [")[0] for line in project.warnings] == ["lampe", "personne"]


def test_the_general_index_has_sources_and_facts(project: Project) -> None:
    project.build()
    entries = [entry[1] for index in project.doctree("sources").findall(addnodes.index) for entry in index["entries"]]
    assert "Durand et al., 2021; Rapport sur l’éclairage" in entries
    assert "Lampes commandées" in entries


def test_the_inventory_names_every_fact_and_source(project: Project) -> None:
    app = project.build()
    inventory = InventoryFile.loads((app.outdir / "objects.inv").read_bytes(), uri="https://dossier.example")
    facts = inventory.data["etraces:fact"]
    assert sorted(facts) == ["article", "lampes", "lampes-rapport", "montant", "prix", "signature"]
    assert facts["lampes"].uri == "https://dossier.example/sources.html#fact-lampes"
    assert sorted(inventory.data["etraces:source"]) == [
        "durand-2021",
        "gazette-2020",
        "gazette-2020-suite",
        "jamais-cite",
    ]


def test_another_dossier_cites_ours_through_intersphinx(project: Project) -> None:
    app = project.build()
    inventory = app.outdir / "objects.inv"
    project.write(
        "autre.md", "# Autre\n\n{external+autre:etraces:fact}`lampes` et {etraces:source}`autre:durand-2021`.\n"
    )
    extensions = [*app.config.extensions, "sphinx.ext.intersphinx"]
    mapping = {"autre": ("https://dossier.example", str(inventory))}
    project.build(
        confoverrides={"extensions": extensions, "intersphinx_mapping": mapping, "intersphinx_cache_limit": 0}
    )
    (paragraph,) = project.doctree("autre").findall(nodes.paragraph)
    fact, source = paragraph.findall(nodes.reference)
    assert fact["refuri"] == "https://dossier.example/sources.html#fact-lampes"
    assert fact.astext() == f"Lampes commandées{NN}: près de 1{NN}200{NB}lampes"
    assert source["refuri"] == "https://dossier.example/sources.html#source-durand-2021"
    assert project.warnings == []


def test_without_a_list_of_sources_a_box_is_where_a_fact_lives(project: Project) -> None:
    (project.folder / "sources.md").unlink()
    project.replace("index.md", "sources\n", "")
    project.build(confoverrides={"etraces_cite_marks": False})
    found = {link.astext(): link["refuri"] for link in project.doctree("index").findall(nodes.reference)}
    assert found[f"près de 1{NN}200{NB}lampes"] == "autre.html#box-fact-lampes"
    assert "un gros montant" not in found, "no page describes it: it is text"
    assert ["etraces.citation-unlisted" in line for line in project.warnings] == [True]


def test_addresses_are_stable_and_distinct() -> None:
    assert anchor("fact", "cameras-2018") == "fact-cameras-2018"
    odd = [anchor("source", key) for key in ("A", "a", "a:b", "a/b", "é")]
    assert len(set(odd)) == len(odd)
    assert anchor("source", "A") == f"source-a-{zlib.crc32(b'source-A'):08x}"
