"""The cache as a file: values under keys that are digests of all they depend on, so that a key is right or not there.

One SQLite file answers a thousand keys in some milliseconds at any size, writes whole or not at all, and lets several processes
in. Whatever goes wrong with it (a full disk, a folder that cannot be written, bytes that were damaged) costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from itertools import islice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Cache", "key_of"]

FILE = "checks.sqlite"
LARGEST = 512_000_000
"""Bytes: a file that has grown past this is begun anew."""
AT_MOST = 32_000_000
"""Bytes that wait to be written together."""
WAIT = 2.0
"""Seconds that a process waits for another one's writing; then its own work goes unkept."""
_SEAL = 8
_AT_ONCE = 500
_FAULTS = (sqlite3.Error, OSError)


def key_of(*parts: str | bytes) -> bytes:
    """Return the key of a value that depends on ``parts`` alone."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little"))
        digest.update(data)
    return digest.digest()


class Cache:
    """Values by key. Without a folder it holds nothing and keeps nothing."""

    def __init__(self, folder: Path | str | None) -> None:
        self.folder = None if folder is None else os.fspath(folder)
        self._kept: dict[bytes, bytes] = {}
        self._waiting = 0
        self._is_damaged = False

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the values of the keys that are there, each as it was when it was put in."""
        if self.folder is None:
            return {}
        try:
            found = dict(self._rows(list(keys)))
        except sqlite3.OperationalError:  # no file yet, or locked
            return {}
        except _FAULTS:
            self._is_damaged = True
            return {}
        whole = {key: value[_SEAL:] for key, value in found.items() if value[:_SEAL] == _seal(key, value[_SEAL:])}
        self._is_damaged = self._is_damaged or len(whole) < len(found)
        return whole

    def put(self, key: bytes, value: bytes) -> None:
        """Keep a value, on disk once :meth:`commit` is called, or before where much is kept: that bounds memory."""
        if self.folder is not None:
            self._kept[key] = value
            self._waiting += len(value)
            if self._waiting > AT_MOST:
                self.commit()

    def commit(self) -> None:
        """Write what was put in, all of it or nothing."""
        if not self._kept or self.folder is None:
            return
        with suppress(*_FAULTS):
            self._write(self.folder)
        self._kept.clear()
        self._waiting = 0

    def _rows(self, keys: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
        assert self.folder is not None
        with closing(sqlite3.connect(_address(self.folder), timeout=WAIT, uri=True)) as database:
            remaining = iter(keys)
            while some := list(islice(remaining, _AT_ONCE)):
                marks = ",".join("?" * len(some))
                yield from database.execute(f"SELECT key, value FROM kept WHERE key IN ({marks})", some)  # noqa: S608 (marks only)

    def _write(self, folder: str) -> None:
        os.makedirs(folder, exist_ok=True)
        _ignore(folder)
        path = os.path.join(folder, FILE)
        if os.path.isfile(path) and (self._is_damaged or os.path.getsize(path) > LARGEST):
            os.unlink(path)
        self._is_damaged = False
        try:
            self._insert(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # damaged where no key of this run was looked for
            os.unlink(path)
            self._insert(path)

    def _insert(self, path: str) -> None:
        rows = ((key, _seal(key, value) + value) for key, value in self._kept.items())
        with closing(sqlite3.connect(path, timeout=WAIT, isolation_level=None)) as database:
            database.execute("PRAGMA synchronous = OFF")  # a crash may damage the file: then it is begun anew
            database.execute("BEGIN IMMEDIATE")
            database.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB)")
            database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)
            database.execute("COMMIT")


def _address(folder: str) -> str:
    """Return the address under which SQLite only reads the file (https://sqlite.org/uri.html)."""
    path = os.path.abspath(os.path.join(folder, FILE)).replace(os.sep, "/")
    for sign in "%?#":
        path = path.replace(sign, f"%{ord(sign):02x}")
    return f"file:{'' if path.startswith('/') else '/'}{path}?mode=ro"


def _seal(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=_SEAL, key=key).digest()


def _ignore(folder: str) -> None:
    """Keep the folder out of version control, wherever it is."""
    mark = os.path.join(folder, ".gitignore")
    if not os.path.exists(mark):
        with open(mark, "w", encoding="utf-8") as file:
            file.write("*\n")
