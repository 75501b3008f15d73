"""Search by Pagefind: asked for, it replaces Sphinx's; not asked for, nothing changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .project import Project


def test_sphinx_searches_unless_pagefind_is_asked_for(project: Project) -> None:
    out = Path(project.build().outdir)
    assert (out / "searchindex.js").is_file()
    assert not (out / "pagefind").exists()


def test_pagefind_replaces_the_index_and_the_page(project: Project) -> None:
    pytest.importorskip("pagefind")
    app = project.build(confoverrides={"etraces_cite_search": True})
    out = Path(app.outdir)
    assert not (out / "searchindex.js").exists()
    languages = json.loads((out / "pagefind" / "pagefind-entry.json").read_text())["languages"]
    assert [found["page_count"] for found in languages.values()] == [len(app.env.found_docs)]
    page = (out / "search.html").read_text(encoding="utf-8")
    assert 'id="etraces-search-results"' in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_page_may_stay_out_of_the_index(project: Project) -> None:
    pytest.importorskip("pagefind")
    text = (project.folder / "index.md").read_text(encoding="utf-8")
    assert not text.startswith("---")
    project.write("index.md", f"---\nnosearch: true\n---\n\n{text}")
    app = project.build(confoverrides={"etraces_cite_search": True})
    languages = json.loads((Path(app.outdir) / "pagefind" / "pagefind-entry.json").read_text())["languages"]
    assert [found["page_count"] for found in languages.values()] == [len(app.env.found_docs) - 1]
