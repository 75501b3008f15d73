"""All that a page is judged by, and the judging of one page."""

from __future__ import annotations

import collections
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from etraces_cite.cache.codec import decode, encode
from etraces_cite.cache.store import key_of
from etraces_cite.check.former import Seen, Tally
from etraces_cite.check.survey import Common, seen_of
from etraces_cite.evidence.locate import CaptureText, short_text
from etraces_cite.evidence.store import Store
from etraces_cite.match.captures import Shelf
from etraces_cite.match.claims import Claims
from etraces_cite.match.names import NamePattern, name_pattern
from etraces_cite.model import Capture, CaptureState, Dossier, Page, QuotationOutcome

__all__ = ["Grounds", "Made", "Sent", "judged", "made", "parsed", "with_source"]

AT_ONCE = 25
"""Texts of captures that a worker holds."""


class Sent(Struct, frozen=True):
    """A page to be judged: its text, or what was made of it before."""

    display: str
    source: str
    page: bytes | None = None


class Made(Struct, frozen=True):
    """What became of a page: what it asks of the dossier, its counts, and, where they are wanted, the page and its verdicts as bytes."""

    seen: Seen
    tally: Tally
    page: bytes | None = None
    judged: bytes | None = None


class Grounds(Struct, frozen=True, dict=True):
    """All that a page is judged by. Pickled, it is its own bytes and their digest, so that a worker makes it once."""

    dossier: Dossier
    """The whole, or with ``common`` the sources of some pages."""
    names: tuple[str, ...]
    present: frozenset[str]
    """The texts of captures that are here, by SHA-256."""
    folder: str
    """The store."""
    near: Shelf | None = None
    """The captures as this machine has read them; it stays here."""
    common: Common | None = None
    """What comes from the whole dossier, where it is known."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _grounds, (self._digest, self._packed)

    @cached_property
    def _packed(self) -> bytes:
        return encode([self.dossier, self.names, sorted(self.present), self.folder, self.common])

    @cached_property
    def _digest(self) -> bytes:
        return key_of(self._packed)

    @cached_property
    def claims(self) -> Claims:
        return Claims(self.dossier, self.common.shared if self.common else None)

    @cached_property
    def pattern(self) -> NamePattern:
        if self.common is None:
            return name_pattern(self.dossier.references, self.names)
        return re.compile(self.common.pattern) if self.common.pattern is not None else None

    @cached_property
    def shelf(self) -> Shelf:
        return self.near or _FarShelf(Store(Path(self.folder)), self.present)


_last: dict[bytes, Grounds] = {}


def _grounds(digest: bytes, packed: bytes) -> Grounds:
    """Return the grounds with a digest: those of the last parcel, which nearly always are the same."""
    if digest not in _last:
        kinds = tuple[Dossier, tuple[str, ...], tuple[str, ...], str, Common | None]
        dossier, names, present, folder, common = decode(packed, kinds)
        _last.clear()
        _last[digest] = Grounds(dossier, names, frozenset(present), folder, common=common)
    return _last[digest]


class _FarShelf:
    """The captures as the machine that asks has them: a worker believes what it was told, and reads the texts alone."""

    def __init__(self, store: Store, present: frozenset[str]) -> None:
        self._store, self._present = store, present
        self._texts: dict[str, CaptureText] = {}

    def state_of(self, capture: Capture | None) -> CaptureState:
        is_here = capture is not None and capture.text_sha256 in self._present
        return CaptureState.PRESENT if is_here else CaptureState.ABSENT

    def text_of(self, capture: Capture | None) -> CaptureText | None:
        """Return a text that is present.

        :raises StoreError: where this machine cannot read it.
        """
        if capture is None or self.state_of(capture) is not CaptureState.PRESENT:
            return None
        digest = capture.text_sha256
        if digest not in self._texts:
            if len(self._texts) >= AT_ONCE:
                self._texts.clear()
            self._texts[digest] = CaptureText(self._store.read(digest).decode("utf-8"))
        return self._texts[digest]

    def ready(self, text: str) -> CaptureText:
        return short_text(text)

    def corrupt_of(self, capture: Capture) -> list[str]:
        raise AssertionError(f"the one who asks looks for damage, not a worker: {capture.sha256}")


def judged(grounds: Grounds, sent: Sent, *, whole: bool) -> Made:
    """Judge a page that was sent."""
    return made(grounds, parsed(sent), whole=whole)


def parsed(sent: Sent) -> Page:
    """Return the page that was sent."""
    if sent.page is not None:
        return with_source(decode(sent.page, Page), sent.source)
    from etraces_cite.parse.prose import parse_text

    return parse_text(sent.source, sent.display, root=Path())


def made(grounds: Grounds, page: Page, *, whole: bool) -> Made:
    """Judge a page.

    :param whole: True to have the page and its verdicts too: they take time to pack, and room.
    """
    from etraces_cite.check.order import judge

    answer = judge(page, grounds.claims, grounds.pattern, grounds.shelf)
    outcomes = collections.Counter(verdict.outcome.value for verdict in answer.verdicts)
    unchecked = sum(quotation.outcome is QuotationOutcome.UNCHECKED for quotation in answer.quoted)
    tally = Tally(outcomes, len(answer.quoted), unchecked, (*page.findings, *answer.findings))
    seen = seen_of(page)
    return Made(seen, tally, encode(with_source(page, "")), encode(answer)) if whole else Made(seen, tally)


def with_source(page: Page, source: str) -> Page:
    """Return a page with its text; what is kept of it has none, since the file is there."""
    return replace(page, source=source)
