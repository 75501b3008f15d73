"""Formulas over facts: values, units, and what cannot be computed."""

import datetime
from fractions import Fraction

import pytest

from etraces_cite.codes import Code
from etraces_cite.match.derived import compute_all, failed_checks, formula_findings
from etraces_cite.model import Check, Derived, Dossier, Fact, Measure, Period, Quantity, Quotation, Record, Span

HERE = Span("docs/records/derived.toml", 1, 1, 1, 1)


def fact(identifier: str, value: str, unit: str, measure: str | None = None) -> Fact:
    amount = Fraction(value)
    return Fact(identifier, "source", identifier, Quantity(amount, amount, unit), Quotation("x"), HERE, measure=measure)


FACTS = (
    fact("montant", "15000000", "EUR"),
    fact("cameras", "30000", "caméras-piétons"),
    fact("appareils", "5000", "appareils", "marche"),
    fact("autres", "5400", "caméras", "marche"),
    fact("pour", "388", "voix"),
    fact("contre", "104", "voix"),
    fact("deposants", "1570", "entités"),
    fact("tenus", "1849", "entités"),
    fact("part", "85.6", "%"),
)
DATES = tuple(
    Fact(name, "source", name, Period(day, day), Quotation("x"), HERE)
    for name, day in (("depot", datetime.date(2020, 10, 20)), ("vote", datetime.date(2020, 11, 24)))
)
MEASURES = {"marche": Measure("marche", "Marché", "caméras", ("caméras", "appareils"))}


def dossier(*formulas: tuple[str, str, str | None], checks: tuple[Check, ...] = ()) -> Dossier:
    derived = {name: Derived(name, name, formula, unit, HERE) for name, formula, unit in formulas}
    record = Record("docs/records/source.toml", "source", (*FACTS, *DATES), {}, checks)
    return Dossier({}, (record,), MEASURES, derived)


@pytest.mark.parametrize(
    ("formula", "unit", "value"),
    [
        ("montant / cameras", "EUR/caméra", "500"),
        ("montant ÷ cameras", "EUR/caméra-piéton", "500"),
        ("pour + contre", "voix", "492"),
        ("pour − contre", "voix", "284"),
        ("appareils + autres", "caméras", "10400"),
        ("100 * deposants / tenus", "%", "157000/1849"),
        ("100 × (tenus - deposants) / tenus", "%", "27900/1849"),
        ("-pour + 2 * pour", "voix", "388"),
        ("montant / 1,5", "EUR", "10000000"),
        ("sum(pour, contre)", "voix", "492"),
        ("mean(pour, contre)", "voix", "246"),
        ("max(pour, contre) - min(pour, contre)", "voix", "284"),
        ("percentage(deposants, tenus)", "%", "157000/1849"),
        ("ratio(pour, contre)", None, "97/26"),
        ("days(depot, vote)", "day", "35"),
    ],
)
def test_a_formula_is_computed_exactly_with_its_unit(formula: str, unit: str, value: str) -> None:
    values, faults = compute_all(dossier(("x", formula, unit)))
    assert not faults
    assert values["x"].low == values["x"].high == Fraction(value)


@pytest.mark.parametrize(
    ("formula", "unit", "says"),
    [
        ("montant + cameras", "EUR", "cannot be added"),
        ("montant / cameras", "EUR", "the unit says EUR"),
        ("montant / camera", "EUR/caméra", "did you mean cameras"),
        ("montant / (pour - pour)", "EUR/voix", "divides by zero"),
        ("montant / (cameras", "EUR/caméra", "not closed"),
        ("montant /", "EUR", "stops too early"),
        ("montant ; cameras", "EUR", "not expected"),
        ("__import__('os')", "EUR", "not expected"),
        ("x + 1", None, "in a circle: x → x"),
        ("(" * 5000 + "pour", None, "too deep"),
        ("moyenne(pour, contre)", "voix", "no function moyenne"),
        ("sum(pour, montant)", "voix", "cannot be added"),
        ("ratio(pour)", None, "take two values"),
        ("days(pour, vote)", "day", "pour is not a date"),
        ("days(vote)", "day", "takes two dated facts"),
        ("pour + vote", "voix", "vote is not a quantity"),
    ],
)
def test_a_formula_that_cannot_be_computed_says_why(formula: str, unit: str | None, says: str) -> None:
    (finding,) = formula_findings(dossier(("x", formula, unit)))
    assert finding.code is Code.DERIVED_INVALID
    assert says in finding.message.render("en")


def test_a_circle_of_formulas_is_named_with_its_path() -> None:
    findings = list(formula_findings(dossier(("a", "b + pour", "voix"), ("b", "a + pour", "voix"))))
    assert [finding.message.render("en") for finding in findings] == [
        "the formula goes in a circle: a → b → a",
        "the formula goes in a circle: b → a → b",
    ]


def test_the_wrong_percentage_of_a_source_is_found() -> None:
    check = Check("part", "Part", "100 * deposants / tenus", "part", HERE)
    (finding,) = failed_checks(dossier(checks=(check,)))
    assert finding.code is Code.CHECK_FAILED
    assert "85,6" in finding.message.render("fr")
    assert "84,91" in finding.message.render("fr")


def test_the_right_result_of_a_source_is_not_reported() -> None:
    check = Check("total", "Total", "pour * 1", "pour", HERE)
    assert list(failed_checks(dossier(checks=(check,)))) == []
