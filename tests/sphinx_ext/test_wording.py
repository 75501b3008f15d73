import datetime
from fractions import Fraction

import pytest

from etraces_cite.model import Fact, Label, Period, Quantity, Quotation, Span, Value
from etraces_cite.sphinx_ext.wording import derived_text, entitled, enumerated, fact_text, formula_parts, quoted

NB, NN = "\u00a0", "\u202f"


def fact(value: Value, hedge: str | None = None) -> Fact:
    return Fact("f", "k", "", value, Quotation("…"), Span("r.toml", 1, 1, 1, 1), hedge=hedge)


def amount(low: int | str, high: int | str | None = None, unit: str | None = None) -> Quantity:
    return Quantity(Fraction(low), Fraction(low if high is None else high), unit)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (fact(amount(10500, unit="appareils"), "près de"), f"près de 10{NN}500{NB}appareils"),
        (fact(amount(4, unit="hour"), "maximum"), f"4{NB}heures maximum"),
        (fact(amount(12, unit="hour"), "jusqu'à"), f"jusqu’à 12{NB}heures"),
        (fact(amount(100, unit="villes"), "about"), f"environ 100{NB}villes"),
        (fact(amount(15, 20, "minute")), f"entre 15 et 20{NB}minutes"),
        (fact(Period(datetime.date(2020, 11, 16), datetime.date(2020, 11, 16))), f"16{NB}novembre 2020"),
        (fact(Period(datetime.date(2020, 5, 1), datetime.date(2020, 5, 31))), "mai 2020"),
        (fact(Label("L. 241-1")), f"L.{NB}241-1"),
    ],
)
def test_a_fact_is_printed_as_a_sentence_would(made: Fact, text: str) -> None:
    assert fact_text(made) == text


def test_a_derived_value_is_rounded_to_two_decimals_at_most() -> None:
    assert derived_text(amount("2400000/10600", unit="EUR/caméra")) == f"226,42{NB}euros par caméra"
    assert derived_text(amount(500, unit="EUR/caméra")) == f"500{NB}euros par caméra"


def test_quotation_marks_inside_a_quotation_are_of_the_second_rank() -> None:
    assert quoted("une « lampe » d'État") == f"«{NN}une “lampe” d’État{NN}»"


def test_names_are_enumerated() -> None:
    assert enumerated(["A"]) == "A"
    assert enumerated(["A", "B", "C"]) == "A, B et C"
    assert enumerated(["A", "B", "et al."]) == "A, B et al."


def test_a_formula_is_split_into_names_signs_and_french_functions() -> None:
    assert list(formula_parts("100 * percentage(vote-pour, b2) - 3")) == [
        ("100 × ", False), ("pourcentage", False), ("(", False), ("vote-pour", True), (", ", False), ("b2", True), (") − 3", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Le vote", "«\u202fLe vote\u202f»"),
        ("La loi « globale »", "«\u202fLa loi “globale”\u202f»"),
        ("[Le vote]", "[Le vote]"),
        ("[Le vote] en direct", "«\u202f[Le vote] en direct\u202f»"),
    ],
)
def test_a_title_of_ours_has_its_brackets_alone(title: str, printed: str) -> None:
    assert entitled(title) == printed
