"""The JSON that other programs read: version 1 of the contract, in English whatever the locale."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import asdict

from etraces_cite.model import Finding, Result, Verdict
from etraces_cite.report.excerpt import end_on_line

__all__ = ["array_lines", "json_lines"]

VERSION = 1


def json_lines(result: Result) -> Iterator[str]:
    """Yield the lines of the document; each figure and each finding is one line, so that two runs can be compared.

    Shape: ``{"version", "summary", "figures": […], "findings": […]}``. ``column`` and ``end_column`` are on ``line``:
    a figure that a line break cuts ends with its first line.
    """
    sources = {page.path: page.source for page in result.pages} | dict(result.sources)
    summary = asdict(result.summary) | {"coverage": float(result.summary.coverage)}
    yield "{"
    yield f'"version": {VERSION},'
    yield f'"summary": {_dump(summary)},'
    yield '"figures":'
    yield from array_lines((_figure(verdict, sources) for verdict in result.verdicts), end=",")
    yield '"findings":'
    yield from array_lines(_finding(finding, sources) for finding in result.findings)
    yield "}"


def array_lines(items: Iterable[Mapping[str, object]], end: str = "") -> Iterator[str]:
    """Yield the lines of a JSON array with one object a line."""
    yield "["
    previous = None
    for item in items:
        if previous is not None:
            yield f"{previous},"
        previous = _dump(item)
    if previous is not None:
        yield previous
    yield f"]{end}"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _figure(verdict: Verdict, sources: Mapping[str, str]) -> Mapping[str, object]:
    return {
        "path": verdict.span.path,
        "line": verdict.span.line,
        "column": verdict.span.column,
        "end_column": end_on_line(sources, verdict.span),
        "text": verdict.figure.text,
        "outcome": verdict.outcome.value,
        "facts": list(verdict.facts),
    }


def _finding(finding: Finding, sources: Mapping[str, str]) -> Mapping[str, object]:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "path": finding.span.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "end_column": end_on_line(sources, finding.span),
        "text": finding.text,
        "message": finding.message.render("en"),
        "hint": finding.hint.render("en") if finding.hint is not None else None,
        "facts": list(finding.facts),
    }
