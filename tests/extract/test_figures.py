"""What the figure reader reads in sentences, and what it leaves alone: the sentences are in ``cases/``."""

import datetime
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from etraces_cite.extract.figures import read
from etraces_cite.french import Bound
from etraces_cite.model import Figure, Kind, Period, Quantity
from tools.sample import shown

CASES = Path(__file__).with_name("cases")


def cases(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each sentence of a case file with the figures expected in it."""
    sentence, expected = "", list[str]()
    for line in (CASES / name).read_text(encoding="utf-8").split("\n\n", 2)[2].split("\n"):
        if line.startswith("    "):
            expected.append(line.strip())
            continue
        if sentence and not sentence.startswith("#"):
            yield sentence, expected
        sentence, expected = line, []
    if sentence and not sentence.startswith("#"):
        yield sentence, expected


@pytest.mark.parametrize(("sentence", "expected"), list(cases("read.md")))
def test_what_is_read(sentence: str, expected: list[str]) -> None:
    assert [shown(figure) for figure in read(sentence)] == expected


@pytest.mark.parametrize(("sentence", "expected"), list(cases("prose.md")))
def test_ordinary_prose_is_read_as_a_reader_checked_it(sentence: str, expected: list[str]) -> None:
    assert [shown(figure) for figure in read(sentence)] == expected


@pytest.mark.parametrize(("sentence", "expected"), list(cases("not-read.md")))
def test_what_is_not_read(sentence: str, expected: list[str]) -> None:
    assert [shown(figure) for figure in read(sentence)] == expected == []


@pytest.mark.parametrize(("marked", "expected"), list(cases("sample-read.md")))
def test_a_sample_of_ordinary_prose_is_read_as_a_reader_judged_it(marked: str, expected: list[str]) -> None:
    assert [shown(figure) for figure in _at_the_marks(marked)] == ([] if expected == ["rien"] else expected)


@pytest.mark.parametrize(("marked", "expected"), list(cases("sample-unread.md")))
def test_a_sample_of_what_looks_like_a_number_is_left_alone(marked: str, expected: list[str]) -> None:
    assert [shown(figure) for figure in _at_the_marks(marked)] == expected


def _at_the_marks(marked: str) -> list[Figure]:
    """Return the figures that touch what stands between the marks of a sentence."""
    before, drawn, after = re.split("[⟦⟧]", marked)
    start, end = len(before), len(before) + len(drawn)
    return [figure for figure in read(before + drawn + after) if figure.start < end and start < figure.end]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("10 400 caméras", "400"),
        ("10.400 caméras", "400"),
        ("10\u202f400 caméras", "400"),
        ("12,5 %", "2,5"),
        ("12,5 %", "5"),
    ],
)
def test_a_figure_is_never_a_piece_of_another(text: str, of: str) -> None:
    (piece,), (whole,) = read(of), read(text)
    assert piece.value != whole.value


# Dates without a year


def test_a_missing_year_comes_from_the_context() -> None:
    (figure,) = read("Le vote a lieu le 24 novembre.", context=datetime.date(2020, 12, 14))
    assert shown(figure) == "24 novembre : date 2020-11-24 relative"


def test_a_missing_year_comes_from_the_date_before_it_rather_than_from_the_context() -> None:
    figures = read("En 2018, le vote du 24 novembre.", context=datetime.date(2020, 12, 14))
    assert [shown(f) for f in figures][1] == "24 novembre : date 2018-11-24 relative"


def test_a_year_that_nothing_gives_is_year_1() -> None:
    (figure,) = read("Le 24 novembre, rien.")
    assert figure.value == Period(datetime.date(1, 11, 24), datetime.date(1, 11, 24))
    assert figure.is_relative


# What a figure carries


@pytest.mark.parametrize(
    ("text", "quantum"),
    [
        ("6,9 activités", Fraction(1, 10)), ("1,5 million d’euros", 100_000), ("10 400 caméras", 1), ("15 M€", 10**6),
        ("trente mille caméras", 1000), ("2,40 €", Fraction(1, 100)), ("1 h 30", Fraction(1, 60)),
    ],
)  # fmt: skip
def test_the_quantum_is_the_weight_of_the_last_digit(text: str, quantum: Fraction) -> None:
    assert [f.quantum for f in read(text)] == [quantum]


@pytest.mark.parametrize(
    ("text", "hedge", "bound"),
    [
        ("près d’un tiers", "près de", Bound.NEARLY), ("une centaine de pages", "about", Bound.ABOUT),
        ("Plus de 70 villes", "plus de", Bound.OVER), ("moins d’un an", "moins de", Bound.UNDER),
        ("quatre heures maximum", "maximum", Bound.UNDER), ("dans les 300 euros", "dans les", Bound.ABOUT),
        ("dans les 300 communes", None, None), ("vers 1850", "vers", Bound.ABOUT), ("le 24 mai", None, None),
    ],
)  # fmt: skip
def test_a_hedge_has_the_form_of_the_table(text: str, hedge: str | None, bound: Bound | None) -> None:
    (figure,) = read(text)
    assert (figure.hedge, figure.bound) == (hedge, bound)


@pytest.mark.parametrize(
    ("text", "in_words"), [("trois questions", True), ("3 questions", False), ("2 millions", False)]
)
def test_words_are_told_from_digits(text: str, in_words: bool) -> None:
    assert [f.in_words for f in read(text)] == [in_words]


# The text as it is written


@pytest.mark.parametrize(
    ("text", "slice_", "value"),
    [
        ("quatre\u2011vingt\u2011dix caméras", "quatre\u2011vingt\u2011dix caméras", 90),
        ("10\u202f4\u00ad00 came\u0301ras", "10\u202f4\u00ad00 came\u0301ras", 10_400),
        ("🎥🎥 e\u0301te\u0301 : 10\n400 caméras", "10\n400 caméras", 10_400),
        ("il fait \u22125 °C", "\u22125 °C", -5),
        ("le fe\u0301vrier de 3 me\u0300tres", "3 me\u0300tres", 3),
    ],
)
def test_offsets_are_those_of_the_text_as_written(text: str, slice_: str, value: int) -> None:
    figure = read(text)[-1]
    assert isinstance(figure.value, Quantity)
    assert (text[figure.start : figure.end], figure.text, figure.value.low) == (slice_, slice_, value)


@pytest.mark.parametrize("text", ["10\ufffc400 caméras", "quatre\ufffcvingts", "12,\ufffc5 %"])
def test_nothing_crosses_an_opaque_thing(text: str) -> None:
    assert all("\ufffc" not in figure.text for figure in read(text))


def test_kinds_are_told_apart() -> None:
    text = "Le 9e congrès du 16 mai 2020 : 12 %, 12 €, 12 ans, 12 agents, un sur trois, article 12."
    assert [f.kind for f in read(text)] == [
        Kind.ORDINAL, Kind.DATE, Kind.PERCENT, Kind.MONEY, Kind.DURATION, Kind.NUMBER, Kind.RATIO, Kind.REFERENCE,
    ]  # fmt: skip
