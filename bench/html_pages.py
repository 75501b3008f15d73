"""What citations cost a site: pages of twenty citations, and the same pages plain, built by Sphinx in CPU seconds.

Each project is built three times: in full, with nothing changed, and with one page touched. Beside ours stand the plain pages and
sphinxcontrib-bibtex, in the same run and with the same bibliography. The exponent says how the cost grows: 1 is linear.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

CITATIONS, REFERENCES = 20, 2
"""Of each page."""
WORDS = (
    "la commune achète des lampes pour les rues du centre et la mairie publie le compte de chaque quartier sans dire le prix"
).split()
LARGE = 1000

EXTENSIONS = {
    "plain": (),
    "cite": ("etraces_cite",),
    "fact": ("etraces_cite",),
    "bibtex": ("sphinxcontrib.bibtex",),
}
"""By kind of project, beside the Markdown parser: figures with a ``cite:p`` role each, or with a ``fact`` role too."""


class Built(NamedTuple):
    """CPU seconds of the three builds of a project."""

    full: float
    nothing: float
    one: float


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
    tail = "" if kind == "plain" else "\n```{bibliography}\n```\n"
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
    blocks = [f"# Page {page}"]
    for _ in range(CITATIONS):
        number, words = chance.randrange(references), " ".join(chance.choices(WORDS, k=28))
        figure = f"{{fact}}`lot-{number}`" if kind == "fact" else f"{10_000 + number} lampes"
        source = f"({number})" if kind == "plain" else f"{{cite:p}}`gazette-{number}`"
        blocks.append(f"{words} {figure} {source}.")
    return blocks


def _conf(kind: str) -> str:
    bibliography = 'bibtex_bibfiles = ["../references.bib"]\n' if kind == "bibtex" else ""
    return (
        f'project = "Banc"\nlanguage = "fr"\nextensions = {["myst_parser", *EXTENSIONS[kind]]!r}\n'
        f'exclude_patterns = ["records"]\nhtml_theme = "basic"\n{bibliography}'
    )


def measure(folder: Path, pages: int, kind: str) -> Built:
    """Write a project and build it three times."""
    write_project(folder, pages, kind)
    full, nothing = _build(folder), _build(folder)
    page = folder / "docs" / "page-0.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n\nUne phrase de plus.\n", encoding="utf-8")
    return Built(full, nothing, _build(folder))


def _build(folder: Path) -> float:
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "docs", "out"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode or ran.stderr:
        sys.exit(ran.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(pages: int, kinds: Sequence[str], runs: int) -> dict[str, Built]:
    """Return the medians of several runs; the kinds take turns, so that a slow moment of the machine falls on all."""
    found: dict[str, list[Built]] = {kind: [] for kind in kinds}
    for _ in range(runs):
        for kind in kinds:
            with tempfile.TemporaryDirectory() as name:
                found[kind].append(measure(Path(name), pages, kind))
    return {kind: Built(*map(statistics.median, zip(*built, strict=True))) for kind, built in found.items()}


def exponent(costs: Mapping[int, float]) -> float:
    """Return the slope of the line that fits the logarithms of cost and of pages best."""
    points = [(math.log(pages), math.log(cost)) for pages, cost in costs.items()]
    x, y = (statistics.fmean(side) for side in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=3, help="runs of each measure; the median counts")
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 100])
    parser.add_argument("--large", action="store_true", help=f"build {LARGE} pages too, once: it takes many minutes")
    parser.add_argument("--kinds", nargs="+", choices=EXTENSIONS, default=list(EXTENSIONS))
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}; medians of {options.runs}\n")
    with tempfile.TemporaryDirectory() as name:  # compile what is imported
        measure(Path(name), 1, options.kinds[-1])
    print(f"{'pages':>6} {'':<8}" + "".join(f"{step:>10} {'':>6}" for step in Built._fields))
    costs: dict[str, dict[int, float]] = {kind: {} for kind in options.kinds}
    for pages in sorted({*options.pages, *([LARGE] if options.large else [])}):
        built = medians(pages, options.kinds, 1 if pages >= LARGE else options.runs)
        for kind, one in built.items():
            costs[kind][pages] = one.full
            plain = built.get("plain", one)
            shown = (f"{cost:>8.2f} s {cost / base:>5.2f}×" for cost, base in zip(one, plain, strict=True))
            print(f"{pages:>6} {kind:<8}" + "".join(shown), flush=True)
    if all(len(by_pages) > 1 for by_pages in costs.values()):
        grown = ", ".join(f"{kind} {exponent(by_pages):.2f}" for kind, by_pages in costs.items())
        print(f"\nA full build of N pages costs N to the power: {grown}.")


if __name__ == "__main__":
    main()
