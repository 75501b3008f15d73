import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

BIBLIOGRAPHY = """\
@online{presse,
  author = {{La Presse}},
  title = {Les caméras arrivent},
  url = {https://presse.example/cameras},
}

@online{gazette,
  title = {Le budget},
}
"""
RECORD = """\
# Les faits de l'article.
reference = "presse"   # la clef

# Ce que la commune a acheté.
[facts.cameras-acquises]
label = "Caméras acquises"
value = 10600
unit = "caméras"
quotation = "10 600 caméras"   # le total

[facts.marche]
label = "Montant du marché"
value = 2400000
unit = "EUR"
quotation = { exact = "2,4 millions d'euros", prefix = "portait sur" }

[quotations.maire]
exact = "selon le maire"
"""
ARTICLE = """\
Les caméras arrivent

La commune a acquis 10\u202f600 caméras depuis 2018, dont 10\u202f480 au profit de la police, selon le maire.

Le marché, qui portait sur 2,4 millions d’euros, a été remporté par une entreprise de la région.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project with one record, and its article beside it."""
    project = tmp_path / "projet"
    (project / "docs" / "records").mkdir(parents=True)
    (project / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (project / "docs" / "records" / "presse.toml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return project


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(folder: Path) -> Run:
    """Return the command line, run in the project."""

    def command(*arguments: object, language: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
        environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": language, "LANGUAGE": ""}
        return subprocess.run(
            [sys.executable, "-m", "etraces_cite", *map(str, arguments)],
            cwd=folder, env=environ, capture_output=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip

    return command


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a folder, the lock of the store excepted."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }
