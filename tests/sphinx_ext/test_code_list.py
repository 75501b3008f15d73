"""The reference page of the findings names every code, in the language of the site."""

from collections.abc import Callable

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from etraces_cite.codes import Code

PAGE = "# Constats\n\n:::{code-list}\n:::\n"
CONF = 'extensions = ["myst_parser", "etraces_cite"]\nlanguage = "fr"\nmyst_enable_extensions = ["colon_fence"]\netraces_cite_verify = False\n'


@pytest.fixture
def built(make_app: Callable[..., SphinxTestApp], tmp_path) -> SphinxTestApp:
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "index.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "references.bib").write_text("", encoding="utf-8")
    app = make_app("text", srcdir=tmp_path)
    app.build()
    return app


def test_every_code_has_its_entry(built: SphinxTestApp) -> None:
    terms = list(built.env.get_doctree("index").findall(nodes.term))
    assert [term["ids"] for term in terms] == [[f"code-{code.value}"] for code in Code]


def test_an_entry_says_what_to_avoid_and_what_to_write_in_french(built: SphinxTestApp) -> None:
    first = next(built.env.get_doctree("index").findall(nodes.definition))
    names = [strong.astext() for strong in first.findall(nodes.strong)]
    assert [name.rstrip(":").strip() for name in names] == ["À éviter", "À écrire", "Remède"]
