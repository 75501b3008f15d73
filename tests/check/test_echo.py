"""A report is printed again only where nothing that it depends on has changed."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from copies import town
from etraces_cite import check
from etraces_cite.cache import echo
from etraces_cite.cli import main

AT_ONCE = -(10**15)
"""Instead of the time that files must have rested: a test does not wait."""
Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a check of a copy of the town as a program does, and gives its report."""
    town(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.etraces-cite]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(echo, "QUIET", AT_ONCE)

    def report(*arguments: str) -> str:
        monkeypatch.setattr(sys, "argv", ["etraces-cite", "verify", *arguments])
        status = main()
        return f"{status}\n{capsys.readouterr().out}"

    return report


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return the list of the checks that are really done."""
    done: list[object] = []
    work = check.verify

    def noted(*arguments: object, **named: object) -> object:
        done.append(arguments)
        return work(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(check, "verify", noted)
    return done


def add(path: str, text: str) -> Callable[[], object]:
    def change() -> None:
        file = Path(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.is_file() else ""
        file.write_text(before + text, encoding="utf-8")

    return change


CHANGES = {
    "a page": add("docs/must-pass.md", "\nIl y a 77 caméras {cite:p}`gazette-2020`.\n"),
    "a new page": add("docs/new.md", "Il y a 78 caméras {cite:p}`gazette-2020`.\n"),
    "a new page in a new folder": add("docs/a/b/new.md", "Il y a 79 caméras {cite:p}`gazette-2020`.\n"),
    "a page less": lambda: Path("docs/new.md").unlink(),
    "a page under another name": lambda: Path("docs/must-pass.md").rename("docs/other.md"),
    "a record": add("docs/records/gazette-2020.toml", "\n[facts.x]\nlabel = 3\n"),
    "a new record": add("docs/records/new.toml", 'reference = "nobody"\n'),
    "the bibliography": add("references.bib", "@misc{gazette-2020, title = {twice}}\n"),
    "the settings": add("pyproject.toml", 'exclude = ["docs/must-flag.md"]\n'),
    "a language": lambda: os.environ.update(LC_ALL="fr_FR.UTF-8"),
    "the day": lambda: os.environ.update(SOURCE_DATE_EPOCH="4000000000"),
}  # fmt: skip


def test_after_every_change_the_report_is_that_of_a_new_check(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LC_ALL", "SOURCE_DATE_EPOCH"):
        monkeypatch.setenv(variable, "C" if variable == "LC_ALL" else "1700000000")
    for form in ("json", "sarif", "github"):
        run("--format", form)
    for name, change in CHANGES.items():
        change()
        for form in ("json", "sarif", "github"):
            expected = run("--no-cache", "--format", form)
            assert run("--format", form) == expected == run("--format", form), (name, form)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_where_nothing_changed_no_check_is_done(run: Run, checks: list[object], form: str) -> None:
    first = run("--format", form)
    assert len(checks) == 1
    second = run("--format", form)
    assert len(checks) == 1
    assert second == first or form == "text"
    assert second.splitlines()[:-1] == first.splitlines()[:-1]


def test_other_arguments_have_a_report_of_their_own(run: Run, checks: list[object]) -> None:
    assert run("docs/must-pass.md") != run("docs/must-flag.md") != run("docs/must-flag.md", "--notes")
    assert len(checks) == 3


def test_a_copy_that_comes_or_goes_is_seen(run: Run, checks: list[object]) -> None:
    digest = "0" * 64
    described = (
        f'[capture]\nsha256 = "{digest}"\ntext-sha256 = "{digest}"\nextractor = "plain 1"\nmedia-type = "text/plain"\n'
    )
    record = Path("docs/records/copied.toml")
    record.write_text(f'reference = "gazette-2020"\n{described}captured = 2026-11-24\n', encoding="utf-8")
    run()
    run()
    assert len(checks) == 1
    stored = Path("captures/objects/00")
    stored.mkdir(parents=True)
    (stored / digest[2:]).write_bytes(b"other bytes")
    run()
    assert len(checks) == 2


@pytest.mark.parametrize("argument", ["--no-cache", "--format=junit"])
def test_some_reports_are_never_printed_again(run: Run, checks: list[object], argument: str) -> None:
    run(argument)
    run(argument)
    assert len(checks) == 2


def test_what_changed_just_before_is_not_trusted(
    run: Run, checks: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(echo, "QUIET", 10**15)
    run()
    run()
    assert len(checks) == 2


def test_links_among_pages_are_checked_each_time(run: Run, checks: list[object]) -> None:
    Path("docs/linked.md").symlink_to(Path("docs/must-pass.md").absolute())
    run()
    run()
    assert len(checks) == 2
