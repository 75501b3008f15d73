"""The JSON that other programs read."""

import dataclasses
import json

from msgspec.structs import replace

from etraces_cite.locale import use_language
from etraces_cite.model import Page, Result, Span
from etraces_cite.report.json import array_lines, json_lines


def document(result: Result) -> dict[str, object]:
    return json.loads("\n".join(json_lines(result)))


def test_the_document_has_the_shape_of_the_contract(result: Result) -> None:
    read = document(result)
    assert list(read) == ["version", "summary", "figures", "findings"]
    assert read["version"] == 1
    assert read["summary"] == {
        "pages": 1, "figures": 3, "verified": 0, "rounded": 1, "contradicted": 1, "ambiguous": 0, "unsourced": 0, "waived": 1,
        "notes": 0, "quotations": 2, "unchecked": 2, "captures": 0, "sources": 2, "coverage": 2 / 3,
    }  # fmt: skip
    assert read["figures"][0] == {
        "path": "docs/dossiers/caméras.md", "line": 3, "column": 23, "end_column": 37, "text": "10 840 caméras",
        "outcome": "contradicted", "facts": [],
    }  # fmt: skip
    assert read["findings"][0] == {
        "code": "figure-contradicted", "severity": "error", "path": "docs/dossiers/caméras.md", "line": 3, "column": 23,
        "end_column": 37, "text": "10 840 caméras", "message": "no cited fact is 10 840", "hint": "two digits swapped",
        "facts": ["acquises"],
    }  # fmt: skip


def test_columns_cut_the_text_out_of_the_line(result: Result, page: Page) -> None:
    lines = page.source.split("\n")
    for figure in document(result)["figures"]:
        assert lines[figure["line"] - 1][figure["column"] - 1 : figure["end_column"] - 1] == figure["text"]


def test_a_figure_cut_by_a_line_break_ends_with_its_line(result: Result) -> None:
    verdict = result.verdicts[0]
    broken = replace(verdict, span=replace(verdict.span, end_line=4, end_column=2))
    read = document(dataclasses.replace(result, verdicts=(broken,)))["figures"][0]
    assert read["end_column"] == len("Le ministère a acquis 10 840 caméras depuis 2018 {cite:p}`mediapart`.") + 1


def test_notes_are_in_it_and_nothing_is_translated(result: Result) -> None:
    english = list(json_lines(result))
    use_language("fr")
    assert list(json_lines(result)) == english
    assert [finding["severity"] for finding in document(result)["findings"]] == ["error", "note", "error"]


def test_a_span_in_an_unknown_file_keeps_one_column(result: Result) -> None:
    finding = replace(result.findings[0], span=Span("other.toml", 3, 5, 6, 1))
    assert document(dataclasses.replace(result, findings=(finding,)))["findings"][0]["end_column"] == 6


def test_an_array_is_valid_whatever_its_length() -> None:
    for length in range(3):
        assert json.loads("\n".join(array_lines({"n": n} for n in range(length)))) == [{"n": n} for n in range(length)]
