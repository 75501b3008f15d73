"""When a figure agrees with a fact: each row reads like the prose it stands for."""

from fractions import Fraction

import pytest

from etraces_cite.french import Bound
from etraces_cite.match.rounding import Agreement, Amount, agree, agree_with_result, precision

ABOUT, NEARLY, OVER, UNDER = Bound.ABOUT, Bound.NEARLY, Bound.OVER, Bound.UNDER


def amount(value: str, bound: Bound | None = None, quantum: str = "1") -> Amount:
    return Amount(Fraction(value), Fraction(value), bound, Fraction(quantum))


@pytest.mark.parametrize(
    ("prose", "source", "expected"),
    [
        # bare prose is exact
        (amount("10480"), amount("10480"), Agreement.SAME),
        (amount("10000"), amount("10480"), Agreement.DIFFERENT),
        (amount("10500"), amount("10500", NEARLY), Agreement.BARE),
        # environ 10 000, environ 10 500 for 10 480
        (amount("10000", ABOUT), amount("10480"), Agreement.ROUNDED),
        (amount("10500", ABOUT), amount("10480"), Agreement.ROUNDED),
        (amount("10400", ABOUT), amount("10480"), Agreement.DIFFERENT),
        (amount("9000", ABOUT), amount("10480"), Agreement.DIFFERENT),
        # près de 10 500: below, and near
        (amount("10500", NEARLY), amount("10480"), Agreement.ROUNDED),
        (amount("10400", NEARLY), amount("10480"), Agreement.DIFFERENT),
        (amount("10000", NEARLY), amount("10480"), Agreement.DENIED),
        (amount("13000", NEARLY), amount("13000", NEARLY), Agreement.SAME),
        # plus de, moins de: one side only, within a tenth
        (amount("10000", OVER), amount("10480"), Agreement.ROUNDED),
        (amount("9000", OVER), amount("10480"), Agreement.DIFFERENT),
        (amount("10500", OVER), amount("10480"), Agreement.DENIED),
        (amount("11000", UNDER), amount("10480"), Agreement.ROUNDED),
        (amount("8500", OVER), amount("8500", UNDER), Agreement.DENIED),
        (amount("8500", UNDER), amount("8500", UNDER), Agreement.SAME),
        (amount("8500", UNDER), amount("8500", OVER), Agreement.DENIED),
        (amount("13000", OVER), amount("13000", NEARLY), Agreement.DENIED),
    ],
)
def test_agreement_of_prose_with_a_fact(prose: Amount, source: Amount, expected: Agreement) -> None:
    assert agree(prose, source) is expected


@pytest.mark.parametrize(
    ("prose", "result", "holds"),
    [
        ("84.9", Fraction(157000, 1849), True),
        ("85.6", Fraction(157000, 1849), False),
        ("6.9", Fraction(10780, 1570), True),
        ("6.8", Fraction(10780, 1570), False),
        ("500", Fraction(15_000_000, 30_000), True),
        ("226.42", Fraction(2_400_000, 10_600), True),
        ("226", Fraction(2_400_000, 10_600), True),
        ("227", Fraction(2_400_000, 10_600), False),
    ],
)
def test_a_computed_value_is_right_where_it_is_correctly_rounded(prose: str, result: Fraction, holds: bool) -> None:
    decimals = len(prose.partition(".")[2])
    figure = amount(prose, quantum=f"1/{10**decimals}")
    assert agree_with_result(figure, Amount(result, result)).holds is holds


@pytest.mark.parametrize(
    ("value", "weight"), [("10400", "100"), ("6.9", "1/10"), ("1500000", "100000"), ("7", "1"), ("0.25", "1/100")]
)
def test_precision_is_the_weight_of_the_last_digit_that_counts(value: str, weight: str) -> None:
    assert precision(Fraction(value)) == Fraction(weight)


def test_a_number_whose_decimals_never_end_has_a_precision_all_the_same() -> None:
    assert precision(Fraction(1, 3)) == Fraction(1, 300)
