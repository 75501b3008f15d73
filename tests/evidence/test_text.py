"""The text of a source: whichever its format, and whatever its encoding."""

import importlib
import sys

import pytest

from etraces_cite.errors import EtracesError
from etraces_cite.evidence.charset import CharsetError, MediaType
from etraces_cite.evidence.locate import CaptureText
from etraces_cite.evidence.text import (
    Described,
    Extracted,
    ExtractionError,
    extract,
    extract_again,
    media_type_of,
)
from etraces_cite.model import LocatedStatus
from serving import PAGE


def pdf(text: str, **information: str) -> bytes:
    """Return a PDF of one line, written by hand."""
    shown = text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
    content = b"BT /F1 12 Tf 20 100 Td (" + shown + b") Tj ET"
    info = " ".join(f"/{name} ({value})" for name, value in information.items())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", f"<<{info}>>".encode("cp1252"),
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer


def first(data: bytes, name: str = "", header: str | None = None, charset: str | None = None) -> Extracted:
    return next(extract(data, media_type_of(data, name=name, header=header), charset=charset))


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    extracted = first(PAGE.encode(), header="text/html; charset=utf-8")
    assert "10\u202f600 caméras" in extracted.text or "10 600 caméras" in extracted.text
    assert "Abonnez-vous" not in extracted.text
    assert extracted.extractor.startswith("trafilatura ")
    assert extracted.described == Described("Les caméras arrivent", "Anne Onyme", "2020-12-14")
    assert str(extracted.media_type) == "text/html"


def test_what_the_article_leaves_out_is_in_the_page() -> None:
    _, page = extract(PAGE.encode(), MediaType("text/html"))
    assert "Abonnez-vous" in page.text
    assert page.extractor.startswith("trafilatura-page ")


def test_a_pdf_gives_its_text_and_its_metadata() -> None:
    data = pdf("Le marché de 2,4 millions d’euros", Title="Le marché", Author="Anne Onyme", CreationDate="D:20201214")
    extracted = first(data)
    assert CaptureText(extracted.text).locate("2,4 millions d'euros").status is LocatedStatus.FOUND
    assert extracted.extractor.startswith("pypdf ")
    assert extracted.described == Described("Le marché", "Anne Onyme", "2020-12-14")


def test_plain_text_is_taken_as_it_is() -> None:
    extracted = first("\ufeffTrente mille\r\ncaméras".encode())
    assert (extracted.text, extracted.extractor) == ("Trente mille\ncaméras", "plain-text 1")


def test_markdown_gives_its_words_without_its_marks() -> None:
    source = "# Le marché\n\nIl y a **30 000** [caméras](http://x.example).\n\n- l’une\n- l’*autre*\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    extracted = first(source.encode(), "notes.md")
    assert extracted.text == "Le marché\n\nIl y a 30 000 caméras.\n\nl’une\n\nl’autre\n\na\n\nb\n\n1\n\n2\n"
    assert extracted.described.title == "Le marché"


@pytest.mark.parametrize(
    ("data", "name", "header", "essence"),
    [
        (b"%PDF-1.4", "a.html", "text/html", "application/pdf"),
        (b"<!doctype html><p>", "", None, "text/html"),
        (b"\n <!-- a --> <HTML>", "a.txt", None, "text/plain"),
        (b"\n <!-- a --> <HTML>", "", "application/octet-stream", "text/html"),
        (b"<p>", "a.html", None, "text/html"),
        (b"a", "", "application/xhtml+xml; charset=utf-8", "text/html"),
        (b"a", "a.md", None, "text/markdown"),
        (b"a", "", None, "text/plain"),
    ],
)
def test_what_bytes_are_is_seen(data: bytes, name: str, header: str | None, essence: str) -> None:
    assert media_type_of(data, name=name, header=header).essence == essence


@pytest.mark.parametrize(
    ("data", "name", "header"), [(b"\x89PNG\r\n\x00", "a.png", None), (b"a", "", "image/png"), (b"PK\x00", "", None)]
)
def test_what_holds_no_text_is_refused(data: bytes, name: str, header: str | None) -> None:
    with pytest.raises(ExtractionError, match="no text can be read from"):
        media_type_of(data, name=name, header=header)


@pytest.mark.parametrize("data", [b"%PDF-1.4\nrien", b"%PDF-", b"  \n ", b""])
def test_what_gives_no_text_is_said(data: bytes) -> None:
    with pytest.raises(ExtractionError):
        first(data)


ENCODED = [
    ("Trente mille caméras".encode(), "text/plain; charset=utf-8", "text/plain"),
    ("Trente mille caméras".encode(), "text/plain", "text/plain"),
    ("Trente mille caméras".encode("cp1252"), "text/plain", "text/plain; charset=cp1252"),
    ("Trente mille caméras".encode("latin-1"), "text/plain; charset=ISO-8859-1", "text/plain; charset=cp1252"),
    ("Trente mille caméras à 5 €".encode("iso-8859-15"), "text/plain; charset=iso-8859-15", "text/plain; charset=iso8859-15"),
    ("Trente mille caméras".encode("utf-16"), "text/plain", "text/plain; charset=utf-16-le"),
    (b"Trente mille cameras", "text/plain; charset=us-ascii", "text/plain; charset=cp1252"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "header", "kept"), ENCODED)
def test_the_encoding_is_that_which_is_declared_or_seen_and_is_kept(data: bytes, header: str, kept: str) -> None:
    extracted = first(data, header=header)
    assert extracted.text.startswith("Trente mille cam")
    assert str(extracted.media_type) == kept
    assert extract_again(data, MediaType.parse(kept), extracted.extractor).text == extracted.text


def test_a_page_says_its_own_encoding() -> None:
    page = PAGE.replace("utf-8", "windows-1252").replace("\u202f", " ").encode("cp1252")
    assert "caméras" in first(page, "a.html").text


@pytest.mark.parametrize(
    ("data", "header", "said"),
    [
        ("é".encode("latin-1"), "text/plain; charset=utf-8", 'declared as "utf-8", but byte 1 cannot be read so'),
        ("é".encode(), "text/plain; charset=iso-8859-1", 'declared as "iso-8859-1", but its bytes are UTF-8'),
        (b"e", "text/plain; charset=klingon", 'unknown character encoding "klingon"'),
        (b"65", "text/plain; charset=hex", 'unknown character encoding "hex"'),
    ],
)
def test_an_encoding_that_contradicts_the_bytes_is_not_guessed(data: bytes, header: str, said: str) -> None:
    with pytest.raises(CharsetError, match=r"encoding|declared") as caught:
        first(data, header=header)
    assert caught.value.message.render("en") == said


def test_who_knows_the_encoding_may_say_it() -> None:
    assert first("été".encode(), header="text/plain; charset=iso-8859-1", charset="utf-8").text == "été"
    assert first("été".encode("latin-1"), header="text/plain; charset=utf-8", charset="latin-1").text == "été"


def test_a_reader_that_is_not_known_is_said() -> None:
    with pytest.raises(ExtractionError, match="autre 1"):
        extract_again(b"mot", MediaType("text/plain"), "autre 1")


@pytest.mark.parametrize(("module", "data"), [("trafilatura", PAGE.encode()), ("pypdf", pdf("mot"))])
def test_a_library_that_is_missing_is_named_with_its_extra(
    module: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    importlib.invalidate_caches()
    with pytest.raises(EtracesError) as caught:
        first(data)
    assert caught.value.render("en") == (
        f'this needs {module}, which is not installed\n  → pip install "etraces-cite[capture]"'
    )
