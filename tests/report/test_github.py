"""Workflow commands are escaped as GitHub's own toolkit does."""

import dataclasses

from msgspec.structs import replace

from etraces_cite.model import Result
from etraces_cite.report.github import github_lines


def test_each_error_is_a_command_with_its_place(result: Result) -> None:
    assert list(github_lines(result)) == [
        "::error file=docs/dossiers/caméras.md,line=3,endLine=3,col=23,endColumn=37,title=figure-contradicted::no cited fact is 10 840%0A→ two digits swapped",
        "::error file=docs/records/mediapart.toml,line=4,endLine=4,col=1,endColumn=6,title=record-schema::100 %25 wrong,%0Aand: long",
    ]


def test_notes_are_notices_when_they_are_asked_for(result: Result) -> None:
    assert [line.split(" ")[0] for line in github_lines(result, notes=True)] == ["::error", "::notice", "::error"]


def test_a_path_cannot_end_its_property(result: Result) -> None:
    finding = replace(result.findings[0], span=replace(result.findings[0].span, path="a,b::c%.md"))
    (line,) = github_lines(dataclasses.replace(result, findings=(finding,)))
    assert line.startswith("::error file=a%2Cb%3A%3Ac%25.md,line=3")


def test_columns_are_left_out_where_github_refuses_them(result: Result) -> None:
    finding = replace(result.findings[0], span=replace(result.findings[0].span, end_line=5))
    (line,) = github_lines(dataclasses.replace(result, findings=(finding,)))
    assert line.startswith("::error file=docs/dossiers/caméras.md,line=3,endLine=5,title=")
