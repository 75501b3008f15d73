"""One check from its question to its answer, with what is remembered in the place of what would come out the same.

Each step asks the memory first, under the digest of all that the step depends on; where it knows nothing the step is done, as
:mod:`etraces_cite.check.order` says, and kept. Without a memory the same steps are done in the same order.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from etraces_cite.cache.memory import Memory
from etraces_cite.check.files import StampedStore, folders_searched, page_files, record_files
from etraces_cite.check.remembered import Bulk, Remembered, Texts, Watched
from etraces_cite.config import Config, today
from etraces_cite.evidence.shelf import Shelf
from etraces_cite.model import Capture, CaptureState, Dossier, Finding, Located, Record, Summary

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from etraces_cite.check.judged import Searched
    from etraces_cite.check.sheaves import Sheaf, Sheaves
    from etraces_cite.check.spread import Grounds
    from etraces_cite.check.survey import Survey

__all__ = ["Question", "answer"]

T = TypeVar("T")
Described = tuple[tuple[str, Capture | None], ...]
"""The sources that have a record, and the captures that these describe."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be checked."""

    config: Config
    paths: tuple[str, ...] = ()
    captures: str | None = None
    require_captures: bool = False
    whole: bool = True
    """False where nobody will ask for the pages and their verdicts: who does has them made again."""

    @property
    def store(self) -> Path:
        return Path(self.captures) if self.captures else self.config.root / self.config.captures


