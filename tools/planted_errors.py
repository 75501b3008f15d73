"""Plant errors in every checked figure of the dossiers, and write the score that the audit publishes: python tools/planted_errors.py."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from etraces_cite import __version__, config
from etraces_cite.check import verify

ROOT = Path(__file__).parents[1]
SCORE = ROOT / "docs" / "planted-errors.json"


def main() -> None:
    """Write the score, with its day and the version that was put to the test."""
    sys.path.insert(0, str(ROOT / "tests"))
    planted = importlib.import_module("planted")
    found = planted.count(verify(config.load(ROOT)))
    kinds = {kind: [found.named[kind], count] for kind, count in found.planted.most_common()}
    score = {
        "version": __version__, "date": config.today().isoformat(), "planted": found.planted.total(),
        "named": found.named.total(), "kinds": kinds, "missed": found.missed,
    }  # fmt: skip
    SCORE.write_text(json.dumps(score, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
