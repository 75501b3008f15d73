"""What a PDF costs: 50, 100 and 200 pages of a dossier with twenty figures each, in CPU seconds and in megabytes.

Each page is an article of 5 kB with a record of its own; every figure carries its evidence. The start of Sphinx and the check
of the figures are counted too. The exponent says how the cost grows: 1 is linear.
"""

from __future__ import annotations

import argparse
import math
import platform
import re
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from corpus import write_corpus

_CONF = """\
project = "Le banc d’essai"
language = "fr"
extensions = ["myst_parser", "etraces_cite", "etraces_cite.pdf"]
exclude_patterns = ["records"]
"""
_SHEETS = re.compile(rb"/Type */Page\b")


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one PDF: CPU seconds, peak of memory in megabytes, sheets of paper, and its own size in megabytes."""

    seconds: float
    memory: float
    sheets: int
    size: float


def measure(pages: int, folder: Path) -> Cost:
    """Write a project of so many pages and print it."""
    write_corpus(folder, pages)
    docs = folder / "docs"
    listed = "\n".join(sorted(page.stem for page in docs.glob("page-*.md")))
    (docs / "conf.py").write_text(_CONF, encoding="utf-8")
    (docs / "sources.md").write_text(
        "---\nunchecked: une liste\n---\n# Les sources\n\n```{source-list}\n```\n", encoding="utf-8"
    )
    (docs / "index.md").write_text(f"# Le banc d’essai\n\n```{{toctree}}\n{listed}\n```\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "dossierpdf", "docs", "out"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if ran.returncode:
        sys.exit(ran.stderr)
    data = (folder / "out" / "dossier.pdf").read_bytes()
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, after.ru_maxrss / 1024, len(_SHEETS.findall(data)), len(data) / 1e6)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, nargs="+", default=[50, 100, 200])
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}\n")
    print(f"{'pages':>6} {'figures':>8} {'sheets':>7} {'CPU':>8} {'memory':>9} {'PDF':>8}")
    costs = []
    for pages in sorted(options.pages):  # the peak is that of the largest so far
        with tempfile.TemporaryDirectory() as name:
            cost = measure(pages, Path(name, "dossier"))
        costs.append((pages, cost))
        print(
            f"{pages:>6} {20 * pages:>8} {cost.sheets:>7} {cost.seconds:>6.1f} s {cost.memory:>6.0f} MB {cost.size:>5.1f} MB",
            flush=True,
        )
    if len(costs) > 1:
        (few, small), (many, large) = costs[0], costs[-1]
        exponent = math.log(large.seconds / small.seconds) / math.log(many / few)
        print(
            f"\n{many // few} times the pages take {large.seconds / small.seconds:.1f} times the CPU: N to the power {exponent:.2f}."
        )


if __name__ == "__main__":
    main()
