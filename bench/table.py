"""The one table that all measures are printed in: CPU seconds (medians), memory, and a ratio that lasts from one machine to another."""

from __future__ import annotations

import math
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ENVIRONMENT", "Measured", "command", "cpu", "exponent", "group", "growth", "head", "row"]

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""With bytecode, as an installed package has it."""
WIDTH = 58
_SPAWN = """
import os, sys, tempfile
said = tempfile.TemporaryFile()
nowhere = os.open(os.devnull, os.O_RDWR)
places = ((os.POSIX_SPAWN_DUP2, nowhere, 1), (os.POSIX_SPAWN_DUP2, said.fileno(), 2))
_, status, used = os.wait4(os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=places), 0)
said.seek(0)
sys.stdout.buffer.write(said.read())
sys.stdout.flush()
print(f"\\n{os.waitstatus_to_exitcode(status)} {used.ru_utime + used.ru_stime} {used.ru_maxrss}")
"""
"""What starts a command from a process of its own: a child counts as memory what its parent held when it was born."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command and its children used: CPU seconds (a median), and the most memory that one of them held, in bytes."""

    seconds: float
    memory: int = 0


def cpu(work: Callable[[], object], runs: int = 1) -> float:
    """Return the median CPU time of a piece of work, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def command(
    arguments: Sequence[str],
    folder: Path,
    runs: int = 1,
    *,
    before_each: Callable[[int], object] = lambda _: None,
    accepted: range = range(2),
) -> Measured:
    """Run a command several times, after what prepares each.

    :raises SystemExit: with what the command said, where its status is not an accepted one.
    """
    times, memory = [], 0
    for number in range(runs):
        before_each(number)
        ran = subprocess.run(
            [sys.executable, "-S", "-c", _SPAWN, *arguments],
            cwd=folder,
            env=ENVIRONMENT,
            capture_output=True,
            check=True,
        )
        said, _, used = ran.stdout.rstrip().rpartition(b"\n")
        status, seconds, peak = map(float, used.split())
        if status not in accepted:
            sys.exit(f"{' '.join(arguments)}, in {folder}:\n{said.decode(errors='replace')}")
        times.append(seconds)
        memory = max(memory, int(peak) * 1024)
    return Measured(statistics.median(times), memory)


def head(runs: int) -> None:
    """Print what the table was made on, and its columns."""
    print(f"{_processor()}, {os.cpu_count()} cores; Python {platform.python_version()}, {platform.system()}", end="; ")
    print(f"{time.strftime('%Y-%m-%d')}; medians of {runs}\n")
    print(f"{'':<{WIDTH}} {'CPU':>10} {'memory':>8}   ratio", flush=True)


def group(name: str) -> None:
    """Print what the rows below have in common."""
    print(f"\n{name}", flush=True)


def row(name: str, measured: Measured | float, ratio: str = "") -> None:
    """Print a line."""
    one = measured if isinstance(measured, Measured) else Measured(measured)
    memory = f"{one.memory / 1e6:.0f} MB" if one.memory else ""
    print(f"  {name:<{WIDTH - 2}} {_time(one.seconds):>10} {memory:>8}   {ratio}".rstrip(), flush=True)


def growth(name: str, costs: Mapping[int, float]) -> None:
    """Print how a cost grows with the number of pages, where two sizes at least were measured."""
    if len(costs) > 1:
        print(f"  {name:<{WIDTH - 2}} {'':>10} {'':>8}   pages to the power {exponent(costs):.2f}", flush=True)


def exponent(costs: Mapping[int, float]) -> float:
    """Return the slope of the line that fits the logarithms of cost and of size best; 1 is linear."""
    points = [(math.log(size), math.log(cost)) for size, cost in costs.items()]
    x, y = (statistics.fmean(side) for side in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def _processor() -> str:
    """Return the name of the processor where Linux tells it, else its architecture."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
