"""Values as programs read them are exact."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etraces_cite.model import Kind, Label, Period, Quantity
from etraces_cite.report.values import bounds, decimal, interval, unit


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(2_400_000), "2400000"),
        (Fraction(3, 2), "1.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(0), "0"),
        (Fraction(1, 3), "1/3"),
        (Fraction(10**40 + 1, 10), "1000000000000000000000000000000000000000.1"),
        (Fraction(1, 10**30), "0.000000000000000000000000000001"),
    ],
)
def test_a_decimal_is_written_in_full(value: Fraction, text: str) -> None:
    assert decimal(value) == text


@given(st.fractions())
def test_a_decimal_reads_back_as_the_same_value(value: Fraction) -> None:
    assert Fraction(decimal(value)) == value


def test_a_ratio_is_a_fraction_even_where_a_decimal_is_exact() -> None:
    half = Quantity(Fraction(1, 2), Fraction(1, 2))
    assert bounds(half, Kind.RATIO) == ("1/2", "1/2")
    assert bounds(half, Kind.NUMBER) == ("0.5", "0.5")


def test_dates_are_iso_and_labels_are_themselves() -> None:
    day = Period(datetime.date(2020, 11, 16), datetime.date(2020, 11, 16))
    assert bounds(day) == ("2020-11-16", "2020-11-16")
    assert bounds(Label("L. 241-1")) == ("L. 241-1", "L. 241-1")
    assert unit(day) is None


def test_a_period_is_written_in_edtf(june: Period) -> None:
    assert interval(june) == "2021-06-01/2021-06-30"
    assert interval(Period(june.low, june.low)) == "2021-06-01"
    assert interval(None) is None
