"""The facts and the sources of a dossier for other programs: CSV and JSON, described as a Frictionless Data Package (version 1).

https://specs.frictionlessdata.io/data-package/ and https://specs.frictionlessdata.io/table-schema/
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from etraces_cite.french import is_followable, visible
from etraces_cite.locale import N_, translate
from etraces_cite.model import Derived, Dossier, Fact, Label, Period, Reference
from etraces_cite.report.csl import csl_json, date_parts
from etraces_cite.report.facts import Amounts, Row, amount_text, fact_rows, rows_csv, value_text
from etraces_cite.report.json import array_lines
from etraces_cite.report.publication import Publication

__all__ = ["FACT_FIELDS", "FILES", "SOURCE_FIELDS", "Field", "data_package", "source_rows"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its type is one of Table Schema, its description an English sentence of the catalogue."""

    name: str
    description: str
    type: str = "string"


FACT_FIELDS = (
    Field("id", N_("Name of the fact, unique in the dossier; it never changes.")),
    Field("address", N_("Address of the fact on the site.")),
    Field("kind", N_("quantity, date or label (a legal reference); derived for a value that is computed.")),
    Field("label", N_("What the fact is about.")),
    Field("text", N_("The value in words, with the hedge of the source.")),
    Field(
        "low", N_("Low end: a decimal, a fraction, a day or a label; equal to the high end where there is no range.")
    ),
    Field("high", N_("High end.")),
    Field("unit", N_("Unit: a code (EUR, %, hour…) or the noun that is counted; empty for dates and labels.")),
    Field("hedge", N_("The hedge of the source, as it is written.")),
    Field("measure", N_("What is measured, where several sources measure it.")),
    Field("according_to", N_("Who says so, according to the source.")),
    Field("as_of", N_("The day or the period that the fact is about (EDTF).")),
    Field("valid", N_("The period during which the fact holds (EDTF).")),
    Field("quotation", N_("The words of the source that carry the fact.")),
    Field("locator", N_("Where they stand in the source.")),
    Field("reference", N_("Key of the source; empty for a value that is computed.")),
    Field("formula", N_("The formula of a value that is computed, over the names of facts.")),
    Field("path", N_("File of the dossier that states the fact.")),
    Field("line", N_("Line of that file."), "integer"),
)
SOURCE_FIELDS = (
    Field("key", N_("Key of the source; it never changes.")),
    Field("address", N_("Address of the source on the site.")),
    Field("type", N_("Type of document, by its BibLaTeX name.")),
    Field("title", N_("Title.")),
    Field("authors", N_("Authors, separated by semicolons.")),
    Field("published", N_("The day or the period of publication (EDTF).")),
    Field("url", N_("Address at the publisher.")),
    Field("archive", N_("Address of a public copy.")),
    Field("consulted", N_("The day on which we read it.")),
    Field("keywords", N_("Hashtags, separated by commas.")),
    Field("commentary", N_("What we say of it.")),
)

FILES: Mapping[str, str] = {
    "facts.csv": N_("All the facts, for a spreadsheet"),
    "facts.json": N_("All the facts, as JSON"),
    "sources.csv": N_("All the sources, for a spreadsheet"),
    "references.json": N_("All the references as CSL-JSON, for Zotero, Pandoc or a word processor"),
    "references.bib": N_("All the references as BibLaTeX, for LaTeX, Zotero or JabRef"),
    "datapackage.json": N_("The description of these files and of their fields (Frictionless Data Package)"),
}
"""The files, and what each is."""

MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "bib": "application/x-bibtex"}

Address = Callable[[str, str], str]
"""From ``fact`` or ``source`` and a name to an address."""


def data_package(
    dossier: Dossier,
    amounts: Amounts,
    publication: Publication,
    bibliography: bytes,
    address: Address,
) -> dict[str, bytes]:
    """Return the files of the package by name, ``datapackage.json`` among them.

    :param bibliography: the bytes of the ``.bib`` file, published as they are.
    """
    rows = list(_fact_rows(dossier, amounts, address))
    sources = list(source_rows(dossier, address))
    files = {
        "facts.csv": rows_csv([field.name for field in FACT_FIELDS], rows).encode(),
        "facts.json": _lines(array_lines(rows)),
        "sources.csv": rows_csv([field.name for field in SOURCE_FIELDS], sources).encode(),
        "references.json": _lines(csl_json(dossier.references.values())),
        "references.bib": bibliography,
    }
    described = json.dumps(_description(files, publication), ensure_ascii=False, indent=2)
    return files | {"datapackage.json": f"{described}\n".encode()}


