"""What a writer reads in the terminal."""

import dataclasses

from msgspec.structs import replace

from etraces_cite.locale import use_language
from etraces_cite.model import Result, Summary
from etraces_cite.report.style import PLAIN, Style
from etraces_cite.report.text import Layout, summary_line, text_lines


def test_a_finding_shows_its_line_its_carets_its_hint_and_its_fact(result: Result) -> None:
    assert list(text_lines(result, Layout(), seconds=0.214)) == [
        "docs/dossiers/caméras.md:3:23: error [figure-contradicted]",
        "   3 │ Le ministère a acquis 10 840 caméras depuis 2018 {cite:p}`mediapart`.",
        "     │                       ^^^^^^^^^^^^^^",
        "  no cited fact is 10 840",
        "  → two digits swapped",
        "  = acquises: docs/records/mediapart.toml:3:1",
        "",
        "docs/records/mediapart.toml:4:1: error [record-schema]",
        "   4 │ value = 10600",
        "     │ ^^^^^",
        "  100 % wrong,",
        "  and: long",
        "",
        "1 page · 3 figures: 0 verified, 1 rounded, 1 waived, 1 contradicted · coverage 66.6%",
        "2 errors · 1 note (etraces-cite verify --notes) · captures here: 0 of 2 sources · 2 quotations unchecked · 0.21 s",
    ]


def test_notes_are_shown_when_they_are_asked_for(result: Result) -> None:
    lines = list(text_lines(result, Layout(), seconds=1, notes=True))
    assert "docs/dossiers/caméras.md:1:3: note [figure-note]" in lines
    assert lines[-1] == "2 errors · 1 note · captures here: 0 of 2 sources · 2 quotations unchecked · 1.00 s"


def test_the_digest_of_the_check_is_given_where_it_is_asked_for(result: Result) -> None:
    last = list(text_lines(result, Layout(), seconds=1, digest=True))[-1]
    assert last.endswith(" · digest 250a 1ee7 · 1.00 s")


def test_the_same_in_french(result: Result) -> None:
    use_language("fr")
    lines = list(text_lines(result, Layout(), seconds=0.214))
    assert lines[0] == "docs/dossiers/caméras.md:3:23: erreur [figure-contradicted]"
    assert lines[-2:] == [
        "1 page · 3 chiffres\u00a0: 0 vérifié, 1 arrondi, 1 dispensé, 1 contredit · couverture 66,6\u00a0%",
        (
            "2 erreurs · 1 note (etraces-cite verify --notes) · captures présentes\u00a0: 0 sur 2 sources"
            " · 2 citations non contrôlées · 0,21\u00a0s"
        ),
    ]


def test_a_hundred_per_cent_is_said_of_the_whole_only() -> None:
    almost = Summary(1, 10_000, 9_999, 0, 1, 0, 0, 0, 0)
    assert summary_line(almost).endswith("coverage 99.9%")
    assert summary_line(replace(almost, verified=10_000, contradicted=0)).endswith("coverage 100%")
    assert summary_line(Summary(0, 0, 0, 0, 0, 0, 0, 0, 0)) == "0 pages · 0 figures: 0 verified · coverage 100%"


def test_colour_changes_no_word(result: Result) -> None:
    import re

    plain = list(text_lines(result, Layout(PLAIN), seconds=1))
    painted = list(text_lines(result, Layout(Style(colour=True)), seconds=1))
    assert painted != plain
    assert [re.sub(r"\x1b\[[\d;]*m", "", line) for line in painted] == plain


def test_a_file_that_is_not_known_is_named_without_its_line(result: Result) -> None:
    lines = list(text_lines(dataclasses.replace(result, sources={}), Layout(), seconds=1))
    assert lines[0].startswith("docs/dossiers/caméras.md:3:23")
    assert lines[1] == "  no cited fact is 10 840"
