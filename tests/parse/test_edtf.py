"""Dates of the Extended Date/Time Format, as intervals of days."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etraces_cite.parse.edtf import parse_edtf

GOOD = [
    ("2020-11-24", "2020-11-24", "2020-11-24"),
    ("2020-11", "2020-11-01", "2020-11-30"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2020", "2020-01-01", "2020-12-31"),
    ("2020-11-24T18:30:00Z", "2020-11-24", "2020-11-24"),
    ("2020-11-24T18:30:00+01:00", "2020-11-24", "2020-11-24"),
    ("2020-05/2021-06", "2020-05-01", "2021-06-30"),
    ("2020-10-21/2020-10-31", "2020-10-21", "2020-10-31"),
    ("2020-05/..", "2020-05-01", "9999-12-31"),
    ("2020-05/", "2020-05-01", "9999-12-31"),
    ("../2021", "0001-01-01", "2021-12-31"),
    ("/2021", "0001-01-01", "2021-12-31"),
    ("2020-21", "2020-03-01", "2020-05-31"),
    ("2020-22", "2020-06-01", "2020-08-31"),
    ("2020-23", "2020-09-01", "2020-11-30"),
    ("2020-24", "2020-12-01", "2021-02-28"),
    ("2020~", "2020-01-01", "2020-12-31"),
    ("2020-11?", "2020-11-01", "2020-11-30"),
    ("2020-11-24%", "2020-11-24", "2020-11-24"),
    ("2020~/2021-06?", "2020-01-01", "2021-06-30"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("2020-XX", "2020-01-01", "2020-12-31"),
    ("2020-XX-XX", "2020-01-01", "2020-12-31"),
    ("2020-11-XX", "2020-11-01", "2020-11-30"),
    (" 2020 ", "2020-01-01", "2020-12-31"),
]

BAD = [
    "", "24 novembre 2020", "24/11/2020", "2020-13", "2020-02-30", "2020-00", "2020-25", "2020-11-00", "20-11-24", "2020/2019",
    "../..", "/", "2020-1-2", "20201124", "2020-XX-12", "201X-11", "2020-11-24/2020-13-01", "2020-21-03", "0000", "2020-11 24",
    "٢٠٢٠",
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "high"), GOOD)
def test_a_date_is_an_interval_of_days(text: str, low: str, high: str) -> None:
    period = parse_edtf(text)
    assert (period.low.isoformat(), period.high.isoformat()) == (low, high)


@pytest.mark.parametrize("text", BAD)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_edtf(text)


@given(st.dates(), st.dates())
def test_an_interval_reaches_from_the_first_day_of_its_start_to_the_last_of_its_end(
    one: datetime.date, other: datetime.date
) -> None:
    low, high = min(one, other), max(one, other)
    period = parse_edtf(f"{low.isoformat()}/{high.isoformat()}")
    assert (period.low, period.high) == (low, high)


@given(st.dates())
def test_a_coarser_date_contains_the_finer(day: datetime.date) -> None:
    text = day.isoformat()
    assert parse_edtf(text[:7]).contains(parse_edtf(text))
    assert parse_edtf(text[:4]).contains(parse_edtf(text[:7]))
    assert parse_edtf(text[:3] + "X").contains(parse_edtf(text[:4]))