def _lines(lines: Iterator[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


# -- rows --------------------------------------------------------------------------------------------------------------


def _fact_rows(dossier: Dossier, amounts: Amounts, address: Address) -> Iterator[Row]:
    known: list[Fact | Derived] = [*dossier.facts.values(), *dossier.derived.values()]
    for one, row in zip(known, fact_rows(dossier, amounts), strict=True):
        more = {"address": address("fact", one.id), "kind": _kind(one), "text": _text(one, amounts)}
        yield _visible(row | more, FACT_FIELDS)  # type: ignore[operator]


def source_rows(dossier: Dossier, address: Address) -> Iterator[Row]:
    """Yield a row for each reference, in the order of the bibliography."""
    for reference in dossier.references.values():
        yield _visible(_source_row(reference) | {"address": address("source", reference.key)}, SOURCE_FIELDS)


def _source_row(reference: Reference) -> dict[str, str | int | None]:
    fields = reference.fields
    url, archive = fields.get("url", ""), fields.get("archiveurl") or fields.get("archive-url") or ""
    return {
        "key": reference.key,
        "type": reference.type,
        "title": reference.title,
        "authors": "; ".join(reference.authors) or None,
        "published": _edtf(reference.published),
        "url": url if is_followable(url) else None,
        "archive": archive if is_followable(archive) else None,
        "consulted": fields.get("urldate"),
        "keywords": fields.get("keywords"),
        "commentary": fields.get("abstract"),
    }


def _edtf(period: Period | None) -> str | None:
    """Return a date as exact as it is known: a year, a month, a day, or an interval."""
    if period is None:
        return None
    return "/".join("-".join(f"{part:02}" for part in day) for day in date_parts(period)["date-parts"])


def _kind(one: Fact | Derived) -> str:
    if isinstance(one, Derived):
        return "derived"
    return "date" if isinstance(one.value, Period) else "label" if isinstance(one.value, Label) else "quantity"


def _text(one: Fact | Derived, amounts: Amounts) -> str:
    return amount_text(one, amounts) if isinstance(one, Derived) else value_text(one.value, one.hedge)


def _visible(row: Row, fields: tuple[Field, ...]) -> Row:
    """Return the cells in the order of the fields, without what a reader cannot see."""
    cells = ((field.name, row[field.name]) for field in fields)
    return {name: visible(value) if isinstance(value, str) else value for name, value in cells}


# -- description -------------------------------------------------------------------------------------------------------


def _description(files: Mapping[str, bytes], publication: Publication) -> Mapping[str, Any]:
    schemas = {
        "facts": _schema(FACT_FIELDS, publication.language, "id")
        | {"foreignKeys": [{"fields": ["reference"], "reference": {"resource": "sources", "fields": ["key"]}}]},
        "sources": _schema(SOURCE_FIELDS, publication.language, "key"),
    }
    about = {
        "name": _name(publication.title),
        "title": publication.title,
        "homepage": publication.address,
        "version": publication.version,
        "created": publication.created.isoformat() if publication.created else "",
        "licenses": _licences(publication),
        "contributors": [{"title": publication.author, "role": "author"}] if publication.author else [],
    }
    resources = [_resource(name, data, publication.language, schemas) for name, data in files.items()]
    return {name: value for name, value in about.items() if value} | {"resources": resources}


def _resource(name: str, data: bytes, language: str, schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    stem, _, suffix = name.rpartition(".")
    described: dict[str, Any] = {
        "name": stem if suffix == "csv" else f"{stem}-{suffix}",
        "path": name,
        "title": translate(FILES[name], language),
        "format": suffix,
        "mediatype": MEDIA_TYPES[suffix],
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
    return described | ({"profile": "tabular-data-resource", "schema": schemas[stem]} if suffix == "csv" else {})


def _schema(fields: tuple[Field, ...], language: str, key: str) -> dict[str, Any]:
    described = [
        {"name": field.name, "type": field.type, "description": translate(field.description, language)}
        | ({"constraints": {"required": True, "unique": True}} if field.name == key else {})
        for field in fields
    ]
    return {"fields": described, "primaryKey": key, "missingValues": [""]}


def _licences(publication: Publication) -> list[dict[str, str]]:
    licence = publication.licence
    if licence is None:
        return []
    said = {"name": licence.name, "path": licence.address, "title": licence.title}
    return [{name: value for name, value in said.items() if value}]


def _name(title: str) -> str:
    """Return a title in the letters that the specification allows for names: lower case, digits, ``.``, ``_`` and ``-``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split()) or "dossier"
