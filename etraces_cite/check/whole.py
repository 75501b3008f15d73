"""One check from its question to its answer, with what is remembered in the place of what would come out the same.

Each step asks the memory first, under the digest of all that the step depends on; where it knows nothing the step is done, as
:mod:`etraces_cite.check.order` says, and kept. Without a memory the same steps are done in the same order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from etraces_cite.cache.expressions import remembering_expressions
from etraces_cite.cache.memory import Memory
from etraces_cite.check.dossiers import DossierFiles, Entry
from etraces_cite.check.files import StampedStore, folders_searched, page_files, record_files
from etraces_cite.check.former import Former
from etraces_cite.check.remembered import Bulk, Remembered, Texts, Watched
from etraces_cite.check.sheaves import Sheaf, Sheaves
from etraces_cite.check.sight import DossierSight
from etraces_cite.config import Config, today
from etraces_cite.evidence.shelf import Shelf
from etraces_cite.model import CaptureState, Dossier, Finding, Located, Page, Record, Summary, Verdict

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["Question", "answer"]


class Question(Struct, frozen=True):
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


class Checked(Struct, frozen=True, array_like=True):
    """What a record and the stored copy of its source say of each other."""

    located: int
    """How many quotations were looked for in the copy."""
    findings: tuple[Finding, ...]


class Footing(Struct, frozen=True, array_like=True):
    """What is said of a dossier before any page is looked at."""

    located: int
    findings: tuple[Finding, ...]


def answer(question: Question, memory: Memory, where: Executor | str | int) -> Remembered:
    """Return the answer to a question, from memory where nothing has changed.

    :param where: how many processes share the pages, or an executor, or the address of one.
    """
    with remembering_expressions(memory):
        checking = _Checking(question, memory, where)
        summary, findings = checking.answer()
    memory.close()
    return Remembered(summary, findings, checking)


class _Checking:
    """The steps of one check; each is done when it is first needed."""

    def __init__(self, question: Question, memory: Memory, where: Executor | str | int) -> None:
        self.question, self.memory = question, memory
        self.config, stamps = question.config, memory.stamps
        self.files = page_files(self.config, question.paths, stamps)
        self.record_files = record_files(self.config, stamps)
        self.dossier = DossierFiles(self.config, memory, self.record_files)
        self.shelf = Shelf(StampedStore(question.store, stamps))
        self.sheaves = Sheaves(self.config, memory, self.files, where, whole=question.whole)
        self._located: dict[Entry, dict[str, Located]] = {}

    # -- what is here of the sources

    @cached_property
    def states(self) -> dict[str, CaptureState]:
        """What is here of each source that has a record."""
        return {entry.key: self.shelf.state_of(entry.capture) for entry in self.dossier.outline.entries}

    @cached_property
    def _captured_key(self) -> bytes:
        return self.memory.key("captured", *(part for key, state in self.states.items() for part in (key, state.value)))

    # -- the dossier by itself

    @cached_property
    def footing(self) -> Footing:
        asked = (self.question.require_captures, self.question.store, today())
        key = self.memory.key("footing", self.dossier.key, self._captured_key, *map(str, asked))
        return self.memory.once(key, Footing, self._footing)

    def _footing(self) -> Footing:
        from etraces_cite.check.order import findings_between
        from etraces_cite.match.captures import capture_findings

        loaded, required = self.dossier.loaded, self.question.require_captures
        checked = self._checked()
        findings = [*loaded.findings, *findings_between(loaded.dossier)]
        findings += (finding for one in checked for finding in one.findings)
        findings += capture_findings(loaded.dossier, self.shelf, required=required)
        return Footing(sum(one.located for one in checked), tuple(findings))

    def _checked(self) -> list[Checked]:
        """Return what each record and the stored copy of its source say of each other."""
        outline, records = self.dossier.outline, self.dossier.loaded.dossier.records
        keys = [self._entry_key("checked", entry) for entry in outline.entries]
        known = self.memory.recall(keys, Checked)
        for key, entry, record in zip(keys, outline.entries, records, strict=True):
            if key not in known:
                known[key] = self._check(entry, record)
                self.memory.keep(key, known[key])
        return [known[key] for key in keys]

    def _entry_key(self, what: str, entry: Entry) -> bytes:
        state = self.states[entry.key]
        return self.memory.key(what, entry.display, entry.digest, state.value, str(self.question.store))

    def _check(self, entry: Entry, record: Record) -> Checked:
        from etraces_cite.check.order import located_in, misquoted_in, unreadable_in

        located = located_in(record, self.shelf)
        self.memory.keep(self._entry_key("located", entry), located)
        if self.question.whole and not self.memory.is_kept:
            self._located[entry] = located
        return Checked(len(located), (*unreadable_in(record), *misquoted_in(record, located)))

    @cached_property
    def located(self) -> Mapping[str, Located]:
        """Where the quotations of the records stand in the stored copies."""
        from etraces_cite.check.order import located_in

        outline, found = self.dossier.outline, self._located
        keys = {entry: self._entry_key("located", entry) for entry in outline.entries if entry not in found}
        known: dict[bytes, dict[str, Located]] = self.memory.recall(keys.values(), dict[str, Located])
        records = dict(zip(outline.entries, self.dossier.loaded.dossier.records, strict=True))
        for entry, record in records.items():
            if entry not in found:
                found[entry] = known.get(keys[entry]) or located_in(record, self.shelf)
        return {name: where for entry in outline.entries for name, where in found[entry].items()}

    # -- the answer

    @cached_property
    def collected(self) -> list[Sheaf]:
        key = self.memory.key("former", str(self.config.root.absolute()))
        former = self.memory.recall_one(key, Former) or {}
        sight = DossierSight(self.dossier, self.config.names, self.states, self.shelf)
        found = self.sheaves.collect(former, sight)
        stood = {**former, **self.sheaves.stood} if self.question.paths else self.sheaves.stood
        if stood != former:
            self.memory.keep(key, stood)
        return found

    def answer(self) -> tuple[Summary, tuple[Finding, ...]]:
        """Return the counts and the findings."""
        findings = (finding for sheaf in self.collected for finding in sheaf.tally.findings)
        return self._summary(self.collected), tuple(weighed([*self.footing.findings, *findings], self.config))

    def _summary(self, sheaves: Sequence[Sheaf]) -> Summary:
        outcomes: Counter[str] = Counter()
        for sheaf in sheaves:
            outcomes.update(sheaf.tally.outcomes)
        outline = self.dossier.outline
        return Summary.counted(
            pages=len(sheaves),
            outcomes=outcomes,
            sources=len(outline.entries),
            recorded=outline.quotations,
            located=self.footing.located,
            captures=self.states.values(),
            quoted=sum(sheaf.tally.quoted for sheaf in sheaves),
            unchecked=sum(sheaf.tally.unchecked for sheaf in sheaves),
        )

    def watched(self) -> Watched | None:
        """Return the names of all that the answer depends on."""
        folders = folders_searched(self.config, self.question.paths) if self.sheaves.are_alone else None
        stamps = self.memory.stamps
        names = sorted(stamps.asked | {str(self.config.root / self.config.bibliography)})
        return None if folders is None else Watched((*folders, *names), stamps.looked)

    def texts(self) -> Mapping[str, str]:
        """Return the text of each file that a finding may point into; a file is read when it is asked for."""
        paths = {file.display: Path(file.path) for file in (*self.files, *self.record_files)}
        if not self.sheaves.are_alone:
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
        )

    def opened(self, paths: Collection[str]) -> Mapping[str, tuple[Page, Sequence[Verdict]]]:
        """Return some pages and their verdicts, by path, without the others; those that were not checked are left out."""
        sheaves = [self._by_path[path] for path in paths if path in self._by_path]
        opened = self.sheaves.opened(sheaves)
        if opened is None:
            return _Checking(replace(self.question, whole=True), Memory(None, self.config.root), 1).opened(paths)
        return {page.path: (page, judged.verdicts) for page, judged in opened}

    @cached_property
    def _by_path(self) -> Mapping[str, Sheaf]:
        return {sheaf.path: sheaf for sheaf in self.collected}

    @property
    def dossier_read(self) -> Dossier:
        """The dossier, all of it."""
        return self.dossier.loaded.dossier


def weighed(findings: Iterable[Finding], config: Config) -> list[Finding]:
    """Give each finding its configured severity, drop those switched off, and sort by place."""
    chosen = [
        replace(finding, severity=level)
        for finding in findings
        if (level := config.severity_of(finding.code)) is not None
    ]
    return sorted(chosen, key=lambda f: (f.span.path, f.span.line, f.span.column, f.code.value))
