"""The right half of the chain: quotation ↔ capture ↔ digest.

What is looked into, the shelf of the captures, is given by the caller: it is the only thing here that reads files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from etraces_cite.codes import Code, severity
from etraces_cite.locale import Message, msg
from etraces_cite.model import (
    Capture,
    CaptureState,
    Dossier,
    Finding,
    Located,
    LocatedStatus,
    Quotation,
    Record,
    Span,
)

__all__ = ["Shelf", "SourceWords", "capture_findings", "locate_quotations", "quotation_findings"]


class SourceWords(Protocol):
    """The text of a source, ready for searches."""

    @property
    def original(self) -> str:
        """The text as it is."""

    def locate(self, exact: str, prefix: str = "", suffix: str = "") -> Located:
        """Return where a quotation stands, verbatim but for typography, bounded by whole words and figures."""

    def locate_in_order(self, parts: Sequence[str]) -> Located:
        """Return where the parts of a quotation stand, one after the other, or what is most like the first that is missing."""

    def find_in_order(self, parts: Sequence[str]) -> Located | None:
        """Return where the parts of a quotation stand, one after the other; None where they do not."""


class Shelf(Protocol):
    """The captures of this machine."""

    def state_of(self, capture: Capture | None) -> CaptureState:
        """Return what is here of a capture."""

    def text_of(self, capture: Capture | None) -> SourceWords | None:
        """Return the text of a capture that is here, whole; None for any other."""

    def ready(self, text: str) -> SourceWords:
        """Return any text ready for searches."""

    def corrupt_of(self, capture: Capture) -> list[str]:
        """Return the paths of its objects whose bytes are not those of their digest."""


def locate_quotations(dossier: Dossier, shelf: Shelf) -> Mapping[str, Located]:
    """Return where each quotation stands in its source, by the identifier of its fact or its own; none of a capture not here."""
    return {
        name: text.locate(quotation.exact, quotation.prefix, quotation.suffix)
        for record in dossier.records
        if (text := shelf.text_of(record.capture)) is not None
        for name, quotation, _ in _quotations(record)
    }


def _quotations(record: Record) -> Iterator[tuple[str, Quotation, Span]]:
    for fact in record.facts:
        yield fact.id, fact.quotation, fact.quotation_span or fact.span
    for name, quotation in record.quotations.items():
        yield name, quotation, quotation.span or _span(record)


def _span(record: Record) -> Span:
    return record.span or Span(record.path, 1, 1, 1, 1)


def quotation_findings(dossier: Dossier, located: Mapping[str, Located]) -> Iterator[Finding]:
    """Report the quotations that are not in their source, or not just once.

    Bad: quotation = "10 840 caméras" (source: « 10 480 caméras »)
    Good: quotation = "10 480 caméras"
    """
    for record in dossier.records:
        for name, quotation, span in _quotations(record):
            where = located.get(name)
            if where is None or where.status is LocatedStatus.FOUND:
                continue
            code = Code.QUOTATION_MISSING if where.status is LocatedStatus.MISSING else Code.QUOTATION_AMBIGUOUS
            facts = (name,) if name in dossier.facts else ()
            message, hint = _missing(where) if code is Code.QUOTATION_MISSING else _ambiguous(where)
            yield Finding(code, severity(code), span, quotation.exact, message, hint, facts)


def _missing(where: Located) -> tuple[Message, Message]:
    message = msg("these words are not in the stored copy of the source")
    if where.nearest is None:
        return message, msg("nothing in it is like them: is it the right source?")
    return message, msg("the source has: {passage}", passage=where.nearest.marked)


def _ambiguous(where: Located) -> tuple[Message, Message]:
    if where.is_elsewhere:
        message = msg("these words are in the source, but not between this prefix and this suffix")
        return message, msg("copy the words that stand just before and just after them")
    message = msg("these words are {count} times in the source", count=len(where.places))
    return message, msg("give a prefix or a suffix: the words just before or just after")


def capture_findings(dossier: Dossier, shelf: Shelf, *, required: bool) -> Iterator[Finding]:
    """Report the captures that are not what their record says, and, where they are required, those that are not here.

    Bad: an object of the store with one byte changed.
    Good: bytes and text under their own digests.
    """
    for record in dossier.records:
        state = shelf.state_of(record.capture)
        if state is CaptureState.CORRUPT and record.capture:
            paths = ", ".join(shelf.corrupt_of(record.capture))
            message = msg("the stored copy of {key} is corrupt: {paths}", key=record.reference, paths=paths)
            yield _finding(
                Code.CAPTURE_CORRUPT, record, message, msg("delete the file, then add or import the capture again")
            )
        elif state is CaptureState.DRIFTED:
            message = msg(
                "the bytes of {key} are here, but not the text that the record describes", key=record.reference
            )
            yield _finding(
                Code.CAPTURE_DRIFTED, record, message, msg("etraces-cite capture check {key}", key=record.reference)
            )
        elif required and state is not CaptureState.PRESENT:
            yield _absent(record, state)


def _absent(record: Record, state: CaptureState) -> Finding:
    key = record.reference
    messages = {
        CaptureState.ABSENT: msg("the capture of {key} is not on this machine", key=key),
        CaptureState.UNDESCRIBED: msg("the record of {key} describes no capture", key=key),
        CaptureState.REMOVED: msg("the capture of {key} was taken down", key=key),
    }
    return _finding(
        Code.CAPTURE_ABSENT, record, messages[state], msg("etraces-cite capture add {key} FILE|URL", key=key)
    )


def _finding(code: Code, record: Record, message: Message, hint: Message) -> Finding:
    return Finding(code, severity(code), _span(record), record.reference, message, hint)
