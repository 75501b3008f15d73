"""The PDFs that a project makes: which page each begins with, its name, and the options it has of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sphinx.config import Config
from sphinx.errors import ConfigError

from etraces_cite.locale import Message, msg

__all__ = ["Document", "documents"]

_NAME = re.compile(r"[\w-]+")
"""A file name with one dot, that of its ending: Read the Docs publishes no other."""

_OWN = ("title", "subtitle", "authors", "licence", "notice", "description", "keywords", "appendices")
"""The options that a document may set for itself."""


@dataclass(frozen=True, slots=True)
class Document:
    """One PDF."""

    page: str
    """The page it begins with; those of its toctrees follow."""
    name: str
    """The name of the file, without its ending."""
    title: str
    """Empty: the title of its first page."""
    subtitle: str
    authors: tuple[str, ...]
    licence: str
    notice: str
    """A line at the foot of the cover."""
    description: str
    keywords: tuple[str, ...]
    appendices: tuple[str, ...]
    """Pages that follow, under a heading of their own."""


def documents(config: Config, pages: Iterable[str]) -> list[Document]:
    """The PDFs that ``conf.py`` lists, else one of all the pages.

    :raises ConfigError: for an unknown option, a page that is not among ``pages``, a name that is taken or no file name.
    """
    entries: list[Mapping[str, Any]] = list(config.dossierpdf_documents)
    made = [
        _document(config, entry) for entry in entries or [{"page": config.root_doc, "name": config.dossierpdf_name}]
    ]
    known = set(pages)
    for place, document in enumerate(made):
        for page in (document.page, *document.appendices):
            if page not in known:
                raise _fault(msg("dossierpdf_documents: no such page: {page}", page=page))
        if document.name in {other.name for other in made[:place]}:
            raise _fault(msg("dossierpdf_documents: two PDFs are named {name}", name=document.name))
    return made


def _document(config: Config, entry: Mapping[str, Any]) -> Document:
    if unknown := sorted(set(entry) - {"page", "name", *_OWN}):
        raise _fault(msg("dossierpdf_documents: unknown option: {option}", option=", ".join(unknown)))
    options = {name: entry.get(name, getattr(config, f"dossierpdf_{name}")) for name in _OWN}
    whole = entry.get("page", config.root_doc) == config.root_doc
    if not whole and "title" not in entry:
        options["title"] = ""  # the title of the whole is not that of a part
    if not whole and "subtitle" not in entry:
        options["subtitle"] = ""
    authors = options["authors"] or ([config.author] if config.author else [])
    return Document(
        page=entry.get("page", config.root_doc),
        name=_name(entry),
        **options
        | {
            "authors": tuple(name for name in authors if name and name != "Author name not set"),
            "keywords": tuple(options["keywords"]),
            "appendices": tuple(options["appendices"]),
        },
    )


def _name(entry: Mapping[str, Any]) -> str:
    name = str(entry.get("name") or entry.get("page", "dossier").rpartition("/")[2]).removesuffix(".pdf")
    if not _NAME.fullmatch(name):
        raise _fault(
            msg("dossierpdf_documents: {name} is no name for a file: letters, digits, - and _ only", name=name)
        )
    return name


def _fault(message: Message) -> ConfigError:
    return ConfigError(str(message))
