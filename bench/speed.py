"""How fast the figure reader and a whole check are, in CPU seconds: medians of several runs, and ratios that last.

``nox -s bench`` prints one table. The texts are those of ``prose.py``; the ratios compare with a bare search for
digits in the same text, with peers that read less, and with the start of Python, so that they mean the same on another machine.
"""

from __future__ import annotations

import argparse
import functools
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import prose
from ovos_number_parser import extract_number_fr
from text_to_num import alpha2digit

from etraces_cite.extract.figures import read

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


def cpu(work: Callable[[], object], runs: int) -> float:
    """Return the median CPU time of a piece of work, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def cpu_of_command(arguments: Sequence[str], folder: Path, runs: int) -> float:
    """Return the median CPU time of a command and its children, in seconds."""
    times = []
    for _ in range(runs):
        start = _children()
        ran = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, check=False)
        times.append(_children() - start)
        if ran.stderr:
            sys.exit(ran.stderr.decode())
    return statistics.median(times)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def site(folder: Path, copies: int) -> None:
    """Write a project whose dossiers are copied so many times, with the same bibliography and records."""
    (folder / "references.bib").write_bytes((ROOT / "references.bib").read_bytes())
    records = folder / "docs" / "records"
    records.mkdir(parents=True)
    for record in (ROOT / "docs" / "records").glob("*.toml"):
        (records / record.name).write_bytes(record.read_bytes())
    for page in (ROOT / "docs" / "dossiers").glob("*.md"):
        for number in range(copies):
            (folder / "docs" / f"{page.stem}-{number}.md").write_bytes(page.read_bytes())


def row(name: str, seconds: float, ratio: str) -> None:
    """Print a line of the table."""
    print(f"{name:<44} {seconds * 1000:>10.1f} ms   {ratio}")


def measure_reader(megabytes: float, runs: int) -> None:
    """Compare the figure reader with a bare search for digits and with two readers of French numbers, on the same texts."""
    for name, made in TEXTS.items():
        texts = made(megabytes)
        size = sum(len(text.encode()) for text in texts) / MEGABYTE
        figures = sum(len(read(text)) for text in texts)
        digits = re.compile(r"\d+")
        bare = cpu(functools.partial(_each, digits.findall, texts), runs)
        ours = cpu(functools.partial(_each, read, texts), runs)
        print(f"{name}, {size:.1f} MB, a figure every {size * MEGABYTE / figures:.0f} bytes")
        row("search for digits", bare, f"{size / bare:.1f} MB/s")
        row("figures read", ours, f"{size / ours:.2f} MB/s, {ours / bare:.0f} × the search")
        for peer, (read_text, peer_runs) in PEERS.items():
            theirs = cpu(functools.partial(_each, read_text, texts), min(peer_runs, runs))
            row(peer, theirs, f"{size / theirs:.2f} MB/s, {theirs / ours:.2f} × ours")
        print()


def _each(read_text: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        read_text(text)


def measure_commands(copies: Sequence[int], runs: int) -> None:
    """Compare the start and whole checks with the start of Python."""
    bare = cpu_of_command(["-c", "pass"], ROOT, runs)
    row("python -c pass", bare, "")
    start = cpu_of_command(["-m", "etraces_cite", "--version"], ROOT, runs)
    row("etraces-cite --version", start, f"+{(start - bare) * 1000:.0f} ms")
    seconds: dict[int, float] = {}
    for count in copies:
        with tempfile.TemporaryDirectory() as name:
            site(Path(name), count)
            pages = sum(1 for _ in Path(name, "docs").glob("*.md"))
            seconds[count] = cpu_of_command(["-m", "etraces_cite", "verify", "--format", "json"], Path(name), runs)
        row(f"etraces-cite verify, {pages} pages", seconds[count], f"{seconds[count] / bare:.0f} × the start of Python")
    few, many = min(copies), max(copies)
    print(f"\n{many // few} times the pages take {(seconds[many] - start) / (seconds[few] - start):.1f} times the CPU.")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=5, help="runs of each measure; the median counts")
    parser.add_argument("--megabytes", type=float, default=0.5, help="size of the text that is read")
    parser.add_argument(
        "--copies", type=int, nargs="+", default=[2, 20], help="copies of the dossiers that are checked"
    )
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}; medians of {options.runs}\n")
    measure_reader(options.megabytes, options.runs)
    measure_commands(options.copies, options.runs)


if __name__ == "__main__":
    main()
