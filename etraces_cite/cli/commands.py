"""One function a command: it takes the parsed arguments, writes its report and returns the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from etraces_cite.cli.output import FOUND, OK, config_of, write
from etraces_cite.locale import language, msg

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from etraces_cite.check.remembered import Remembered
    from etraces_cite.config import Config
    from etraces_cite.model import Finding, Page, Result
    from etraces_cite.report.readings import Reading
    from etraces_cite.report.text import Layout

__all__ = ["explain", "export", "facts", "figures", "impact", "verify"]

_WHOLE = ("json", "junit")
"""The formats that print each figure."""
WIDTH = 100
"""Cells of a line where the output is no terminal."""


def verify(arguments: Namespace) -> int:
    """Check pages, and report in one of the formats."""
    import time

    from etraces_cite.check import verify as check

    start = time.perf_counter()
    result = check(
        config_of(arguments),
        arguments.paths,
        captures=arguments.captures,
        require_captures=arguments.require_captures,
        cache=not arguments.no_cache,
        jobs=arguments.jobs,
        executor=arguments.executor,
        looked=arguments.echo.looked if arguments.echo else None,
        whole=arguments.format in _WHOLE or arguments.digest,
    )
    seconds, status = time.perf_counter() - start, FOUND if result.has_errors else OK
    report = "\n".join(_REPORTS[arguments.format](result, arguments, seconds))
    write([report], machine=arguments.format != "text")
    if arguments.echo is not None and not arguments.no_cache:
        _keep(arguments, result, report, seconds, status)
    return status


def _keep(arguments: Namespace, result: Remembered, report: str, seconds: float, status: int) -> None:
    """Keep the report to print it again, if the next check can know without the configuration that nothing has changed."""
    from fractions import Fraction

    from etraces_cite.cache.echo import FOLDER
    from etraces_cite.report.text import decimal_text

    folder = config_of(arguments).cache_folder
    watched = result.watched() if folder.name == FOLDER and arguments.root is None else None
    if watched is None or arguments.format == "junit":  # which tells the time of each check in its own place
        return
    before, shown, after = report, "", ""
    if arguments.format == "text":
        before, shown, after = report.rpartition(decimal_text(Fraction(seconds), 2))
    mark = "," if "," in shown else "." if shown else ""
    arguments.echo.keep(str(folder), status, (before, mark, after), watched.names, watched.looked)


def _text(result: Result, arguments: Namespace, seconds: float) -> Iterable[str]:
    from etraces_cite.report.text import text_lines

    return text_lines(result, _layout(), seconds=seconds, notes=arguments.notes, digest=arguments.digest)


def _json(result: Result, _arguments: Namespace, _seconds: float) -> Iterable[str]:
    from etraces_cite.report.json import json_lines

    return json_lines(result)


def _sarif(result: Result, _arguments: Namespace, _seconds: float) -> Iterable[str]:
    from etraces_cite.report.sarif import sarif

    return (sarif(result),)


def _github(result: Result, arguments: Namespace, _seconds: float) -> Iterable[str]:
    from etraces_cite.report.github import github_lines

    return github_lines(result, notes=arguments.notes)


def _junit(result: Result, _arguments: Namespace, seconds: float) -> Iterable[str]:
    from etraces_cite.report.junit import junit

    return (junit(result, seconds),)


_REPORTS = {"text": _text, "json": _json, "sarif": _sarif, "github": _github, "junit": _junit}


def figures(arguments: Namespace) -> int:
    """Show the figures of pages, or of standard input, as they are read; no record is needed."""
    from etraces_cite.report.readings import readings_json, readings_text

    pages = [_standard_input()] if arguments.paths == ["-"] else _pages(arguments)
    readings = (reading for page in pages for reading in _readings(page))
    if arguments.format == "json":
        write(readings_json(readings, paths=len(pages) > 1), machine=True)
    else:
        write(readings_text(readings, _layout()))
    return _report_faults(finding for page in pages for finding in page.findings)


def _pages(arguments: Namespace) -> Sequence[Page]:
    """Return the pages to read: outside a project, those that are named."""
    from pathlib import Path

    from etraces_cite.check import load_pages
    from etraces_cite.config import Config
    from etraces_cite.errors import ConfigError

    try:
        config = config_of(arguments)
    except ConfigError:
        if arguments.root or not arguments.paths:
            raise
        config = Config(root=Path.cwd())
    return load_pages(config, arguments.paths)


def _standard_input() -> Page:
    """Return standard input as a page whose every line is a paragraph."""
    from etraces_cite.errors import SourceError
    from etraces_cite.model import Page, Passage, PassageKind

    try:
        source = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fault = msg("not UTF-8: byte {byte} cannot be read", byte=error.start)
        raise SourceError(fault, where="-", hint=msg("save the file as UTF-8")) from error
    passages, start = [], 0
    for line in source.split("\n"):
        passages.append(Passage(PassageKind.PARAGRAPH, start, line))
        start += len(line) + 1
    return Page("-", source, tuple(passages))


def _readings(page: Page) -> Iterator[Reading]:
    from etraces_cite.extract.figures import read
    from etraces_cite.report.readings import Reading

    context = page.date.low if page.date else None
    for passage in page.passages:
        for figure in read(passage.text, context=context):
            yield Reading(page, passage.start, figure)


def facts(arguments: Namespace) -> int:
    """List the facts of the records and the derived facts."""
    from etraces_cite.check import derived_values, load_dossier
    from etraces_cite.report.facts import facts_csv, facts_json, facts_text

    dossier, findings, _ = load_dossier(config_of(arguments))
    amounts = derived_values(dossier)
    match arguments.format:
        case "json":
            write(facts_json(dossier, amounts), machine=True)
        case "csv":
            write(facts_csv(dossier, amounts), machine=True)
        case _:
            write(facts_text(dossier, amounts, _layout()))
    return _report_faults(findings)


def export(arguments: Namespace) -> int:
    """Write the data package of the dossier; what has an address on a site has none here."""
    from pathlib import Path

    from etraces_cite.check import derived_values, load_dossier
    from etraces_cite.report.datapackage import data_package
    from etraces_cite.report.publication import Publication

    options = config_of(arguments)
    dossier, findings, sources = load_dossier(options)
    about = Publication(options.root.resolve().name, language=language())
    bibliography = sources.get(options.bibliography, "").encode()
    folder = Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in data_package(dossier, derived_values(dossier), about, bibliography, lambda *_: "").items():
        (folder / name).write_bytes(data)
        write([str(folder / name)])
    return _report_faults(findings)


def explain(arguments: Namespace) -> int:
    """Walk the chain of each figure on a line."""
    from etraces_cite.check import derived_values
    from etraces_cite.check import verify as check
    from etraces_cite.report.chain import chain_lines, verdicts_at
    from etraces_cite.report.quoted import quotation_lines, quotations_at

    config = config_of(arguments)
    path, line = _place(arguments.place)
    page = config.relative(_one_page(config, path))
    result = check(config, [path], captures=arguments.captures)
    verdicts, quotations = verdicts_at(result, page, line), quotations_at(result, page, line)
    if not verdicts and not quotations:
        _refuse_line(result, page, line)
    write(chain_lines(result, verdicts, derived_values(result.dossier), _layout()))
    write(quotation_lines(quotations, _layout()))
    return OK


def _place(text: str) -> tuple[str, int]:
    """Return the path and the line of ``PATH:LINE`` or ``PATH:LINE:COLUMN``."""
    import re

    from etraces_cite.errors import ConfigError

    found = re.fullmatch(r"(?P<path>.+?):(?P<line>\d{1,9})(?::\d+)?:?", text)
    if found is None:
        raise ConfigError(msg("not a line of a page"), where=text, hint=msg("write PATH:LINE, as reports print it"))
    return found["path"], int(found["line"])


def _one_page(config: Config, path: str) -> Path:
    from etraces_cite.errors import ConfigError

    pages = config.page_paths([path])
    if len(pages) > 1:
        raise ConfigError(msg("more than one page matches"), where=path, hint=msg("name one Markdown file"))
    return pages[0]


def _refuse_line(result: Result, path: str, line: int) -> None:
    from etraces_cite.errors import ConfigError

    page = next(page for page in result.pages if page.path == path)
    if page.unchecked is not None:
        raise ConfigError(msg("the page is left out of the check: {reason}", reason=page.unchecked), where=path)
    lines = {verdict.span.line for verdict in result.verdicts if verdict.span.path == path}
    near = sorted(sorted(lines, key=lambda other: abs(other - line))[:3])
    hint = msg("the nearest are on: {lines}", lines=", ".join(map(str, near))) if near else None
    raise ConfigError(msg("no figure is read on this line"), where=f"{path}:{line}", hint=hint)


def impact(arguments: Namespace) -> int:
    """List every place that a fact is used."""
    from etraces_cite.check import verify as check
    from etraces_cite.errors import ConfigError
    from etraces_cite.parse.nearest import did_you_mean
    from etraces_cite.report.usages import usage_lines, usages

    result = check(config_of(arguments))
    name, known = arguments.fact, [*result.dossier.facts, *result.dossier.derived]
    if name not in known:
        raise ConfigError(msg("no fact has this identifier"), where=name, hint=did_you_mean(name, known))
    write(usage_lines(list(usages(result, name)), name, _layout()))
    return OK


# -- what the commands share -----------------------------------------------------------


def _layout() -> Layout:
    import os

    from etraces_cite.report.style import Style, wants_colour
    from etraces_cite.report.text import Layout

    width = _terminal_width() if sys.stdout.isatty() else WIDTH
    return Layout(Style(wants_colour(sys.stdout, os.environ)), width)


def _terminal_width() -> int:
    import shutil

    return shutil.get_terminal_size((WIDTH, 0)).columns


def _report_faults(findings: Iterable[Finding]) -> int:
    """Say on standard error what could not be read, so that a list is never silently incomplete."""
    from etraces_cite.codes import Severity
    from etraces_cite.report.excerpt import printable
    from etraces_cite.report.text import place

    faults = [finding for finding in findings if finding.severity is Severity.ERROR]
    for fault in faults:
        sys.stderr.write(f"{place(fault.span)}: [{fault.code}] {printable(fault.message.render())}\n")
    return FOUND if faults else OK