@dataclass(frozen=True, slots=True)
class Answer:
    """What every report prints."""

    summary: Summary
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The dossier, and what is wrong in its files."""

    dossier: Dossier
    findings: tuple[Finding, ...]


def answer(question: Question, memory: Memory, where: Executor | str | int) -> Remembered:
    """Return the answer to a question, from memory where nothing has changed.

    :param where: how many processes share the pages, or an executor, or the address of one.
    """
    checking = _Checking(question, memory, where)
    known = checking.remembered()
    if known is None:
        known = checking.answer()
        if checking.are_alone:
            memory.keep(checking.key(), known)
    memory.close()
    return Remembered(
        known.summary,
        known.findings,
        (checking.texts, lambda: checking.loaded.dossier, checking.bulk, checking.watched),
    )


class _Checking:
    """The steps of one check; each is done when it is first needed."""

    def __init__(self, question: Question, memory: Memory, where: Executor | str | int) -> None:
        self.question, self.memory, self.where = question, memory, where
        self.config, stamps = question.config, memory.stamps
        self.files = page_files(self.config, question.paths, stamps)
        self.record_files = record_files(self.config, stamps)
        self.shelf = Shelf(StampedStore(question.store, stamps))
        self.day = today().isoformat()

    def _once(self, key: bytes, kind: Any, make: Callable[[], T]) -> T:
        known: T | None = self.memory.recall_one(key, kind)
        if known is None:
            known = make()
            self.memory.keep(key, known)
        return known

    # -- what the answer depends on

    def remembered(self) -> Answer | None:
        """Return the answer of an earlier check that saw the same."""
        described = self.memory.recall_one(self._described_key, Described)
        if described is None:
            return None
        self.described = described
        return self.memory.recall_one(self.key(), Answer)

    def key(self) -> bytes:
        """Return the key of the whole answer."""
        files = [part for file in self.files for part in (file.display, file.digest)]
        asked = repr((self.config, str(self.question.store), self.question.require_captures, self.day))
        return self.memory.key("answer", asked, self._dossier_key, self._captured_key, *files)

    @cached_property
    def _dossier_key(self) -> bytes:
        parts = [part for file in self.record_files for part in (file.display, file.digest)]
        return self.memory.key("dossier", self.config.bibliography, self.config.records, *parts)

    @cached_property
    def _described_key(self) -> bytes:
        return self.memory.key("described", self._dossier_key)

    @cached_property
    def described(self) -> Described:
        described = tuple((record.reference, record.capture) for record in self.loaded.dossier.records)
        self.memory.keep(self._described_key, described)
        return described

    @cached_property
    def states(self) -> dict[str, CaptureState]:
        """What is here of each source that has a record."""
        return {key: self.shelf.state_of(capture) for key, capture in self.described}

    @cached_property
    def _captured_key(self) -> bytes:
        return self.memory.key("captured", *(part for key, state in self.states.items() for part in (key, state.value)))

    # -- the dossier

    @cached_property
    def loaded(self) -> Loaded:
        return self._once(self._dossier_key, Loaded, self._load)

    def _load(self) -> Loaded:
        from etraces_cite.check.order import Bibliography, load_dossier, read_bibliography

        digests = [file.digest for file in self.record_files if file.display == self.config.bibliography]
        key = self.memory.key("bibliography", self.config.bibliography, *digests)
        bibliography = self._once(key, Bibliography, lambda: read_bibliography(self.config)[0])
        dossier, findings, _ = load_dossier(self.config, bibliography)
        return Loaded(dossier, tuple(findings))

    @cached_property
    def dossier_findings(self) -> tuple[Finding, ...]:
        from etraces_cite.check.order import dossier_findings, unreadable_in

        def find() -> tuple[Finding, ...]:
            found = self._by_record("unreadable", tuple[Finding, ...], unreadable_in)
            return tuple(dossier_findings(self.loaded.dossier, itertools.chain.from_iterable(found)))

        key = self.memory.key("dossier findings", self._dossier_key, self.day)
        return self._once(key, tuple[Finding, ...], find)

    def _by_record(self, what: str, kind: Any, make: Callable[[Record], T]) -> list[T]:
        """Return what is made of each record, with what this machine has of its source."""
        from etraces_cite.cache.codec import encode

        records = self.loaded.dossier.records
        if not self.memory.is_kept:
            return [make(record) for record in records]
        keys = [self.memory.key(what, encode(one), self.states[one.reference], self._store) for one in records]
        known: dict[bytes, T] = self.memory.recall(keys, kind)
        for key, record in zip(keys, records, strict=True):
            if key not in known:
                known[key] = make(record)
                self.memory.keep(key, known[key])
        return [known[key] for key in keys]

    @property
    def _store(self) -> str:
        return str(self.question.store)

    @cached_property
    def searched(self) -> Searched:
        from etraces_cite.check.judged import Searched

        required = self.question.require_captures

        def search() -> Searched:
            from etraces_cite.check.order import captures_searched, located_in

            found = self._by_record("located", dict[str, Located], lambda record: located_in(record, self.shelf))
            located = {name: where for one in found for name, where in one.items()}
            return captures_searched(self.loaded.dossier, self.shelf, located, required=required)

        key = self.memory.key("searched", self._dossier_key, self._captured_key, str(required), self._store)
        return self._once(key, Searched, search)

    @cached_property
    def grounds(self) -> Grounds:
        from etraces_cite.check.spread import Grounds

        here = (capture for key, capture in self.described if self.states[key] is CaptureState.PRESENT)
        texts = frozenset(capture.text_sha256 for capture in here if capture)
        return Grounds(self.loaded.dossier, self.config.names, texts, str(self.question.store), self.shelf)

    @cached_property
    def survey(self) -> Survey:
        from etraces_cite.check.survey import Survey, survey_of

        key = self.memory.key("survey", self._dossier_key, self._captured_key, repr(self.config.names))
        return self._once(key, Survey, lambda: survey_of(self.grounds.claims, self.grounds.pattern, dict(self.states)))

    # -- the pages

    @cached_property
    def sheaves(self) -> Sheaves:
        from etraces_cite.check.sheaves import Sheaves

        return Sheaves(self.config, self.memory, self.files, self.where, self.question.whole)

    @cached_property
    def collected(self) -> list[Sheaf]:
        return self.sheaves.collect(lambda: self.survey, lambda: self.grounds)

    # -- the answer

    def answer(self) -> Answer:
        """Return the counts and the findings."""
        from etraces_cite.check.order import weighed

        findings = [*self.loaded.findings, *self.dossier_findings, *self.searched.findings]
        findings += (finding for sheaf in self.collected for finding in sheaf.tally.findings)
        return Answer(self._summary(self.collected), tuple(weighed(findings, self.config)))

    def _summary(self, sheaves: Sequence[Sheaf]) -> Summary:
        outcomes: Counter[str] = Counter()
        for sheaf in sheaves:
            outcomes.update(sheaf.tally.outcomes)
        return Summary.counted(
            pages=len(sheaves),
            outcomes=outcomes,
            records=self.loaded.dossier.records,
            located=len(self.searched.located),
            captures=self.searched.states.values(),
            quoted=sum(sheaf.tally.quoted for sheaf in sheaves),
            unchecked=sum(sheaf.tally.unchecked for sheaf in sheaves),
        )

    @property
    def are_alone(self) -> bool:
        """False where a page shows other files; an answer of which that is true is not remembered."""
        return "sheaves" not in self.__dict__ or self.sheaves.are_alone

    def watched(self) -> Watched | None:
        """Return the names of all that the answer depends on."""
        folders = folders_searched(self.config, self.question.paths) if self.are_alone else None
        stamps = self.memory.stamps
        names = sorted(stamps.asked | {str(self.config.root / self.config.bibliography)})
        return None if folders is None else Watched((*folders, *names), frozenset(stamps.now))

    def texts(self) -> Mapping[str, str]:
        """Return the text of each file that a finding may point into; a file is read when it is asked for."""
        paths = {file.display: file.path for file in (*self.files, *self.record_files)}
        if not self.are_alone:
            return Texts(paths, {one.path: one.source for one in self.collected if one.source is not None})
        return Texts(paths, {})

    def bulk(self) -> Bulk:
        """Return what else the check found out; what has left the memory meanwhile is made again."""
        opened = self.sheaves.opened(self.collected)
        if opened is None:
            return _Checking(replace(self.question, whole=True), Memory(None, self.config.root), 1).bulk()
        pages, judged = zip(*opened, strict=True)
        return Bulk(
            pages,
            tuple(verdict for one in judged for verdict in one.verdicts),
            tuple(quotation for one in judged for quotation in one.quoted),
            self.searched.states,
            self.searched.located,
        )
