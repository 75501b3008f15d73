"""References as CSL-JSON, which Zotero, Pandoc and every CSL processor read.

The variables are those of CSL 1.0.2 and of its input schema (``csl-data.json``); the types follow the correspondence that
BibLaTeX's manual (§ 2.1) suggests. An ``article`` without volume, DOI or ISSN is one of the press, unless its ``entrysubtype``
says otherwise.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from etraces_cite.french import is_followable, visible
from etraces_cite.model import Period, Reference
from etraces_cite.patterns import regex
from etraces_cite.report.json import array_lines
from etraces_cite.report.publication import Article, Publication

__all__ = ["Item", "article_item", "consulted", "csl_item", "csl_json", "csl_type", "date_parts", "people"]

Item = dict[str, Any]

TYPES: Mapping[str, str] = {
    "online": "webpage", "electronic": "webpage", "www": "webpage",
    "report": "report", "techreport": "report", "manual": "report",
    "legislation": "legislation", "jurisdiction": "legal_case", "legal": "treaty", "patent": "patent", "standard": "standard",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book", "proceedings": "book",
    "reference": "book", "booklet": "pamphlet",
    "inbook": "chapter", "bookinbook": "chapter", "incollection": "chapter", "suppbook": "chapter",
    "inreference": "entry-encyclopedia", "inproceedings": "paper-conference", "conference": "paper-conference",
    "thesis": "thesis", "phdthesis": "thesis", "mathesis": "thesis", "mastersthesis": "thesis",
    "periodical": "periodical", "review": "review", "dataset": "dataset", "software": "software",
    "unpublished": "manuscript", "letter": "personal_communication", "image": "graphic", "artwork": "graphic",
    "video": "motion_picture", "movie": "motion_picture", "audio": "song", "music": "song",
}  # fmt: skip
"""BibLaTeX's types, but for ``article``, and those of CSL; any other is a ``document``."""

SUBTYPES = frozenset({"newspaper", "magazine", "journal"})
SCHOLARLY = ("volume", "doi", "issn", "eprint")
"""Fields that an article of the press does not have."""

VARIABLES: Mapping[str, tuple[str, ...]] = {
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "publisher": ("publisher", "institution", "organization", "school"),
    "publisher-place": ("location", "address"),
    "collection-title": ("series",),
    "volume": ("volume",),
    "edition": ("edition",),
    "page": ("pages",),
    "genre": ("type", "entrysubtype"),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "version": ("version",),
    "abstract": ("abstract",),
    "keyword": ("keywords",),
    "archive_location": ("archiveurl", "archive-url"),
    "note": ("note", "addendum"),
}
"""Variables of CSL, and the fields that fill them, the first that is there."""

LANGUAGES: Mapping[str, str] = {
    "french": "fr", "francais": "fr", "english": "en", "american": "en-US", "british": "en-GB", "german": "de",
    "ngerman": "de", "spanish": "es", "italian": "it", "dutch": "nl", "portuguese": "pt", "arabic": "ar",
}  # fmt: skip
"""Babel's names of languages, which BibLaTeX uses, and their codes."""

_AND = regex(r"\s+and\s+")
_ISO = regex(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def csl_item(reference: Reference) -> Item:
    """Return a reference as an item of CSL; every text without what a reader cannot see, every address one of the web."""
    kind = csl_type(reference)
    item: Item = {"id": reference.key, "type": kind, "title": _title(reference)}
    item |= {role: names for role in ("author", "editor", "translator") if (names := people(reference, role))}
    if reference.published:
        item["issued"] = date_parts(reference.published)
    item |= _texts(reference, kind)
    if not is_followable(item.get("archive_location", "https://")):
        del item["archive_location"]
    if is_followable(url := reference.fields.get("url", "")):
        item["URL"] = visible(url)
    if accessed := consulted(reference):
        item["accessed"] = accessed
    if langid := reference.fields.get("langid"):
        item["language"] = LANGUAGES.get(langid.lower(), visible(langid))
    return item


def csl_json(references: Iterable[Reference]) -> Iterator[str]:
    """Yield the lines of a CSL-JSON file, one reference a line."""
    yield from array_lines(map(csl_item, references))


def article_item(article: Article, publication: Publication) -> Item:
    """Return a page of the dossier itself as an item of CSL."""
    item: Item = {"id": article.key, "type": "webpage", "title": article.title, "container-title": publication.title}
    if publication.author:
        item["author"] = [{"literal": publication.author}]
    if article.date:
        item["issued"] = date_parts(article.date)
    if is_followable(article.address):
        item["URL"] = article.address
    return item | {name: value for name in ("version", "language") if (value := getattr(publication, name))}


def csl_type(reference: Reference) -> str:
    """Return the type of CSL that stands for BibLaTeX's."""
    if reference.type != "article":
        return TYPES.get(reference.type, "document")
    subtype = reference.fields.get("entrysubtype", "").lower()
    if subtype in SUBTYPES:
        return f"article-{subtype}"
    return "article-journal" if any(name in reference.fields for name in SCHOLARLY) else "article-newspaper"


def people(reference: Reference, role: str = "author") -> list[dict[str, str]]:
    """Return the names of a role: ``family`` and ``given`` where a comma parts them, else ``literal``.

    A field of names without commas is that of organisations, or of people whose names are not to be turned round.
    """
    names = _AND.split(reference.fields.get(role, ""))
    displayed = reference.authors if role == ("author" if "author" in reference.fields else "editor") else names
    if len(names) != len(displayed):  # an organisation with an “and” of its own
        names = list(displayed)
    return [_person(visible(name)) for name in names if name and name not in ("others", "et al.")]


def _person(name: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": name.strip(" ,")}


def date_parts(period: Period) -> dict[str, Any]:
    """Return a period as CSL writes dates: a year, a month or a day where it is one, else its first and last day."""
    low, high = period.low, period.high
    parts = [low.year, low.month, low.day]
    if (low.year, low.month) == (high.year, high.month) and low.day == 1:
        if high.day == calendar.monthrange(high.year, high.month)[1]:
            return {"date-parts": [parts[:2]]}
    elif (low.year, low.month, low.day, high.month, high.day) == (high.year, 1, 1, 12, 31):
        return {"date-parts": [parts[:1]]}
    return {"date-parts": [parts] if low == high else [parts, [high.year, high.month, high.day]]}


def consulted(reference: Reference) -> dict[str, Any] | None:
    """Return the day on which a page was read, None where the entry does not say it as an ISO date."""
    urldate = reference.fields.get("urldate", "").strip()
    if not _ISO.fullmatch(urldate):
        return None
    return {"date-parts": [[int(part) for part in urldate.split("-")]]}


def _title(reference: Reference) -> str:
    title, subtitle = reference.title, reference.fields.get("subtitle")
    return visible(f"{title}. {subtitle}" if subtitle else title)


def _texts(reference: Reference, kind: str) -> Item:
    names = dict(VARIABLES) | {"issue" if kind.startswith("article-") else "number": ("number", "issue")}
    if kind in ("legislation", "legal_case"):
        names["authority"] = ("organization", "institution")
    found = (
        (name, next((reference.fields[one] for one in fields if one in reference.fields), ""))
        for name, fields in names.items()
    )
    return {name: visible(text) for name, text in found if text}
