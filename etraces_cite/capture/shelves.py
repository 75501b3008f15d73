"""The project as the capture commands see it, and what this machine holds of each source."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from etraces_cite.config import Config
from etraces_cite.errors import ConfigError, SourceError
from etraces_cite.evidence.shelf import Shelf
from etraces_cite.evidence.store import Store
from etraces_cite.locale import Message, msg
from etraces_cite.model import CaptureState, Finding, Quotation, Record, Reference
from etraces_cite.parse.bib import parse_bibliography
from etraces_cite.parse.nearest import did_you_mean
from etraces_cite.parse.records import parse_records
from etraces_cite.parse.source import read_source

__all__ = ["Described", "Holding", "Project", "holdings", "unnamed"]


@dataclass(frozen=True, slots=True)
class Described:
    """A quotation of a record: the identifier of the fact that it carries, or its own."""

    id: str
    quotation: Quotation


class Project:
    """The references, the records and the store of a project, read once."""

    def __init__(self, config: Config, captures: str | None = None) -> None:
        self.config = config
        self.store = Store(Path(captures) if captures else config.root / config.captures)
        self.shelf = Shelf(self.store)
        path = config.root / config.bibliography
        source = read_source(path, config.bibliography) if path.is_file() else ""
        self.references, _ = parse_bibliography(source, config.bibliography)
        parsed = parse_records(config.root / config.records, config.relative)
        self.records = {record.reference: record for record in parsed.records}
        self._findings: tuple[Finding, ...] = parsed.findings
        self._sources = parsed.sources

    def reference(self, key: str) -> Reference:
        """Return the entry of a key.

        :raises ConfigError: where the bibliography has none.
        """
        if key not in self.references:
            raise ConfigError(
                msg("{key} is not in the bibliography", key=key), where=self.config.bibliography,
                hint=did_you_mean(key, self.references) or msg("add this entry to the bibliography"),
            )  # fmt: skip
        return self.references[key]

    def record(self, key: str) -> Record | None:
        """Return the record of a key, None where there is none.

        :raises SourceError: where it has faults: what cannot be read could not be found in the source either.
        """
        record = self.records.get(key)
        faults = [finding for finding in self._findings if record and finding.span.path == record.path]
        if faults:
            first = faults[0]
            raise SourceError(
                first.message, where=f"{first.span.path}:{first.span.line}", hint=msg("correct the record first")
            )
        return record

    def record_path(self, key: str) -> Path:
        return self.config.root / self.config.records / f"{key}.toml"

    def record_text(self, record: Record | None) -> str | None:
        return self._sources[record.path] if record else None

    def chosen(self, keys: Sequence[str]) -> list[Record]:
        """Return the records of some keys, of all where none is named.

        :raises ConfigError: for a key that has no record.
        """
        for key in keys:
            if key not in self.records:
                raise ConfigError(msg("{key} has no record", key=key), hint=did_you_mean(key, self.records))
        return [self.records[key] for key in keys or sorted(self.records)]


def quotations_of(record: Record) -> Iterator[Described]:
    """Yield every quotation that the source must hold: those of the facts, then those quoted for themselves."""
    yield from (Described(fact.id, fact.quotation) for fact in record.facts)
    yield from (Described(name, quotation) for name, quotation in record.quotations.items())


@dataclass(frozen=True, slots=True)
class Holding:
    """What this machine has of one source."""

    key: str
    state: CaptureState
    sha256: str | None = None
    text_sha256: str | None = None
    extractor: str | None = None
    media_type: str | None = None
    captured: datetime.date | None = None
    age: int | None = None
    """Days since it was captured."""
    is_timestamped: bool = False
    reason: Message | None = None
    """Why a capture that should be here cannot be used."""


def holdings(project: Project, keys: Sequence[str] = (), *, today: datetime.date) -> Iterator[Holding]:
    """Yield what is here of each source that has a record, read and hashed."""
    for record in project.chosen(keys):
        capture, state = record.capture, project.shelf.state_of(record.capture)
        if capture is None:
            yield Holding(record.reference, state)
            continue
        yield Holding(
            key=record.reference,
            state=state,
            sha256=capture.sha256,
            text_sha256=capture.text_sha256,
            extractor=capture.extractor,
            media_type=capture.media_type,
            captured=capture.captured,
            age=(today - capture.captured).days,
            is_timestamped=capture.timestamp_sha256 is not None,
            reason=state_reason(project, record),
        )


def state_reason(project: Project, record: Record) -> Message | None:
    """Return what is to be said of a capture that is not simply here or absent."""
    capture = record.capture
    if capture is None:
        return None
    match project.shelf.state_of(capture):
        case CaptureState.CORRUPT:
            return msg("corrupt: {paths}", paths=", ".join(project.shelf.corrupt_of(capture)))
        case CaptureState.DRIFTED:
            return msg("the bytes are here, but not the text that the record describes")
        case CaptureState.REMOVED:
            tombstone = project.store.tombstone_of(capture.sha256)
            if tombstone:
                return msg("removed on {day}: {reason}", day=tombstone.removed.isoformat(), reason=tombstone.reason)
            if capture.removed:
                return msg("taken down on {day}, says the record", day=capture.removed.isoformat())
    return None


def unnamed(project: Project) -> list[str]:
    """Return the digests of stored objects that no record names: what an interrupted command left, or a replaced capture."""
    captures = [record.capture for record in project.records.values() if record.capture]
    named = {d for c in captures for d in (c.sha256, c.text_sha256, c.timestamp_sha256) if d}
    return [digest for digest in project.store.digests() if digest not in named]
