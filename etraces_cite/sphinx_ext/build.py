"""The course of one build: what is read of the dossier before any page, said once all are read, and kept at the end for the next."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from etraces_cite.errors import EtracesError

from .domain import EtracesDomain
from .findings import Said, complained, found, report, unlisted
from .last_build import LastBuild, restored, seen_now
from .sources import Sources, read_sources

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["BIBTEX", "begin", "conclude", "keep", "release"]

BIBTEX = "sphinxcontrib.bibtex"
THRESHOLDS = gc.get_threshold()
COLLECTED = 50_000
"""Objects after which the collector looks for garbage: a page is thousands of nodes, all of which stay until it is written."""


def begin(app: Sphinx, env: BuildEnvironment, *outdated: set[str]) -> Iterable[str]:
    """Read and check the dossier, unless nothing has changed; return the pages that print something of it which has.

    :param outdated: the pages that are new, have changed or are gone.
    :raises ConfigError: where there is no dossier, or it cannot be read.
    """
    gc.set_threshold(COLLECTED, *THRESHOLDS[1:])
    start, domain = time.time_ns(), EtracesDomain.of(env)
    domain.begin(app.builder, lambda: _read(app))
    domain.former = last = restored(app)
    has_changed = last.changed(app) if last and not app.verbosity else None
    if last and has_changed is not None:
        domain.has_same_dossier = _are_pages(app, has_changed, *outdated)
        if not has_changed and not any(outdated):
            domain.last = last.settled(start)
            return []
    result = domain.sources.result
    domain.seen = seen_now(app, result.watched(), start) if result else None
    gc.freeze()  # the dossier stays until the end: the collector need not walk it again and again while pages come and go
    return list(domain.stale())


def _are_pages(app: Sphinx, names: Iterable[str], added: set[str], changed: set[str], removed: set[str]) -> bool:
    """Return True where nothing has changed but pages that were there before and will be read again."""
    pages = {os.path.realpath(app.env.doc2path(docname)) for docname in changed}
    return not added and not removed and pages.issuperset(map(os.path.realpath, names))


def _read(app: Sphinx) -> Sources:
    root = Path(app.confdir, app.config.etraces_cite_root) if app.config.etraces_cite_root else None
    try:
        return read_sources(root, Path(app.confdir), verify=app.config.etraces_cite_verify)
    except EtracesError as error:
        raise ConfigError(error.render(app.config.language)) from error


def conclude(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Say what is wrong; return the pages whose links or lists have changed although they were not read again."""
    domain = EtracesDomain.of(env)
    repainted: list[str] = []
    if domain.last is None:
        repainted = domain.repainted()
        domain.said = tuple(_said(app, domain))
    report(domain.said if domain.last is None else domain.last.said)
    return repainted


def _said(app: Sphinx, domain: EtracesDomain) -> Iterator[Said]:
    yield from found(domain.env, domain.sources, with_notes=bool(app.verbosity))
    yield from complained(domain.env, domain.sources, domain.ledgers)
    if BIBTEX not in app.extensions and (cited := domain.unlisted()):
        yield unlisted(domain.env, *cited)


def keep(app: Sphinx, exception: Exception | None) -> None:
    """Keep what decides whether the next build would do anything else (the event ``build-finished``, after all others)."""
    domain = EtracesDomain.of(app.env)
    last = domain.last
    if exception:
        return
    if last is None and domain.seen is not None:
        said = tuple(one for one in domain.said if not one.is_note)
        last = LastBuild("", (), domain.seen, said, {}, domain.index)
    if last is not None:
        written = domain.outputs or last.outputs.get(str(app.outdir), ())
        last._replace(outputs={**last.outputs, str(app.outdir): tuple(written)}).keep(app)


def release(*_: object) -> None:
    """Give the dossier back to the collector: another build may follow in the same process."""
    gc.unfreeze()
    gc.set_threshold(*THRESHOLDS)
