"""The citation roles, with the names and the syntax of sphinxcontrib-bibtex, and the domain that is their home."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain
from sphinx.util.docutils import SphinxRole

from etraces_cite.codes import Code
from etraces_cite.french import NARROW_SPACE, typeset
from etraces_cite.locale import msg

from .domain import EtracesDomain
from .keys import CitedKey, cited_keys
from .labels import Label
from .nodes import CITED, cited
from .sources import Use

__all__ = ["CiteDomain", "CiteForm", "CiteRole"]


@dataclass(frozen=True, slots=True)
class CiteForm:
    """What a citation role prints of each key."""

    parts: str = "authors, year"
    """``authors, year``, ``authors (year)``, ``authors``, ``year`` or nothing."""
    has_brackets: bool = False
    is_full: bool = False
    """True to print all the authors."""
    is_capital: bool = False

    def text(self, label: Label, suffix: str = "") -> str:
        """Return the text of one key, which becomes the link; ``suffix`` goes into the parentheses of the year."""
        authors = label.all_authors if self.is_full else label.authors
        if self.is_capital:
            authors = authors[:1].upper() + authors[1:]
        year = f"{label.year}, {suffix}" if suffix else label.year
        return {
            "authors, year": f"{authors}, {year}", "authors (year)": f"{authors} ({year})", "authors": authors, "year": year, "": "",
        }[self.parts]  # fmt: skip


def _forms() -> Iterator[tuple[str, CiteForm]]:
    for full in ("", "s"):
        yield f"p{full}", CiteForm(has_brackets=True, is_full=bool(full))
        yield f"alp{full}", CiteForm(is_full=bool(full))
        yield f"t{full}", CiteForm("authors (year)", is_full=bool(full))
        yield f"ct{full}", CiteForm("authors (year)", is_full=bool(full), is_capital=True)
        yield f"author{full}", CiteForm("authors", is_full=bool(full))
        yield f"authorpar{full}", CiteForm("authors", has_brackets=True, is_full=bool(full))
        yield f"cauthor{full}", CiteForm("authors", is_full=bool(full), is_capital=True)
    yield "year", CiteForm("year")
    yield "yearpar", CiteForm("year", has_brackets=True)
    yield "label", CiteForm()
    yield "labelpar", CiteForm(has_brackets=True)
    yield "empty", CiteForm("")


CITE_FORMS: Mapping[str, CiteForm] = dict(_forms())
"""The roles of sphinxcontrib-bibtex 2.7, by the name after ``cite:``."""

SEPARATOR = f"{NARROW_SPACE}; "
QUOTES = re.compile(r"[\"'`]|--|\.\.\.")
"""What Sphinx writes otherwise (``smartquotes``)."""


class Part(NamedTuple):
    """A part of what a citation prints, and the key that it leads to."""

    text: str
    key: str = ""
    is_unknown: bool = False


class Citation:
    """What a role prints, read once: sources are cited in the same words from page to page.

    :param keys: those that are named, each True where the bibliography has it.
    """

    def __init__(self, keys: Mapping[str, bool], parts: Sequence[Part]) -> None:
        self.keys = keys
        self.parts = parts
        self._texts = tuple(part.text for part in parts)
        self._leads = tuple(part.key for part in parts)
        self._whole = "".join(self._texts)
        self._is_settled = typeset(self._whole) == self._whole and not QUOTES.search(self._whole)
        """True where no later pass over the page writes it otherwise."""

    def node(self, docname: str) -> nodes.inline:
        """Return it as a node of a page."""
        texts = [self._whole] if self._is_settled else self._texts
        made = cited("", "", *map(nodes.Text, texts), classes=[CITED])
        made["refdoc"], made["keys"] = docname, self._leads
        if self._is_settled:
            made["parts"] = self._texts
        return made if all(self.keys.values()) else _with_unknown(made, self.parts)


class CiteRole(SphinxRole):
    """Print author and year of each key, linked to its reference."""

    def __init__(self, form: CiteForm) -> None:
        super().__init__()
        self.form = form

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        domain = EtracesDomain.of(self.env)
        docname = self.env.current_document.docname
        known: Citation | None = domain.sources.citations.get((self.form, self.text))
        if known is None:
            try:
                known = self._read(list(cited_keys(self.text)))
            except ValueError as error:
                message = msg('this citation cannot be read from "{part}" on', part=str(error))
                domain.complain(docname, Code.CITATION_UNKNOWN, message, self.lineno, in_prose=True)
                return [nodes.inline(self.rawtext, self.text, classes=["etraces-unknown"])], []
            domain.sources.citations[self.form, self.text] = known
        for key, is_known in known.keys.items():
            domain.note_use(docname, Use("source", key))
            if is_known:
                domain.ledger(docname).cited[key] = None
            else:
                domain.complain_of_key(docname, key, self.lineno, in_prose=True)
        return [known.node(docname)] if known.parts else [], []

    def _read(self, found: list[CitedKey]) -> Citation:
        labels = EtracesDomain.of(self.env).sources.labels
        keys = {one.key: one.key in labels for one in found}
        parts = [part for one in found for part in self._separated(list(self._one(one, labels.get(one.key))))][1:]
        return Citation(keys, [Part("("), *parts, Part(")")] if parts and self.form.has_brackets else parts)

    def _separated(self, parts: list[Part]) -> list[Part]:
        return [Part(SEPARATOR), *parts] if parts else []

    def _one(self, one: CitedKey, label: Label | None) -> Iterator[Part]:
        if label is None:
            yield Part(one.key, is_unknown=True)
        elif self.form.parts:
            yield from self._labelled(one, label)

    def _labelled(self, one: CitedKey, label: Label) -> Iterator[Part]:
        suffix = typeset(one.suffix).replace("p. ", "p.\u00a0")
        is_inside = self.form.parts == "authors (year)"
        if one.prefix:
            yield Part(f"{typeset(one.prefix).rstrip()} ")
        yield Part(self.form.text(label, suffix if is_inside else ""), one.key)
        if suffix and not is_inside:
            yield Part(f", {suffix}")


def _with_unknown(made: cited, parts: Sequence[Part]) -> nodes.inline:
    """Return a citation as generic nodes, with a mark on the keys that the bibliography does not have."""
    opened = made.opened()
    for place, part in enumerate(parts):
        if part.is_unknown:
            opened[place] = nodes.inline("", part.text, classes=["etraces-unknown"])
    return opened


class CiteDomain(Domain):
    """The home of the citation roles; where sphinxcontrib-bibtex is loaded, its own domain of this name takes their place."""

    name = "cite"
    label = "citation"
    roles: ClassVar[dict[str, Any]] = {name: CiteRole(form) for name, form in CITE_FORMS.items()}

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Merge nothing: what pages cite is in the ledgers of the domain ``etraces``."""

    def resolve_any_xref(self, *_: object) -> list[tuple[str, nodes.reference]]:
        """Resolve nothing: the roles link by themselves."""
        return []
