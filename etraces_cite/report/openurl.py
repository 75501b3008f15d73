"""References as ContextObjects (ANSI/NISO Z39.88-2004), the title of a COinS element: reference managers collect them from a page.

Articles of a journal have the format ``journal``, books and reports ``book``, theses ``dissertation``; all others the Dublin Core
format, with the type of item that Zotero writes and reads there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from etraces_cite.model import Reference
from etraces_cite.report.csl import Item, csl_item

__all__ = ["context_object"]

BOOKS: Mapping[str, str] = {
    "book": "book", "pamphlet": "book", "periodical": "book", "chapter": "bookitem", "entry-encyclopedia": "bookitem",
    "paper-conference": "proceeding", "report": "report",
}  # fmt: skip
"""Types of CSL, and their genres in the format ``book``."""

ITEMS: Mapping[str, str] = {
    "article-newspaper": "newspaperArticle", "article-magazine": "magazineArticle", "webpage": "webpage",
    "legislation": "statute", "legal_case": "case", "patent": "patent", "motion_picture": "videoRecording",
    "song": "audioRecording", "software": "computerProgram", "graphic": "artwork", "manuscript": "manuscript",
    "personal_communication": "letter", "dataset": "dataset", "standard": "standard",
}  # fmt: skip
"""Types of CSL, and Zotero's names of them for Dublin Core's ``type``; any other is a ``document``."""

FORMAT = "info:ofi/fmt:kev:mtx:"


def context_object(reference: Reference) -> str:
    """Return the keys and values of a reference, percent-encoded as in the query of an address, not yet escaped for HTML."""
    pairs = (("ctx_ver", "Z39.88-2004"), *_pairs(csl_item(reference)))
    return "&".join(f"{name}={quote(str(value), safe='')}" for name, value in pairs if value)


def _pairs(item: Item) -> Iterator[tuple[str, str]]:
    kind = item["type"]
    if kind == "article-journal":
        yield "rft_val_fmt", f"{FORMAT}journal"
        yield from (
            ("rft.genre", "article"),
            ("rft.atitle", item["title"]),
            ("rft.jtitle", item.get("container-title", "")),
        )
        yield from (("rft.volume", item.get("volume", "")), ("rft.issue", item.get("issue", "")))
    elif kind in BOOKS:
        yield from _book(item, BOOKS[kind])
    elif kind == "thesis":
        yield "rft_val_fmt", f"{FORMAT}dissertation"
        yield from (("rft.title", item["title"]), ("rft.inst", item.get("publisher", "")))
    else:
        yield from _dublin_core(item, ITEMS.get(kind, "document"))
    yield from _shared(item)


def _book(item: Item, genre: str) -> Iterator[tuple[str, str]]:
    yield "rft_val_fmt", f"{FORMAT}book"
    yield "rft.genre", genre
    is_part = genre in ("bookitem", "proceeding")
    yield "rft.atitle" if is_part else "rft.btitle", item["title"]
    yield "rft.btitle", item.get("container-title", "") if is_part else ""
    yield from (("rft.place", item.get("publisher-place", "")), ("rft.pub", item.get("publisher", "")))


def _dublin_core(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    yield "rft_val_fmt", f"{FORMAT}dc"
    yield from (("rft.type", kind), ("rft.title", item["title"]), ("rft.source", item.get("container-title", "")))
    yield from (("rft.publisher", item.get("publisher", "")), ("rft.identifier", item.get("URL", "")))


def _shared(item: Item) -> Iterator[tuple[str, str]]:
    for person in item.get("author") or item.get("editor") or ():
        if "literal" in person:
            yield "rft.aucorp", person["literal"]
        else:
            yield "rft.au", f"{person['family']}, {person['given']}"
    if "issued" in item:
        yield "rft.date", "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0])
    yield from (
        ("rft.pages", item.get("page", "")),
        ("rft.isbn", item.get("ISBN", "")),
        ("rft.issn", item.get("ISSN", "")),
    )
    yield from (("rft.language", item.get("language", "")), ("rft_id", item.get("URL", "")))
    if doi := item.get("DOI"):
        yield "rft_id", f"info:doi/{doi}"
