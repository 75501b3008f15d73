"""``capture add``: a source is received, read, compared with its record, and only then stored."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from etraces_cite.capture.addresses import is_address, without_tracking
from etraces_cite.capture.record_file import with_capture, write_record
from etraces_cite.capture.shelves import Described, Project, quotations_of
from etraces_cite.errors import SourceError
from etraces_cite.evidence.fetch import Exchange, Limits, fetch
from etraces_cite.evidence.files import replace_file
from etraces_cite.evidence.locate import CaptureText
from etraces_cite.evidence.store import digest_of
from etraces_cite.evidence.text import Extracted, extract, media_type_of
from etraces_cite.evidence.timestamp import timestamp
from etraces_cite.evidence.wacz import wacz
from etraces_cite.evidence.warc import warc
from etraces_cite.extract.figures import read
from etraces_cite.locale import Message, msg
from etraces_cite.match.quotations import unreadable_facts
from etraces_cite.model import Capture, Dossier, Fact, Located, LocatedStatus, Record, Reference

__all__ = ["Added", "Listener", "Options", "Refused", "Unresolved", "add", "unresolved_in"]


class Listener(Protocol):
    """Is told what goes on while a source is added."""

    def say(self, message: Message) -> None:
        """Hear what is done: what is left out of an address, each redirect."""

    def received(self, count: int, total: int | None) -> None:
        """Hear how many bytes are here, of how many where that is known."""


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen when a source is added."""

    today: datetime.date
    charset: str | None = None
    replace: bool = False
    """True to put another version in the place of the one that the record describes."""
    archives: tuple[str, ...] = ()
    warc: Path | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A quotation that the source does not hold, or not once."""

    id: str
    exact: str
    located: Located
    fault: Message | None = None
    """Where the words are there: why they do not carry the fact."""
    surroundings: tuple[str, ...] = ()
    """Where they are there more than once: each place with some words on either side."""


@dataclass(frozen=True, slots=True)
class Added:
    """A source that was stored."""

    key: str
    capture: Capture
    quotations: int
    """How many of them were found."""
    offers: tuple[tuple[str, str], ...]
    """Fields that the bibliography lacks and the source has: name and value."""
    is_new: bool
    """False where the same bytes and text were described already."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A source of which nothing was stored."""

    key: str
    unresolved: tuple[Unresolved, ...] = ()
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class _Received:
    data: bytes
    name: str
    content_type: str | None = None
    address: str | None = None
    exchanges: tuple[Exchange, ...] = ()


def add(project: Project, key: str, source: str, options: Options, listener: Listener) -> Added | Refused:
    """Take in the source ``key`` from a file or an address.

    :param listener: is told what goes on.
    :raises EtracesError: where the source cannot be had or read; nothing is stored then, as with :class:`Refused`.
    """
    reference, record = project.reference(key), project.record(key)
    received = _received(source, options, listener)
    media_type = media_type_of(received.data, name=received.name, header=received.content_type)
    extracted, unresolved = _best(extract(received.data, media_type, charset=options.charset), record)
    if unresolved:
        return Refused(key, unresolved)
    old = record.capture if record else None
    capture = _capture(received, extracted, options, old)
    if old and old.sha256 != capture.sha256 and not options.replace:
        return Refused(key, reason=_other_version(old, capture))
    seen = project.record_text(record)
    with_capture(seen or "", capture)  # a record that cannot be edited is known before anything is stored
    token = _token(received.data, project.config.timestamps, old, capture, options.limits)
    if token:
        capture = replace(capture, timestamp_sha256=digest_of(token))
    if options.warc and received.exchanges:
        replace_file(options.warc, _archive(options.warc, received.exchanges))
    with project.store.writing() as writer:
        for data in filter(None, (received.data, extracted.text.encode(), token)):
            writer.put(data)
        if capture != old:
            write_record(project.record_path(key), capture, key=key, seen=seen)
    found = len(list(quotations_of(record))) if record else 0
    return Added(key, capture, found, tuple(_offers(reference, extracted, capture)), capture != old)


def _archive(path: Path, exchanges: Iterable[Exchange]) -> bytes:
    """Return the exchange in the format that the name of the file says: WACZ for ``.wacz``, WARC for any other."""
    data = warc(exchanges)
    return wacz(data) if path.suffix.lower() == ".wacz" else data


