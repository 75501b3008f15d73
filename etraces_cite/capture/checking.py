"""``capture check``: is the source still what the record says, here and where it came from?"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etraces_cite.capture.adding import Unresolved, unresolved_in
from etraces_cite.capture.addresses import without_tracking
from etraces_cite.capture.shelves import Project, quotations_of, state_reason
from etraces_cite.errors import EtracesError
from etraces_cite.evidence.charset import MediaType
from etraces_cite.evidence.fetch import FetchError, GoneError, Limits, fetch
from etraces_cite.evidence.fragment import passage_address
from etraces_cite.evidence.locate import CaptureText
from etraces_cite.evidence.store import ObjectState, digest_of
from etraces_cite.evidence.text import Extracted, extract, extract_again, media_type_of
from etraces_cite.locale import Message, msg
from etraces_cite.model import Capture, CaptureState, Located, LocatedStatus, Record

__all__ = ["Checked", "Outcome", "ThenNow", "check"]


class Outcome(enum.StrEnum):
    """What became of a source since it was captured."""

    UNCHANGED = "unchanged"
    RE_ENCODED = "re-encoded"
    """Other bytes or other typography, the same words."""
    DRIFTED = "drifted"
    """Other words."""
    GONE = "gone"
    UNREACHABLE = "unreachable"
    CORRUPT = "corrupt"
    ABSENT = "absent"
    REMOVED = "removed"
    UNDESCRIBED = "undescribed"


FAULTS = frozenset({Outcome.DRIFTED, Outcome.GONE, Outcome.UNREACHABLE, Outcome.CORRUPT})
_AS_STATE = {
    CaptureState.ABSENT: Outcome.ABSENT,
    CaptureState.REMOVED: Outcome.REMOVED,
    CaptureState.CORRUPT: Outcome.CORRUPT,
}


@dataclass(frozen=True, slots=True)
class ThenNow:
    """A quotation in the text that was stored, and in the text as it is now."""

    id: str
    exact: str
    then: Located | None
    """None where the stored text is not here."""
    now: Located
    address: str | None
    """The address of the passage, highlighted by browsers."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of one source found out."""

    key: str
    outcome: Outcome
    quotations: tuple[ThenNow, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    """Quotations of the record that the text, as it is now, does not carry."""
    reason: Message | None = None

    @property
    def is_fault(self) -> bool:
        return self.outcome in FAULTS or bool(self.unresolved)


def check(project: Project, keys: Sequence[str] = (), *, limits: Limits | None = None) -> Iterator[Checked]:
    """Yield what became of each source, in the order of the keys.

    :param limits: to ask for each source again where it came from; None to read the stored bytes again only.
    """
    for record in project.chosen(keys):
        capture = record.capture
        if capture is None:
            yield Checked(record.reference, Outcome.UNDESCRIBED)
        elif (outcome := _AS_STATE.get(project.shelf.state_of(capture))) and (
            limits is None or outcome is Outcome.REMOVED
        ):
            yield Checked(record.reference, outcome, reason=state_reason(project, record))
        else:
            yield _checked(project, record, capture, limits)


def _checked(project: Project, record: Record, capture: Capture, limits: Limits | None) -> Checked:
    key, address = record.reference, _address(project, record)
    try:
        if limits is None:
            data = project.store.read(capture.sha256)
            now = extract_again(data, MediaType.parse(capture.media_type), capture.extractor)
        elif address is None:
            return Checked(
                key, Outcome.UNREACHABLE, reason=msg("neither the record nor the bibliography has its address")
            )
        else:
            data, now = _fetched(address, capture, limits)
    except GoneError as error:
        return Checked(key, Outcome.GONE, reason=error.message)
    except FetchError as error:
        return Checked(key, Outcome.UNREACHABLE, reason=error.message)
    except EtracesError as error:  # bytes that are not the ones that were stored, or that nothing reads
        return Checked(key, Outcome.DRIFTED if limits else Outcome.CORRUPT, reason=error.message)
    text, stored = CaptureText(now.text), _stored(project, capture)
    return Checked(
        key,
        _compared(capture, now, text, stored),
        tuple(_then_now(record, stored, text, address)),
        unresolved_in(text, record),
    )


def _address(project: Project, record: Record) -> str | None:
    if record.capture and record.capture.address:
        return record.capture.address
    reference = project.references.get(record.reference)
    url = reference.fields.get("url") if reference else None
    return without_tracking(url)[0] if url else None


def _fetched(address: str, capture: Capture, limits: Limits) -> tuple[bytes, Extracted]:
    """Return the source as it is now, read by the reader of the capture where that can read it."""
    fetched = fetch(address, limits)
    media_type = media_type_of(fetched.data, name=fetched.address, header=fetched.content_type)
    name = capture.extractor.partition(" ")[0]
    texts = list(extract(fetched.data, media_type))
    return fetched.data, next((text for text in texts if text.extractor.partition(" ")[0] == name), texts[0])


def _stored(project: Project, capture: Capture) -> CaptureText | None:
    if project.store.state_of(capture.text_sha256) is not ObjectState.PRESENT:
        return None
    return CaptureText(project.store.read(capture.text_sha256).decode())


def _compared(capture: Capture, now: Extracted, text: CaptureText, stored: CaptureText | None) -> Outcome:
    if digest_of(now.text.encode()) == capture.text_sha256:
        return Outcome.UNCHANGED
    is_same = stored is not None and stored.normal.text.split() == text.normal.text.split()
    return Outcome.RE_ENCODED if is_same else Outcome.DRIFTED


def _then_now(record: Record, stored: CaptureText | None, now: CaptureText, address: str | None) -> Iterator[ThenNow]:
    for described in quotations_of(record):
        words = described.quotation
        then = stored.locate(words.exact, words.prefix, words.suffix) if stored else None
        here = now.locate(words.exact, words.prefix, words.suffix)
        shown = here.places[0].text if here.status is LocatedStatus.FOUND else words.exact
        link = passage_address(address, shown, words.prefix, words.suffix) if address else None
        yield ThenNow(described.id, words.exact, then, here, link)
