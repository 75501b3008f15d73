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
from collections.abc import Iterable, Iterator, Mapping, Sequence

from etraces_cite.cache.stamps import QUIET, Look, look
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
        self.looked: dict[str, Look] = {}
        """What was seen of files while listening: a check need not look at them again."""
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
        seen = _seen(map(os.fsdecode, names), time.time_ns(), self.looked)
        if seen is None or seen.hex().encode() != state:
            return None
        seconds = f"{(time.time_ns() - self.start) / 1e9:.2f}".encode().replace(b".", mark) if mark else b""
        return int(status), (before + seconds + after).decode(errors=WHOLE), not mark

    def keep(
        self, folder: str, status: int, report: tuple[str, str, str], names: Iterable[str], looked: Mapping[str, Look]
    ) -> None:
        """Keep a report, unless something that it depends on changed at the time of the check.

        :param report: what comes before the seconds that the check took, the decimal mark of these (where there are none,
            nothing), and what comes after.
        :param names: all that it depends on besides the settings, there or not.
        :param looked: what the check saw of files before it read them.
        """
        watched = list(dict.fromkeys([*names, *_settings()]))
        seen = _seen(watched, self.start - QUIET, dict(looked))
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


def _seen(names: Iterable[str], latest: int, looked: dict[str, Look]) -> bytes | None:
    """Return a digest of what is under some names: times and sizes of files, the names in a folder, or nothing.

    :param latest: the last time (nanoseconds) at which one of them may have changed; None is returned where one has since.
    :param looked: what was seen of some of them before; gains what is seen of the others.
    """
    parts = []
    for name in names:
        found = looked[name] if name in looked else looked.setdefault(name, look(name))
        if found is not None and stat.S_ISDIR(found.st_mode):
            found = look(name)  # again: its names are told now
        if found is None:
            parts.append("-")
            continue
        if max(found.st_mtime_ns, found.st_ctime_ns) >= latest:
            return None
        if stat.S_ISDIR(found.st_mode):
            parts.append("/".join(_names_in(name)))
        else:
            parts.append(f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino}")
    return key_of(os.fsencode("\0".join(parts)))


def _names_in(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []
