"""A small dossier that each test builds in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .project import MakeApp, Project


@pytest.fixture
def project(tmp_path: Path, rootdir: Path, make_app: MakeApp) -> Project:
    shutil.copytree(rootdir / "test-dossier", tmp_path / "dossier")
    return Project(tmp_path / "dossier", make_app)
