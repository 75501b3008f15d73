"""What each command takes; the texts are in the reader's language, and so are those of argparse."""

from __future__ import annotations

import argparse
import gettext
from typing import TYPE_CHECKING

from etraces_cite import __version__
from etraces_cite.cli import commands
from etraces_cite.cli.capture_arguments import add_capture, add_captures_option
from etraces_cite.locale import CATALOGUES, language, translate

if TYPE_CHECKING:
    from collections.abc import Callable

    Group = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 -- argparse gives it no public name

__all__ = ["parser"]


def parser(name: str, command: str = "") -> argparse.ArgumentParser:
    """Return the parser of the whole command line; parsing sets ``run``, the function of the command.

    :param command: the first argument; where it is a command, nothing need be known of the others.
    """
    if language() == "fr":  # argparse asks gettext's current domain for its own sentences
        gettext.bindtextdomain("argparse", CATALOGUES)
        gettext.textdomain("argparse")
    whole = argparse.ArgumentParser(
        prog=name, description=translate("Check every figure of a dossier against the record of its source.")
    )
    whole.add_argument(
        "--version", action="version", version=f"{name} {__version__}", help=translate("print the version")
    )
    _add_root(whole, None)
    group = whole.add_subparsers(required=True, dest="command", metavar=translate("COMMAND"))
    commands_by_name: dict[str, Callable[[Group], argparse.ArgumentParser]] = {
        "verify": _add_verify,
        "figures": _add_figures,
        "facts": _add_facts,
        "export": _add_export,
        "explain": _add_explain,
        "impact": _add_impact,
        "capture": add_capture,
    }
    for add in [commands_by_name[command]] if command in commands_by_name else commands_by_name.values():
        _add_root(add(group), argparse.SUPPRESS)
    return whole


def _add_verify(group: Group) -> argparse.ArgumentParser:
    summary = translate("check the figures of pages")
    command = group.add_parser("verify", help=summary, description=summary)
    command.set_defaults(run=commands.verify)
    _add_paths(command, translate("pages, folders or patterns; by default the pages of the configuration"))
    _add_format(command, "text", "json", "sarif", "github", "junit")
    command.add_argument("--notes", action="store_true", help=translate("show the notes too, not only their number"))
    command.add_argument(
        "--digest",
        action="store_true",
        help=translate("print the digest of the check, by which two people can compare theirs"),
    )
    add_captures_option(command)
    required = translate("report each source that has no stored copy here")
    command.add_argument("--require-captures", action="store_true", help=required)
    _add_where(command)
    return command


def _add_where(command: argparse.ArgumentParser) -> None:
    """Add the options that say where the work is done; the report is the same."""
    command.add_argument("--no-cache", action="store_true", help=translate("check everything again"))
    processes = translate("how many processes share the pages (1)")
    command.add_argument("--jobs", type=_count, default=1, metavar=translate("N"), help=processes)
    cluster = translate("a Dask cluster that shares the pages: dask://HOST:PORT")
    command.add_argument("--executor", metavar=translate("ADDRESS"), help=cluster)


def _count(text: str) -> int:
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError(translate("a number of processes, 1 or more, is expected"))


def _add_figures(group: Group) -> argparse.ArgumentParser:
    summary = translate("show the figures of a text as they are read")
    command = group.add_parser("figures", help=summary, description=summary)
    command.set_defaults(run=commands.figures)
    _add_paths(command, translate("pages, or - for plain text on standard input, where a line is a paragraph"))
    _add_format(command, "text", "json")
    return command


def _add_facts(group: Group) -> argparse.ArgumentParser:
    summary = translate("list the facts and the derived facts")
    command = group.add_parser("facts", help=summary, description=summary)
    command.set_defaults(run=commands.facts)
    _add_format(command, "text", "json", "csv")
    return command


def _add_export(group: Group) -> argparse.ArgumentParser:
    summary = translate("write all facts, sources and references as files for other programs")
    command = group.add_parser("export", help=summary, description=summary)
    command.set_defaults(run=commands.export)
    text = translate("the folder to write into; files of the same names are replaced")
    command.add_argument("folder", metavar=translate("DIR"), help=text)
    return command


def _add_explain(group: Group) -> argparse.ArgumentParser:
    summary = translate("walk the chain of each figure on a line")
    command = group.add_parser("explain", help=summary, description=summary)
    command.set_defaults(run=commands.explain)
    text = translate("a line of a page, as reports print it")
    command.add_argument("place", metavar=translate("PATH:LINE"), help=text)
    add_captures_option(command)
    return command


def _add_impact(group: Group) -> argparse.ArgumentParser:
    summary = translate("list every place that a fact is used")
    command = group.add_parser("impact", help=summary, description=summary)
    command.set_defaults(run=commands.impact)
    text = translate("the identifier of a fact or a derived fact")
    command.add_argument("fact", metavar=translate("FACT"), help=text)
    return command


def _add_root(command: argparse.ArgumentParser, default: str | None) -> None:
    text = translate("the project's folder; by default the nearest one above that holds a project")
    command.add_argument("--root", metavar=translate("DIR"), default=default, help=text)


def _add_paths(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("paths", nargs="*", metavar=translate("PATH"), help=text)


def _add_format(command: argparse.ArgumentParser, *formats: str) -> None:
    command.add_argument("--format", choices=formats, default="text", help=translate("how to write the result"))
