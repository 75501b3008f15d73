"""The text of a reference in French typography, as runs that any output can print.

The order of the elements follows NF ISO 690 (2021), shortened as the French press does: authors, title, where it was published, date,
numbers, pages, then the addresses. Quotation marks and italics follow the *Lexique* of the Imprimerie nationale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etraces_cite.french import NARROW_SPACE, NO_BREAK_SPACE, format_period, is_followable, typeset, visible
from etraces_cite.model import Reference
from etraces_cite.parse.edtf import parse_edtf

from .labels import CONTAINERS, MANY, NO_DATE
from .wording import AND_OTHERS, entitled, enumerated

__all__ = ["Run", "is_followable", "reference_date", "reference_runs", "short_source"]

QUOTED = frozenset(
    {"article", "online", "misc", "inproceedings", "incollection", "inbook", "unpublished", "video", "audio"}
)
"""Types whose title is a part of something else, or no book: « … »."""
LEGAL = frozenset({"legislation", "legal", "jurisdiction"})
"""Types whose title is a name and date already: printed upright, their date not repeated."""

TYPE_NAMES = {
    "techreport": "rapport technique", "resreport": "rapport de recherche", "phdthesis": "thèse de doctorat",
    "mathesis": "mémoire de master", "mastersthesis": "mémoire de master", "candthesis": "thèse",
}  # fmt: skip
"""BibLaTeX's names of a ``type``, in French; any other is printed as written."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one look: ``emphasis`` for titles in italics, ``uri`` for a link."""

    text: str
    emphasis: bool = False
    uri: str | None = None


def reference_runs(reference: Reference, *, archives: Iterable[str] = (), with_authors: bool = True) -> tuple[Run, ...]:
    """Return the reference from its authors to its archives, ended by a full stop.

    :param archives: addresses of public copies beyond the entry's own ``archiveurl``.
    :param with_authors: False where a label that stands before names them.
    """
    authors = [[Run(typeset(_authors(reference.authors)))]] if reference.authors and with_authors else []
    sentences = [
        _joined([*authors, *_description(reference)]),
        *_notes(reference),
        _joined(_addresses(reference, archives)),
    ]
    runs = [run for sentence in filter(None, sentences) for run in (Run(". "), *sentence)]
    return tuple(_without_double_stop([*runs[1:], Run(".")]))


def reference_date(reference: Reference) -> str:
    """Return the publication date in words, or ``s. d.``."""
    published = reference.published
    return format_period(published.low, published.high) if published else NO_DATE


def short_source(reference: Reference, authors: str) -> str:
    """Return what a quotation names: ``Mediapart, 14 décembre 2020``."""
    return f"{authors}, {reference_date(reference)}"


def _description(reference: Reference) -> Iterator[list[Run]]:
    fields = reference.fields
    yield [_title(reference)]
    yield from _containers(reference)
    if kind := fields.get("type"):
        yield [Run(typeset(TYPE_NAMES.get(kind, kind)))]
    yield from _numbers(reference)
    if not (
        reference.type in LEGAL and reference_date(reference).replace(NO_BREAK_SPACE, " ") in fields.get("title", "")
    ):
        yield [Run(reference_date(reference))]
    yield from _details(reference)


def _authors(names: tuple[str, ...]) -> str:
    return f"{names[0]} {AND_OTHERS}" if len(names) > MANY else enumerated(names)


def _title(reference: Reference) -> Run:
    title = reference.title
    if subtitle := reference.fields.get("subtitle"):
        title = f"{title}. {subtitle}"
    if reference.type in LEGAL:
        return Run(typeset(title))
    if reference.type in QUOTED:
        return Run(entitled(title))
    return Run(typeset(title), emphasis=True)


def _containers(reference: Reference) -> Iterator[list[Run]]:
    printed = {name.casefold() for name in reference.authors}
    for name in ("booktitle", "maintitle", *CONTAINERS):
        value = reference.fields.get(name)
        if value and value.casefold() not in printed:
            printed.add(value.casefold())
            yield [Run(typeset(value), emphasis=name in ("booktitle", "maintitle", "journaltitle", "journal"))]


def _numbers(reference: Reference) -> Iterator[list[Run]]:
    for name, prefix in (("volume", "vol."), ("number", "n°"), ("issue", "n°"), ("eprint", "")):
        value = reference.fields.get(name)
        if value and value not in reference.title:
            yield [Run(f"{prefix}{NO_BREAK_SPACE}{value}" if prefix else value)]


def _details(reference: Reference) -> Iterator[list[Run]]:
    fields = reference.fields
    if pages := fields.get("pages"):
        yield [Run(f"p.{NO_BREAK_SPACE}{pages.replace('--', '–')}")]
    if isbn := fields.get("isbn"):
        yield [Run(f"ISBN{NO_BREAK_SPACE}{isbn}")]


def _notes(reference: Reference) -> Iterator[list[Run]]:
    """Yield what the entry adds in its own words, each a sentence."""
    for name in ("howpublished", "note", "addendum"):
        if value := reference.fields.get(name):
            yield [Run(typeset(value).rstrip("."))]


def _addresses(reference: Reference, archives: Iterable[str]) -> Iterator[list[Run]]:
    fields = reference.fields
    if doi := fields.get("doi"):
        yield [Run(f"DOI{NARROW_SPACE}: "), Run(doi, uri=f"https://doi.org/{doi}")]
    if url := fields.get("url"):
        yield [_link(url)]
        if urldate := fields.get("urldate"):
            yield [Run(_consulted(urldate))]
    kept = dict.fromkeys(filter(None, (fields.get("archiveurl"), fields.get("archive-url"), *archives)))
    for address in kept:
        yield [Run(f"archive{NARROW_SPACE}: "), _link(address)]


def _consulted(urldate: str) -> str:
    try:
        period = parse_edtf(urldate)
    except ValueError:
        return f"consulté le {urldate}"  # as written: the checker has reported it
    joint = "le " if period.low == period.high else "en "
    return f"consulté {joint}{format_period(period.low, period.high)}"


def _link(address: str) -> Run:
    return Run(visible(address), uri=address if is_followable(address) else None)


def _joined(parts: Iterable[list[Run]]) -> list[Run]:
    joined: list[Run] = []
    for part in parts:
        joined += [Run(", "), *part] if joined else part
    return joined


def _without_double_stop(runs: list[Run]) -> Iterator[Run]:
    """Drop the final full stop after a text that ends with its own (« s. d. »)."""
    for place, run in enumerate(runs):
        before = runs[place - 1].text if place else ""
        if run.text.startswith(".") and before.endswith((".", "?", "!")):
            rest = run.text[1:]
            if rest:
                yield Run(rest)
        else:
            yield run
