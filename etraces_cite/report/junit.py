"""JUnit XML, which continuous integration reads: a suite for each file, a case for each figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

from etraces_cite.codes import Severity
from etraces_cite.model import Finding, Outcome, Result, Span, Verdict
from etraces_cite.patterns import regex

__all__ = ["junit"]

_NOT_XML = regex("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 (§ 2.2) cannot hold."""


def junit(result: Result, seconds: float) -> str:
    """Return the document. A figure passes unless an error is on it; an error elsewhere is a case of its own."""
    root = ET.Element("testsuites", name="etraces-cite", time=f"{seconds:.3f}")
    for path, (verdicts, errors) in _by_path(result).items():
        suite = ET.SubElement(root, "testsuite", name=_text(path))
        suite.extend(_cases(path, verdicts, errors))
        _count(suite, [suite])
    _count(root, root)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _by_path(result: Result) -> Mapping[str, tuple[list[Verdict], list[Finding]]]:
    """Return the figures and the errors of each page, then those of the other files."""
    files: dict[str, tuple[list[Verdict], list[Finding]]] = {page.path: ([], []) for page in result.pages}
    for verdict in result.verdicts:
        if verdict.outcome is not Outcome.NOTE:
            files.setdefault(verdict.span.path, ([], []))[0].append(verdict)
    for finding in result.findings:
        if finding.severity is Severity.ERROR:
            files.setdefault(finding.span.path, ([], []))[1].append(finding)
    return files


def _count(element: ET.Element, suites: Iterable[ET.Element]) -> None:
    cases = [case for suite in suites for case in suite.iter("testcase")]
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", "0")
    element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))


def _cases(path: str, verdicts: Iterable[Verdict], errors: Iterable[Finding]) -> Iterator[ET.Element]:
    by_span: dict[Span, list[Finding]] = {}
    for finding in errors:
        by_span.setdefault(finding.span, []).append(finding)
    for verdict in verdicts:
        yield _figure(verdict, by_span.pop(verdict.span, ()))
    for finding in (finding for findings in by_span.values() for finding in findings):
        case = ET.Element("testcase", name=f"{finding.code} {_text(finding.text)}".strip(), classname=_text(path))
        _place(case, path, finding.span.line)
        _fail(case, finding)
        yield case


def _figure(verdict: Verdict, errors: Iterable[Finding]) -> ET.Element:
    path, line, column = verdict.span.path, verdict.span.line, verdict.span.column
    case = ET.Element("testcase", name=f"{line}:{column} {_text(verdict.figure.text)}", classname=_text(path))
    _place(case, path, line)
    for finding in errors:
        _fail(case, finding)
    if verdict.outcome is Outcome.WAIVED:
        ET.SubElement(case, "skipped", message=_text(verdict.reason or ""))
    return case


def _place(case: ET.Element, path: str, line: int) -> None:
    case.set("file", _text(path))
    case.set("line", str(line))


def _fail(case: ET.Element, finding: Finding) -> None:
    failure = ET.SubElement(case, "failure", type=finding.code.value, message=_text(finding.message.render()))
    if finding.hint is not None:
        failure.text = _text(finding.hint.render())


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
