"""The data package, as a program that knows nothing of us reads it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import frictionless
import pytest
from msgspec.structs import replace

from etraces_cite.model import Dossier, Quantity
from etraces_cite.report.datapackage import FACT_FIELDS, FILES, data_package
from etraces_cite.report.publication import Licence, Publication

Amounts = dict[str, Quantity]
ABOUT = Publication(
    "Les lampes !",
    "La rédaction",
    "1.0",
    address="https://lampes.example/",
    licence=Licence("CC-BY-4.0", "https://l.example"),
)


def package(dossier: Dossier, amounts: Amounts) -> dict[str, bytes]:
    return data_package(dossier, amounts, ABOUT, b"@online{a}\n", lambda kind, name: f"sources.html#{kind}-{name}")


def test_frictionless_says_it_is_valid(dossier: Dossier, amounts: Amounts, tmp_path: Path) -> None:
    for name, data in package(dossier, amounts).items():
        (tmp_path / name).write_bytes(data)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []
    assert report.stats["tasks"] == len(FILES) - 1
    rows = frictionless.Package(str(tmp_path / "datapackage.json")).get_resource("facts").read_rows()
    assert [(row["id"], row["text"], row["line"]) for row in rows][:1] == [("acquises", "10\u202f600\u00a0caméra", 3)]


@pytest.mark.parametrize(
    ("name", "old", "new", "error"),
    [
        ("facts.csv", b"parc-aef,", b"acquises,", "primary-key"),
        ("facts.csv", b",aef,,", b",inconnue,,", "foreign-key"),
        ("sources.csv", b"Titre aef", b"Titre autre", "hash-count"),
    ],
)
def test_and_that_another_is_not(
    dossier: Dossier, amounts: Amounts, tmp_path: Path, name: str, old: bytes, new: bytes, error: str
) -> None:
    files = package(dossier, amounts)
    assert old in files[name]
    for each, data in files.items():
        (tmp_path / each).write_bytes(data.replace(old, new) if each == name else data)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert error in [found for (found,) in report.flatten(["type"])]


def test_the_description_names_every_file_with_its_digest(dossier: Dossier, amounts: Amounts) -> None:
    files = package(dossier, amounts)
    described = json.loads(files["datapackage.json"])
    assert described["name"] == "les-lampes"
    assert described["licenses"] == [{"name": "CC-BY-4.0", "path": "https://l.example"}]
    assert "created" not in described
    assert [one["path"] for one in described["resources"]] == [name for name in FILES if name != "datapackage.json"]
    for one in described["resources"]:
        assert one["hash"] == f"sha256:{hashlib.sha256(files[one['path']]).hexdigest()}"
        assert one["bytes"] == len(files[one["path"]])


def test_rows_have_an_address_a_kind_and_words(dossier: Dossier, amounts: Amounts) -> None:
    rows = json.loads(package(dossier, amounts)["facts.json"])
    assert [list(row) for row in rows] == [[field.name for field in FACT_FIELDS]] * 4
    assert [(row["kind"], row["address"]) for row in rows][1:3] == [
        ("quantity", "sources.html#fact-parc-aef"),
        ("derived", "sources.html#fact-prix"),
    ]
    assert rows[1]["text"] == "près de 10\u202f500\u00a0caméra"


def test_a_spreadsheet_computes_nothing_of_a_source(dossier: Dossier, amounts: Amounts) -> None:
    reference = replace(
        dossier.references["aef"], fields={"title": "=1+1", "abstract": "@SUM(A1)", "url": "javascript:alert(1)"}
    )
    made = package(replace(dossier, references={"aef": reference}), amounts)
    (row,) = csv.DictReader(io.StringIO(made["sources.csv"].decode()))
    assert (row["title"], row["commentary"], row["url"]) == ("'=1+1", "'@SUM(A1)", "")
