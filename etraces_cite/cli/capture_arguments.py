"""What the capture commands take."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from etraces_cite.cli import capture_commands as commands
from etraces_cite.locale import translate

if TYPE_CHECKING:
    Group = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 -- argparse gives it no public name

__all__ = ["add_capture", "add_captures_option"]


def add_capture(group: Group) -> argparse.ArgumentParser:
    """Add ``capture`` and its own commands."""
    summary = translate("keep copies of the sources, and compare them")
    command = group.add_parser("capture", help=summary, description=summary)
    inner = command.add_subparsers(required=True, dest="capture_command", metavar=translate("COMMAND"))
    for add in (_add, _status, _check, _remove, _export, _import):
        add_captures_option(add(inner))
    return command


def add_captures_option(command: argparse.ArgumentParser) -> None:
    """Add the option that names the store."""
    text = translate("the folder of the stored copies; by default that of the configuration")
    command.add_argument("--captures", metavar=translate("DIR"), help=text)


def _add(group: Group) -> argparse.ArgumentParser:
    summary = translate("store a source, where every quotation of its record is found in it")
    command = group.add_parser("add", help=summary, description=summary)
    command.set_defaults(run=commands.add)
    command.add_argument("key", metavar=translate("KEY"), help=translate("its key in the bibliography"))
    command.add_argument("source", metavar=translate("FILE|URL"), help=translate("where it is"))
    command.add_argument("--charset", metavar=translate("NAME"), help=translate("the encoding of its characters"))
    command.add_argument(
        "--replace", action="store_true", help=translate("put it in the place of the version that the record describes")
    )
    archive = translate("the address of a public archive of it; may be repeated")
    command.add_argument("--archive", metavar="URL", action="append", default=[], help=archive)
    command.add_argument(
        "--warc",
        metavar=translate("FILE"),
        help=translate(
            "write the exchange with the server as a web archive too: a WARC, or a WACZ where the name ends so"
        ),
    )
    _fetching(command)
    return command


def _status(group: Group) -> argparse.ArgumentParser:
    summary = translate("say which sources have a copy here, and whether it is whole")
    command = group.add_parser("status", help=summary, description=summary)
    command.set_defaults(run=commands.status)
    _keys(command)
    _format(command)
    return command


def _check(group: Group) -> argparse.ArgumentParser:
    summary = translate("read the copies again, and compare them with the records")
    command = group.add_parser("check", help=summary, description=summary)
    command.set_defaults(run=commands.check)
    _keys(command)
    command.add_argument(
        "--fetch", action="store_true", help=translate("compare with what stands at their addresses now")
    )
    _fetching(command)
    _format(command)
    return command


def _remove(group: Group) -> argparse.ArgumentParser:
    summary = translate("delete the copy of a source; its digest, the day and the reason stay")
    command = group.add_parser("remove", help=summary, description=summary)
    command.set_defaults(run=commands.remove)
    command.add_argument("key", metavar=translate("KEY"), help=translate("its key in the bibliography"))
    command.add_argument("--reason", metavar=translate("TEXT"), required=True, help=translate("why; it is kept"))
    return command


def _export(group: Group) -> argparse.ArgumentParser:
    summary = translate("write copies to a tar, for somebody who may have them")
    command = group.add_parser("export", help=summary, description=summary)
    command.set_defaults(run=commands.export)
    command.add_argument("file", metavar=translate("FILE"), help=translate("the tar to write"))
    _keys(command)
    return command


def _import(group: Group) -> argparse.ArgumentParser:
    summary = translate("take in copies from a tar, where they are what the records describe")
    command = group.add_parser("import", help=summary, description=summary)
    command.set_defaults(run=commands.take_in)
    command.add_argument("file", metavar=translate("FILE"), help=translate("the tar to read"))
    return command


def _keys(command: argparse.ArgumentParser) -> None:
    text = translate("keys of sources; by default all that have a record")
    command.add_argument("keys", nargs="*", metavar=translate("KEY"), help=text)


def _fetching(command: argparse.ArgumentParser) -> None:
    seconds = translate("how long to wait for a source; {seconds} by default").format(seconds=60)
    command.add_argument("--seconds", metavar=translate("NUMBER"), type=float, default=60.0, help=seconds)
    text = translate("allow addresses of this machine and of the local network")
    command.add_argument("--allow-private", action="store_true", help=text)


def _format(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help=translate("how to write the result")
    )
