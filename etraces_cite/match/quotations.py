"""Facts against their own quotations: the value must be readable in the words that carry it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from etraces_cite.codes import Code, severity
from etraces_cite.french import format_period, format_quantity
from etraces_cite.locale import Message, msg
from etraces_cite.match.units import CODES, canonical
from etraces_cite.model import Dossier, Fact, Figure, Finding, Label, Period, Quantity
from etraces_cite.patterns import regex

__all__ = ["Reader", "unreadable_facts"]

Reader = Callable[[str], tuple[Figure, ...]]
_ONE = regex(r"(?:^|\W)(?:un|une|l'un|d'un|d’un|d'une|d’une)\b", re.IGNORECASE)


def unreadable_facts(dossier: Dossier, read: Reader) -> Iterator[Finding]:
    """Report the facts whose value the figure reader does not find in their quotation.

    Bad: value = 400, quotation = "10 400 caméras"
    Good: value = 10400, quotation = "10 400 caméras"
    """
    for fact in dossier.facts.values():
        figures = read(fact.quotation.exact)
        if not _is_readable(fact, figures):
            span = fact.value_span or fact.span
            quotation = fact.quotation.exact
            message = msg(
                "{value} cannot be read in the quotation “{quotation}”", value=_written(fact), quotation=quotation
            )
            yield Finding(Code.FACT_UNREADABLE, severity(Code.FACT_UNREADABLE), span, _written(fact), message,
                          _hint(figures), (fact.id,))  # fmt: skip


def _is_readable(fact: Fact, figures: tuple[Figure, ...]) -> bool:
    value, quotation = fact.value, fact.quotation.exact
    if isinstance(value, Label):
        return _holds_label(value, figures, quotation)
    if isinstance(value, Period):
        return any(isinstance(f.value, Period) and _is_same_date(value, f) for f in figures)
    if any(isinstance(f.value, Quantity) and _is_same_amount(value, f.value) for f in figures):
        return True
    # « d’un »: French writes one as an article, and the unit stands in the rest of the sentence
    return value.low == value.high == Fraction(1) and bool(_ONE.search(quotation))


def _holds_label(label: Label, figures: tuple[Figure, ...], quotation: str) -> bool:
    if any(isinstance(f.value, Label) and f.value.text == label.text for f in figures):
        return True
    return bool(re.search(rf"(?<![\w.,]){re.escape(label.text)}(?![\w]|[.,]\d)", quotation))


def _is_same_date(value: Period, figure: Figure) -> bool:
    """A quotation that leaves out the year, or the day that the record knows, carries the date all the same."""
    read = figure.value
    assert isinstance(read, Period)
    if figure.is_relative:
        ends = [(value.low, read.low), (value.high, read.high)]
        return all((a.month, a.day) == (b.month, b.day) for a, b in ends)
    return read == value


def _is_same_amount(value: Quantity, read: Quantity) -> bool:
    if value.unit == read.unit:
        return value.low == read.low and value.high == read.high
    factor, unit = canonical(value)
    read_factor, read_unit = canonical(read)
    if (read.low * read_factor, read.high * read_factor) != (value.low * factor, value.high * factor):
        return (read.low, read.high) == (value.low, value.high) and read.unit is None
    is_code = unit in CODES or read_unit in CODES
    return not is_code or read_unit is None or unit == read_unit


def _written(fact: Fact) -> str:
    if isinstance(fact.value, Quantity):
        return format_quantity(fact.value.low, fact.value.high, fact.value.unit)
    return format_period(fact.value.low, fact.value.high) if isinstance(fact.value, Period) else fact.value.text


def _hint(figures: tuple[Figure, ...]) -> Message:
    if not figures:
        return msg("the quotation holds no figure: quote the words that carry it")
    return msg("read there: {figures}", figures=", ".join(figure.text for figure in figures))
