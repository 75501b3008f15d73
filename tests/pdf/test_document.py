"""The PDF as readers, machines and archives see it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docutils import nodes
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject
from sphinx import addnodes

from .conftest import Built, build

Maker = Callable[..., Built]


def outline(reader: PdfReader) -> list[tuple[int, str]]:
    """The bookmarks, each with its depth."""

    def walk(items: list[object], depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                yield depth, item.title  # type: ignore[attr-defined]

    return list(walk(reader.outline, 0))


def squeeze(text: str) -> str:
    """Without spaces, hyphens and quotation marks: what breaking lines and smart quotes may change."""
    text = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u00ad\u200b\u2010-\u2015\-\"'’“”«»]", "", text)


def test_metadata(everything: Built) -> None:
    reader = everything.pdf
    assert reader.metadata.title == "Chiffres et preuves\u202f: un essai"
    assert reader.metadata.author == "Une rédactrice"
    assert reader.metadata["/Keywords"] == "essai, typographie"
    assert reader.metadata["/CreationDate"].startswith("D:20251124")
    assert str(reader.trailer["/Root"]["/Lang"]).startswith("fr")


def test_it_is_tagged_and_says_the_standards_it_keeps(everything: Built) -> None:
    root = everything.pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_outline_follows_the_headings(everything: Built) -> None:
    bookmarks = outline(everything.pdf)
    assert (0, "Les pages") in bookmarks
    assert (1, "Les blocs") in bookmarks
    assert (2, "Une cible de renvoi") in bookmarks
    assert bookmarks.index((0, "Les pages")) < bookmarks.index((1, "Les blocs")) < bookmarks.index((0, "Les objets"))


def test_contents_give_the_pages_of_the_headings(everything: Built) -> None:
    contents = everything.text(1)
    for title in ("Les pages", "Les blocs", "Les tableaux", "Les cartes"):
        number = int(re.search(rf"{title}[ .\n]+?(\d+)\s*$", contents, re.MULTILINE)[1])
        assert title in everything.text(number - 1)


def test_every_font_is_embedded(everything: Built) -> None:
    fonts = [
        font.get_object()
        for page in everything.pdf.pages
        for font in page.get("/Resources", {}).get("/Font", {}).values()
    ]
    assert fonts
    for font in fonts:
        descendant = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"].get_object())


def links(reader: PdfReader) -> Iterator[tuple[int, DictionaryObject]]:
    for number, page in enumerate(reader.pages):
        for annotation in page.get("/Annots", ()):
            entry = annotation.get_object()
            if entry["/Subtype"] == "/Link":
                yield number, entry


def destination(reader: PdfReader, link: DictionaryObject) -> int | None:
    """The page (0-based) an internal link leads to."""
    target = link.get("/Dest") or link.get("/A", {}).get("/D")
    if target is None:
        return None
    if isinstance(target, str | bytes):
        target = reader.named_destinations[str(target)].dest_array
    page = target.get_object()[0]
    assert isinstance(page, IndirectObject)
    return reader.get_page_number(page.get_object())


def test_internal_links_land_on_their_page(everything: Built) -> None:
    reader = everything.pdf
    landed = [destination(reader, link) for _, link in links(reader)]
    internal = [page for page in landed if page is not None]
    assert len(internal) > 20
    target = next(n for n, page in enumerate(reader.pages) if "Une cible de renvoi" in page.extract_text() and n > 2)
    from_foreword = [destination(reader, link) for number, link in links(reader) if number == 2]
    assert from_foreword == [target, target]  # the page of texts, and the heading, which stand on one sheet


def test_external_links_keep_their_address(everything: Built) -> None:
    addresses = {link["/A"]["/URI"] for _, link in links(everything.pdf) if "/A" in link and "/URI" in link["/A"]}
    assert "https://example.org/une/adresse?a=1&b=2" in addresses
    assert "https://example.org/carte" in addresses


def test_an_address_that_the_text_hides_is_given_once_in_a_note(everything: Built) -> None:
    text = everything.text()
    assert text.count("https://example.org/une/adresse?a=1&b=2") == 1
    assert text.count("https://example.org/nue") == 1


def test_addresses_may_be_left_out(rootdir: Path, tmp_path: Path) -> None:
    built = build(rootdir / "test-pdf", tmp_path, dossierpdf_show_urls="no")
    assert "https://example.org/une/adresse" not in built.text()


def test_no_line_begins_with_high_punctuation(make: Maker) -> None:
    """In every width of line: the sentence is set again and again with one more letter before it."""
    sentences = "\n\n".join(
        f"{'m' * width} a écrit « dix mille six cents *caméras* » ; **vraiment** ? Oui ! Voilà : « 10\u202f600 » et 12\u202f%."
        for width in range(1, 70)
    )
    built = make(f"# Titre\n\n{sentences}\n")
    lines = [line.lstrip() for line in built.text().splitlines()]
    assert not [line for line in lines if line.startswith((";", ":", "!", "?", "»", "%"))]
    assert not [line for line in lines if line.rstrip().endswith("«")]


def test_no_word_of_the_doctree_is_lost(everything: Built) -> None:
    """Word by word, whatever the order: the notes are elsewhere than in the doctree."""
    printed = squeeze(everything.text())
    texts = [
        (docname, text.astext())
        for docname in everything.app.env.found_docs
        for text in resolved(everything, docname).findall(nodes.Text)
        if not silent(text)
    ]
    assert len(texts) > 200
    assert [place for place in texts if squeeze(place[1]) not in printed] == []


def test_no_line_of_a_numbered_program_is_lost(everything: Built) -> None:
    text = everything.text()
    for line in ("def f(x: int) -> int:", '"""Rendre x # pas un commentaire."""', "return x * 2"):
        assert line in text


