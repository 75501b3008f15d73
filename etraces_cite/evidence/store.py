"""The stored copies, each under its own digest: what is written can only be what its name says.

::

    captures/
      objects/3f/9a77c1…      the bytes whose SHA-256 is 3f9a77c1…: a source as received, or the text extracted from it
      tombstones/3f9a77c1…    a copy that was removed, when and why: it is not taken in again unnoticed
      incoming                what is being written; of no meaning outside the lock
      lock                    held by the one process that writes

Readers need no lock: an object appears whole, by a rename, and never changes.
"""

from __future__ import annotations

import datetime
import enum
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from etraces_cite.errors import EtracesError
from etraces_cite.evidence.files import replace_file, sync_folder
from etraces_cite.evidence.lock import BusyError, locked
from etraces_cite.locale import msg
from etraces_cite.patterns import regex

__all__ = ["ObjectState", "Store", "StoreError", "Tombstone", "Writer", "digest_of"]

WAIT = 30.0
"""Seconds that a second process waits for the first."""
_DIGEST = regex(r"[0-9a-f]{64}")
_HEAD = regex(r"[0-9a-f]{2}")
READ_ONLY = 0o444


class StoreError(EtracesError):
    """A stored copy that is not what it should be, or a store that cannot be written."""


class ObjectState(enum.StrEnum):
    """What the store has under a digest."""

    PRESENT = "present"
    ABSENT = "absent"
    CORRUPT = "corrupt"
    REMOVED = "removed"


class Tombstone(Struct, frozen=True):
    """What is left of a copy that was removed."""

    digest: str
    key: str
    removed: datetime.date
    reason: str


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hexadecimal, as records write it."""
    return hashlib.sha256(data).hexdigest()


class Store(Struct, frozen=True):
    """The folder of the stored copies; it need not exist to be read."""

    folder: Path

    def path_of(self, digest: str) -> Path:
        """Return where the object of a digest is, or would be."""
        return self.folder / "objects" / digest[:2] / digest[2:]

    def state_of(self, digest: str) -> ObjectState:
        """Return what the store has under a digest; a present object has been read and hashed."""
        if self._tombstone_path(digest).exists():
            return ObjectState.REMOVED
        try:
            data = self.path_of(digest).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return ObjectState.ABSENT
        return ObjectState.PRESENT if digest_of(data) == digest else ObjectState.CORRUPT

    def read(self, digest: str) -> bytes:
        """Return the bytes of an object.

        :raises StoreError: where it is absent, was removed, or is corrupt; the message names it.
        """
        try:
            with open(f"{self.folder}/objects/{digest[:2]}/{digest[2:]}", "rb") as file:  # noqa: PTH123 -- a thousand times
                data = file.read()
        except (FileNotFoundError, NotADirectoryError):
            raise self._missing(digest) from None
        if digest_of(data) != digest:
            raise StoreError(
                msg("this stored copy is corrupt: its bytes are no longer those of its digest"),
                where=str(self.path_of(digest)),
                hint=msg("delete the file, then add or import the capture again"),
            )
        return data

    def _missing(self, digest: str) -> StoreError:
        if tombstone := self.tombstone_of(digest):
            day, reason = tombstone.removed.isoformat(), tombstone.reason
            return StoreError(msg("this copy was removed on {day}: {reason}", day=day, reason=reason), where=digest)
        return StoreError(msg("no copy with this digest is here"), where=digest, hint=msg("add or import the capture"))

    def digests(self) -> Iterator[str]:
        """Yield the digests that objects are stored under, in order."""
        objects = self.folder / "objects"
        for head in sorted(objects.iterdir()) if objects.is_dir() else ():
            if _HEAD.fullmatch(head.name):
                names = (head.name + file.name for file in sorted(head.iterdir()))
                yield from (name for name in names if _DIGEST.fullmatch(name))

    def _tombstone_path(self, digest: str) -> Path:
        return self.folder / "tombstones" / digest

    def tombstone_of(self, digest: str) -> Tombstone | None:
        """Return the tombstone of a copy that was removed, None where there is none.

        :raises StoreError: for a tombstone that cannot be read.
        """
        import json  # late: few copies are ever removed

        path = self._tombstone_path(digest)
        try:
            data = json.loads(path.read_bytes())
            removed = datetime.date.fromisoformat(data["removed"])
            return Tombstone(digest, data["key"], removed, data["reason"])
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(msg("cannot be read: {reason}", reason=error), where=str(path)) from error

    @contextmanager
    def writing(self, *, wait: float = WAIT) -> Iterator[Writer]:
        """Hold the store's lock, and finish what an interrupted removal began.

        :raises StoreError: where another process holds it for longer than ``wait`` seconds.
        """
        for folder in (self.folder, self.folder / "objects", self.folder / "tombstones"):
            folder.mkdir(parents=True, exist_ok=True)
        try:
            with locked(self.folder / "lock", wait=wait):
                writer = Writer(self)
                writer.sweep()
                yield writer
        except BusyError:
            raise StoreError(
                msg("another command is writing captures"), where=str(self.folder), hint=msg("wait for it to end")
            ) from None


class Writer(Struct, frozen=True):
    """What may be done to a store while its lock is held; :meth:`Store.writing` gives one."""

    store: Store

    def put(self, data: bytes) -> str:
        """Store bytes and return their digest; what is there already, whole, is left as it is.

        :raises StoreError: where a copy with this digest was removed.
        """
        digest = digest_of(data)
        match self.store.state_of(digest):
            case ObjectState.PRESENT:
                return digest
            case ObjectState.REMOVED:
                raise self.store._missing(digest)  # noqa: SLF001 -- the store words its own faults
        path = self.store.path_of(digest)
        if not path.parent.is_dir():
            path.parent.mkdir()
            sync_folder(path.parent.parent)
        path.unlink(missing_ok=True)  # a corrupt object is read-only: it makes room for the right one
        replace_file(path, data, through=self.store.folder / "incoming")
        path.chmod(READ_ONLY)
        return digest

    def bury(self, tombstone: Tombstone) -> None:
        """Remove an object: its tombstone comes first, so that an interrupted removal is a removal."""
        import json

        data = {"key": tombstone.key, "removed": tombstone.removed.isoformat(), "reason": tombstone.reason}
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        path = self.store._tombstone_path(tombstone.digest)  # noqa: SLF001 -- the two classes are one noun in two states
        replace_file(path, text.encode(), through=self.store.folder / "incoming")
        self._delete(tombstone.digest)

    def sweep(self) -> None:
        """Delete the objects that have a tombstone."""
        for tombstone in (self.store.folder / "tombstones").iterdir():
            if _DIGEST.fullmatch(tombstone.name):
                self._delete(tombstone.name)

    def _delete(self, digest: str) -> None:
        path = self.store.path_of(digest)
        if path.exists():
            path.unlink()
            sync_folder(path.parent)
