"""What every test can ask for."""

from pathlib import Path

import pytest

pytest_plugins = ["sphinx.testing.fixtures"]


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Return the folder of the Sphinx projects that tests build."""
    return Path(__file__).parent / "roots"
