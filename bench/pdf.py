"""What a PDF costs: dossiers with twenty figures a page, in CPU seconds and in megabytes.

Each page is an article of 5 kB with a record of its own; every figure carries its evidence. The start of Sphinx and the check
of the figures are counted too.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import table
from corpus import write_corpus

_CONF = """\
project = "Le banc d’essai"
language = "fr"
extensions = ["myst_parser", "etraces_cite", "etraces_cite.pdf"]
exclude_patterns = ["records"]
"""
_SHEETS = re.compile(rb"/Type */Page\b")


def measure(pages: Sequence[int]) -> None:
    """Print projects of several sizes, each once."""
    costs: dict[int, float] = {}
    for number in pages:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "dossier")
            _write(folder, number)
            cost = table.command((sys.executable, "-m", "sphinx", "-q", "-b", "dossierpdf", "docs", "out"), folder)
            data = (folder / "out" / "dossier.pdf").read_bytes()
        costs[number] = cost.seconds
        sheets = len(_SHEETS.findall(data))
        table.row(f"PDF of {number} pages, {20 * number} figures", cost, f"{sheets} sheets, {len(data) / 1e6:.1f} MB")
    table.growth("PDF", costs)


def _write(folder: Path, pages: int) -> None:
    write_corpus(folder, pages)
    docs = folder / "docs"
    listed = "\n".join(sorted(page.stem for page in docs.glob("page-*.md")))
    (docs / "conf.py").write_text(_CONF, encoding="utf-8")
    (docs / "sources.md").write_text(
        "---\nunchecked: une liste\n---\n# Les sources\n\n```{source-list}\n```\n", encoding="utf-8"
    )
    (docs / "index.md").write_text(f"# Le banc d’essai\n\n```{{toctree}}\n{listed}\n```\n", encoding="utf-8")
