"""The dossier of a check: the whole, or what some pages see of it. Either is put together from pieces, each kept by its own content.

An entry of the bibliography and a file of the records are pieces; so a record that has changed is read again alone, and a page that
has changed has nothing opened but the sources that it cites.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from etraces_cite.cache.memory import Memory
from etraces_cite.check.files import SourceFile, text_of
from etraces_cite.config import Config
from etraces_cite.model import Capture, Dossier, Finding, Record, Reference

if TYPE_CHECKING:
    from etraces_cite.check.survey import Common
    from etraces_cite.parse.records import Filed, Records

__all__ = ["DossierFiles", "Entry", "Loaded", "Outline"]


class Entry(Struct, frozen=True, array_like=True):
    """A record in outline: what tells what is here of its source, and what has changed, before it is opened."""

    key: str
    display: str
    """The path of its file, as reports print it."""
    digest: bytes
    """Of that file."""
    capture: Capture | None
    facts: tuple[str, ...]
    quotations: int
    """How many quotations it has, those of its facts included."""


class Outline(Struct, frozen=True, array_like=True):
    """A dossier in outline."""

    entries: tuple[Entry, ...]
    is_regular: bool
    """False where two facts or two records have one name: then no part tells which of the two counts."""

    @property
    def quotations(self) -> int:
        return sum(entry.quotations for entry in self.entries)


class Bibliography(Struct, frozen=True, array_like=True):
    """What is wrong in the bibliography, and in how many pieces its entries are kept."""

    findings: tuple[Finding, ...]
    pieces: int


class Loaded(Struct, frozen=True, array_like=True):
    """The dossier, and what is wrong in its files."""

    dossier: Dossier
    findings: tuple[Finding, ...]


class DossierFiles:
    """The files of a dossier.

    :param files: the bibliography, if it is there, and the records.
    """

    def __init__(self, config: Config, memory: Memory, files: Sequence[SourceFile]) -> None:
        self.config, self.memory = config, memory
        self._bibliographies = [file for file in files if file.display == config.bibliography]
        self._records = [file for file in files if file.display != config.bibliography]

    @cached_property
    def key(self) -> bytes:
        """The key of all that is made of the whole."""
        files = [*self._bibliographies, *self._records]
        parts = [part for file in files for part in (file.display, file.digest)]
        return self.memory.key("dossier", self.config.bibliography, self.config.records, *parts)

    @cached_property
    def outline(self) -> Outline:
        return self.memory.once(self.memory.key("outline", self.key), Outline, self._outlined)

    def _outlined(self) -> Outline:
        dossier = self.loaded.dossier
        digests = {file.display: file.digest for file in self._records}
        entries = tuple(_entry(record, digests.get(record.path, b"")) for record in dossier.records)
        facts = [name for entry in entries for name in entry.facts]
        is_regular = (
            len({entry.key for entry in entries}) == len(entries)
            and len(set(facts)) == len(facts)
            and dossier.derived.keys().isdisjoint(facts)
        )
        return Outline(entries, is_regular)

    # -- the whole

    @property
    def is_loaded(self) -> bool:
        return "loaded" in self.__dict__

    @cached_property
    def loaded(self) -> Loaded:
        references, faults = self._bibliography()
        records = self._all_records()
        dossier = Dossier(
            references,
            records.records,
            records.measures,
            records.derived,
            records.questions,
            records.actors,
            records.ties,
        )
        return Loaded(dossier, (*faults, *records.findings))

    @property
    def _bibliography_key(self) -> bytes:
        return self.memory.key("bibliography", self.config.bibliography, *(one.digest for one in self._bibliographies))

    def _bibliography(self) -> tuple[Mapping[str, Reference], Sequence[Finding]]:
        from etraces_cite.cache.pieces import keep_pieces, recall_pieces

        key = self._bibliography_key
        known = self.memory.recall_one(key, Bibliography)
        kept = recall_pieces(self.memory, key, known.pieces, Reference) if known else None
        if known and kept is not None:
            return kept, known.findings
        references, findings = self._read_bibliography()
        if self.memory.is_kept:
            self.memory.keep(key, Bibliography(tuple(findings), keep_pieces(self.memory, key, references)))
        return references, findings

    def _read_bibliography(self) -> tuple[Mapping[str, Reference], Sequence[Finding]]:
        from etraces_cite.parse.bib import parse_bibliography

        for file in self._bibliographies:
            return parse_bibliography(text_of(file, self.memory.stamps), file.display)
        return {}, ()

    def _all_records(self) -> Records:
        from etraces_cite.parse.records import gathered, parse_records

        if self.memory.is_kept:
            together = gathered([self._filed(file, known) for file, known in self._known_records(self._records)])
            if together is not None:
                return together
        found = parse_records(self.config.root / self.config.records, self.config.relative)
        if self.memory.is_kept:
            for file in self._records:
                self.memory.stamps.content(file.path, file.digest)
        return found

    def _known_records(self, files: Iterable[SourceFile]) -> Iterable[tuple[SourceFile, Filed | None]]:
        """Return files of the records, each with what it holds, where that is known."""
        from etraces_cite.parse.records import Filed

        keys = {file: self.memory.key("record", file.display, file.digest) for file in files}
        known = self.memory.recall(keys.values(), Filed)
        return [(file, known.get(key)) for file, key in keys.items()]

    def _filed(self, file: SourceFile, known: Filed | None) -> Filed:
        from etraces_cite.parse.records import parse_record_file

        if known is not None:
            return known
        text = text_of(file, self.memory.stamps)
        filed = parse_record_file(Path(file.path).name, file.display, text)
        self.memory.keep(self.memory.key("record", file.display, file.digest), filed)
        return filed

    # -- a part

    def part(self, keys: Iterable[str], common: Common) -> Dossier | None:
        """Return the entries and records of some sources; None where the whole must be asked.

        :param keys: keys of sources; one that the bibliography does not have is answered with the nearest of all.
        """
        from etraces_cite.cache.pieces import recall_names

        wanted = frozenset(keys)
        known = self.memory.recall_one(self._bibliography_key, Bibliography)
        if known is None or not self.outline.is_regular:
            return None
        references = recall_names(self.memory, self._bibliography_key, known.pieces, wanted, Reference)
        if references is None or references.keys() != wanted:
            return None
        displays = {entry.display for entry in self.outline.entries if entry.key in wanted}
        filed = [filed for _, filed in self._known_records(file for file in self._records if file.display in displays)]
        if None in filed:
            return None
        records = tuple(record for one in filed if one is not None for record in one.records)
        return Dossier(references, records, common.measures)


def _entry(record: Record, digest: bytes) -> Entry:
    facts = tuple(fact.id for fact in record.facts)
    return Entry(
        record.reference, record.path, digest, record.capture, facts, len(record.facts) + len(record.quotations)
    )
