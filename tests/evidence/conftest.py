from collections.abc import Iterator

import pytest

from tests_evidence_server import serving  # noqa: F401
