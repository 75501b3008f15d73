"""Errors to plant in a figure: a digit, a number word, a unit, a magnitude, a month, a hedge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORDS = {
    "un": "deux", "une": "deux", "deux": "trois", "trois": "quatre", "quatre": "cinq", "cinq": "six", "six": "sept", "sept": "huit",
    "huit": "neuf", "neuf": "dix", "dix": "onze", "douze": "treize", "quinze": "seize", "vingt": "trente",
    "trente": "quarante", "trois cents": "quatre cents", "neuvième": "dixième", "première": "deuxième",
}  # fmt: skip
UNITS = {
    "euros": "dollars", "€": "$", "%": "points", "heures": "minutes", "minutes": "heures", "mois": "ans", "ans": "mois",
    "an": "mois", "jours": "ans",
}  # fmt: skip
MAGNITUDES = {"million": "milliard", "millions": "milliards", "milliard": "million", "milliards": "millions"}
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
HEDGES = {
    "plus de": "moins de", "moins de": "plus de", "au moins": "au plus", "près de": "plus de", "jusqu’à": "plus de",
    "environ": "", "autour de": "", "quelque": "",
}  # fmt: skip
COUNTED = "véhicules"


@dataclass(frozen=True)
class Planted:
    """One error: the source with it, and where it stands."""

    kind: str
    source: str
    start: int
    end: int
    text: str


def errors_in(source: str, start: int, end: int, unit: str | None, hedge: str | None) -> Iterator[Planted]:
    """Yield the source with one error planted in the figure between two offsets, error by error."""
    text = source[start:end]
    for kind, wrong in (*_digits(text), *_words(text), *_units(text, unit), *_magnitudes(text), *_months(text)):
        yield Planted(kind, source[:start] + wrong + source[end:], start, start + len(wrong), wrong)
    yield from _hedges(source, start, end, hedge)


def _digits(text: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"\d", text):
        other = str((int(match[0]) + 1) % 10)
        if other == "0" and match.start() == 0:
            other = "1"
        yield "digit", text[: match.start()] + other + text[match.end() :]


def _words(text: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"[^\W\d_]+", text):
        if other := WORDS.get(match[0].lower()):
            yield "number word", text[: match.start()] + other + text[match.end() :]


def _units(text: str, unit: str | None) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"[^\W\d_]+|[€%]", text):
        if other := UNITS.get(match[0]):
            yield "unit", text[: match.start()] + other + text[match.end() :]
    if unit and unit.islower() and text.endswith(unit):
        yield "unit", text[: -len(unit)] + COUNTED


def _magnitudes(text: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"[^\W\d_]+", text):
        if other := MAGNITUDES.get(match[0]):
            yield "magnitude", text[: match.start()] + other + text[match.end() :]
    if re.search(r"\d,\d", text):
        yield "magnitude", text.replace(",", "", 1)
    elif (match := re.search(r"\d(?=\D*$)", text)) and not re.search(r"(?:19|20)\d\d$|-\d", text):
        yield "magnitude", text[: match.end()] + "0" + text[match.end() :]


def _months(text: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"[^\W\d_]+", text):
        if match[0] in MONTHS:
            yield "month", text[: match.start()] + MONTHS[(MONTHS.index(match[0]) + 1) % 12] + text[match.end() :]


def _hedges(source: str, start: int, end: int, hedge: str | None) -> Iterator[Planted]:
    if hedge not in HEDGES:
        return
    before = source[max(0, start - 20) : start]
    match = re.search(hedge.replace(" ", r"\s").replace("’", "['’]") + r"\s+$", before, re.IGNORECASE)
    if match:
        place, other = start - len(before) + match.start(), HEDGES[hedge]
        wrong = source[:place] + (other + " " if other else "") + source[start:]
        moved = place + len(other) + bool(other)
        yield Planted("hedge", wrong, moved, moved + end - start, f"{other} {source[start:end]}")
