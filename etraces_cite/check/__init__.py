"""The whole check. Its order is in :mod:`etraces_cite.check.order`; here is what others call, loaded when it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    from etraces_cite.cache.stamps import Look
    from etraces_cite.check.order import (
        check_page,
        check_quotations,
        dossier_findings,
        load_dossier,
        load_pages,
    )
    from etraces_cite.check.remembered import Remembered
    from etraces_cite.config import Config
    from etraces_cite.match.derived import derived_values

__all__ = [
    "check_page", "check_quotations", "derived_values", "dossier_findings", "load_dossier", "load_pages", "verify",
]  # fmt: skip


def verify(  # noqa: PLR0913 -- four of them say where the work is done, and all but the first have defaults
    config: Config,
    paths: Sequence[str] = (),
    *,
    captures: str | None = None,
    require_captures: bool = False,
    cache: bool = False,
    jobs: int = 1,
    executor: Executor | str | None = None,
    whole: bool = True,
    looked: Mapping[str, Look] | None = None,
) -> Remembered:
    """Check pages against the dossier, and the dossier against the captures that are here.

    The result does not depend on ``cache``, ``jobs`` and ``executor``, which say where the work is done.

    :param paths: files, folders or patterns; by default the configured pages.
    :param captures: the folder of the stored copies; by default the configured one.
    :param require_captures: True to report each source that has no copy here.
    :param cache: True to remember, in the configured folder, what does not change between two checks.
    :param jobs: how many processes share the pages.
    :param executor: what shares the pages instead: an executor, or the address of a Dask cluster, ``dask://HOST:PORT``.
    :param whole: False where only the counts and the findings are wanted; pages and verdicts are then made again for who asks.
    :param looked: what was seen of some files just before; they are not looked at again.
    :raises EtracesError: where nothing can be checked: no page, a file that cannot be read.
    """
    from etraces_cite.cache.memory import Memory
    from etraces_cite.check.whole import Question, answer

    memory = Memory(config.cache_folder if cache else None, config.root, looked)
    return answer(Question(config, tuple(paths), captures, require_captures, whole), memory, executor or jobs)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from etraces_cite.check import order
    from etraces_cite.match import derived

    return getattr(derived if name == "derived_values" else order, name)
