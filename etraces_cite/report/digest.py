"""The digest of a check: two people who have checked the same pages against the same facts can tell by eight characters."""

from __future__ import annotations

from collections.abc import Iterable

from etraces_cite.model import Result, Verdict

__all__ = ["check_digest", "short_digest"]

SHORT = 8


def check_digest(result: Result) -> str:
    """Return the sha-256 of the verdicts as canonical JSON (RFC 8785 for what they hold: sorted keys, no spaces, UTF-8).

    It depends on the pages and the records alone: neither on the machine and the captures that it has, nor on the day.
    """
    import hashlib
    import json

    rows = [_row(verdict) for verdict in result.verdicts]
    canonical = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def short_digest(digest: str) -> str:
    """Return the first characters of a digest, in groups that people compare by eye: « 8c02 41d7 »."""
    return " ".join(_grouped(digest[:SHORT]))


def _grouped(text: str) -> Iterable[str]:
    return (text[place : place + 4] for place in range(0, len(text), 4))


def _row(verdict: Verdict) -> dict[str, object]:
    span = verdict.span
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "text": verdict.figure.text,
        "outcome": verdict.outcome.value,
        "facts": list(verdict.facts),
        "references": list(verdict.by_reference),
    }
