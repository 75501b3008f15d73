"""The pages of a check, each with all that became of it: remembered where nothing it depends on has changed, else made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from etraces_cite.cache.codec import decode
from etraces_cite.cache.memory import Memory
from etraces_cite.check.files import SourceFile
from etraces_cite.check.judged import Judged
from etraces_cite.check.spread import Grounds, Made, Sent, Tally, judge_all, made, with_source
from etraces_cite.check.survey import Seen, Survey
from etraces_cite.config import Config
from etraces_cite.model import Page
from etraces_cite.parse.source import decode_source, read_source

__all__ = ["Sheaf", "Sheaves"]

INCLUDE = "include"
"""A page with this word may show other files: it is read and matched at each check, and here."""


@dataclass(slots=True)
class Sheaf:
    """A page with all that became of it; what is large is bytes, or still where it is kept."""

    path: str
    """As reports print it."""
    tally: Tally
    page_key: bytes = b""
    judged_key: bytes = b""
    page: bytes | None = None
    judged: bytes | None = None
    source: str | None = None


@dataclass(slots=True)
class Sheaves:
    """The files of one check."""

    config: Config
    memory: Memory
    files: Sequence[SourceFile]
    where: Executor | str | int
    whole: bool = True
    """False where nobody will ask for the pages and their verdicts; they are then packed for the memory alone."""
    are_alone: bool = True
    """False where a page shows other files: what is kept of the whole would not see those change."""

    def collect(self, survey: Callable[[], Survey], grounds: Callable[[], Grounds]) -> list[Sheaf]:
        """Return the pages and those that they include, each once, in order.

        :param survey: asked for only where a page is remembered.
        :param grounds: asked for only where one is not.
        """
        found = self._remembered(survey)
        waiting = [file for file in self.files if file not in found]
        included: dict[str, Sheaf] = {}
        if waiting:
            found |= self._made(waiting, survey, grounds(), included)
        pages = {file.display: found[file] for file in self.files}
        return list({**included, **pages}.values())

    @property
    def _are_packed(self) -> bool:
        return self.whole or self.memory.is_kept

    def _page_key(self, file: SourceFile) -> bytes:
        return self.memory.key("page", file.display, file.digest)

    def _remembered(self, survey: Callable[[], Survey]) -> dict[SourceFile, Sheaf]:
        by_key = {self.memory.key("seen", self._page_key(file)): file for file in self.files}
        seen = {by_key[key]: value for key, value in self.memory.recall(by_key, Seen).items()}
        if not seen:
            return {}
        keys = {file: self._judged_key(file, survey().digest(one)) for file, one in seen.items()}
        tallies = self.memory.recall((self.memory.key("tally", key) for key in keys.values()), Tally)
        return {
            file: Sheaf(file.display, tally, self._page_key(file), key)
            for file, key in keys.items()
            if (tally := tallies.get(self.memory.key("tally", key))) is not None
        }

    def _judged_key(self, file: SourceFile, seen: bytes) -> bytes:
        return self.memory.key("judged", self._page_key(file), seen)

    def _made(
        self, files: Sequence[SourceFile], survey: Callable[[], Survey], grounds: Grounds, included: dict[str, Sheaf]
    ) -> dict[SourceFile, Sheaf]:
        """Return what becomes of some files; what they show besides comes into ``included``."""
        found: dict[SourceFile, Sheaf] = {}
        sent: list[SourceFile] = []

        def alone() -> Iterator[Sent]:
            parsed = self.memory.raw(self._page_key(file) for file in files)
            for file in files:
                source = decode_source(self.memory.stamps.content(file.path), file.display)
                if INCLUDE in source:
                    self._with_included(file, grounds, found, included)
                else:
                    sent.append(file)
                    yield Sent(file.display, source, parsed.get(self._page_key(file)))

        for number, one in enumerate(judge_all(grounds, alone(), self.where, whole=self._are_packed)):
            found[sent[number]] = self._kept(sent[number], one, survey)
        return found

    def _with_included(
        self, file: SourceFile, grounds: Grounds, found: dict[SourceFile, Sheaf], included: dict[str, Sheaf]
    ) -> None:
        from etraces_cite.check.order import in_one_list, parse_file

        page = parse_file(file.path, self.config)
        self.are_alone = False
        for other in in_one_list([page]):
            one = made(grounds, other, whole=self.whole)
            sheaf = Sheaf(other.path, one.tally, page=one.page, judged=one.judged, source=other.source)
            if other is page:
                found[file] = sheaf
            else:
                included.setdefault(other.path, sheaf)

    def _kept(self, file: SourceFile, one: Made, survey: Callable[[], Survey]) -> Sheaf:
        sheaf = Sheaf(file.display, one.tally, self._page_key(file), page=one.page, judged=one.judged)
        if self.memory.is_kept and one.page is not None and one.judged is not None:
            sheaf.judged_key = self._judged_key(file, survey().digest(one.seen))
            self.memory.keep(self.memory.key("seen", sheaf.page_key), one.seen)
            self.memory.keep(sheaf.page_key, one.page)
            self.memory.keep(self.memory.key("tally", sheaf.judged_key), one.tally)
            self.memory.keep(sheaf.judged_key, one.judged)
            sheaf.page = sheaf.judged = None
        return sheaf

    def opened(self, sheaves: Sequence[Sheaf]) -> list[tuple[Page, Judged]] | None:
        """Return pages and their verdicts; None where something has left the memory meanwhile."""
        kept = self.memory.raw(key for one in sheaves if one.page is None for key in (one.page_key, one.judged_key))
        paths = {file.display: file.path for file in self.files}
        found = []
        for one in sheaves:
            page, judged = one.page or kept.get(one.page_key), one.judged or kept.get(one.judged_key)
            if page is None or judged is None:
                return None
            source = one.source if one.source is not None else read_source(paths[one.path], one.path)
            found.append((with_source(decode(page, Page), source), decode(judged, Judged)))
        return found
