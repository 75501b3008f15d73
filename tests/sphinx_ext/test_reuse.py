"""What a site offers for reuse: files, JSON-LD, COinS, and how to cite a page."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs

import frictionless
import pytest
from docutils import nodes

from .project import Project
from .test_safety import Markup

OPTIONS = {
    "html_baseurl": "https://lampes.example/fr/",
    "etraces_cite_articles": ["index", "autre"],
    "etraces_cite_licence": {"name": "CC-BY-4.0", "address": "https://licence.example/"},
    "author": "La rédaction",
    "release": "1.2",
}
NB, NN = "\u00a0", "\u202f"
DATA = "---\nunchecked: liste\n---\n\n# Données\n\n:::{data-files}\n:::\n\n:::{data-fields} facts\n:::\n"


def build(project: Project, **options: object) -> Path:
    project.write("dispenses.md", DATA)
    text = (project.folder / "index.md").read_text(encoding="utf-8")
    project.write("index.md", f"---\ndate: 2026-11-24\n---\n\n{text}")
    app = project.build("html", confoverrides=OPTIONS | options)
    assert project.warnings == []
    return Path(app.outdir)


def markup(site: Path, name: str) -> Markup:
    return Markup((site / name).read_text(encoding="utf-8"))


def test_the_package_is_valid_and_its_addresses_lead_to_facts(project: Project) -> None:
    site = build(project)
    report = frictionless.validate(str(site / "data" / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []
    identifiers = {attributes.get("id") for _, attributes in markup(site, "sources.html").elements}
    rows = json.loads((site / "data" / "facts.json").read_text(encoding="utf-8"))
    assert len(rows) == 6
    for row in rows:
        page, _, anchor = row["address"].partition("#")
        assert page == "https://lampes.example/fr/sources.html"
        assert anchor in identifiers, row["id"]
    assert (site / "data" / "references.bib").read_bytes() == (project.folder / "references.bib").read_bytes()
    assert len(json.loads((site / "data" / "references.json").read_text(encoding="utf-8"))) == 4


def test_a_page_lists_the_files_that_are_there(project: Project) -> None:
    site = build(project)
    (files,) = [
        one for one in project.doctree("dispenses").findall(nodes.bullet_list) if "etraces-files" in one["classes"]
    ]
    links = [link["refuri"] for link in files.findall(nodes.reference)]
    assert sorted(links) == sorted(path.relative_to(site).as_posix() for path in (site / "data").iterdir())
    terms = [term.astext() for term in project.doctree("dispenses").findall(nodes.term)]
    assert terms[:3] == ["id", "address", "kind"]


def test_on_paper_the_files_have_their_address(project: Project) -> None:
    project.write("dispenses.md", DATA)
    app = project.build("text", confoverrides=OPTIONS)
    text = (Path(app.outdir) / "dispenses.txt").read_text(encoding="utf-8")
    assert "https://lampes.example/fr/data/facts.csv" in text


@pytest.mark.parametrize("folder", ["", "donnees/ici"])
def test_the_folder_is_an_option(project: Project, folder: str) -> None:
    site = build(project, etraces_cite_data=folder)
    assert [path.parent.relative_to(site).as_posix() for path in site.rglob("datapackage.json")] == [folder] * bool(
        folder
    )


def test_an_article_describes_itself_and_what_it_cites(project: Project) -> None:
    site = build(project)
    (script,) = [one for one in markup(site, "index.html").scripts if one.startswith('{"@context"')]
    data = json.loads(script)
    assert (data["@type"], data["url"], data["datePublished"]) == (
        "Article",
        "https://lampes.example/fr/index.html",
        "2026-11-24",
    )
    assert [one["@id"] for one in data["citation"]] == [
        f"https://lampes.example/fr/sources.html#source-{key}" for key in ("gazette-2020", "durand-2021")
    ]
    assert not [one for one in markup(site, "sources.html").scripts if "schema.org" in one]


def test_how_to_cite_an_article_stands_at_its_end(project: Project) -> None:
    site = build(project)
    page = markup(site, "index.html")
    text = "".join(page.text)
    start = text.index("Citer cette page")
    assert (
        f"La rédaction. «{NN}Les lampes{NN}». Dossier, version{NB}1.2, 24{NB}novembre 2026. https://lampes.example/fr/index.html"
        in text[start:]
    )
    assert "@online{index," in text[start:]
    assert [attributes["href"] for _, attributes in page.elements if "download" in attributes] == ["index.csl.json"]
    (item,) = json.loads((site / "index.csl.json").read_text(encoding="utf-8"))
    assert (item["id"], item["URL"], item["version"]) == ("index", "https://lampes.example/fr/index.html", "1.2")
    assert "Citer cette page" not in "".join(markup(site, "sources.html").text)


def test_where_the_address_is_unknown_none_is_printed(project: Project) -> None:
    site = build(project, html_baseurl="")
    page = markup(site, "index.html")
    assert "url = " not in "".join(page.text)
    assert "URL" not in json.loads((site / "index.csl.json").read_text(encoding="utf-8"))[0]


def test_coins_are_on_the_page_of_the_sources_alone(project: Project) -> None:
    site = build(project)

    def titles(name: str) -> list[str]:
        found = [one["title"] for _, one in markup(site, name).elements if one.get("class") == "Z3988"]
        return [(parse_qs(one).get("rft.title") or parse_qs(one)["rft.btitle"])[0] for one in found]

    assert titles("sources.html") == [
        "Rapport sur l'éclairage",
        "Le prix des « lampes »",
        "Les lampes, suite",
        "Sans auteur ni date",
    ]
    assert titles("index.html") == titles("autre.html") == []
