"""From the fact to the bytes: all that a source says is found in it, and whatever is changed after is named."""

import re
from pathlib import Path

import pytest

from etraces_cite.check import verify
from etraces_cite.config import load
from etraces_cite.evidence.store import Store, digest_of
from etraces_cite.model import LocatedStatus, Result

from .project import ARTICLE, Run

FACTS = """
[facts.police]
label = "Caméras de la police"
value = 10480
unit = "caméras"
quotation = "10 480 au profit de la police"

[facts.depuis]
label = "Début des achats"
date = "2018"
quotation = "depuis 2018"
"""
PAGE = "# Titre\n\nLa commune a acquis 10 600 caméras, dont 10 480 pour la police {cite:p}`presse`.\n"


@pytest.fixture
def captured(folder: Path, run: Run) -> Path:
    """Return the project, its source captured, with a page that prints two facts."""
    record = folder / "docs" / "records" / "presse.toml"
    record.write_text(record.read_text(encoding="utf-8") + FACTS, encoding="utf-8")
    (folder / "docs" / "page.md").write_text(PAGE, encoding="utf-8")
    ran = run("capture", "add", "presse", "../article.txt")
    assert ran.returncode == 0, ran.stdout
    return folder


def named(result: Result) -> list[tuple[str, int]]:
    return [(finding.code.value, finding.span.line) for finding in result.findings]


def test_every_fact_is_verified_to_the_bytes(captured: Path) -> None:
    result = verify(load(captured), require_captures=True)
    assert named(result) == []
    assert result.located.keys() == {"cameras-acquises", "marche", "police", "depuis", "maire"}
    for name, located in result.located.items():
        assert located.status is LocatedStatus.FOUND, name
        place = located.places[0]
        assert ARTICLE[place.start : place.end] == place.text
    assert (result.summary.unchecked, result.summary.captures) == (0, 1)


WORDS = [
    ("10 600 caméras", "10 600 caméra"), ("10 480 au profit", "10 480 aux profits"), ("2,4 millions d'euros", "2,4 millions d'euro"),
    ("portait sur", "porta sur"), ("depuis 2018", "depuis l’an 2018"), ("selon le maire", "selon la maire"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), WORDS)
def test_one_changed_word_of_a_quotation_is_named(old: str, new: str, captured: Path) -> None:
    line = _change(captured, old, new)
    result = verify(load(captured))
    assert [at for code, at in named(result) if code.startswith("quotation-")] == [line]
    assert result.has_errors


FIGURES = ["value = 10600", "value = 2400000", "value = 10480", 'date = "2018"']


@pytest.mark.parametrize("written", FIGURES)
def test_one_changed_digit_of_a_record_is_named(written: str, captured: Path) -> None:
    place = next(match.start() for match in re.finditer(r"[1-9]", written))
    line = _change(captured, written, written[:place] + str(int(written[place]) % 9 + 1) + written[place + 1 :])
    assert ("fact-unreadable", line) in named(verify(load(captured)))


@pytest.mark.parametrize("at", [0, 100, -1])
def test_one_changed_byte_of_a_capture_is_named(at: int, captured: Path) -> None:
    path = Store(captured / "captures").path_of(digest_of(ARTICLE.encode()))
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    result = verify(load(captured))
    assert named(result) == [("capture-corrupt", 2)]
    assert str(path) in result.findings[0].message.render("en")


def _change(folder: Path, old: str, new: str) -> int:
    """Change a record in one place, and return its line."""
    record = folder / "docs" / "records" / "presse.toml"
    text = record.read_text(encoding="utf-8")
    assert text.count(old) == 1
    record.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
