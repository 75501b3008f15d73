"""The facts of a dossier and its derived facts, as a list: for people, as JSON, and for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from etraces_cite.french import format_period, format_quantity
from etraces_cite.locale import translate, translate_count
from etraces_cite.model import Derived, Dossier, Fact, Label, Period, Quantity, Value
from etraces_cite.report.excerpt import cells, cut
from etraces_cite.report.json import array_lines
from etraces_cite.report.text import Layout, place
from etraces_cite.report.values import bounds, interval, unit

__all__ = [
    "COLUMNS",
    "Amounts",
    "Row",
    "amount_text",
    "fact_rows",
    "facts_csv",
    "facts_json",
    "facts_text",
    "rows_csv",
    "value_text",
]

Amounts = Mapping[str, Quantity]
"""The values of derived facts by identifier; one that cannot be computed is absent."""

COLUMNS = (
    "id", "reference", "label", "low", "high", "unit", "hedge", "measure", "according_to", "as_of", "valid", "quotation",
    "locator", "formula", "path", "line",
)  # fmt: skip
_NUMERIC = frozenset({"low", "high", "line"})
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet compute a cell (OWASP, *CSV Injection*)."""

Row = Mapping[str, str | int | None]


def value_text(value: Value, hedge: str | None = None) -> str:
    """Return a value in French typography, after its hedge: ``près de 10 500 caméras``."""
    match value:
        case Quantity(low, high, name):
            text = format_quantity(low, high, name)
        case Period(low, high):
            text = format_period(low, high)
        case Label(text):
            pass
    return f"{hedge} {text}" if hedge else text


def amount_text(derived: Derived, amounts: Amounts) -> str:
    """Return the value of a derived fact, to the hundredth where its decimals go on."""
    amount = amounts.get(derived.id)
    if amount is None:
        return translate("cannot be computed")
    if all((end * 100).denominator == 1 for end in (amount.low, amount.high)):
        return format_quantity(amount.low, amount.high, derived.unit)
    return f"≈ {format_quantity(amount.low, amount.high, derived.unit, digits=2)}"


def fact_rows(dossier: Dossier, amounts: Amounts) -> Iterator[Row]:
    """Yield a row for each fact in the order of the records, then one for each derived fact; keys are ``COLUMNS``."""
    for fact in dossier.facts.values():
        yield _fact_row(fact)
    for derived in dossier.derived.values():
        yield _derived_row(derived, amounts)


def _fact_row(fact: Fact) -> Row:
    low, high = bounds(fact.value)
    return dict.fromkeys(COLUMNS) | {
        "id": fact.id,
        "reference": fact.key,
        "label": fact.label,
        "low": low,
        "high": high,
        "unit": unit(fact.value),
        "hedge": fact.hedge,
        "measure": fact.measure,
        "according_to": fact.according_to,
        "as_of": interval(fact.as_of),
        "valid": interval(fact.valid),
        "quotation": fact.quotation.exact,
        "locator": fact.locator,
        "path": fact.span.path,
        "line": fact.span.line,
    }


def _derived_row(derived: Derived, amounts: Amounts) -> Row:
    amount = amounts.get(derived.id)
    low, high = bounds(amount) if amount else (None, None)
    return dict.fromkeys(COLUMNS) | {
        "id": derived.id,
        "label": derived.label,
        "low": low,
        "high": high,
        "unit": derived.unit,
        "measure": derived.measure,
        "formula": derived.formula,
        "path": derived.span.path,
        "line": derived.span.line,
    }


def facts_json(dossier: Dossier, amounts: Amounts) -> Iterator[str]:
    """Yield the lines of a JSON array of rows; numbers are decimal strings, as everywhere in our JSON."""
    yield from array_lines(fact_rows(dossier, amounts))


def facts_csv(dossier: Dossier, amounts: Amounts) -> Iterator[str]:
    """Yield the lines of a CSV file."""
    yield from rows_csv(COLUMNS, fact_rows(dossier, amounts)).split("\r\n")[:-1]


def rows_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as a CSV file (RFC 4180); a text that a spreadsheet would compute begins with an apostrophe."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(name, value) for name, value in row.items()} for row in rows)
    return buffer.getvalue()


def _cell(name: str, value: str | int | None) -> str | int | None:
    if (
        isinstance(value, str)
        and value.lstrip(" \u00a0").startswith(_FORMULA_STARTS)
        and not (name in _NUMERIC and _is_number(value))
    ):
        return f"'{value}"
    return value


def _is_number(text: str) -> bool:
    try:
        Fraction(text)
    except ValueError:
        return False
    return True


def facts_text(dossier: Dossier, amounts: Amounts, layout: Layout) -> Iterator[str]:
    """Yield two lines a fact: its name and value, then what it is and where it stands."""
    for fact in dossier.facts.values():
        yield from _entry(
            fact.id, value_text(fact.value, fact.hedge), fact.label, f"{fact.key} · {place(fact.span)}", layout
        )
    for derived in dossier.derived.values():
        yield from _entry(
            derived.id,
            amount_text(derived, amounts),
            derived.label,
            f"{derived.formula} · {place(derived.span)}",
            layout,
        )
    facts, computed = len(dossier.facts), len(dossier.derived)
    counts = (
        translate_count("{count} fact", "{count} facts", facts),
        translate_count("{count} derived fact", "{count} derived facts", computed),
        translate_count("{count} source", "{count} sources", len(dossier.records)),
    )
    yield " · ".join(counts)


def _entry(name: str, value: str, label: str, origin: str, layout: Layout) -> Iterable[str]:
    paint = layout.style.paint
    yield f"{paint(cut(name, layout.width), 'bold')}  {cut(value, layout.width - cells(name) - 2)}"
    yield f"  {cut(label, layout.width - 2)}"
    yield paint(f"  {cut(origin, layout.width - 2)}", "faint")
