"""A whole check of a large dossier, beside other checkers of prose on the same text.

A thousand pages (5 MB), 20,000 figures, 10,000 facts in 1,000 records, 10,000 references, 10,000 quotations of records, each
searched in a stored copy, and 10,000 more in the prose. The start of Python is counted. A peer that is not there is left out.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import table
from corpus import Corpus, write_corpus
from table import Measured, row

OURS = (sys.executable, "-m", "etraces_cite", "verify")
RESTED = 3.5
"""Seconds after which the times of files are believed: what a writer needs to go from one commit to the next."""
TEXTLINT = Path("build/bench/node_modules/.bin/textlint").absolute()
ROOT = Path(__file__).parent.parent
PAGE = "docs/dossiers/cameras-pietons.md"


def measure(pages: Sequence[int], runs: int) -> None:
    """Measure dossiers of several sizes, and the peers on the last."""
    seconds: dict[int, float] = {}
    for number in pages:
        with tempfile.TemporaryDirectory() as name:
            corpus = write_corpus(Path(name, "dossier"), number, captures=True)
            seconds[number] = cold = states(corpus, runs).seconds
            if number == pages[-1]:
                for peer, command in peers(corpus):
                    theirs = table.command(command, corpus.folder, accepted=range(256))
                    row(f"{peer}, same text", theirs, f"{theirs.seconds / cold:.2f} × ours")
    table.growth("verify, no cache", seconds)
    one_page(runs)


def states(corpus: Corpus, runs: int) -> Measured:
    """Measure the check of a project, whole and after each kind of change; return the whole one."""
    folder = corpus.folder
    page, record = (max((folder / "docs").glob(pattern)) for pattern in ("*.md", "records/*.toml"))
    table.command((*OURS, "--no-cache"), folder)  # which compiles the modules
    cold = table.command((*OURS, "--no-cache"), folder, runs)
    row(f"verify, {corpus.pages} pages, {corpus.megabytes:.1f} MB, no cache", cold)
    spread = table.command((*OURS, "--no-cache", "--jobs", "2"), folder, runs)
    row("  two processes", spread, f"{spread.seconds / cold.seconds:.2f} × one process")
    changes: dict[str, Callable[[int], object]] = {
        "a cache to fill": lambda _: shutil.rmtree(folder / ".etraces-cache", ignore_errors=True),
        "nothing changed": lambda _: None,
        "one page changed": lambda number: _append(page, f"\nEncore {'un ' * number}mot.\n"),
        "one record changed": lambda number: _append(record, f"\n# {number}\n"),
    }
    for name, change in changes.items():
        time.sleep(RESTED)
        measured = table.command(OURS, folder, runs, before_each=change)
        row(f"  {name}", measured, f"{measured.seconds / cold.seconds:.3f} × no cache")
    return cold


def one_page(runs: int) -> None:
    """Measure one page of this site, checked for the first time and again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "site")
        shutil.copytree(ROOT / "docs", folder / "docs")
        for file in ("references.bib", "pyproject.toml"):
            shutil.copy(ROOT / file, folder)
        first = table.command(
            (*OURS, PAGE), folder, runs,
            before_each=lambda _: shutil.rmtree(folder / ".etraces-cache", ignore_errors=True),
        )  # fmt: skip
        row("verify, one page of this site, for the first time", first)
        time.sleep(RESTED)
        table.command((*OURS, PAGE), folder)
        again = table.command((*OURS, PAGE), folder, runs)
        row("  nothing changed", again, f"{again.seconds / first.seconds:.3f} × the first time")


def peers(corpus: Corpus) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the commands of the peers that are here, on the same text."""
    rest = corpus.folder / "rst"  # sphinx-lint reads no Markdown
    rest.mkdir(exist_ok=True)
    for page in (corpus.folder / "docs").glob("*.md"):
        (rest / page.name).with_suffix(".rst").write_bytes(page.read_bytes())
    if found := _installed("sphinx-lint"):
        yield "sphinx-lint, one process", (found, "--jobs", "1", "rst")
    if found := _installed("codespell"):
        yield "codespell", (found, "docs")
    if found := _installed("proselint"):
        yield "proselint", (found, "check", "docs")
    if TEXTLINT.is_file():
        yield "textlint, one rule", (str(TEXTLINT), "--rule", "common-misspellings", "docs/*.md")


def _installed(name: str) -> str | None:
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
