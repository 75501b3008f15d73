"""The files that a check reads, each with its digest: what decides whether it was read before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from etraces_cite.cache.stamps import Stamps
from etraces_cite.config import Config
from etraces_cite.evidence.store import ObjectState, Store

__all__ = ["SourceFile", "StampedStore", "folders_searched", "page_files", "record_files", "text_of"]

NOTHING = b""
LINK = ""
EVERY = 1_000
"""Deeper than folders are."""


class SourceFile(NamedTuple):
    """A file, as reports print its path, and the digest of its content."""

    path: str
    display: str
    digest: bytes


def text_of(file: SourceFile, stamps: Stamps) -> str:
    """Return the text of a file.

    :raises SourceError: where it cannot be read.
    """
    from etraces_cite.parse.source import decode_source, read_source

    try:
        return decode_source(stamps.content(file.path, file.digest), file.display)
    except OSError:
        return read_source(Path(file.path), file.display)  # which says why


def page_files(config: Config, paths: Iterable[str], stamps: Stamps) -> list[SourceFile]:
    """Return the pages to check, in the order of their paths.

    :raises SourceError: where there is none.
    """
    return [_file(name, config.shown(name, name), stamps) for name in config.page_names(tuple(paths))]


def record_files(config: Config, stamps: Stamps) -> list[SourceFile]:
    """Return the bibliography, if it is there, and the records."""
    bibliography = str(config.root / config.bibliography)
    found = [_file(bibliography, config.bibliography, stamps)] if os.path.isfile(bibliography) else []  # noqa: PTH113
    folder = config.root / config.records
    entries = [entry for entry in os.scandir(folder) if entry.name.endswith(".toml")] if folder.is_dir() else []
    real = os.path.realpath(folder)
    for entry in sorted(entries, key=lambda entry: entry.name):
        display = (
            config.relative(Path(entry))
            if entry.is_symlink()
            else config.shown(f"{real}{os.sep}{entry.name}", entry.path)
        )
        found.append(_file(entry.path, display, stamps))
    return found


def folders_searched(config: Config, paths: Iterable[str]) -> list[str] | None:
    """Return the folders in which pages were looked for, and the records': a page more or less is a name more or less there.

    :return: None where links make this too simple: what one points to can change, and no folder shows it.
    """
    found = [os.path.join(config.root, config.records)]  # noqa: PTH118 (they are names from here on)
    for pattern in paths or (os.path.join(config.root, pattern) for pattern in config.pages):  # noqa: PTH118
        base, depth = _base(os.path.abspath(pattern))  # noqa: PTH100
        below = [base, *_below(base, depth)]
        if os.path.realpath(base) != base or LINK in below:
            return None
        found += below
    return found


def _base(pattern: str) -> tuple[str, int]:
    """Return where a pattern begins to vary, and how many folders below are looked into."""
    parts = pattern.split(os.sep)  # noqa: PTH206
    fixed = next((place for place, part in enumerate(parts) if any(sign in part for sign in "*?[")), None)
    if fixed is None:
        return pattern, EVERY
    base = os.sep.join(parts[:fixed]) or os.sep  # noqa: PTH118
    return base, EVERY if "**" in parts else len(parts) - fixed - 1


def _below(folder: str, depth: int) -> Iterator[str]:
    """Yield the folders below a folder, and :data:`LINK` for a link."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:  # not there, or a page
        return
    for entry in entries:
        if entry.is_symlink():
            yield LINK
        elif depth and entry.is_dir():
            yield entry.path
            yield from _below(entry.path, depth - 1)


def _file(path: str, display: str, stamps: Stamps) -> SourceFile:
    try:
        return SourceFile(path, display, stamps.digest(path))
    except OSError:  # whoever reads it says why it cannot be read
        return SourceFile(path, display, NOTHING)


class StampedStore(Store, frozen=True):
    """A store that does not hash again the objects that cannot have changed."""

    stamps: Stamps

    def state_of(self, digest: str) -> ObjectState:
        """Return what the store has under a digest; a present object is, or was when it was stamped, what its name says."""
        if digest in self._removed():
            return ObjectState.REMOVED
        try:
            found = self.stamps.digest(f"{self.folder}/objects/{digest[:2]}/{digest[2:]}")
        except (FileNotFoundError, NotADirectoryError):
            return ObjectState.ABSENT
        return ObjectState.PRESENT if found.hex() == digest else ObjectState.CORRUPT

    def _removed(self) -> frozenset[str]:
        """Return the digests of the copies that were taken down."""
        return self.stamps.names_in(f"{self.folder}/tombstones")
