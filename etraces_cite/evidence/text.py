"""The text of a source, from its bytes: which reader made it, in which version, so that a better reader is not taken for a changed source.

The readers of HTML and PDF come with the extra ``etraces-cite[capture]``; they are imported when they are needed.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import io
import logging
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from etraces_cite.errors import EtracesError
from etraces_cite.evidence.charset import MediaType, decode, decode_as
from etraces_cite.locale import msg
from etraces_cite.patterns import regex

__all__ = ["Described", "Extracted", "ExtractionError", "extract", "extract_again", "media_type_of", "need"]

EXTRA = "etraces-cite[capture]"
HTML, PDF, MARKDOWN, PLAIN = "text/html", "application/pdf", "text/markdown", "text/plain"
_SUFFIXES = {
    ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".pdf": PDF, ".md": MARKDOWN, ".markdown": MARKDOWN, ".txt": PLAIN,
}  # fmt: skip
_SAME = {"application/xhtml+xml": HTML, "text/x-markdown": MARKDOWN, "application/x-pdf": PDF}
_LOOKS_LIKE_HTML = regex(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_SNIFFED = 2048
_PLAIN_VERSION = 1


class ExtractionError(EtracesError):
    """Bytes from which no text can be read."""


@dataclass(frozen=True, slots=True)
class Described:
    """What a source says of itself."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    """ISO 8601, as far as it is known."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a source."""

    text: str
    extractor: str
    """The name and the version of what read it."""
    media_type: MediaType
    described: Described = field(default_factory=Described)


def media_type_of(data: bytes, *, name: str = "", header: str | None = None) -> MediaType:
    """Return what bytes are: what their first ones say, else the header of the server, else the suffix of the file.

    :raises ExtractionError: where they are nothing that text is read from.
    """
    declared = MediaType.parse(header) if header else MediaType("")
    essence = _SAME.get(declared.essence, declared.essence)
    if b"%PDF-" in data[:1024]:
        return MediaType(PDF)
    if essence in (HTML, MARKDOWN, PLAIN):
        return MediaType(essence, declared.charset)
    if essence not in ("", "application/octet-stream", "binary/octet-stream"):
        raise _unreadable(essence)
    suffix = re.search(r"\.\w+$", name.lower())
    if suffix and suffix[0] in _SUFFIXES and _SUFFIXES[suffix[0]] != PDF:
        return MediaType(_SUFFIXES[suffix[0]])
    if b"\x00" in data[:_SNIFFED] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unreadable(suffix[0] if suffix else "application/octet-stream")
    return MediaType(HTML if _LOOKS_LIKE_HTML.match(data[:_SNIFFED]) else PLAIN)


def _unreadable(what: str) -> ExtractionError:
    return ExtractionError(
        msg('no text can be read from "{what}"', what=what), hint=msg("HTML, PDF, plain text and Markdown are read")
    )


def extract(data: bytes, media_type: MediaType, *, charset: str | None = None) -> Iterator[Extracted]:
    """Yield the text of ``data``, most to the point first: of a page, the article, then the rest of the page too.

    :param charset: the encoding that the user names, which overrules what is declared.
    :raises ExtractionError: where there is no text in it.
    :raises CharsetError: where the encoding is unclear.
    """
    if media_type.essence == PDF:
        yield _checked(_pdf(data))
        return
    is_html = media_type.essence == HTML
    text, name = decode_as(data, charset) if charset else decode(data, media_type.charset, is_html=is_html)
    read = MediaType(media_type.essence, name)
    if is_html:
        yield from (_checked(extracted) for extracted in _html(text, read))
    else:
        yield _checked((_markdown if media_type.essence == MARKDOWN else _plain)(text, read))


def extract_again(data: bytes, media_type: MediaType, extractor: str) -> Extracted:
    """Return the text of stored bytes, by the reader that a record names, in the version that is installed.

    :param media_type: as the record has it, with the encoding that was found then.
    :raises ExtractionError: where there is no text, or the reader is not known.
    """
    wanted = extractor.partition(" ")[0]
    for extracted in extract(
        data, media_type, charset=media_type.charset or (None if media_type.essence == PDF else "utf-8")
    ):
        if extracted.extractor.partition(" ")[0] == wanted:
            return extracted
    raise ExtractionError(
        msg('nothing reads "{what}" by the name of "{name}"', what=media_type.essence, name=extractor)
    )


def _checked(extracted: Extracted) -> Extracted:
    if not extracted.text.strip():
        raise ExtractionError(
            msg("there is no text in it"), hint=msg("a scanned document needs its text recognised first (OCR)")
        )
    return extracted


def _plain(text: str, media_type: MediaType) -> Extracted:
    return Extracted(_with_newlines(text), f"plain-text {_PLAIN_VERSION}", media_type)


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _markdown(text: str, media_type: MediaType) -> Extracted:
    """Return the words of Markdown: its marks are not what the source says."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    title = None
    tokens = MarkdownIt("commonmark").enable("table").parse(_with_newlines(text))
    for token in tokens:
        if token.type in ("fence", "code_block"):
            blocks.append(token.content.rstrip("\n"))
        elif token.type == "inline":
            words = "".join(
                "\n" if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
                if child.type in ("text", "code_inline", "softbreak", "hardbreak", "image", "text_special")
            )  # fmt: skip
            blocks.append(words)
            title = title or words
    return Extracted(
        "\n\n".join(blocks) + "\n", f"markdown-it-py {_version('markdown-it-py')}", media_type, Described(title)
    )


def _html(text: str, media_type: MediaType) -> Iterator[Extracted]:
    trafilatura = need("trafilatura")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says of odd pages is not for our reader
    version = _version("trafilatura")
    described = _described_html(trafilatura, text)
    article: str | None = trafilatura.extract(text, favor_recall=True, include_comments=False, include_tables=True)
    if article and article.strip():
        yield Extracted(article, f"trafilatura {version}", media_type, described)
    page: str = trafilatura.html2txt(text)
    yield Extracted(page, f"trafilatura-page {version}", media_type, described)


def _described_html(trafilatura: ModuleType, text: str) -> Described:
    found: Any = trafilatura.extract_metadata(text)
    return Described(found.title, found.author, found.date) if found is not None else Described()


def _pdf(data: bytes) -> Extracted:
    pypdf = need("pypdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        text = "\n\f\n".join(page.extract_text() for page in reader.pages)
        described = _described_pdf(reader.metadata)
    except (
        pypdf.errors.PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
    ) as error:
        raise ExtractionError(msg("cannot be read as PDF: {reason}", reason=error)) from error
    return Extracted(text, f"pypdf {_version('pypdf')}", MediaType(PDF), described)


def _described_pdf(metadata: Any) -> Described:
    if metadata is None:
        return Described()
    try:
        day = metadata.creation_date
    except (ValueError, TypeError):  # a date that the file writes in its own way
        day = None
    return Described(metadata.title, metadata.author, day.date().isoformat() if day else None)


def need(module: str, extra: str = EXTRA) -> ModuleType:
    """Import an optional library.

    :raises ExtractionError: where it is not installed; the message says what to install.
    """
    try:
        with warnings.catch_warnings(action="ignore"):  # what a library lacks for its own extras is not for our reader
            return importlib.import_module(module)
    except ImportError as error:
        raise ExtractionError(
            msg("this needs {library}, which is not installed", library=error.name or module),
            hint=msg('pip install "{extra}"', extra=extra),
        ) from error


def _version(distribution: str) -> str:
    return importlib.metadata.version(distribution)