def _received(source: str, options: Options, listener: Listener) -> _Received:
    if not is_address(source):
        path = Path(source)
        try:
            return _Received(path.read_bytes(), path.name)
        except OSError as error:
            raise SourceError(msg("cannot be read: {reason}", reason=error.strerror), where=source) from error
    address, dropped = without_tracking(source)
    if dropped:
        listener.say(msg("left out of the address: {parameters}", parameters=" ".join(dropped)))
    listener.say(msg("asking for {address}", address=address))
    fetched = fetch(address, options.limits, watch=listener.received)
    for exchange in fetched.exchanges[:-1]:
        listener.say(
            msg(
                "{status} {reason}: it is at {address}",
                status=exchange.status,
                reason=exchange.reason,
                address=exchange.location,
            )
        )
    if fetched.robots:
        listener.say(msg("the server asks of programs: {wish}; keep this copy to yourself", wish=fetched.robots))
    final, _ = without_tracking(fetched.address)
    return _Received(fetched.data, final.rpartition("/")[2], fetched.content_type, final, fetched.exchanges)


def _best(candidates: Iterable[Extracted], record: Record | None) -> tuple[Extracted, tuple[Unresolved, ...]]:
    """Return the first text that holds every quotation, else the one that holds most of them, and what it lacks."""
    best: tuple[Extracted, tuple[Unresolved, ...]] | None = None
    for extracted in candidates:
        unresolved = unresolved_in(CaptureText(extracted.text), record)
        if best is None or len(unresolved) < len(best[1]):
            best = extracted, unresolved
        if not unresolved:
            break
    assert best is not None  # extracting yields a text, or raises
    return best


def unresolved_in(text: CaptureText, record: Record | None) -> tuple[Unresolved, ...]:
    """Return the quotations of a record that a text does not hold just once, or that do not carry their fact there."""
    if record is None:
        return ()
    located = {described.id: _located(text, described) for described in quotations_of(record)}
    faults = _unread(record, located)
    exact = {described.id: described.quotation.exact for described in quotations_of(record)}
    return tuple(
        Unresolved(name, exact[name], where, faults.get(name), tuple(map(text.around, where.places)))
        for name, where in located.items()
        if where.status is not LocatedStatus.FOUND or name in faults
    )


def _located(text: CaptureText, described: Described) -> Located:
    quotation = described.quotation
    return text.locate(quotation.exact, quotation.prefix, quotation.suffix)


def _unread(record: Record, located: dict[str, Located]) -> dict[str, Message]:
    """Return the facts whose value is not read in the source's own words, and why."""
    facts = tuple(_as_in_source(fact, located[fact.id]) for fact in record.facts)
    findings = unreadable_facts(Dossier(records=(replace(record, facts=facts),)), read)
    return {name: finding.message for finding in findings for name in finding.facts}


def _as_in_source(fact: Fact, located: Located) -> Fact:
    if located.status is not LocatedStatus.FOUND:
        return fact
    return replace(fact, quotation=replace(fact.quotation, exact=located.places[0].text))


def _capture(received: _Received, extracted: Extracted, options: Options, old: Capture | None) -> Capture:
    made = Capture(
        sha256=digest_of(received.data),
        text_sha256=digest_of(extracted.text.encode()),
        extractor=extracted.extractor,
        media_type=str(extracted.media_type),
        captured=options.today,
        archives=tuple(dict.fromkeys([*(old.archives if old else ()), *options.archives])),
        address=received.address,
    )
    if old is None or old.sha256 != made.sha256:
        return made
    # the same bytes again: what the record says of when and whence they came stays
    return replace(
        made, captured=old.captured, address=old.address or made.address, timestamp_sha256=old.timestamp_sha256
    )


def _other_version(old: Capture, new: Capture) -> Message:
    return msg(
        "the record describes other bytes ({old}) than these ({new}): --replace puts these in their place",
        old=old.sha256[:8],
        new=new.sha256[:8],
    )


def _token(data: bytes, authority: str, old: Capture | None, new: Capture, limits: Limits) -> bytes | None:
    if not authority or (old and old.sha256 == new.sha256 and old.timestamp_sha256):
        return None
    return timestamp(data, authority, limits)


def _offers(reference: Reference, extracted: Extracted, capture: Capture) -> Iterable[tuple[str, str]]:
    """Yield the fields that the source could give to its entry in the bibliography."""
    described, fields = extracted.described, reference.fields
    if described.title and "title" not in fields:
        yield "title", described.title
    if described.author and not reference.authors:
        yield "author", described.author
    if described.date and "date" not in fields and "year" not in fields:
        yield "date", described.date
    if capture.address and "urldate" not in fields and "url" in fields:
        yield "urldate", capture.captured.isoformat()
    if capture.address and "url" not in fields:
        yield "url", capture.address
