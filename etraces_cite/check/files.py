"""The files that a check reads, each with its digest: what decides whether it was read before."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from etraces_cite.cache.stamps import Stamps
from etraces_cite.config import Config
from etraces_cite.evidence.store import ObjectState, Store

__all__ = ["SourceFile", "StampedStore", "page_files", "record_files"]

NOTHING = b""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file, as reports print its path, and the digest of its content."""

    path: Path
    display: str
    digest: bytes


def page_files(config: Config, paths: Iterable[str], stamps: Stamps) -> list[SourceFile]:
    """Return the pages to check, in the order of their paths.

    :raises SourceError: where there is none.
    """
    return [_file(path, config.relative(path), stamps) for path in config.page_paths(tuple(paths))]


def record_files(config: Config, stamps: Stamps) -> list[SourceFile]:
    """Return the bibliography, if it is there, and the records."""
    bibliography = config.root / config.bibliography
    found = [_file(bibliography, config.bibliography, stamps)] if bibliography.is_file() else []
    folder = config.root / config.records
    names = sorted(name for name in os.listdir(folder) if name.endswith(".toml")) if folder.is_dir() else []  # noqa: PTH208 (thousands)
    records = (_file(folder / name, config.relative(folder / name), stamps) for name in names)
    return [*found, *records]


def _file(path: Path, display: str, stamps: Stamps) -> SourceFile:
    try:
        return SourceFile(path, display, stamps.digest(path))
    except OSError:  # whoever reads it says why it cannot be read
        return SourceFile(path, display, NOTHING)


@dataclass(frozen=True, slots=True)
class StampedStore(Store):
    """A store that does not hash again the objects that cannot have changed."""

    stamps: Stamps

    def state_of(self, digest: str) -> ObjectState:
        """Return what the store has under a digest; a present object is, or was when it was stamped, what its name says."""
        if os.path.exists(f"{self.folder}/tombstones/{digest}"):  # noqa: PTH110 (thousands of them)
            return ObjectState.REMOVED
        try:
            found = self.stamps.digest(f"{self.folder}/objects/{digest[:2]}/{digest[2:]}")
        except (FileNotFoundError, NotADirectoryError):
            return ObjectState.ABSENT
        return ObjectState.PRESENT if found.hex() == digest else ObjectState.CORRUPT
