"""Quotation ↔ capture ↔ digest: each link that does not hold is named, and those that were not walked are counted."""

from pathlib import Path

import pytest

from etraces_cite.check import verify
from etraces_cite.config import load
from etraces_cite.evidence.store import Store, digest_of
from etraces_cite.model import CaptureState, LocatedStatus, Result

SOURCE = "La commune a acquis 10\u202f600 caméras : 10\u202f480 pour la police en 2018. En 2019, puis en 2018 encore, rien.\n"
FACT = '\n[facts.{}]\nlabel = "x"\nvalue = {}\nunit = "caméras"\nquotation = {}\n'


def project(folder: Path, facts: str, *, text: str = SOURCE, stored: bool = True, described: bool = True) -> Path:
    """Return a project whose one source says ``text``."""
    (folder / "docs" / "records").mkdir(parents=True)
    (folder / "references.bib").write_text("@online{presse,\n  title = {Les caméras},\n}\n", encoding="utf-8")
    (folder / "docs" / "page.md").write_text("# Titre\n\nRien à dire.\n", encoding="utf-8")
    digest = digest_of(text.encode())
    if stored:
        with Store(folder / "captures").writing() as writer:
            writer.put(text.encode())
    capture = (
        f'\n[capture]\nsha256 = "{digest}"\ntext-sha256 = "{digest}"\nextractor = "plain-text 1"\n'
        'media-type = "text/plain"\ncaptured = 2026-11-24\n'
    )
    record = 'reference = "presse"\n' + (capture if described else "") + facts
    (folder / "docs" / "records" / "presse.toml").write_text(record, encoding="utf-8")
    return folder


def checked(folder: Path, *, required: bool = False) -> Result:
    return verify(load(folder), require_captures=required)


def said(result: Result) -> list[tuple[str, str, str, str | None]]:
    return [(f.code.value, f.text, f.message.render("en"), f.hint and f.hint.render("en")) for f in result.findings]


GOOD = FACT.format("acquises", 10600, '"10 600 caméras"')


def test_a_quotation_is_found_to_the_character(tmp_path: Path) -> None:
    result = checked(project(tmp_path, GOOD))
    assert said(result) == []
    located = result.located["acquises"]
    assert (located.status, located.places[0].start) == (LocatedStatus.FOUND, SOURCE.index("10"))
    assert result.captures == {"presse": CaptureState.PRESENT}
    assert (result.summary.quotations, result.summary.unchecked) == (1, 0)
    assert (result.summary.captures, result.summary.sources) == (1, 1)


def test_one_changed_word_is_named(tmp_path: Path) -> None:
    result = checked(project(tmp_path, FACT.format("acquises", 10600, '"a acheté 10 600 caméras"')))
    assert said(result) == [
        (
            "quotation-missing",
            "a acheté 10 600 caméras",
            "these words are not in the stored copy of the source",
            "the source has: a [acheté → acquis] 10 600 caméras",
        )
    ]
    assert result.findings[0].facts == ("acquises",)
    span = result.findings[0].span
    assert (span.path, span.line) == ("docs/records/presse.toml", 14)


def test_one_changed_figure_is_named(tmp_path: Path) -> None:
    result = checked(project(tmp_path, FACT.format("acquises", 10800, '"10 800 caméras"')))
    assert [(code, hint) for code, _, _, hint in said(result)] == [
        ("quotation-missing", "the source has: 10 [800 → 600] caméras")
    ]


def test_a_part_of_a_figure_is_not_the_figure(tmp_path: Path) -> None:
    result = checked(project(tmp_path, FACT.format("acquises", 600, '"600 caméras"')))
    assert [(code, hint) for code, _, _, hint in said(result)] == [
        ("quotation-missing", "the source has: [+ 10] 600 caméras")
    ]


def test_words_that_are_there_twice_need_those_beside_them(tmp_path: Path) -> None:
    twice = '\n[quotations.annee]\nexact = "en 2018"\n'
    assert said(checked(project(tmp_path / "a", twice))) == [
        (
            "quotation-ambiguous",
            "en 2018",
            "these words are 2 times in the source",
            "give a prefix or a suffix: the words just before or just after",
        )
    ]
    assert said(checked(project(tmp_path / "b", f'{twice}suffix = "encore"\n'))) == []
    elsewhere = said(checked(project(tmp_path / "c", f'{twice}suffix = "jamais"\n')))
    assert elsewhere[0][2] == "these words are in the source, but not between this prefix and this suffix"


def test_one_changed_byte_is_named(tmp_path: Path) -> None:
    folder = project(tmp_path, GOOD)
    path = Store(folder / "captures").path_of(digest_of(SOURCE.encode()))
    path.chmod(0o644)
    path.write_bytes(SOURCE.encode().replace(b"600", b"601"))
    result = checked(folder)
    assert [(code, text) for code, text, _, _ in said(result)] == [("capture-corrupt", "presse")]
    assert str(path) in result.findings[0].message.render("en")
    assert result.summary.unchecked == 1


def test_bytes_without_their_text_are_named(tmp_path: Path) -> None:
    folder = project(tmp_path, GOOD)
    record = folder / "docs" / "records" / "presse.toml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace(f'text-sha256 = "{digest_of(SOURCE.encode())}"', f'text-sha256 = "{"0" * 64}"'))
    assert [code for code, *_ in said(checked(folder))] == ["capture-drifted"]


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"stored": False}, "the capture of presse is not on this machine"),
        ({"described": False}, "the record of presse describes no capture"),
    ],
)
def test_what_is_not_here_is_unchecked_and_may_be_required(how: dict[str, bool], message: str, tmp_path: Path) -> None:
    folder = project(tmp_path, GOOD, **how)
    result = checked(folder)
    assert said(result) == []
    assert (result.summary.unchecked, result.summary.captures) == (1, 0)
    assert [(code, words) for code, _, words, _ in said(checked(folder, required=True))] == [
        ("capture-absent", message)
    ]
    assert not result.has_errors
    assert checked(folder, required=True).has_errors


def test_a_capture_that_was_taken_down_is_unchecked(tmp_path: Path) -> None:
    folder = project(tmp_path, GOOD)
    record = folder / "docs" / "records" / "presse.toml"
    record.write_text(record.read_text(encoding="utf-8").replace("captured =", "removed = 2026-11-25\ncaptured ="))
    result = checked(folder)
    assert (said(result), result.captures["presse"], result.summary.unchecked) == ([], CaptureState.REMOVED, 1)
