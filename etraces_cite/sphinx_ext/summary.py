"""The line under the title of a page that says how many of its figures were checked, and when."""

from __future__ import annotations

import datetime
import functools
import os
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.nodes import make_refnode

from etraces_cite.french import format_period, typeset
from etraces_cite.locale import msg, translate_count

from .evidence import Standing
from .nodes import paragraph

if TYPE_CHECKING:
    from .domain import EtracesDomain
    from .marks import Note

__all__ = ["build_date", "summary"]


def build_date() -> datetime.date:
    """Return the day of the build: ``SOURCE_DATE_EPOCH`` (reproducible-builds.org), else today, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = int(epoch) if epoch.isdecimal() else int(time.time())
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).date()


def summary(domain: EtracesDomain, docname: str, notes: Sequence[Note]) -> nodes.paragraph:
    """Return « 48 chiffres, 48 reliés à leur source, 6 contestés. Vérifié le 24 novembre 2026. », a link to the audit of the page."""
    text = _text(_counts(notes), build_date(), domain.env.config.language)
    home = domain.home("audit", docname)
    shown: nodes.Node = nodes.Text(text)
    if home is not None:
        shown = make_refnode(domain.builder, docname, home.docname, home.anchor, nodes.inline("", text))
    return paragraph(shown, classes=["etraces-summary"])


class Counts(NamedTuple):
    """How many figures a page has in all, and of those that a reader is told of."""

    total: int
    waived: int
    failed: int
    disputed: int


def _counts(notes: Sequence[Note]) -> Counts:
    def count(standing: Standing) -> int:
        return sum(len(note.marks) for note in notes if standing in note.evidence.standings)

    total = sum(len(note.marks) for note in notes)
    return Counts(total, count(Standing.WAIVED), count(Standing.FAILED), count(Standing.DISPUTED))


@functools.lru_cache(maxsize=256)  # many pages have as many
def _text(counts: Counts, day: datetime.date, language: str) -> str:
    checked = msg("Checked on {day}.", day=format_period(day, day)).render(language)
    return typeset(f"{', '.join(_said(counts, language))}. {checked}")


def _said(counts: Counts, language: str) -> Iterator[str]:
    total, waived, failed, disputed = counts
    yield translate_count("{count} figure", "{count} figures", total, language)
    linked = total - waived - failed
    yield translate_count("{count} linked to its source", "{count} linked to their source", linked, language)
    if disputed:
        yield translate_count("{count} disputed", "{count} disputed", disputed, language)
    if waived:
        yield translate_count("{count} waived, with its reason", "{count} waived, with their reasons", waived, language)
    if failed:
        yield translate_count("{count} not verified", "{count} not verified", failed, language)
