"""Where pages are judged: here, in processes of this machine, or in any executor; the answers come in the order of the pages.

A worker is sent the text of pages and, once, the dossier. What a worker loses, by dying or because it cannot reach the captures, is
done here: nothing is lost, and nothing is counted twice, since each page has one answer.
"""

from __future__ import annotations

import collections
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import ExitStack
from typing import Any

from etraces_cite.check.grounds import Grounds, Made, Sent, judged
from etraces_cite.errors import ConfigError
from etraces_cite.evidence.store import StoreError
from etraces_cite.locale import msg

__all__ = ["judge_all"]

AT_ONCE = 25
"""Pages that a worker is sent together."""
WAITING = 32
"""Such parcels that are on their way at the same time: what bounds memory."""
DASK = "dask://"
PATIENCE = 10
"""Seconds that a cluster has to answer."""


def judge_parcel(grounds: Grounds, parcel: Sequence[Sent], *, whole: bool) -> list[Made]:
    """Judge some pages; this is what a worker does."""
    return [judged(grounds, sent, whole=whole) for sent in parcel]


def judge_all(grounds: Grounds, pages: Iterable[Sent], where: Executor | str | int, *, whole: bool) -> Iterator[Made]:
    """Yield what becomes of each page, in their order.

    :param where: how many processes, an executor, or the address of a Dask cluster.
    :param whole: as :func:`made` has it.
    :raises ConfigError: for an address that is no cluster's.
    """
    if where == 1:
        for sent in pages:
            yield judged(grounds, sent, whole=whole)
        return
    with ExitStack() as stack:
        work = functools.partial(judge_parcel, whole=whole)
        parcels = _in_parcels(pages, _place(where, grounds, stack, work), functools.partial(work, grounds))
        yield from itertools.chain.from_iterable(parcels)


Answer = Any
"""What an executor gives for a parcel: ``result()`` has its pages judged."""
Work = Callable[[Grounds, list[Sent]], list[Made]]
Submit = Callable[[list[Sent]], Answer]


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
    waiting: collections.deque[tuple[list[Sent], Answer | None]] = collections.deque()
    remaining = iter(pages)
    while parcel := list(itertools.islice(remaining, AT_ONCE)):
        waiting.append((parcel, _submitted(submit, parcel)))
        if len(waiting) >= WAITING:
            yield _answer(*waiting.popleft(), here)
    while waiting:
        yield _answer(*waiting.popleft(), here)


def _submitted(submit: Submit, parcel: list[Sent]) -> Answer | None:
    try:
        return submit(parcel)
    except BrokenExecutor:
        return None


def _answer(parcel: list[Sent], answer: Answer | None, here: Callable[[list[Sent]], list[Made]]) -> list[Made]:
    if answer is not None:
        try:
            found: list[Made] = answer.result()
            return found
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
