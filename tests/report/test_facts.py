"""The list of facts, for people, for programs and for spreadsheets."""

import csv
import json

import pytest
from msgspec.structs import replace

from etraces_cite.model import Dossier, Quantity
from etraces_cite.report.facts import COLUMNS, facts_csv, facts_json, facts_text
from etraces_cite.report.text import Layout

Amounts = dict[str, Quantity]


def test_facts_and_derived_facts_are_listed_with_their_places(dossier: Dossier, amounts: Amounts) -> None:
    lines = list(facts_text(dossier, amounts, Layout()))
    assert lines[:3] == [
        "acquises  10\u202f600\u00a0caméra",
        "  Caméras, selon mediapart",
        "  mediapart · docs/records/mediapart.toml:3:1",
    ]
    assert lines[3] == "parc-aef  près de 10\u202f500\u00a0caméra"
    assert lines[6].startswith("prix  500\u00a0euros par caméra")
    assert lines[-1] == "2 facts · 2 derived facts · 2 sources"


def test_a_derived_fact_without_value_says_so(dossier: Dossier) -> None:
    assert "prix  cannot be computed" in list(facts_text(dossier, {}, Layout()))


def test_json_has_exact_values(dossier: Dossier, amounts: Amounts) -> None:
    rows = json.loads("\n".join(facts_json(dossier, amounts)))
    assert [row["id"] for row in rows] == ["acquises", "parc-aef", "prix", "double"]
    assert all(tuple(row) == COLUMNS for row in rows)
    assert (rows[0]["low"], rows[0]["unit"], rows[0]["quotation"]) == ("10600", "caméra", "10600 caméras")
    assert (rows[2]["low"], rows[2]["formula"], rows[2]["reference"]) == ("500", "montant/acquises", None)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_spreadsheet_computes_nothing(dossier: Dossier, amounts: Amounts, start: str) -> None:
    fact = replace(dossier.facts["acquises"], label=f'{start}HYPERLINK("http://example.org")')
    record = replace(dossier.records[0], facts=(fact,))
    (row,) = csv.DictReader(facts_csv(replace(dossier, records=(record,), derived={}), amounts))
    assert row["label"] == f'\'{start}HYPERLINK("http://example.org")'


def test_a_negative_number_stays_one(dossier: Dossier) -> None:
    from fractions import Fraction

    amounts = {"prix": Quantity(Fraction(-5, 2), Fraction(-5, 2), "EUR")}
    rows = list(csv.DictReader(facts_csv(dossier, amounts)))
    assert [row["low"] for row in rows] == ["10600", "10500", "-2.5", ""]
