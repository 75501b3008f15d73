"""What citations cost a site: pages of twenty citations, and the same pages plain, built by Sphinx in CPU seconds.

Each project is built three times: in full, with nothing changed, and with one page touched. Beside ours stand the plain pages, the
same with references of Sphinx's own, and sphinxcontrib-bibtex with the same bibliography.
"""

from __future__ import annotations

import importlib.util
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import table

__all__ = ["LARGE", "measure"]

CITATIONS, REFERENCES = 20, 2
"""Of each page."""
WORDS = (
    "la commune achète des lampes pour les rues du centre et la mairie publie le compte de chaque quartier sans dire le prix"
).split()
LARGE = 1000


class Kind(NamedTuple):
    """What a project has of citations, and the extension that it needs beside the Markdown parser."""

    name: str
    extension: str | None
    figure: str
    source: str


KINDS = {
    "plain": Kind("no citation", None, "{value} lampes", "({number})"),
    "ref": Kind("Sphinx’s own ref", None, "{value} lampes", "{{ref}}`texte <p-{number}>`"),
    "cite": Kind("figures, cite:p", "etraces_cite", "{value} lampes", "{{cite:p}}`gazette-{number}`"),
    "fact": Kind("fact, cite:p", "etraces_cite", "{{fact}}`lot-{number}`", "{{cite:p}}`gazette-{number}`"),
    "bibtex": Kind("sphinxcontrib-bibtex", "sphinxcontrib.bibtex", "{value} lampes", "{{cite:p}}`gazette-{number}`"),
}


class Built(NamedTuple):
    """CPU seconds of the three builds of a project."""

    full: float
    nothing_changed: float
    one_page_changed: float


def write_project(folder: Path, pages: int, kind: str) -> None:
    """Write a project of so many pages; the same arguments give the same bytes."""
    docs = folder / "docs"
    records = docs / "records"
    records.mkdir(parents=True)
    references = pages * REFERENCES
    (folder / "references.bib").write_text("\n".join(map(_entry, range(references))), encoding="utf-8")
    for number in range(references):
        (records / f"gazette-{number}.toml").write_text(_record(number), encoding="utf-8")
    chance = random.Random(pages)
    for page in range(pages):
        (docs / f"page-{page}.md").write_text("\n\n".join(_page(page, references, kind, chance)), encoding="utf-8")
    tail = "" if KINDS[kind].extension is None else "\n```{bibliography}\n```\n"
    (docs / "index.md").write_text(f"# Banc\n\n```{{toctree}}\n:glob:\n\npage-*\n```\n{tail}", encoding="utf-8")
    (docs / "conf.py").write_text(_conf(kind), encoding="utf-8")


def _entry(number: int) -> str:
    return (
        f"@article{{gazette-{number},\n title = {{Titre {number}}},\n author = {{Nom{number}, Jeanne}},\n"
        f" journal = {{La Gazette}},\n year = {{2020}},\n url = {{https://gazette.example/{number}}},\n}}\n"
    )


def _record(number: int) -> str:
    value = 10_000 + number
    return (
        f'reference = "gazette-{number}"\n\n[facts.lot-{number}]\nlabel = "Lampes du lot {number}"\nvalue = {value}\n'
        f'unit = "lampes"\nquotation = "{value} lampes"\n'
    )


def _page(page: int, references: int, kind: str, chance: random.Random) -> list[str]:
    blocks = [f"(p-{page})=\n# Page {page}"]
    for _ in range(CITATIONS):
        number, words = chance.randrange(references), " ".join(chance.choices(WORDS, k=28))
        if kind == "ref":
            number %= references // REFERENCES
        form = KINDS[kind]
        amount = {"value": 10_000 + number, "number": number}
        blocks.append(f"{words} {form.figure.format(**amount)} {form.source.format(**amount)}.")
    return blocks


def _conf(kind: str) -> str:
    extension = KINDS[kind].extension
    bibliography = 'bibtex_bibfiles = ["../references.bib"]\n' if kind == "bibtex" else ""
    return (
        f'project = "Banc"\nlanguage = "fr"\nextensions = {["myst_parser", *([extension] if extension else [])]!r}\n'
        f'exclude_patterns = ["records"]\nhtml_theme = "basic"\n{bibliography}'
    )


def built(folder: Path, pages: int, kind: str) -> Built:
    """Write a project and build it three times."""
    write_project(folder, pages, kind)
    full, nothing = _build(folder), _build(folder)
    page = folder / "docs" / "page-0.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n\nUne phrase de plus.\n", encoding="utf-8")
    return Built(full, nothing, _build(folder))


def _build(folder: Path) -> float:
    command = (sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "docs", "out")
    return table.command(command, folder, accepted=range(1)).seconds


def medians(pages: int, kinds: Sequence[str], runs: int) -> dict[str, Built]:
    """Return the medians of several runs; the kinds take turns, so that a slow moment of the machine falls on all."""
    found: dict[str, list[Built]] = {kind: [] for kind in kinds}
    for _ in range(runs):
        for kind in kinds:
            with tempfile.TemporaryDirectory() as name:
                found[kind].append(built(Path(name), pages, kind))
    return {kind: Built(*map(statistics.median, zip(*found_, strict=True))) for kind, found_ in found.items()}


def measure(pages: Sequence[int], large: int | None, runs: int) -> None:
    """Build sites of several sizes.

    :param large: one more size, built once; None to leave it out.
    """
    kinds = [kind for kind, one in KINDS.items() if one.extension is None or importlib.util.find_spec(one.extension)]
    with tempfile.TemporaryDirectory() as name:  # compile what is imported
        built(Path(name), 1, "cite")
    costs: dict[str, dict[int, float]] = {kind: {} for kind in kinds}
    for size in (*pages, *([large] if large else [])):
        found = medians(size, kinds, 1 if size == large else runs)
        for kind, one in found.items():
            costs[kind][size] = one.full
            for step, cost, base in zip(Built._fields, one, found["plain"], strict=True):
                row = f"{size} pages, {KINDS[kind].name}, {step.replace('_', ' ')}"
                table.row(row, cost, f"{cost / base:.2f} × no citation")
    for kind, by_pages in costs.items():
        table.growth(KINDS[kind].name, by_pages)
