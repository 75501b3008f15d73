"""A copy of the invented town, to change at will, and all that reports say of it."""

import shutil
from pathlib import Path

from etraces_cite.check import verify
from etraces_cite.config import Config
from etraces_cite.model import Result
from etraces_cite.report.json import json_lines
from etraces_cite.report.sarif import sarif
from etraces_cite.report.text import Layout, text_lines

CASES = Path(__file__).parent / "cases"


def town(folder: Path, **options: object) -> Config:
    """Copy the dossier of the cases, with its pages, and return its configuration."""
    shutil.copytree(CASES / "dossier", folder, dirs_exist_ok=True)
    for name in ("must-pass", "must-flag"):
        shutil.copy(CASES / f"{name}.md", folder / "docs" / f"{name}.md")
    return Config(folder, **options)  # type: ignore[arg-type]


def reports(result: Result) -> tuple[str, str, str]:
    """Return a result as JSON, as text with its notes, and as SARIF."""
    text = text_lines(result, Layout(), seconds=0, notes=True)
    return "\n".join(json_lines(result)), "\n".join(text), sarif(result)


def plain(config: Config) -> tuple[str, str, str]:
    """Return the reports of a check that remembers nothing."""
    return reports(verify(config))


def cached(config: Config) -> tuple[str, str, str]:
    """Return the reports of a check with the cache."""
    return reports(verify(config, cache=True))
