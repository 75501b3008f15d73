"""The facts of a record: one value each, the words that carry it, and when it holds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from etraces_cite import french
from etraces_cite.codes import Code
from etraces_cite.locale import N_, msg
from etraces_cite.model import Fact, Label, Period, Quantity, Quotation, Review, Span, Value
from etraces_cite.parse.schema import Key, Keys, Sheet, WrongValueError, amount, day, edtf, text
from etraces_cite.parse.toml_places import Path as KeyPath

__all__ = ["LONGEST_QUOTATION", "SELECTOR", "check_length", "quotation_of", "read_facts", "review_of", "unit"]

LONGEST_QUOTATION = 15
"""Words: the right of short quotation, not a copy of the source."""


def unit(value: object) -> str:
    """Return the code of a unit, or a counted noun in its normal form."""
    return french.unit_code(text(value))


def _hedge(value: object) -> str:
    hedge = text(value)
    if french.bound_of(hedge) is None:
        import difflib  # late: for a fault alone

        near = difflib.get_close_matches(french.normalise(hedge), french.HEDGES, n=5, cutoff=0.4)
        known = near or ["environ", "près de", "plus de", "moins de"]
        raise WrongValueError(msg("a known hedge"), msg("one of: {levels}", levels=", ".join(known)))
    return hedge


SELECTOR: Keys = {
    "exact": Key(text, required=True, doc=N_("The words themselves, fifteen at most.")),
    "prefix": Key(text, doc=N_("The words just before, where `exact` stands twice.")),
    "suffix": Key(text, doc=N_("The words just after.")),
}
FACT: Keys = {
    "label": Key(text, required=True, doc=N_("What the value is, in a few words.")),
    "measure": Key(
        text, doc=N_("The measure of `measures.toml` that this fact gives a value of, so that sources can be compared.")
    ),
    "value": Key(amount, doc=N_("The number, with a decimal point; or `low` and `high`, `date`, or `label-value`.")),
    "low": Key(amount, doc=N_("The lower end of a range.")),
    "high": Key(amount, doc=N_("The upper end of a range.")),
    "date": Key(edtf, doc=N_("A date or a period (EDTF).")),
    "label-value": Key(text, doc=N_("A legal reference, as it is written.")),
    "unit": Key(unit, doc=N_("What is counted, or a unit: `EUR`, `%`, `hour`…; none for dates and labels.")),
    "quotation": Key(
        text,
        required=True,
        keys=SELECTOR,
        doc=N_(
            "The words of the source that carry the value; where they stand in it twice, a table of `exact`, `prefix` and `suffix`."
        ),
    ),
    "locator": Key(text, doc=N_("Where in the source: a paragraph, a page.")),
    "hedge": Key(_hedge, doc=N_("The caution of the source, in its words.")),
    "according-to": Key(text, doc=N_("Who says it, where it is not the author.")),
    "as-of": Key(edtf, doc=N_("What day or period the value is about (EDTF).")),
    "valid-from": Key(edtf, doc=N_("The first day on which it holds.")),
    "valid-until": Key(edtf, doc=N_("The last day on which it holds.")),
    "review-by": Key(day, doc=N_("The day after which the fact must be read again.")),
    "note": Key(text, doc=N_("What a reader must know of it; printed with the fact.")),
}


def read_facts(sheet: Sheet, key: str, repeats: str | None = None) -> Iterator[Fact]:
    """Yield the facts that have a value and a quotation, whatever else is wrong with them.

    :param repeats: whom the source repeats, as its record says.
    """
    for name, path, read in sheet.tables("facts", FACT):
        selector = _selector(sheet, path, read)
        written, value = _fact_value(sheet, path, read)
        valid = _validity(sheet, path, read)
        if selector is None or value is None:
            continue
        hedge = read.get("hedge")
        yield Fact(
            id=name,
            key=key,
            label=read.get("label", name),
            value=value,
            quotation=quotation_of(selector, read),
            span=sheet.span(path, of_key=True),
            value_span=sheet.span((*path, written)),
            quotation_span=sheet.span(_exact_path(path, read)),
            hedge=hedge,
            bound=french.bound_of(hedge),
            measure=read.get("measure"),
            as_of=read.get("as-of"),
            valid=valid,
            note=read.get("note"),
            review=review_of(sheet, path, read),
            repeats=repeats,
        )


def review_of(sheet: Sheet, path: KeyPath, read: Mapping[str, Any]) -> Review | None:
    """Return the day of ``review-by`` in a table, None where it has none."""
    by = read.get("review-by")
    return Review(by, sheet.span((*path, "review-by"))) if by else None


def _selector(sheet: Sheet, path: KeyPath, read: Mapping[str, Any]) -> Mapping[str, str] | None:
    """Return the words of a fact's quotation, whether it is a string or a table."""
    quotation = read.get("quotation")
    if isinstance(quotation, str):
        check_length(sheet, path, {"quotation": quotation})
        return {"exact": quotation}
    if isinstance(quotation, dict) and "exact" in quotation:
        check_length(sheet, (*path, "quotation"), quotation)
        return quotation
    return None


