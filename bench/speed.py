"""How fast the figure reader is, and what of a check does not hang on pages: the start, the bibliography.

The texts are those of ``prose.py``; the ratios compare with a bare search for digits in the same text, with peers that read
less, and with the start of Python.
"""

from __future__ import annotations

import functools
import re
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import prose
import table
from corpus import REFERENCES, write_corpus
from ovos_number_parser import extract_number_fr
from pybtex.database import parse_string
from table import cpu, row
from text_to_num import alpha2digit

from etraces_cite.extract.figures import read
from etraces_cite.parse.bib import parse_bibliography

ROOT = Path(__file__).parent.parent
MEGABYTE = 1_000_000


TEXTS: dict[str, Callable[[float], list[str]]] = {
    "ordinary prose": prose.ordinary, "legal prose": prose.legal, "the dossiers": prose.dossiers,
}  # fmt: skip
PEERS: dict[str, tuple[Callable[[str], object], int]] = {
    "text2num 3 (numbers, to digits)": (lambda text: alpha2digit(text, "fr"), 5),
    "ovos-number-parser (first of each paragraph)": (extract_number_fr, 1),
}
"""Each with the runs it is given at most: the last takes a second for a megabyte."""


def measure_reader(megabytes: float, runs: int) -> None:
    """Compare the figure reader with a bare search for digits and with two readers of French numbers, on the same texts."""
    for name, made in TEXTS.items():
        texts = made(megabytes)
        size = sum(len(text.encode()) for text in texts) / MEGABYTE
        figures = sum(len(read(text)) for text in texts)
        digits = re.compile(r"\d+")
        bare = cpu(functools.partial(_each, digits.findall, texts), runs)
        ours = cpu(functools.partial(_each, read, texts), runs)
        row(f"{name}, {size:.1f} MB, {figures:,} figures", ours, f"{size / ours:.1f} MB/s")
        row("  bare search for digits", bare, f"{size / bare:.1f} MB/s")
        for peer, (read_text, peer_runs) in PEERS.items():
            theirs = cpu(functools.partial(_each, read_text, texts), min(peer_runs, runs))
            row(f"  {peer}", theirs, f"{size / theirs:.1f} MB/s, {theirs / ours:.2f} × ours")


def _each(read_text: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        read_text(text)


def measure_start(runs: int) -> None:
    """Compare the start of the command with the start of Python."""
    bare = table.command([sys.executable, "-c", "pass"], ROOT, runs)
    row("python -c pass", bare)
    start = table.command([sys.executable, "-m", "etraces_cite", "--version"], ROOT, runs)
    row("etraces-cite --version", start, f"{(start.seconds - bare.seconds) * 1000:+.0f} ms")


def measure_bibliography(references: int, runs: int) -> None:
    """Compare the reading of a bibliography with pybtex alone."""
    with tempfile.TemporaryDirectory() as name:
        write_corpus(Path(name, "dossier"), references // REFERENCES)
        source = Path(name, "dossier", "references.bib").read_text(encoding="utf-8")
    ours = cpu(lambda: parse_bibliography(source, "references.bib"), runs)
    theirs = cpu(lambda: parse_string(source, "bibtex"), 1)
    row(f"bibliography of {references:,} entries", ours)
    row("  pybtex alone", theirs, f"{theirs / ours:.1f} × ours")
