"""The SARIF log is valid, and its regions are those of the findings."""

import dataclasses
import json
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from etraces_cite.codes import Code, docstrings
from etraces_cite.locale import use_language
from etraces_cite.model import Result
from etraces_cite.report.sarif import sarif

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))


def run_of(result: Result) -> dict[str, object]:
    return json.loads(sarif(result))["runs"][0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_log_is_valid_for_the_schema_of_the_standard(result: Result, language: str) -> None:
    use_language(language)
    validator = jsonschema.Draft7Validator(SCHEMA)
    assert [error.message for error in validator.iter_errors(json.loads(sarif(result)))] == []


def test_every_code_is_a_rule_with_its_docstring(result: Result) -> None:
    rules = run_of(result)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [code.value for code in Code]
    assert rules[0]["fullDescription"]["text"] == docstrings()[Code.FIGURE_CONTRADICTED]
    assert rules[0]["help"]["text"].startswith("Bad: ")


def test_a_result_points_at_its_rule_and_its_region(result: Result) -> None:
    run = run_of(result)
    first = run["results"][0]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "figure-contradicted"
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/dossiers/cam%C3%A9ras.md", "uriBaseId": "SRCROOT"},
        "region": {
            "startLine": 3, "startColumn": 23, "endLine": 3, "endColumn": 37, "snippet": {"text": "10 840 caméras"},
        },
    }  # fmt: skip
    assert run["columnKind"] == "unicodeCodePoints"
    assert [found["level"] for found in run["results"]] == ["error", "note", "error"]


def test_a_file_outside_the_project_has_an_address(result: Result) -> None:
    finding = replace(result.findings[0], span=replace(result.findings[0].span, path="/srv/a b.md"))
    location = run_of(dataclasses.replace(result, findings=(finding,)))["results"][0]["locations"][0]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": "file:///srv/a%20b.md"}
