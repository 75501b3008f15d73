"""What the cover says, and the metadata of the PDF."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.dates import format_date
from docutils import nodes

from etraces_cite.pdf.documents import Document
from etraces_cite.pdf.escape import array, literal, one_line, typographic
from etraces_cite.pdf.words import words

if TYPE_CHECKING:
    from etraces_cite.pdf.builder import DossierBuilder

__all__ = ["Cover"]


@dataclass(frozen=True, slots=True)
class Cover:
    """The arguments of the template's ``dossier`` function, and nothing else: a template of yours takes the same."""

    title: str
    subtitle: str
    authors: tuple[str, ...]
    date: datetime.date
    written_date: str
    """The date as the cover prints it."""
    version: str
    licence: str
    notice: str
    """A line on what was checked, and its digest."""
    keywords: tuple[str, ...]
    description: str
    language: str
    contents_depth: int
    labels: tuple[tuple[str, str], ...]
    """The words of the template in the language of the project."""

    @classmethod
    def of(cls, document: Document, builder: DossierBuilder, tree: nodes.document, date: datetime.date) -> Cover:
        """The values of ``conf.py``; the title of the first page stands in for a missing title."""
        config, titles = builder.config, builder.env.titles
        first = titles[document.page].astext() if document.page in titles else ""
        return cls(
            title=document.title or first or config.project,
            subtitle=document.subtitle,
            authors=document.authors,
            date=date,
            written_date=config.today or _long_date(date, config.language),
            version=config.release or config.version,
            licence=document.licence,
            notice=document.notice or _notice(builder),
            keywords=document.keywords or tuple(_keywords(tree)),
            description=document.description,
            language=config.language,
            contents_depth=config.dossierpdf_contents_depth,
            labels=tuple(words(config.language).items()),
        )

    def preamble(self) -> str:
        """The head of the .typ file, up to where the body begins."""
        arguments = {
            "title": self._prose(self.title),
            "subtitle": self._prose(self.subtitle),
            "authors": array([literal(name) for name in self.authors]),
            "date": f"datetime(year: {self.date.year}, month: {self.date.month}, day: {self.date.day})",
            "written-date": self._prose(self.written_date),
            "version": literal(self.version),
            "licence": self._prose(self.licence),
            "notice": self._prose(self.notice),
            "keywords": array([literal(word) for word in self.keywords]),
            "description": literal(self.description),
            "lang": literal(self.language.partition("_")[0].partition("-")[0]),
            "contents-depth": str(self.contents_depth),
            "words": "(" + "".join(f"{name}: {literal(word)}, " for name, word in self.labels) + ")",
        }
        lines = "".join(f"  {name}: {value},\n" for name, value in arguments.items())
        imports = '#import "elements.typ": *\n#import "template.typ": *\n'
        return f"{imports}#show: dossier.with(\n{lines})\n"

    def _prose(self, text: str) -> str:
        """A text of ``conf.py``, which neither docutils nor MyST has seen: French spacing and apostrophes are ours to set."""
        text = one_line(text)
        return literal(typographic(text).replace("'", "’") if self.language.startswith("fr") else text)


def _notice(builder: DossierBuilder) -> str:
    """What another extension has to say on the cover; see the event in :mod:`etraces_cite.pdf`."""
    return builder.events.emit_firstresult("dossierpdf-notice", sorted(builder.docnames)) or ""


def _long_date(date: datetime.date, language: str) -> str:
    text = format_date(date, format="long", locale=language.replace("-", "_"))
    return text.replace("1 ", "1er ", 1) if language.startswith("fr") and text.startswith("1 ") else text


def _keywords(tree: nodes.document) -> list[str]:
    """The keywords that pages declare in their metadata, each once."""
    metas = (meta for meta in tree.findall(nodes.meta) if meta.get("name") == "keywords")
    words = (word.strip() for meta in metas for word in meta.get("content", "").split(","))
    return list(dict.fromkeys(word for word in words if word))
