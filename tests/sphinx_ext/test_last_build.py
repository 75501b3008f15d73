"""Where nothing has changed, a build opens neither the dossier nor the check, and says what the last one said."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

import pytest

from etraces_cite.check.remembered import Remembered
from etraces_cite.sphinx_ext import build, checked, downloads, last_build
from etraces_cite.sphinx_ext.domain import EtracesDomain, Index

from .project import Project

WRONG = "# Autre\n\nIl en compte 1 520 {cite:p}`durand-2021` {fact}`jamais-vu`.\n"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each time that the dossier is opened, or its files are put together to be downloaded."""
    noted: list[str] = []

    def note(owner: object, name: str) -> None:
        done = getattr(owner, name)

        def noting(*arguments: object, **options: object) -> object:
            noted.append(name)
            return done(*arguments, **options)

        monkeypatch.setattr(owner, name, noting)

    note(build, "read_sources")
    note(downloads, "data_package")
    return noted


def outputs(project: Project) -> dict[str, int]:
    assert project.app is not None
    return {path.name: path.stat().st_mtime_ns for path in Path(project.app.outdir, "donnees").iterdir()}


def test_the_dossier_stays_closed_and_the_same_is_said(project: Project, opened: list[str]) -> None:
    project.write("autre.md", WRONG)
    project.build(confoverrides={"etraces_cite_data": "donnees"})
    said, written = project.warnings, outputs(project)
    assert opened == ["read_sources", "data_package"]
    assert len(said) > 1
    opened.clear()
    for _ in range(2):
        project.build(confoverrides={"etraces_cite_data": "donnees"})
        assert (opened, project.warnings, outputs(project)) == ([], said, written)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("records/durand-2021.toml", "Article du marché", "Article du marche"),
        ("references.bib", "Les lampes, suite", "Les lampes, fin__"),
        ("conf.py", "", "html_baseurl = 'https://gazette.example/'\n"),
    ],
)
def test_a_change_of_as_many_characters_is_seen(
    project: Project, opened: list[str], file: str, old: str, new: str
) -> None:
    project.build(confoverrides={"etraces_cite_data": "donnees"})
    path = project.folder / file
    times = path.stat()
    opened.clear()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    project.build(confoverrides={"etraces_cite_data": "donnees"})
    assert opened == ["read_sources", "data_package"]


def test_a_file_to_download_that_is_gone_is_written_again(project: Project, opened: list[str]) -> None:
    app = project.build(confoverrides={"etraces_cite_data": "donnees"})
    gone = next(Path(app.outdir, "donnees").iterdir())
    gone.unlink()
    project.build(confoverrides={"etraces_cite_data": "donnees"})
    assert gone.is_file()


def test_a_page_that_has_changed_opens_itself_alone(
    project: Project, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("dispenses.md", "# Aucune\n")  # the list of waivers shows all pages
    project.build(confoverrides={"etraces_cite_data": "donnees"})
    written = outputs(project)
    opened.clear()
    pages: list[str] = []
    open_page = checked.CheckedPages._page

    def noting(self: checked.CheckedPages, path: str) -> checked.CheckedPage | None:
        pages.append(path)
        return open_page(self, path)

    monkeypatch.setattr(checked.CheckedPages, "_page", noting)
    monkeypatch.setattr(Remembered, "_bulk", property(lambda _: pytest.fail("all pages were opened")))
    project.replace("autre.md", "\n", "\n\n")
    for _ in range(2):
        project.build(confoverrides={"etraces_cite_data": "donnees"})
    assert set(pages) == {"autre.md", "index.md", "sources.md"}, (
        "Sphinx writes that of the contents again; the other lists citing pages"
    )
    assert opened == ["read_sources"]
    assert outputs(project) == written


def test_a_page_that_describes_something_else_is_told_to_all(project: Project, opened: list[str]) -> None:
    project.build(confoverrides={"etraces_cite_data": "donnees"})
    opened.clear()
    project.write("sources.md", "# Sources\n\n:::{fact-box} lampes\n:::\n")
    project.build(confoverrides={"etraces_cite_data": "donnees"})
    assert opened == ["read_sources", "data_package"]


@pytest.mark.parametrize("content", [b"", b"\x80\x05N.", pickle.dumps(("other code", ()))])
def test_what_was_kept_is_not_believed_where_it_is_spoilt(project: Project, opened: list[str], content: bytes) -> None:
    app = project.build()
    Path(app.doctreedir, last_build.FILE).write_bytes(content)
    opened.clear()
    project.build()
    assert "read_sources" in opened


def test_files_that_have_rested_are_told_by_their_times(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("un", encoding="utf-8")
    seen = {str(file): last_build.Seen(last_build._times(str(file)), last_build._content(str(file)))}
    kept = last_build.LastBuild("", (), seen, (), {}, Index({}, {}))
    assert kept.settled(time.time_ns()).seen == seen, "it has just been written"
    (rested,) = kept.settled(time.time_ns() + 10 * last_build.QUIET).seen.values()
    assert rested == last_build.Seen(last_build._times(str(file)))


def test_what_pages_describe_is_indexed_again_only_where_one_describes_something_else(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("autre.md", "# Autre\n\n{cite:p}`gazette-2020`\n\n:::{bibliography}\n:::\n")
    project.build()
    indexed: list[object] = []
    index = EtracesDomain._indexed
    monkeypatch.setattr(EtracesDomain, "_indexed", lambda self: (indexed.append(self), index(self))[1])
    project.build()
    project.replace("index.md", "\n", "\n\n")
    project.build()
    assert indexed == []
    project.replace("autre.md", "gazette-2020", "durand-2021")
    project.build()
    assert len(indexed) == 1
