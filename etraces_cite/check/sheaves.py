"""The pages of a check, each with all that became of it: remembered where nothing it depends on has changed, else made anew."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from etraces_cite.cache.memory import Memory
from etraces_cite.check.files import SourceFile, text_of
from etraces_cite.check.former import Former, Stood, Tally
from etraces_cite.config import Config

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from etraces_cite.check.grounds import Grounds, Made, Sent
    from etraces_cite.check.judged import Judged
    from etraces_cite.check.sight import DossierSight
    from etraces_cite.model import Page

__all__ = ["Sheaf", "Sheaves"]

INCLUDE = "include"
"""A page with this word may show other files: it is read and matched at each check, and here."""
FEW = 30
"""So many pages are judged by a part of the dossier, here, unless somebody has named an executor."""
AT_ONCE = 200
"""So many are taken out of the memory together."""


class Sheaf(Struct):
    """A page with all that became of it; what is large is bytes, or still where it is kept."""

    path: str
    """As reports print it."""
    tally: Tally
    file: SourceFile | None = None
    """None for one that was made without being kept."""
    sight: bytes = b""
    """A digest of what it saw of the dossier."""
    page: bytes | None = None
    judged: bytes | None = None
    source: str | None = None


class Sheaves:
    """The files of one check.

    :param whole: False where nobody will ask for the pages and their verdicts; they are then packed for the memory alone.
    """

    def __init__(
        self, config: Config, memory: Memory, files: Sequence[SourceFile], where: Executor | str | int, *, whole: bool
    ) -> None:
        self.config, self.memory, self.files, self.where, self.whole = config, memory, files, where, whole
        self.are_alone = True
        """False where a page shows other files: what is kept of the whole would not see those change."""
        self.stood: Former = {}
        """What is to be known of the pages at the next check."""

    def collect(self, former: Former, sight: DossierSight) -> list[Sheaf]:
        """Return the pages and those that they include, each once, in order.

        :param former: what became of pages at an earlier check.
        """
        found = {}
        for file in self.files:
            stood = former.get(file.display)
            if stood is not None and (stood := self._still(stood, file, sight)) is not None:
                self.stood[file.display] = stood
                found[file] = Sheaf(file.display, stood.tally, file, stood.sight)
        waiting = [file for file in self.files if file not in found]
        included: dict[str, Sheaf] = {}
        if waiting:
            found |= self._made(waiting, sight, included)
        pages = {file.display: found[file] for file in self.files}
        return list({**included, **pages}.values())

    def _still(self, stood: Stood, file: SourceFile, sight: DossierSight) -> Stood | None:
        """Return what became of a page, if it would come out again."""
        if stood.page != file.digest:
            return None
        if stood.whole == sight.whole:
            return stood
        if stood.sight != sight.digest(stood.seen):
            return None
        return Stood(stood.page, sight.whole, stood.sight, stood.seen, stood.tally)

    def _page_key(self, file: SourceFile) -> bytes:
        return self.memory.key("page", file.display, file.digest)

    def _judged_key(self, file: SourceFile, sight: bytes) -> bytes:
        return self.memory.key("judged", self._page_key(file), sight)

    def _keys(self, sheaf: Sheaf) -> tuple[bytes, ...]:
        """Return the keys under which a page and its verdicts are kept."""
        file = sheaf.file
        return () if file is None else (self._page_key(file), self._judged_key(file, sheaf.sight))

    @property
    def _are_packed(self) -> bool:
        return self.whole or self.memory.is_kept

    def _made(
        self, files: Sequence[SourceFile], sight: DossierSight, included: dict[str, Sheaf]
    ) -> dict[SourceFile, Sheaf]:
        """Return what becomes of some files; what they show besides comes into ``included``."""
        if len(files) <= FEW and self.memory.is_kept and isinstance(self.where, int):
            return self._made_by_part(files, sight, included)
        from etraces_cite.check.spread import judge_all

        found: dict[SourceFile, Sheaf] = {}
        sent: list[SourceFile] = []
        showing: list[SourceFile] = []

        def alone() -> Iterator[Sent]:
            for file, one in self._sent(files):
                if INCLUDE in one.source:
                    showing.append(file)
                else:
                    sent.append(file)
                    yield one

        grounds = sight.grounds(None)
        for number, one in enumerate(judge_all(grounds, alone(), self.where, whole=self._are_packed)):
            found[sent[number]] = self._kept(sent[number], one, sight)
        for file in showing:
            found[file] = self._with_included(file, self._shown(file), grounds, included)
        return found

    def _made_by_part(
        self, files: Sequence[SourceFile], sight: DossierSight, included: dict[str, Sheaf]
    ) -> dict[SourceFile, Sheaf]:
        from etraces_cite.check.grounds import made, parsed
        from etraces_cite.check.survey import seen_of

        alone: dict[SourceFile, Page] = {}
        showing: dict[SourceFile, list[Page]] = {}
        for file, one in self._sent(files):
            if INCLUDE in one.source:
                showing[file] = self._shown(file)
            else:
                alone[file] = parsed(one)
        grounds = sight.grounds([seen_of(page) for page in [*alone.values(), *itertools.chain(*showing.values())]])
        found = {
            file: self._kept(file, made(grounds, page, whole=self._are_packed), sight) for file, page in alone.items()
        }
        for file, pages in showing.items():
            found[file] = self._with_included(file, pages, grounds, included)
        return found

    def _sent(self, files: Sequence[SourceFile]) -> Iterator[tuple[SourceFile, Sent]]:
        """Yield files with their text, and what was made of them before."""
        from etraces_cite.check.grounds import Sent

        for start in range(0, len(files), AT_ONCE):
            some = files[start : start + AT_ONCE]
            parsed = self.memory.raw(self._page_key(file) for file in some)
            for file in some:
                yield file, Sent(file.display, text_of(file, self.memory.stamps), parsed.get(self._page_key(file)))

    def _shown(self, file: SourceFile) -> list[Page]:
        """Return the page in a file, and those that it shows."""
        from etraces_cite.check.order import in_one_list, parse_file

        self.are_alone = False
        return in_one_list([parse_file(Path(file.path), self.config)])

    def _with_included(
        self, file: SourceFile, pages: Sequence[Page], grounds: Grounds, included: dict[str, Sheaf]
    ) -> Sheaf:
        from etraces_cite.check.grounds import made

        sheaves = {}
        for page in pages:
            one = made(grounds, page, whole=self.whole)
            sheaves[page.path] = Sheaf(page.path, one.tally, page=one.page, judged=one.judged, source=page.source)
        own = sheaves.pop(file.display)
        for path, sheaf in sheaves.items():
            included.setdefault(path, sheaf)
        return own

    def _kept(self, file: SourceFile, one: Made, sight: DossierSight) -> Sheaf:
        if not self.memory.is_kept:
            return Sheaf(file.display, one.tally, page=one.page, judged=one.judged)
        seen = sight.digest(one.seen)
        self.stood[file.display] = Stood(file.digest, sight.whole, seen, one.seen, one.tally)
        self.memory.keep(self._page_key(file), one.page)
        self.memory.keep(self._judged_key(file, seen), one.judged)
        return Sheaf(file.display, one.tally, file, seen)

    def opened(self, sheaves: Sequence[Sheaf]) -> list[tuple[Page, Judged]] | None:
        """Return pages and their verdicts; None where something has left the memory meanwhile."""
        from etraces_cite.cache.codec import decode
        from etraces_cite.check.grounds import with_source
        from etraces_cite.check.judged import Judged
        from etraces_cite.model import Page
        from etraces_cite.parse.source import read_source

        keys = {one.path: self._keys(one) for one in sheaves}
        kept = self.memory.raw(key for pair in keys.values() for key in pair)
        paths = {file.display: file.path for file in self.files} if any(one.source is None for one in sheaves) else {}
        found = []
        for one in sheaves:
            page, judged = [kept.get(key) for key in keys[one.path]] or (one.page, one.judged)
            if page is None or judged is None:
                return None
            source = one.source if one.source is not None else read_source(Path(paths[one.path]), one.path)
            found.append((with_source(decode(page, Page), source), decode(judged, Judged)))
        return found
