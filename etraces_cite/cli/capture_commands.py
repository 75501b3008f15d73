"""The capture commands: arguments → capture → report → exit status."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from etraces_cite.cli.output import FOUND, OK, config_of, write
from etraces_cite.locale import msg, translate, translate_count

if TYPE_CHECKING:
    import datetime
    from argparse import Namespace
    from collections.abc import Iterator

    from etraces_cite.capture import Checked, Holding, Project
    from etraces_cite.evidence.fetch import Limits

__all__ = ["add", "check", "export", "remove", "status", "take_in"]


def add(arguments: Namespace) -> int:
    """Store a source."""
    from pathlib import Path

    from etraces_cite.capture import Options, Refused
    from etraces_cite.capture import add as add_source
    from etraces_cite.cli.capture_report import added_lines, refused_lines
    from etraces_cite.cli.progress import Progress

    options = Options(
        today=_today(),
        charset=arguments.charset,
        replace=arguments.replace,
        archives=tuple(arguments.archive),
        warc=Path(arguments.warc) if arguments.warc else None,
        limits=_limits(arguments),
    )
    project = _project(arguments)
    with Progress(sys.stderr) as progress:
        result = add_source(project, arguments.key, arguments.source, options, progress)
    if isinstance(result, Refused):
        write(refused_lines(result))
        return FOUND
    write(added_lines(result, str(project.record_path(result.key))))
    return OK


def status(arguments: Namespace) -> int:
    """Say what is here of each source; only a copy that is not what it should be is a fault."""
    from etraces_cite.capture import holdings, unnamed
    from etraces_cite.cli.capture_report import status_json, status_lines
    from etraces_cite.cli.progress import Progress
    from etraces_cite.model import CaptureState

    project = _project(arguments)
    with Progress(sys.stderr) as progress:
        found: list[Holding] = list(
            progress.over(
                holdings(project, arguments.keys, today=_today()), len(arguments.keys) or len(project.records)
            )
        )
    stray = [] if arguments.keys else unnamed(project)
    if arguments.format == "json":
        write(status_json(found, stray), machine=True)
    else:
        write(status_lines(found, stray, str(project.store.folder)))
    faults = (CaptureState.CORRUPT, CaptureState.DRIFTED)
    return FOUND if any(holding.state in faults for holding in found) else OK


def check(arguments: Namespace) -> int:
    """Read copies again, here or from where they came."""
    from etraces_cite.capture import check as check_sources
    from etraces_cite.cli.capture_report import check_json, check_lines
    from etraces_cite.cli.progress import Progress

    project = _project(arguments)
    limits = _limits(arguments) if arguments.fetch else None
    with Progress(sys.stderr) as progress:
        checks = check_sources(project, arguments.keys, limits=limits)
        found: list[Checked] = list(progress.over(checks, len(arguments.keys) or len(project.records)))
    write(check_json(found) if arguments.format == "json" else check_lines(found), machine=arguments.format == "json")
    return FOUND if any(checked.is_fault for checked in found) else OK


def remove(arguments: Namespace) -> int:
    """Take a copy down."""
    from etraces_cite.capture import remove as remove_source

    capture, others = remove_source(_project(arguments), arguments.key, arguments.reason, today=_today())
    lines = [msg("{key}: removed; the digest stays ({digest})", key=arguments.key, digest=capture.sha256[:8]).render()]
    if others:
        lines.append(msg("it was also the copy of: {keys}", keys=", ".join(others)).render())
    write(lines)
    return OK


def export(arguments: Namespace) -> int:
    """Write a set of captures."""
    from pathlib import Path

    from etraces_cite.capture import export_set

    held, missing = export_set(_project(arguments), Path(arguments.file), arguments.keys)
    count = translate_count("{count} capture", "{count} captures", len(held))
    write([msg("{count} in {file}", count=count, file=arguments.file).render(), *_not_here(missing)])
    return FOUND if missing and arguments.keys else OK


def _not_here(missing: list[str]) -> Iterator[str]:
    if missing:
        yield msg("not here: {keys}", keys=", ".join(missing)).render()


def take_in(arguments: Namespace) -> int:
    """Take in a set of captures, whole or not at all."""
    from pathlib import Path

    from etraces_cite.capture import import_set

    keys, mismatches = import_set(_project(arguments), Path(arguments.file))
    if mismatches:
        write(msg("{name}: {text}", name=fault.key, text=fault.reason).render() for fault in mismatches)
        write([translate("nothing was taken in")])
        return FOUND
    count = translate_count("{count} capture", "{count} captures", len(keys))
    write([msg("{count} taken in: {keys}", count=count, keys=", ".join(keys)).render()])
    return OK


def _project(arguments: Namespace) -> Project:
    from etraces_cite.capture import Project

    return Project(config_of(arguments), arguments.captures)


def _limits(arguments: Namespace) -> Limits:
    from etraces_cite.evidence.fetch import Limits

    return Limits(allow_private=arguments.allow_private, seconds=arguments.seconds)


def _today() -> datetime.date:
    from etraces_cite.config import today

    return today()
