"""Several PDFs of one project: which pages each holds, what it says of the others, and how the site offers them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp

from .conftest import Built

Maker = Callable[..., Built]

pytestmark = pytest.mark.filterwarnings("ignore:.*MystReferenceResolver.app:PendingDeprecationWarning")

INDEX = "# Le tout\n\nAccueil.\n\n```{toctree}\nun\ndeux\nsources\n```\n"
FILES = {
    "un.md": "# Premier dossier\n\nVoir [le second](deux.md#la-suite) et {ref}`A <source-a>`.\n",
    "deux.md": "# Second dossier\n\n## La suite\n\nVoir {ref}`B <source-b>`.\n",
    "sources.md": """\
# Les sources

Pour tous.

:::{container} dossierpdf-if-mentioned
(source-a)=
Source A, d’après {ref}`C <source-c>`.
:::

:::{container} dossierpdf-if-mentioned
(source-b)=
Source B.
:::

:::{container} dossierpdf-if-mentioned
(source-c)=
Source C.
:::
""",
}
DOCUMENTS = [
    {"name": "tout"},
    {"page": "un", "name": "un", "subtitle": "Une partie"},
    {"page": "deux", "appendices": []},
]
OPTIONS = {
    "dossierpdf_documents": DOCUMENTS,
    "dossierpdf_appendices": ["sources"],
    "dossierpdf_subtitle": "Du tout",
    "myst_enable_extensions": ["colon_fence"],
    "myst_heading_anchors": 2,
}


def text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.fixture
def several(make: Maker) -> Built:
    return make(INDEX, files=FILES, **OPTIONS)


def test_each_document_is_a_pdf_of_its_pages(several: Built) -> None:
    assert several.warnings == ""
    assert sorted(path.name for path in Path(several.app.outdir).glob("*.pdf")) == ["deux.pdf", "tout.pdf", "un.pdf"]
    assert PdfReader(several.named("un")).metadata.title == "Premier dossier"
    whole, part = text(several.named("tout")), text(several.named("un"))
    assert all(words in whole for words in ("Accueil.", "Premier dossier", "Second dossier", "Du tout"))
    assert "Une partie" in part
    assert not any(words in part for words in ("Accueil.", "Second dossier", "Du tout"))


def test_appendices_hold_what_is_mentioned_directly_or_not(several: Built) -> None:
    part = text(several.named("un"))
    assert all(words in part for words in ("Annexes", "Pour tous.", "Source A, d’après C", "Source C."))
    assert "Source B." not in part
    assert "Annexes" not in text(several.named("deux"))


def test_the_whole_prints_its_pages_in_full_and_once(several: Built) -> None:
    whole = text(several.named("tout"))
    assert "Annexes" not in whole
    assert [whole.count(f"Source {letter}") for letter in "ABC"] == [1, 1, 1]


def test_a_page_of_another_pdf_is_named_without_a_link(several: Built) -> None:
    assert "Voir le second et A" in " ".join(text(several.named("un")).split())


def test_a_page_of_another_pdf_is_linked_on_the_site_if_there_is_one(make: Maker) -> None:
    built = make(INDEX, files=FILES, **OPTIONS, html_baseurl="https://example.org/fr/")
    assert built.warnings == ""
    assert "https://example.org/fr/deux.html#la-suite" in text(built.named("un"))
    assert "https://example.org" not in text(built.named("tout"))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"page": "absent"}, "no such page: absent"),
        ({"appendices": ["absent"]}, "no such page: absent"),
        ({"name": "un.deux"}, "un.deux is no name for a file"),
        ({"name": "../un"}, "un is no name for a file"),
        ({"nom": "un"}, "unknown option: nom"),
        ({"name": "tout"}, "two PDFs are named tout"),
    ],
)
def test_a_fault_in_the_list_is_said(make: Maker, entry: dict[str, object], said: str) -> None:
    options = OPTIONS | {"dossierpdf_documents": [{"name": "tout"}, entry]}
    with pytest.raises(ConfigError, match=said):
        make(INDEX, files=FILES, **options)


def site(source: Path, out: Path, downloads: Path) -> Path:
    overrides = OPTIONS | {"dossierpdf_downloads": str(downloads)}
    app = SphinxTestApp("html", srcdir=source, builddir=out, confoverrides=overrides)
    try:
        app.build()
        assert app.warning.getvalue() == ""
        return Path(app.outdir)
    finally:
        app.cleanup()


def test_the_site_offers_the_pdfs_that_are_there(several: Built, tmp_path: Path) -> None:
    source, out = Path(several.app.srcdir), tmp_path / "site"
    absent = site(source, out, tmp_path / "absent")
    assert "dossierpdf-download" not in (absent / "index.html").read_text()
    several.named("deux").unlink()
    built = site(source, out, Path(several.app.outdir))  # over the first: the pages are written anew
    assert 'href="pdf/tout.pdf">Tout le site en PDF</a> (0,1\u00a0Mo)' in (built / "index.html").read_text()
    assert 'href="pdf/un.pdf">Ce dossier en PDF</a>' in (built / "un.html").read_text()
    assert "dossierpdf-download" not in (built / "deux.html").read_text()
    assert (built / "pdf" / "un.pdf").read_bytes() == several.named("un").read_bytes()
    assert not (built / "pdf" / "deux.pdf").exists()
