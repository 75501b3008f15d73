"""Social cards: which page has which, and what the picture is."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from .project import Project

OPTIONS = {"html_baseurl": "https://lampes.example/fr/", "etraces_cite_cards": True, "etraces_cite_articles": ["autre"]}


def build(project: Project, **options: object) -> tuple[Path, dict[str, dict[str, str]]]:
    seen: dict[str, dict[str, str]] = {}
    app = project.make_app("html", srcdir=project.folder, confoverrides=OPTIONS | options)
    app.connect(
        "html-page-context",
        lambda app, name, template, context, doctree: seen.update({name: context.get("meta") or {}}),
    )
    app.build()
    return Path(app.outdir), seen


def test_an_article_has_its_own_and_any_other_page_that_of_the_site(project: Project) -> None:
    site, seen = build(project)
    address = "https://lampes.example/fr/_images/{}-card.png"
    assert (seen["autre"]["og:image"], seen["autre"]["og:type"]) == (address.format("autre"), "article")
    assert (seen["sources"]["og:image"], seen["sources"]["og:type"]) == (address.format("index"), "website")
    assert seen["autre"]["og:image:alt"] == "Autre page – Dossier"
    assert sorted(path.name for path in (site / "_images").glob("*-card.png")) == ["autre-card.png", "index-card.png"]
    data = (site / "_images" / "autre-card.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (1200, 630)


def test_a_title_is_never_markup(project: Project) -> None:
    project.replace("autre.md", "# Autre page", '# #panic() `$x$` "a" \\#let')
    site, _ = build(project)
    assert (site / "_images" / "autre-card.png").is_file()


@pytest.mark.parametrize("options", [{"html_baseurl": ""}, {"etraces_cite_cards": False}])
def test_there_is_none_without_an_address_or_unasked(project: Project, options: dict[str, object]) -> None:
    site, seen = build(project, **options)
    assert not list(site.rglob("*-card.png"))
    assert "og:image" not in seen["autre"]
