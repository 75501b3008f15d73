"""Where pages are judged: here, in processes of this machine, or in any executor; the answers come in the order of the pages.

A worker is sent the text of pages and, once, the dossier. What a worker loses, by dying or because it cannot reach the captures, is
done here: nothing is lost, and nothing is counted twice, since each page has one answer.
"""

from __future__ import annotations

import collections
import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from msgspec.structs import replace

from etraces_cite.cache.codec import decode, encode
from etraces_cite.cache.store import key_of
from etraces_cite.check.former import Seen, Tally
from etraces_cite.check.survey import Common, seen_of
from etraces_cite.errors import ConfigError
from etraces_cite.evidence.locate import CaptureText, short_text
from etraces_cite.evidence.store import Store, StoreError
from etraces_cite.locale import msg
from etraces_cite.match.captures import Shelf
from etraces_cite.match.claims import Claims
from etraces_cite.match.names import NamePattern, name_pattern
from etraces_cite.model import Capture, CaptureState, Dossier, Page, QuotationOutcome

__all__ = ["Grounds", "Made", "Sent", "judge_all", "made", "parsed", "with_source"]

AT_ONCE = 25
"""Pages that a worker is sent together."""
WAITING = 32
"""Such parcels that are on their way at the same time: what bounds memory."""
DASK = "dask://"
PATIENCE = 10
"""Seconds that a cluster has to answer."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A page to be judged: its text, or what was made of it before."""

    display: str
    source: str
    page: bytes | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a page: what it asks of the dossier, its counts, and, where they are wanted, the page and its verdicts as bytes."""

    seen: Seen
    tally: Tally
    page: bytes | None = None
    judged: bytes | None = None


@dataclass(frozen=True)
class Grounds:
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


def judge_parcel(grounds: Grounds, parcel: Sequence[Sent], *, whole: bool) -> list[Made]:
    """Judge some pages; this is what a worker does."""
    return [_judge(grounds, sent, whole=whole) for sent in parcel]


def _judge(grounds: Grounds, sent: Sent, *, whole: bool) -> Made:
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

    judged = judge(page, grounds.claims, grounds.pattern, grounds.shelf)
    outcomes = collections.Counter(verdict.outcome.value for verdict in judged.verdicts)
    unchecked = sum(quotation.outcome is QuotationOutcome.UNCHECKED for quotation in judged.quoted)
    tally = Tally(outcomes, len(judged.quoted), unchecked, (*page.findings, *judged.findings))
    seen = seen_of(page)
    return Made(seen, tally, encode(with_source(page, "")), encode(judged)) if whole else Made(seen, tally)


def with_source(page: Page, source: str) -> Page:
    """Return a page with its text; what is kept of it has none, since the file is there."""
    return replace(page, source=source)


def judge_all(grounds: Grounds, pages: Iterable[Sent], where: Executor | str | int, *, whole: bool) -> Iterator[Made]:
    """Yield what becomes of each page, in their order.

    :param where: how many processes, an executor, or the address of a Dask cluster.
    :param whole: as :func:`made` has it.
    :raises ConfigError: for an address that is no cluster's.
    """
    if where == 1:
        for sent in pages:
            yield _judge(grounds, sent, whole=whole)
        return
    with ExitStack() as stack:
        work = functools.partial(judge_parcel, whole=whole)
        parcels = _in_parcels(pages, _place(where, grounds, stack, work), functools.partial(work, grounds))
        yield from itertools.chain.from_iterable(parcels)


class _Answer(Protocol):
    def result(self) -> list[Made]: ...


Work = Callable[[Grounds, list[Sent]], list[Made]]
Submit = Callable[[list[Sent]], _Answer]


def _place(where: Executor | str | int, grounds: Grounds, stack: ExitStack, work: Work) -> Submit:
    if isinstance(where, str):
        return _dask(where, grounds, stack, work)
    if isinstance(where, int):
        from concurrent.futures import ProcessPoolExecutor

        where = stack.enter_context(ProcessPoolExecutor(where))
    executor = where

    def submit(parcel: list[Sent]) -> Future[list[Made]]:
        return executor.submit(work, grounds, parcel)

    return submit


def _dask(address: str, grounds: Grounds, stack: ExitStack, work: Work) -> Submit:
    """Return what sends a parcel to a cluster; the dossier goes to every worker, once."""
    hint = msg('install "etraces-cite[dask]", and write dask://HOST:PORT, the address of a scheduler that runs')
    if not address.startswith(DASK):
        raise ConfigError(msg("no such executor"), where=address, hint=hint)
    try:
        from distributed import Client

        client: Any = stack.enter_context(Client(f"tcp://{address.removeprefix(DASK)}", timeout=PATIENCE))  # type: ignore[no-untyped-call]
    except (ImportError, OSError, ValueError) as error:
        raise ConfigError(msg("cannot be reached: {reason}", reason=error), where=address, hint=hint) from error
    everywhere = client.scatter(grounds, broadcast=True, hash=False)
    return lambda parcel: client.submit(work, everywhere, parcel, pure=False, retries=3)


def _in_parcels(
    pages: Iterable[Sent], submit: Submit, here: Callable[[list[Sent]], list[Made]]
) -> Iterator[list[Made]]:
    waiting: collections.deque[tuple[list[Sent], _Answer | None]] = collections.deque()
    remaining = iter(pages)
    while parcel := list(itertools.islice(remaining, AT_ONCE)):
        waiting.append((parcel, _submitted(submit, parcel)))
        if len(waiting) >= WAITING:
            yield _answer(*waiting.popleft(), here)
    while waiting:
        yield _answer(*waiting.popleft(), here)


def _submitted(submit: Submit, parcel: list[Sent]) -> _Answer | None:
    try:
        return submit(parcel)
    except BrokenExecutor:
        return None


def _answer(parcel: list[Sent], answer: _Answer | None, here: Callable[[list[Sent]], list[Made]]) -> list[Made]:
    if answer is not None:
        try:
            return answer.result()
        except _lost():
            pass
    return here(parcel)


def _lost() -> tuple[type[Exception], ...]:
    """Return what is raised where a worker, not the work, failed."""
    import sys

    kinds: tuple[type[Exception], ...] = (BrokenExecutor, CancelledError, OSError, StoreError)
    if "distributed" in sys.modules:
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker

        kinds = (*kinds, FutureCancelledError, KilledWorker)
    return kinds
