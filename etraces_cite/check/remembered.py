"""A result whose counts and findings are at hand, and whose bulk is fetched when somebody asks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

from etraces_cite.cache.stamps import Look
from etraces_cite.model import CaptureState, Dossier, Finding, Located, Page, ProseQuotation, Result, Summary, Verdict
from etraces_cite.parse.source import read_source

__all__ = ["Bulk", "Remembered", "Texts", "Watched"]


class Bulk(NamedTuple):
    """What of a result few reports ask for."""

    pages: tuple[Page, ...]
    verdicts: tuple[Verdict, ...]
    quoted: tuple[ProseQuotation, ...]


class Watched(NamedTuple):
    """What a result depends on besides the settings: files and folders, there or not, and what the check saw of the files."""

    names: tuple[str, ...]
    looked: Mapping[str, Look]

    @property
    def read(self) -> frozenset[str]:
        """The files that were there."""
        return frozenset(name for name, look in self.looked.items() if look is not None)


class Texts(Mapping[str, str]):
    """The texts of files by their path as reports print it, each read when it is asked for."""

    def __init__(self, paths: Mapping[str, Path], read: Mapping[str, str]) -> None:
        self._paths = {**dict.fromkeys(read, Path()), **paths}
        self._read = dict(read)

    def __getitem__(self, display: str) -> str:
        path = self._paths[display]
        if display not in self._read:
            self._read[display] = read_source(path, display)
        return self._read[display]

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


class Checking(Protocol):
    """What a result is fetched from."""

    @property
    def dossier_read(self) -> Dossier: ...
    @property
    def states(self) -> Mapping[str, CaptureState]: ...
    @property
    def located(self) -> Mapping[str, Located]: ...
    def texts(self) -> Mapping[str, str]: ...
    def bulk(self) -> Bulk: ...
    def opened(self, paths: Collection[str]) -> Mapping[str, tuple[Page, Sequence[Verdict]]]: ...
    def watched(self) -> Watched | None: ...


class Remembered(Result):
    """A result of which the summary and the findings are known; the rest is fetched, once."""

    def __init__(self, summary: Summary, findings: tuple[Finding, ...], checking: Checking) -> None:
        self.__dict__.update(summary=summary, findings=findings, _checking=checking)

    @property
    def _from(self) -> Checking:
        return self.__dict__["_checking"]  # type: ignore[no-any-return]

    @cached_property
    def sources(self) -> Mapping[str, str]:
        return self._from.texts()

    @cached_property
    def dossier(self) -> Dossier:
        return self._from.dossier_read

    def watched(self) -> Watched | None:
        """Return all that the result depends on besides the settings, None where that cannot be told by name."""
        return self._from.watched()

    def opened(self, paths: Collection[str]) -> Mapping[str, tuple[Page, Sequence[Verdict]]]:
        """Return some pages and their verdicts, by path, without the others; those that were not checked are left out."""
        return self._from.opened(paths)

    @cached_property
    def _bulk(self) -> Bulk:
        return self._from.bulk()

    @property
    def pages(self) -> tuple[Page, ...]:
        return self._bulk.pages

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        return self._bulk.verdicts

    @property
    def quoted(self) -> tuple[ProseQuotation, ...]:
        return self._bulk.quoted

    @cached_property
    def captures(self) -> Mapping[str, CaptureState]:
        return self._from.states

    @cached_property
    def located(self) -> Mapping[str, Located]:
        return self._from.located
