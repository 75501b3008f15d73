"""A day by which a source must be read again, and what is said once it is past."""

import datetime
from pathlib import Path

import pytest

from etraces_cite.check import verify
from etraces_cite.config import load, today
from etraces_cite.errors import ConfigError

RECORD = """\
reference = "presse"
review-by = 2026-03-01

[facts.cameras]
label = "Caméras"
value = 10600
unit = "caméras"
quotation = "10 600 caméras"
review-by = "2025-12-31"
"""
SECONDS_A_DAY = 86_400


def epoch(day: str) -> str:
    return str((datetime.date.fromisoformat(day) - datetime.date(1970, 1, 1)).days * SECONDS_A_DAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "records").mkdir(parents=True)
    (tmp_path / "references.bib").write_text("@online{presse,\n  title = {Les caméras},\n}\n", encoding="utf-8")
    (tmp_path / "docs" / "page.md").write_text("# Titre\n\nRien à dire.\n", encoding="utf-8")
    (tmp_path / "docs" / "records" / "presse.toml").write_text(RECORD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2025-12-31", []),
        ("2026-01-01", [(9, "2025-12-31", ("cameras",))]),
        ("2026-03-02", [(2, "2026-03-01", ()), (9, "2025-12-31", ("cameras",))]),
    ],
)
def test_what_is_past_is_named_where_it_is_written(
    day: str, due: list[object], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch(day))
    result = verify(load(folder))
    assert [(f.code.value, f.span.line, f.text, f.facts) for f in result.findings] == [
        ("review-due", *one) for one in due
    ]
    assert not result.has_errors


def test_the_day_is_that_of_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch("2001-09-09"))
    assert today() == datetime.date(2001, 9, 9)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "hier")
    with pytest.raises(ConfigError, match="not a number of seconds: hier"):
        today()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert abs(today() - datetime.datetime.now(tz=datetime.UTC).date()) <= datetime.timedelta(days=1)


def test_a_day_is_a_day(folder: Path) -> None:
    path = folder / "docs" / "records" / "presse.toml"
    path.write_text(RECORD.replace("2026-03-01", '"2026"'), encoding="utf-8")
    assert ("record-schema", 2) in [(f.code.value, f.span.line) for f in verify(load(folder)).findings]
