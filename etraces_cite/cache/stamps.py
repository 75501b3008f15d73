"""The digests of files, without reading again those that cannot have changed.

A file whose size, inode and times are those of the last reading has the digest of that reading. As in git's index, a file
that changed so shortly before it was read that another change could bear the same time is never trusted: its stamp is not kept.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Look", "Stamp", "Stamps", "look"]

Stamp = tuple[int, int, int, int, bytes]
"""Modification and change time (nanoseconds), size, inode, and the SHA-256 of the content."""
Look = os.stat_result | None
"""What is under a name, None where nothing is."""
QUIET = 3_000_000_000
"""Nanoseconds that a file must have rested before it is read: the coarsest clock of a file system ticks every two seconds."""


class Stamps:
    """The stamps of an earlier check, and those of this one."""

    def __init__(self, known: Mapping[str, Stamp] | None = None, looked: Mapping[str, Look] | None = None) -> None:
        self.known = known or {}
        self.looked: dict[str, Look] = dict(looked or {})
        """What a look at each file said, for this check; one that was taken before the check began will do."""
        self.asked: set[str] = set()
        """All that was looked for, there or not."""
        self._listed: dict[str, frozenset[str]] = {}
        self.now: dict[str, Stamp] = {}
        """What may be trusted next time."""
        self.has_moved = False
        """True where a file changed while it was being read: then nothing that was made of it bears the right digest."""

    @property
    def has_changed(self) -> bool:
        return any(self.known.get(path) != stamp for path, stamp in self.now.items())

    def digest(self, path: Path | str) -> bytes:
        """Return the SHA-256 of a file.

        :raises OSError: where it cannot be read.
        """
        name = os.fspath(path)
        found = self._look(name)
        if found is None:
            raise FileNotFoundError(name)
        times = found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
        stamp = self.known.get(name)
        if stamp is not None and stamp[:4] == times:
            self.now[name] = stamp
            return stamp[4]
        digest = hashlib.sha256(_content(name)).digest()
        if max(times[:2]) + QUIET < time.time_ns():
            self.now[name] = (*times, digest)
        return digest

    def content(self, path: Path | str, digest: bytes) -> bytes:
        """Return the content of a file, and notice where it is no longer that of its digest.

        :raises OSError: where it cannot be read.
        """
        content = _content(os.fspath(path))
        self.has_moved = self.has_moved or hashlib.sha256(content).digest() != digest
        return content

    def names_in(self, folder: str) -> frozenset[str]:
        """Return the names in a folder, none where there is no folder; it is looked into once."""
        self.asked.add(folder)
        if folder not in self._listed:
            try:
                self._listed[folder] = frozenset(os.listdir(folder))
            except OSError:
                self._listed[folder] = frozenset()
        return self._listed[folder]

    def _look(self, name: str) -> Look:
        self.asked.add(name)
        if name not in self.looked:
            self.looked[name] = look(name)
        return self.looked[name]


def look(name: str) -> Look:
    """Look at what is under a name."""
    try:
        return os.stat(name)
    except OSError:
        return None


def _content(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()
