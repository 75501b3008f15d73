"""Carets stand under the span, whatever characters come before it."""

import unicodedata

import pytest

from etraces_cite.model import Span
from etraces_cite.report.excerpt import cells, cut, end_on_line, excerpt, printable, source_line


def marked(line: str, words: str, width: int = 100) -> str:
    """Return what stands above the carets, cell by cell."""
    start = line.index(words)
    shown = excerpt(line, Span("a.md", 1, start + 1, 1, start + len(words) + 1), width)
    above, cell = "", 0
    for char in shown.shown:
        if shown.offset <= cell < shown.offset + shown.width:
            above += char
        cell += cells(char)
    return above


@pytest.mark.parametrize(
    "line",
    [
        "Il y a 400 caméras.",
        "\tIl y a\t400 caméras.",
        "日本では 400 caméras.",
        "ＡＢＣ 400 caméras.",
        unicodedata.normalize("NFD", "Été à Orléans : ") + "400 caméras.",
        "co\u00adopé\u00adration\u200b : 400 caméras.",
        "👩\u200d👩\u200d👧 : 400 caméras.",
        "\x1b[31m 400 caméras.",
        "400 caméras",
    ],
)
def test_the_carets_stand_under_the_words(line: str) -> None:
    assert marked(line, "400 caméras") == "400 caméras"


@pytest.mark.parametrize("before", [0, 10, 30, 80, 400])
@pytest.mark.parametrize("after", [0, 10, 400])
def test_a_long_line_is_cut_around_the_span(before: int, after: int) -> None:
    line = "é" * before + "10 400 caméras" + "à" * after
    assert marked(line, "10 400 caméras", 60) == "10 400 caméras"
    shown = excerpt(line, Span("a.md", 1, before + 1, 1, before + 15), 60).shown
    assert cells(shown) <= 60
    assert shown.strip("…") in line
    assert shown.startswith("…") != line.startswith(shown.strip("…"))
    assert shown.endswith("…") != line.endswith(shown.strip("…"))


def test_a_line_that_is_cut_fills_the_width() -> None:
    line = "é" * 80 + "10 400 caméras"
    assert cells(excerpt(line, Span("a.md", 1, 81, 1, 95), 60).shown) == 59  # the other ellipsis is not needed


def test_a_span_longer_than_the_line_is_marked_as_far_as_it_is_shown() -> None:
    shown = excerpt("a" * 200, Span("a.md", 1, 1, 1, 201), 40)
    assert shown.offset + shown.width <= cells(shown.shown)


def test_a_span_that_goes_on_below_is_marked_to_the_end_of_its_line() -> None:
    span = Span("a.md", 2, 4, 3, 5)
    sources = {"a.md": "un\nles 400\ncaméras\n"}
    assert excerpt("les 400", span, 80).carets == "   ^^^^"
    assert end_on_line(sources, span) == 8


def test_a_span_past_the_end_of_its_line_still_has_a_caret() -> None:
    assert excerpt("fin", Span("a.md", 1, 9, 1, 12), 80).carets == "   ^"


def test_a_line_ends_before_its_line_feed() -> None:
    sources = {"a.md": "un\r\ndeux\u2028trois\r\n"}
    assert source_line(sources, Span("a.md", 2, 1, 2, 2)) == "deux\u2028trois"
    assert source_line(sources, Span("a.md", 9, 1, 9, 2)) is None
    assert source_line(sources, Span("b.md", 1, 1, 1, 2)) is None


def test_nothing_that_a_terminal_would_obey_is_printed() -> None:
    assert printable("a\x1b[2Jb\u202ec\x85d\r") == "a␛[2Jb\ufffdc\ufffdd␍"


def test_cutting_counts_cells() -> None:
    assert cut("日本日本", 8) == "日本日本"
    assert cut("日本日本", 7) == "日本日…"
    assert cut("a\nb", 9) == "a b"
