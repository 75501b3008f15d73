"""The score of planted errors, as a file of the project tells it: what the check named of the faults put in on purpose.

The file is JSON: ``{"version", "date", "planted", "named", "kinds": {kind: [named, planted]}}``, written by whoever ran the test.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Score", "read_score"]


@dataclass(frozen=True, slots=True)
class Score:
    """How many planted errors were named."""

    version: str
    """Of the program that was put to the test."""
    date: datetime.date
    planted: int
    named: int
    kinds: tuple[tuple[str, int, int], ...] = ()
    """The kind of error, how many were named, how many planted."""


def read_score(path: Path) -> Score:
    """Read the file of a score.

    :raises ValueError: with what is wrong, for a file that is not of that shape, and for more errors named than planted.
    :raises OSError: for a file that cannot be read.
    """
    data: Any = json.loads(path.read_text(encoding="utf-8"))
    try:
        kinds = tuple((str(kind), int(named), int(planted)) for kind, (named, planted) in data["kinds"].items())
        score = Score(
            str(data["version"]),
            datetime.date.fromisoformat(data["date"]),
            int(data["planted"]),
            int(data["named"]),
            kinds,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error
    if not 0 <= score.named <= score.planted or not score.planted:
        raise ValueError(f"{score.named} / {score.planted}")
    return score