def _exact_path(path: KeyPath, read: Mapping[str, Any]) -> KeyPath:
    return (*path, "quotation") if isinstance(read["quotation"], str) else (*path, "quotation", "exact")


def quotation_of(selector: Mapping[str, str], read: Mapping[str, Any], span: Span | None = None) -> Quotation:
    """Return the words of ``selector``, with the locator and the speaker of the table ``read``."""
    return Quotation(
        selector["exact"],
        selector.get("prefix", ""),
        selector.get("suffix", ""),
        read.get("locator"),
        read.get("according-to"),
        span,
    )


def check_length(sheet: Sheet, path: KeyPath, selector: Mapping[str, str]) -> None:
    """Note each part of a quotation that is longer than :data:`LONGEST_QUOTATION` words."""
    for name in ("quotation", "exact", "prefix", "suffix"):
        words = selector.get(name, "")
        if len(words.split()) > LONGEST_QUOTATION and (count := french.count_words(words)) > LONGEST_QUOTATION:
            message = msg("{count} words are quoted: at most {most} may be", count=count, most=LONGEST_QUOTATION)
            hint = msg("keep the few words that carry the figure")
            sheet.report((*path, name), message, hint, code=Code.QUOTATION_LONG)


VALUE_KEYS = ("value", "low", "high", "date", "label-value")


def _fact_value(sheet: Sheet, path: KeyPath, read: Mapping[str, Any]) -> tuple[str, Value | None]:
    """Return the key that a fact's value is written in, and the value: the first where there are several."""
    data: Mapping[str, object] = sheet.data[str(path[0])][path[1]]
    written = [name for name in VALUE_KEYS if name in data]
    if not written:
        hint = msg("write value, low and high, date, or label-value")
        sheet.report(path, msg("the fact has no value"), hint, of_key=True)
        return "value", None
    first = "low" if written[0] == "high" else written[0]
    for other in written:
        if other != first and {first, other} != {"low", "high"}:
            message = msg('a fact has one value: "{first}" and "{other}" are both there', first=first, other=other)
            sheet.report((*path, other), message, msg("keep one, and make another fact of the other"), of_key=True)
    _check_unit(sheet, path, data, first)
    if first == "low":
        return first, _range(sheet, path, data, read)
    return first, _single(first, read)


def _single(name: str, read: Mapping[str, Any]) -> Value | None:
    value = read.get(name)
    if isinstance(value, Fraction):
        return Quantity(value, value, read.get("unit"))
    return Label(value) if isinstance(value, str) else value


def _range(sheet: Sheet, path: KeyPath, data: Mapping[str, object], read: Mapping[str, Any]) -> Quantity | None:
    for name in ("low", "high"):
        if name not in data:
            sheet.report(path, msg('the key "{name}" is missing', name=name), of_key=True)
    low, high = read.get("low"), read.get("high")
    if low is None or high is None:
        return None
    if low > high:
        message, hint = msg('"low" is above "high"'), msg("exchange the two values")
        sheet.report((*path, "low"), message, hint)
        return None
    return Quantity(low, high, read.get("unit"))


def _check_unit(sheet: Sheet, path: KeyPath, data: Mapping[str, object], name: str) -> None:
    is_amount = name in ("value", "low")
    if is_amount and "unit" not in data:
        hint = msg('name what is counted ("caméras") or a unit ("EUR", "%", "hour")')
        sheet.report(path, msg('the key "{name}" is missing', name="unit"), hint, of_key=True)
    if not is_amount and "unit" in data:
        sheet.report((*path, "unit"), msg("a date or a label has no unit"), msg("remove it"), of_key=True)


def _validity(sheet: Sheet, path: KeyPath, read: Mapping[str, Any]) -> Period | None:
    start, end = read.get("valid-from"), read.get("valid-until")
    if start is None and end is None:
        return None
    low = start.low if start else datetime.date.min
    high = end.high if end else datetime.date.max
    if low > high:
        message = msg("the fact ends before it begins to hold"), msg('exchange "valid-from" and "valid-until"')
        sheet.report((*path, "valid-until"), *message)
        return None
    return Period(low, high)
