"""What the last build saw and said: where nothing of it has changed, the next one opens neither the dossier nor a page of the check.

It is kept beside Sphinx's environment and holds for that environment alone. Files are told by their times, as in
:mod:`etraces_cite.cache.echo`; one that had just been written is told by its content.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from etraces_cite.cache.stamps import QUIET
from etraces_cite.cache.version import code_version
from etraces_cite.config import today

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from etraces_cite.check.remembered import Watched

    from .domain import Index
    from .findings import Said

__all__ = ["LastBuild", "Seen", "restored", "seen_now"]

FILE = "etraces.pickle"
ENVIRONMENT = "environment.pickle"
MARKS = ("pyproject.toml", "references.bib")
"""The files by which a project is found, here or in a folder above."""


class Seen(NamedTuple):
    """A file, a folder or nothing, as it stood when the dossier was read."""

    times: tuple[int, ...] = ()
    """Modification and change time (nanoseconds), size and inode; of a folder nothing, since to write beside its files changes them."""
    content: bytes = b""
    """A digest of the content of what is not to be told by its times, and of the names in a folder."""


class LastBuild(NamedTuple):
    """All that decides whether a build would come out as the last one did."""

    settings: str
    environment: tuple[int, ...]
    seen: Mapping[str, Seen]
    said: tuple[Said, ...]
    outputs: Mapping[str, tuple[str, ...]]
    """The files that were written beside the pages, by folder."""
    described: Index
    """What the pages describe, and where."""

    def changed(self, app: Sphinx) -> list[str] | None:
        """Return the files and folders that have changed, besides what Sphinx watches; None where all must be done anew."""
        if self.settings != _settings(app) or self.environment != _environment(app):
            return None
        return [name for name, one in self.seen.items() if not _is_as(name, one)]

    def is_complete(self, folder: str) -> bool:
        """Return True where all that was written beside the pages of a site is still there."""
        return folder in self.outputs and all(map(os.path.exists, self.outputs[folder]))

    def settled(self, start: int) -> LastBuild:
        """Return the same with files told by their times that had been told by their content, once they have rested."""
        seen = {
            name: Seen(one.times) if one.times and max(one.times[:2]) < start - QUIET else one
            for name, one in self.seen.items()
        }
        return self._replace(seen=seen)

    def keep(self, app: Sphinx) -> None:
        """Keep it for the next build; where that fails, the next build does all the work."""
        path = _path(app)
        now = self._replace(settings=_settings(app), environment=_environment(app))
        with suppress(OSError):
            path.with_suffix(".new").write_bytes(pickle.dumps((code_version(), now)))
            path.with_suffix(".new").replace(path)


def restored(app: Sphinx) -> LastBuild | None:
    """Return what was kept by the last build, None where nothing was or other code kept it."""
    with suppress(Exception):  # whatever is wrong with the file, the dossier is read
        version, kept = pickle.loads(_path(app).read_bytes())  # noqa: S301 – beside the environment, which Sphinx has pickled
        if version == code_version() and isinstance(kept, LastBuild):
            return kept
    return None


def seen_now(app: Sphinx, watched: Watched | None, start: int) -> Mapping[str, Seen] | None:
    """Return what a check has read as it stands, None where that cannot be told.

    :param start: when the check began (nanoseconds): what has changed since may not be what was read.
    """
    if watched is None:
        return None
    found = {}
    for name in dict.fromkeys([*watched.names, *_marks(Path(app.confdir))]):
        times = _times(name)
        if max(times[:2], default=0) >= start or (not times and name in watched.read):
            return None
        is_settled = bool(times) and max(times[:2]) < start - QUIET
        found[name] = Seen(times, b"" if is_settled else _content(name))
    return found


def _marks(folder: Path) -> Iterator[str]:
    for above in (folder, *folder.parents):
        yield from (str(above / name) for name in MARKS)


def _is_as(name: str, before: Seen) -> bool:
    return _times(name) == before.times and (not before.content or _content(name) == before.content)


def _times(name: str) -> tuple[int, ...]:
    try:
        found = os.stat(name)  # noqa: PTH116 (thousands)
    except OSError:
        return ()
    is_folder = stat.S_ISDIR(found.st_mode)
    return () if is_folder else (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


def _content(name: str) -> bytes:
    try:
        with open(name, "rb", buffering=0) as file:  # noqa: PTH123
            return hashlib.sha256(file.read()).digest()
    except OSError:  # a folder, on some systems not allowed to be opened, or nothing
        if not os.path.isdir(name):  # noqa: PTH112
            return b"-"
        names = sorted(os.listdir(name))  # noqa: PTH208
        return hashlib.sha256("\0".join(names).encode(errors="surrogateescape")).digest()


def _settings(app: Sphinx) -> str:
    """Return all that is set, as a text: what holds no plain value is named by its type."""
    values = ((one.name, _plain(one.value)) for one in app.config if one.rebuild)
    around = (today().isoformat(), os.environ.get("SOURCE_DATE_EPOCH"))
    return hashlib.sha256(repr((sorted(values), around)).encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return repr(sorted((str(key), _plain(one)) for key, one in value.items()))
    if isinstance(value, (list, tuple)):
        return repr([_plain(one) for one in value])
    if isinstance(value, (set, frozenset)):
        return repr(sorted(map(_plain, value)))
    return repr(value) if isinstance(value, (str, int, float, bytes, type(None))) else type(value).__qualname__


def _environment(app: Sphinx) -> tuple[int, ...]:
    return _times(str(app.doctreedir / ENVIRONMENT))


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir, FILE)
