"""What a fact prints: its value in French typography with the hedge of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from etraces_cite.french import NO_BREAK_SPACE, format_period, format_quantity, normalise, typeset, visible
from etraces_cite.model import Fact, Label, Period, Quantity, Value

__all__ = [
    "AND_OTHERS",
    "derived_text",
    "entitled",
    "enumerated",
    "fact_text",
    "formula_parts",
    "inert",
    "quoted",
    "second_rank",
    "value_text",
]

AND_OTHERS = "et al."

AFTER = frozenset({"maximum", "minimum", "au maximum", "au minimum", "max", "tout au plus"})
"""Hedges that French writes after the amount: « quatre heures maximum »."""

WORDS = {"about": "environ", "max": "maximum"}
"""Hedges that are not words of the language, and what is printed for them."""

FUNCTIONS = {
    "sum": "somme", "mean": "moyenne", "min": "minimum", "max": "maximum", "ratio": "rapport", "percentage": "pourcentage",
    "days": "jours",
}  # fmt: skip
"""The functions of formulas, in French."""

_NAME = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
_SIGNS = str.maketrans({"*": "×", "/": "÷", "-": "−"})
_QUOTED = re.compile(r"«\s*([^«»]*?)\s*»")

_BLANKS = re.compile(r"[ \t\r\n]+")

DIGITS = 2
"""Decimals of a derived value whose digits never end, or run on: 2,4 M€ / 10 600 = 226,42 €."""


def fact_text(fact: Fact) -> str:
    """Return the fact as a sentence would print it: « près de 10 500 appareils », « 16 novembre 2020 », « L. 241-1 »."""
    return _hedged(value_text(fact.value), fact.hedge)


def value_text(value: Value) -> str:
    """Return a value without a hedge."""
    if isinstance(value, Period):
        return format_period(value.low, value.high)
    if isinstance(value, Label):
        return typeset(value.text).replace(" ", NO_BREAK_SPACE)
    return format_quantity(value.low, value.high, value.unit)


def derived_text(value: Quantity) -> str:
    """Return a computed amount, rounded to two decimals at most."""
    return format_quantity(_rounded(value.low), _rounded(value.high), value.unit)


def quoted(words: str) -> str:
    """Return words of a source between French quotation marks, as they were written but for the spaces and apostrophes."""
    return typeset(f"« {second_rank(words)} »")


def entitled(title: str) -> str:
    """Return a title between French quotation marks, or in the square brackets that say it is not the source's own."""
    if title.startswith("[") and title.endswith("]"):
        return typeset(title)
    return quoted(title)


def inert(text: str) -> str:
    """Return a text on one line that can only be read: no control character, none that turns the direction of reading."""
    return visible(_BLANKS.sub(" ", text)).strip()


def second_rank(words: str) -> str:
    """Return words whose own « » are the marks of a quotation inside a quotation: “ ”."""
    return _QUOTED.sub(r"“\1”", words)


def formula_parts(formula: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a formula as people write them, and whether each is the name of a fact."""
    for place, part in enumerate(_NAME.split(formula)):
        if place % 2 and part not in FUNCTIONS:
            yield part, True
        elif part:
            yield FUNCTIONS.get(part) or part.translate(_SIGNS), False


def enumerated(names: Sequence[str]) -> str:
    """Return « A, B et C »; a last « et al. » keeps its place without a conjunction before it."""
    if names and names[-1] == AND_OTHERS:
        return f"{', '.join(names[:-1])} {AND_OTHERS}"
    return " et ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _hedged(text: str, hedge: str | None) -> str:
    if not hedge:
        return text
    words = WORDS.get(normalise(hedge), hedge)
    if normalise(hedge) in AFTER:
        return f"{text} {typeset(words)}"
    joined = typeset(words)
    return f"{joined}{text}" if joined.endswith("\u2019") else f"{joined} {text}"


def _rounded(value: Fraction) -> Fraction:
    return round(value, DIGITS)
