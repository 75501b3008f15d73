"""The tutorial is done as a reader does it: its files are written, its commands typed, and what they print is what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TUTORIAL = ROOT / "docs" / "guide" / "tutoriel.md"
BLOCK = re.compile(
    r"^```(?:\{code-block\} \w+\n:caption: (?P<name>\S+)\n\n|console\n\$ (?P<command>[^\n]+)\n)(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
DURATION = re.compile(r"\d+,\d\d s")
ELLIPSIS = "…\n"
PROGRAMS = {"etraces-cite": ["-m", "etraces_cite"], "sphinx-build": ["-m", "sphinx"]}


@dataclass(frozen=True)
class Step:
    """A file to write, or a command to type."""

    name: str | None
    command: str | None
    text: str


def steps() -> Iterator[Step]:
    for found in BLOCK.finditer(TUTORIAL.read_text(encoding="utf-8")):
        yield Step(found["name"], found["command"], found["text"])


def printed(command: str, folder: Path) -> str:
    """Return what a command prints in French, both streams."""
    program, *arguments = command.split()
    environment = os.environ | {"LANGUAGE": "fr", "NO_COLOR": "1", "COLUMNS": "96", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, *PROGRAMS[program], *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip
    return ran.stdout + ran.stderr


def plain(text: str) -> str:
    """Return a text without what differs from one machine to another: durations and the width of spaces."""
    return DURATION.sub("0,00 s", text.replace("\u202f", " ").replace("\u00a0", " "))


def test_the_tutorial_can_be_done(tmp_path: Path) -> None:
    done = 0
    for step in steps():
        if step.name:
            path = tmp_path / step.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step.text, encoding="utf-8")
        else:
            assert step.command
            expected, got = plain(step.text), plain(printed(step.command, tmp_path))
            if expected.endswith(ELLIPSIS):
                expected = expected.removesuffix(ELLIPSIS)
                got = got[: len(expected)]
            assert got == expected, step.command
            done += 1
    assert done == 6
    assert "1 200" in plain((tmp_path / "site" / "index.html").read_text(encoding="utf-8"))
