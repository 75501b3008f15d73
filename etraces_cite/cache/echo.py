"""The report of an earlier check with the same arguments, printed again where nothing that it depends on has changed.

A hook runs at each commit, and most often nothing has changed: then the times of files are looked at and nothing else is
loaded, neither the nouns nor the configuration. What decides a check is told by name: the pages, the records, the captures and
where they would be, the folders in which pages were looked for, the settings. As in :mod:`etraces_cite.cache.stamps`, what
changed just before the check is not trusted: such a report is not kept.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Container, Iterable, Iterator, Sequence

from etraces_cite.cache.stamps import QUIET
from etraces_cite.cache.store import FILE, Cache, key_of
from etraces_cite.cache.version import code_version

__all__ = ["FOLDER", "Echo"]

FOLDER = ".etraces-cache"
"""Where the cache is by default; where it is elsewhere, the configuration must be read to know it."""
WHOLE = "surrogatepass"
"""How the name of a file that is no text survives."""
VARIABLES = (
    "COLUMNS", "FORCE_COLOR", "HOME", "LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "SOURCE_DATE_EPOCH", "TERM",
)  # fmt: skip
"""What of the environment shows in a report."""


class Echo:
    """The place of one report: the arguments of the command, the folder it runs in, the day, the terminal.

    :param start: when the command was called (nanoseconds), before anything was read.
    """

    def __init__(self, arguments: Sequence[str], start: int) -> None:
        self.start = start
        around: list[str | bytes] = [
            os.getcwd(),
            time.strftime("%Y-%m-%d", time.gmtime()),
            _terminal(),
            *map(_variable, VARIABLES),
        ]
        self._key = key_of(code_version(), "echo", *around, *(os.fsencode(argument) for argument in arguments))

    def heard(self) -> tuple[int, str, bool] | None:
        """Return the exit status, the report that would come out again and whether programs read it; None where it is not known."""
        folder = next((name for name in _upwards(FOLDER) if os.path.isfile(os.path.join(name, FILE))), None)
        kept = Cache(folder).get([self._key]).get(self._key) if folder else None
        if kept is None:
            return None
        status, state, before, mark, after, *names = kept.split(b"\0")
        seen = _seen(map(os.fsdecode, names), time.time_ns())
        if seen is None or seen.hex().encode() != state:
            return None
        seconds = f"{(time.time_ns() - self.start) / 1e9:.2f}".encode().replace(b".", mark) if mark else b""
        return int(status), (before + seconds + after).decode(errors=WHOLE), not mark

    def keep(
        self, folder: str, status: int, report: tuple[str, str, str], names: Iterable[str], read: Container[str]
    ) -> None:
        """Keep a report, unless something that it depends on changed at the time of the check.

        :param report: what comes before the seconds that the check took, the decimal mark of these (where there are none,
            nothing), and what comes after.
        :param names: all that it depends on besides the settings, there or not.
        :param read: those that were there.
        """
        watched = list(dict.fromkeys([*names, *_settings()]))
        seen = _seen(watched, self.start - QUIET, read)
        if seen is None or any("\0" in part for part in report):
            return
        parts = [str(status), seen.hex(), *report]
        cache = Cache(folder)
        cache.put(self._key, b"\0".join([*(part.encode(errors=WHOLE) for part in parts), *map(os.fsencode, watched)]))
        cache.commit()


def _settings() -> Iterator[str]:
    """Yield the files, there or not, by which the project around the current folder is found and set."""
    yield from _upwards("pyproject.toml")
    yield from _upwards("references.bib")


def _upwards(name: str) -> Iterator[str]:
    folder = os.getcwd()
    while True:
        yield os.path.join(folder, name)
        if folder == (folder := os.path.dirname(folder)):
            return


def _variable(name: str) -> bytes:
    value = os.environ.get(name)
    return b"-" if value is None else b"=" + os.fsencode(value)


def _terminal() -> str:
    if sys.stdout is None or not sys.stdout.isatty():
        return ""
    return f"{os.get_terminal_size(sys.stdout.fileno()).columns} columns"


def _seen(names: Iterable[str], latest: int, read: Container[str] = ()) -> bytes | None:
    """Return a digest of what is under some names: times and sizes of files, the names in a folder, or nothing.

    :param latest: the last time (nanoseconds) at which one of them may have changed; None is returned where one has since.
    :param read: those that were there; None is returned where one has gone.
    """
    parts = []
    for name in names:
        try:
            found = os.stat(name)
            is_folder = stat.S_ISDIR(found.st_mode)
            names_in = sorted(os.listdir(name)) if is_folder else []
        except OSError:
            if name in read:
                return None
            parts.append("-")
            continue
        if max(found.st_mtime_ns, found.st_ctime_ns) >= latest:
            return None
        times = f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}"
        parts.append("/".join(names_in) if is_folder else times)
    return key_of(*map(os.fsencode, parts))
