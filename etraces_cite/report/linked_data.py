"""A page and what it cites as JSON-LD, in the vocabulary of schema.org, for search engines and archives."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from etraces_cite.french import visible
from etraces_cite.model import Period, Reference
from etraces_cite.report.csl import csl_item, csl_type, date_parts
from etraces_cite.report.publication import Article, Publication

__all__ = ["article_data", "reference_data", "script_json"]

TYPES: Mapping[str, str] = {
    "article-newspaper": "NewsArticle", "article-magazine": "Article", "article-journal": "ScholarlyArticle",
    "webpage": "WebPage", "report": "Report", "legislation": "Legislation", "treaty": "Legislation", "book": "Book",
    "chapter": "Chapter", "thesis": "Thesis", "dataset": "Dataset", "software": "SoftwareSourceCode",
    "motion_picture": "VideoObject", "song": "AudioObject", "manuscript": "Manuscript", "graphic": "ImageObject",
}  # fmt: skip
"""Types of CSL, and those of schema.org; any other is a ``CreativeWork``."""

_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
"""What could end a script element, or begin a comment in one, written as JSON allows everywhere in a string."""


def script_json(data: object) -> str:
    """Return JSON that can stand inside a ``script`` element, whatever its texts are."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def article_data(
    article: Article, publication: Publication, references: Iterable[Reference], address: Callable[[str], str]
) -> Mapping[str, Any]:
    """Return an ``Article`` with what it cites.

    :param address: from the key of a source to its address on the site.
    """
    organisation = {"@type": "Organization", "name": publication.author or publication.title}
    site = {"@type": "WebSite", "name": publication.title, "url": publication.address}
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title,
        "url": article.address,
        "mainEntityOfPage": article.address,
        "inLanguage": publication.language,
        "datePublished": _date(article.date),
        "version": publication.version,
        "license": publication.licence.address if publication.licence else "",
        "author": organisation,
        "publisher": organisation,
        "isPartOf": _present(site),
        "citation": [reference_data(one, address(one.key)) for one in references],
    }
    return _present(data)


def reference_data(reference: Reference, address: str) -> Mapping[str, Any]:
    """Return a source as schema.org describes it; laws have their number and date as ELI does."""
    item = csl_item(reference)
    kind = TYPES.get(csl_type(reference), "CreativeWork")
    data = {
        "@type": kind,
        "@id": address,
        "name": item["title"],
        "url": item.get("URL", ""),
        "author": [{"@type": "Person" if "family" in one else "Organization", "name": _name(one)}
                   for one in item.get("author") or ()],
        "datePublished": _date(reference.published),
        "publisher": item.get("container-title") or item.get("publisher") or "",
        "identifier": item.get("DOI", ""),
    }  # fmt: skip
    if data["publisher"]:
        data["publisher"] = {"@type": "Organization", "name": data["publisher"]}
    if kind == "Legislation":
        data["legislationIdentifier"] = item.get("number", "")
        data["legislationDate"] = _date(reference.published)
    return _present(data)


def _name(person: Mapping[str, str]) -> str:
    return visible(person.get("literal") or f"{person['given']} {person['family']}")


def _date(period: Period | None) -> str:
    """Return a date as exact as it is known (ISO 8601): a day, a month or a year; of a longer period, its first day."""
    return "-".join(f"{part:02}" for part in date_parts(period)["date-parts"][0]) if period else ""


def _present(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in data.items() if value}
