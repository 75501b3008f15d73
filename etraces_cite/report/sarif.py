"""SARIF 2.1.0 (OASIS standard), the exchange format of checkers; its rules are the codes and their docstrings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePath, PurePosixPath
from urllib.parse import quote

from etraces_cite import __version__
from etraces_cite.codes import Code, docstrings, severity
from etraces_cite.locale import language, translate
from etraces_cite.model import Finding, Result, Span

__all__ = ["sarif"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"


def sarif(result: Result) -> str:
    """Return the log of one run. Severities are SARIF's levels; columns count code points, as everywhere here."""
    codes = list(Code)
    run = {
        "tool": {
            "driver": {
                "name": "etraces-cite",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "language": "fr-FR" if language() == "fr" else "en-US",
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in result.findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: Code) -> Mapping[str, object]:
    text = translate(docstrings()[code])
    summary, _, help_text = text.partition("\n\n")
    return {
        "id": code.value,
        "name": "".join(word.capitalize() for word in code.value.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": text},
        "help": {"text": help_text or summary},
        "defaultConfiguration": {"level": severity(code).value},
    }


def _result(finding: Finding, rule: int) -> Mapping[str, object]:
    text = finding.message.render()
    if finding.hint is not None:
        text += f"\n→ {finding.hint.render()}"
    return {
        "ruleId": finding.code.value,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(finding.span, finding.text)}],
        "properties": {"facts": list(finding.facts)},
    }


def _location(span: Span, text: str) -> Mapping[str, object]:
    region: dict[str, object] = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    if text:
        region["snippet"] = {"text": text}
    return {"artifactLocation": _artifact(span.path), "region": region}


def _artifact(path: str) -> Mapping[str, str]:
    """Return where a file is: below the root by a relative reference, elsewhere by its address (RFC 3986)."""
    if PurePosixPath(path).is_absolute() or PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(path), "uriBaseId": ROOT}
