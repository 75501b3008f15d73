"""What a check remembers of earlier ones: nouns under the digest of what they were made from, and of what made them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from etraces_cite.cache.codec import decode, encode
from etraces_cite.cache.stamps import Look, Stamp, Stamps
from etraces_cite.cache.store import Cache, key_of
from etraces_cite.cache.version import code_version

__all__ = ["Memory"]

T = TypeVar("T")


class Memory:
    """The cache of one project.

    :param folder: where it is kept; None to remember nothing.
    :param looked: what was seen of some files a moment ago.
    """

    def __init__(self, folder: Path | None, root: Path, looked: Mapping[str, Look] | None = None) -> None:
        self.is_kept = folder is not None
        self._cache = Cache(folder)
        self._version = code_version() if folder else b""
        self._stamps_key = self.key("stamps", str(root.absolute()))
        self.stamps = Stamps(self.recall_one(self._stamps_key, dict[str, Stamp]), looked)

    def key(self, kind: str, *parts: str | bytes) -> bytes:
        """Return the key of what this code makes of ``parts``."""
        return key_of(self._version, kind, *parts)

    def raw(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return what is remembered under some keys, not decoded."""
        return self._cache.get(keys)

    def recall(self, keys: Iterable[bytes], kind: type[T]) -> dict[bytes, T]:
        """Return what is remembered under some keys."""
        found: dict[bytes, T] = {}
        for key, data in self._cache.get(keys).items():
            with suppress(ValueError):
                found[key] = decode(data, kind)
        return found

    def recall_one(self, key: bytes, kind: type[T]) -> T | None:
        """Return what is remembered under a key, None where nothing is."""
        return self.recall([key], kind).get(key)

    def keep(self, key: bytes, value: object) -> None:
        """Remember a value, from :meth:`close` on; where a file changed meanwhile, nothing is."""
        if self.is_kept and not self.stamps.has_moved:
            self._cache.put(key, value if isinstance(value, bytes) else encode(value))

    def once(self, key: bytes, kind: type[T], make: Callable[[], T]) -> T:
        """Return what is remembered under a key, else make it and remember it."""
        known = self.recall_one(key, kind)
        if known is None:
            known = make()
            self.keep(key, known)
        return known

    def close(self) -> None:
        """Write what was kept, and the stamps of the files that were read."""
        if self.stamps.has_moved:
            return
        if self.stamps.has_changed:
            self.keep(self._stamps_key, {**self.stamps.known, **self.stamps.now})
        self._cache.commit()
