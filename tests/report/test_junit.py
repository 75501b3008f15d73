"""JUnit XML: a suite a file, a case a figure."""

import dataclasses
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from etraces_cite.model import Result
from etraces_cite.report.junit import junit


def test_a_figure_is_a_case_and_an_error_fails_it(result: Result) -> None:
    root = ET.fromstring(junit(result, 0.5).encode())
    assert {name: root.get(name) for name in ("tests", "failures", "errors", "skipped", "time")} == {
        "tests": "4", "failures": "2", "errors": "0", "skipped": "1", "time": "0.500",
    }  # fmt: skip
    suites = {suite.get("name"): [case.get("name") for case in suite] for suite in root}
    assert suites == {
        "docs/dossiers/caméras.md": ["3:23 10 840 caméras", "5:22 500 €", "5:62 ~12 %"],
        "docs/records/mediapart.toml": ["record-schema value"],
    }
    failure = root.find(".//failure[@type='figure-contradicted']")
    assert failure is not None
    assert (failure.get("message"), failure.text) == ("no cited fact is 10 840", "two digits swapped")


def test_a_character_that_xml_cannot_hold_does_not_break_it(result: Result) -> None:
    finding = replace(result.findings[2], text="\x00\x1b\ud800\ufffe")
    root = ET.fromstring(junit(dataclasses.replace(result, findings=(finding,)), 1).encode())
    assert root.find(".//testcase[@name='record-schema \ufffd\ufffd\ufffd\ufffd']") is not None
