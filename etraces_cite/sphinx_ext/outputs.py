"""The files that a site has beside its pages: they are written where something that they may print has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .domain import EtracesDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["are_kept", "are_written", "write_output"]


def are_written(app: Sphinx) -> bool:
    """Return True where the last build has written the same files and they are still there."""
    last = EtracesDomain.of(app.env).last
    return last is not None and last.is_complete(str(app.outdir))


def are_kept(app: Sphinx, folder: str) -> bool:
    """Return True where the last build has written what a folder holds of the dossier alone, and it stays as it is."""
    domain = EtracesDomain.of(app.env)
    if domain.former is None or not domain.has_same_dossier or not domain.has_same_links:
        return False
    if not domain.former.is_complete(str(app.outdir)):
        return False
    here = [path for path in domain.former.outputs[str(app.outdir)] if Path(path).parent == Path(app.outdir, folder)]
    domain.outputs += here
    return bool(here)


def write_output(app: Sphinx, name: str, data: bytes) -> None:
    """Write a file, its name being from the top of the site."""
    path = Path(app.outdir, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    EtracesDomain.of(app.env).outputs.append(str(path))