def resolved(built: Built, docname: str) -> nodes.document:
    doctree = built.app.env.get_doctree(docname)
    built.app.env.resolve_references(doctree, docname, built.app.builder)
    return doctree


def silent(text: nodes.Text) -> bool:
    """What is not meant for paper, or is printed in another form."""
    silent = nodes.raw, nodes.comment, addnodes.index, nodes.substitution_definition, addnodes.toctree
    node: nodes.Node | None = text.parent
    while node is not None:
        if isinstance(node, silent) or (isinstance(node, nodes.label) and isinstance(node.parent, nodes.footnote)):
            return True
        if isinstance(node, nodes.footnote_reference | nodes.math | nodes.math_block):
            return True  # notes are numbered anew, formulas are set
        if isinstance(node, nodes.literal_block) and node.get("linenos"):
            return True  # numbers stand between its lines: see below
        if isinstance(node, nodes.Element) and {"sd-hide-link-text", "toctree-wrapper"} & set(node.get("classes", ())):
            return True  # a pointer and the contents stand for them
        node = node.parent
    return text.astext() == "Chiffres et preuves : un essai"  # on the cover, with a narrow space


def test_two_builds_give_the_same_bytes(rootdir: Path, tmp_path: Path) -> None:
    one = build(rootdir / "test-pdf", tmp_path / "un").path.read_bytes()
    two = build(rootdir / "test-pdf", tmp_path / "deux").path.read_bytes()
    assert one == two


def test_the_date_is_that_of_the_epoch(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583020800")
    assert "1er mars 2020" in make("# Titre\n\nTexte.\n").text(0)


def test_pages_say_where_the_reader_is(everything: Built) -> None:
    last = len(everything.pdf.pages)
    text = everything.text(4)
    assert f"page 5 / {last}" in text
    assert text.lstrip().startswith("Les pages")  # the running head
    assert "page 1" not in everything.text(0)


def test_cover(everything: Built) -> None:
    cover = everything.text(0)
    for line in (
        "Une rédactrice",
        "Tout ce qu’une page peut contenir",
        "24 novembre 2025",
        "Version",
        "CC BY 4.0",
        "8c02 41d7",
    ):
        assert line in cover


def test_a_project_of_one_page_without_configuration(make: Maker) -> None:
    built = make("# Seul\n\nTexte seul.\n")
    assert built.warnings == ""
    assert built.pdf.metadata.title == "Seul"
    assert "Texte seul." in built.text()


def test_parallel_builds_are_allowed(everything: Built) -> None:
    extension = everything.app.extensions["etraces_cite.pdf"]
    assert extension.parallel_read_safe
    assert extension.parallel_write_safe
