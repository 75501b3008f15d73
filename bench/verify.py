"""A whole check of a large dossier, in CPU seconds, beside other checkers of prose on the same text.

A thousand pages (5 MB), 20,000 figures, 10,000 facts in 1,000 records, 10,000 references, 20,000 quotations, each searched in
a stored copy. Every number is a median of several runs of a command, its children included, the start of Python too; ratios and
growth are what lasts from one machine to another. A peer that is not there is left out. ``--pages 1000 10000`` measures the memory
of an archive.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Corpus, write_corpus

UNUSABLE = 2
OURS = (sys.executable, "-m", "etraces_cite", "verify")
RESTED = 3.5
"""Seconds after which the times of files are believed: what a writer needs to go from one commit to the next."""
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""With bytecode, as an installed package has it."""
TEXTLINT = Path("build/bench/node_modules/.bin/textlint").absolute()


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command and its children used: CPU seconds (a median), and the most memory that one of them held, in bytes."""

    seconds: float
    memory: int


def measure(
    command: Sequence[str], folder: Path, runs: int, before_each: Callable[[int], object] = lambda _: None
) -> Measured:
    """Run a command several times, after what prepares each."""
    times, memory = [], 0
    for number in range(runs):
        before_each(number)
        process = subprocess.Popen(
            command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode == UNUSABLE and command[: len(OURS)] == OURS:
            sys.exit(f"{' '.join(command)} cannot be run in {folder}")
        times.append(used.ru_utime + used.ru_stime)
        memory = max(memory, used.ru_maxrss * 1024)
    return Measured(statistics.median(times), memory)


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


def row(name: str, measured: Measured, ratio: str = "") -> None:
    """Print a line of the table."""
    print(f"{name:<44} {measured.seconds * 1000:>9.0f} ms {measured.memory / 1e6:>7.0f} MB   {ratio}", flush=True)


def states(corpus: Corpus, runs: int) -> Measured:
    """Measure the check of a project, whole and after each kind of change; return the whole one."""
    folder = corpus.folder
    page, record = (max((folder / "docs").glob(pattern)) for pattern in ("*.md", "records/*.toml"))
    one = measure((*OURS, "--no-cache", str(page.relative_to(folder))), folder, runs)
    row(f"verify, one page, {corpus.pages} records, no cache", one)
    cold = measure((*OURS, "--no-cache"), folder, runs)
    row(f"verify, {corpus.pages} pages, {corpus.megabytes:.1f} MB, no cache", cold)
    spread = measure((*OURS, "--no-cache", "--jobs", "2"), folder, runs)
    row("  two processes", spread, f"{spread.seconds / cold.seconds:.2f} ×")
    changes: dict[str, Callable[[int], object]] = {
        "a cache to fill": lambda _: shutil.rmtree(folder / ".etraces-cache", ignore_errors=True),
        "nothing changed": lambda _: None,
        "one page changed": lambda number: _append(page, f"\nEncore {'un ' * number}mot.\n"),
        "one record changed": lambda number: _append(record, f"\n# {number}\n"),
    }
    for name, change in changes.items():
        time.sleep(RESTED)
        measured = measure(OURS, folder, runs, change)
        row(f"  {name}", measured, f"{measured.seconds / cold.seconds:.3f} ×")
    return cold


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=3, help="runs of each measure; the median counts")
    parser.add_argument("--pages", type=int, nargs=2, default=[100, 1000], help="a small project and a large one")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}; medians of {options.runs}\n")
    few, many = options.pages
    with tempfile.TemporaryDirectory() as name:
        corpora = [write_corpus(Path(name, str(pages)), pages, captures=True) for pages in (few, many)]
        measure((*OURS, "--no-cache"), corpora[0].folder, 1)  # which compiles the modules
        small, large = (states(corpus, options.runs) for corpus in corpora)
        for peer, command in peers(corpora[1]):
            theirs = measure(command, corpora[1].folder, 1)
            row(peer, theirs, f"{theirs.seconds / large.seconds:.2f} × verify")
    exponent = math.log(large.seconds / small.seconds) / math.log(many / few)
    print(
        f"\n{many // few} times the pages take {large.seconds / small.seconds:.1f} times the CPU: N to the power {exponent:.2f}."
    )


if __name__ == "__main__":
    main()
