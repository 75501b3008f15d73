"""Citations and fact boxes from structured records, with every quoted figure checked against its source record."""

from __future__ import annotations

TYPE_CHECKING = False  # typing takes longer to load than a check whose answer is known
if TYPE_CHECKING:
    from typing import Any

    from sphinx.application import Sphinx

__version__ = "0.1.0"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the Sphinx extension; the command line, which needs no Sphinx, does not import it."""
    from etraces_cite import sphinx_ext

    return sphinx_ext.setup(app)
