"""Author–year labels: « Mediapart, 2020 », with a letter where two entries share an author and a year.

A label depends on the whole bibliography and on nothing else, so that a page can print it while other pages are still
being read, and two processes print the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from etraces_cite.french import NARROW_SPACE, typeset
from etraces_cite.model import Period, Reference

from .wording import AND_OTHERS, enumerated

__all__ = ["Label", "collation_key", "labels", "year"]

NO_DATE = "s.\u00a0d."
MANY = 3
"""From three names on, a label prints the first and « et al. »."""

CONTAINERS = ("journaltitle", "journal", "organization", "institution", "publisher")
"""Fields that name who publishes, in the order in which they stand in for a missing author."""

_NAME_SEPARATOR = re.compile(r"\s+and\s+")


@dataclass(frozen=True, slots=True)
class Label:
    """What a citation prints of a reference."""

    authors: str
    """Short: family names, « et al. » from three on."""
    all_authors: str
    year: str
    """With its letter: ``2020a``; ``s. d.`` where there is no date."""

    def __str__(self) -> str:
        return f"{self.authors}, {self.year}"


def labels(references: Mapping[str, Reference]) -> dict[str, Label]:
    """Return the label of each reference; letters follow the order of dates, then of keys."""
    plain = {key: _plain_label(reference) for key, reference in references.items()}
    ordered = sorted(plain, key=lambda key: (str(plain[key]), _day(references[key]), key))
    lettered: dict[str, Label] = {}
    for _, group in groupby(ordered, key=lambda key: str(plain[key])):
        keys = list(group)
        for place, key in enumerate(keys):
            lettered[key] = _with_letter(plain[key], place) if len(keys) > 1 else plain[key]
    return lettered


def collation_key(text: str) -> str:
    """Return what French dictionaries sort by first: letters without accents or case, digits, nothing else."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in decomposed if not unicodedata.combining(c))))


def year(published: Period | None) -> str:
    """Return the year of a publication as a label prints it: ``2020``, ``2019-2020`` or ``s. d.``."""
    if published is None:
        return NO_DATE
    low, high = published.low.year, published.high.year
    return str(low) if low == high else f"{low}-{high}"


def _day(reference: Reference) -> str:
    return reference.published.low.isoformat() if reference.published else "9999"


def _plain_label(reference: Reference) -> Label:
    return Label(
        authors=typeset(_short(_short_names(reference))),
        all_authors=typeset(enumerated(list(reference.authors) or _short_names(reference))),
        year=year(reference.published),
    )


def _with_letter(label: Label, place: int) -> Label:
    letters = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        letters, place = chr(ord("a") + rest) + letters, place - 1
    joint = "-" if label.year == NO_DATE else ""
    return Label(label.authors, label.all_authors, f"{label.year}{joint}{letters}")


def _short_names(reference: Reference) -> list[str]:
    if short := reference.fields.get("shortauthor"):
        return [short]
    if reference.authors:
        return list(_family_names(reference))
    named = next((reference.fields[name] for name in CONTAINERS if name in reference.fields), None)
    return [named or f"«{NARROW_SPACE}{reference.title}{NARROW_SPACE}»"]


def _family_names(reference: Reference) -> Iterator[str]:
    """Yield the family name of ``Last, First``; a name without a comma is an organisation's, or printed as one."""
    written = reference.fields.get("author") or reference.fields.get("editor") or ""
    names = _NAME_SEPARATOR.split(written)
    if len(names) != len(reference.authors):
        names = list(reference.authors)
    for name, displayed in zip(names, reference.authors, strict=True):
        family, comma, _ = name.partition(",")
        yield family.strip() if comma else displayed


def _short(names: list[str]) -> str:
    return f"{names[0]} {AND_OTHERS}" if len(names) >= MANY else enumerated(names)
