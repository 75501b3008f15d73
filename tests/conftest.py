"""What every test can ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from serving import Served, serving

pytest_plugins = ["sphinx.testing.fixtures"]


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Return the folder of the Sphinx projects that tests build."""
    return Path(__file__).parent / "roots"


@pytest.fixture
def server() -> Iterator[Served]:
    """Return a server of this machine that answers as servers should not."""
    with serving() as served:
        yield served
