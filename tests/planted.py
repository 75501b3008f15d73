"""Errors planted in every checked figure of the dossiers, one at a time, and how many of them the check names at their place."""

from __future__ import annotations

import collections
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

import planting
from etraces_cite import config
from etraces_cite.check import check_page
from etraces_cite.codes import Severity
from etraces_cite.match.claims import Claims
from etraces_cite.match.names import NamePattern, name_pattern
from etraces_cite.model import Outcome, Page, PassageKind, Quantity, Result, Verdict
from etraces_cite.parse.prose import parse_text

ROOT = Path(__file__).parents[1]
KEPT = (Outcome.VERIFIED, Outcome.ROUNDED)


@dataclass
class Count:
    """What became of the errors, by kind."""

    named: collections.Counter[str] = field(default_factory=collections.Counter)
    planted: collections.Counter[str] = field(default_factory=collections.Counter)
    missed: list[str] = field(default_factory=list)
    """A line for each error that the check let pass: where, what was there, what was put."""

    @property
    def share(self) -> float:
        return self.named.total() / self.planted.total()


def count(result: Result) -> Count:
    """Plant every error in every figure that a check established, and count those that are named."""
    claims = Claims(result.dossier)
    names = name_pattern(result.dossier.references, config.load(ROOT).names)
    pages = {page.path: page for page in result.pages}
    found = Count()
    for verdict in result.verdicts:
        page, span = pages[verdict.span.path], verdict.span
        for planted in _errors(page, verdict):
            found.planted[planted.kind] += 1
            if _is_named(page, planted, claims, names):
                found.named[planted.kind] += 1
            else:
                place = f"{page.path}:{span.line}:{span.column}"
                found.missed.append(f"{place} {planted.kind}: {verdict.figure.text} → {planted.text}")
    return found


def _errors(page: Page, verdict: Verdict) -> list[planting.Planted]:
    if verdict.outcome not in KEPT or verdict.figure.text.startswith("{"):
        return []
    span, value = verdict.span, verdict.figure.value
    start = page.line_starts[span.line - 1] + span.column - 1
    end = page.line_starts[span.end_line - 1] + span.end_column - 1
    unit = value.unit if isinstance(value, Quantity) else None
    return list(planting.errors_in(page.source, start, end, unit, verdict.figure.hedge))


def _is_named(page: Page, planted: planting.Planted, claims: Claims, names: NamePattern) -> bool:
    broken = _around(parse_text(planted.source, page.path, root=ROOT), planted.start)
    for _, findings in check_page(broken, claims, names):
        for finding in findings:
            start = broken.line_starts[finding.span.line - 1] + finding.span.column - 1
            end = broken.line_starts[finding.span.end_line - 1] + finding.span.end_column - 1
            if finding.severity is Severity.ERROR and start < planted.end and planted.start < end:
                return True
    return False


def _around(page: Page, offset: int) -> Page:
    """Return a page with the one passage, or the tables, that an offset is in: the rest cannot change."""
    here = next(p for p in page.passages if p.start <= offset < p.start + len(p.text))
    rows = tuple(p for p in page.passages if p.kind is PassageKind.ROW)
    return replace(page, passages=rows if here.kind is PassageKind.ROW else (here,))
