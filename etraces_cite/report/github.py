"""Workflow commands that make GitHub show each finding beside its line.

The syntax and its escapes are those of GitHub Actions, *Workflow commands*, and of its toolkit's ``command.ts``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from etraces_cite.codes import Severity
from etraces_cite.model import Finding, Result

__all__ = ["github_lines"]

_COMMANDS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github_lines(result: Result, *, notes: bool = False) -> Iterator[str]:
    """Yield one workflow command for each finding; notes only where they are asked for."""
    for finding in result.findings:
        if notes or finding.severity is not Severity.NOTE:
            yield _command(finding)


def _command(finding: Finding) -> str:
    span = finding.span
    properties: dict[str, object] = {"file": span.path, "line": span.line, "endLine": span.end_line}
    if span.end_line == span.line:  # columns of a span over several lines are refused
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = finding.code.value
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = finding.message.render()
    if finding.hint is not None:
        message += f"\n→ {finding.hint.render()}"
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
