"""The command line: arguments → check → report → exit status.

0: no error; 1: findings of severity error; 2: a configuration or arguments that cannot be used, said in one message.
Imports are late, because a hook runs at each commit: what a command does not need is not loaded.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from etraces_cite.cache.echo import Echo

__all__ = ["main"]

NAME = "etraces-cite"
UNUSABLE = 2
INTERRUPTED, PIPE_CLOSED = 130, 141  # 128 + the number of the signal, as shells say it


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status; argparse exits by itself with 2, or with 0 after ``--help``."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments == ["--version"]:  # before anything is loaded
        from etraces_cite import __version__

        sys.stdout.write(f"{NAME} {__version__}\n")
        return 0
    _prepare(sys.stdout, sys.stderr)
    with _without_collector():
        if argv is None and arguments[:1] == ["verify"]:  # as a program of its own: nothing in it has chosen a language
            return _run(lambda: _repeated(arguments, time.time_ns()))
        return _run(lambda: _command(arguments, None))


def _repeated(arguments: Sequence[str], start: int) -> int:
    """Print the report of an earlier check if it would come out again, else check."""
    from etraces_cite.cache.echo import Echo
    from etraces_cite.cli.output import write

    echo = Echo(arguments, start)
    heard = echo.heard()
    if heard is None:
        return _command(arguments, echo)
    status, report, is_machine = heard
    write([report], machine=is_machine)
    return status


def _command(arguments: Sequence[str], echo: Echo | None) -> int:
    from etraces_cite.cli.arguments import parser

    parsed = parser(NAME, arguments[0] if arguments else "").parse_args(arguments)
    parsed.echo = echo
    status: int = parsed.run(parsed)
    return status


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let nobody look for cycles: what a command loads and reads holds none, and to search it again and again takes a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _run(command: Callable[[], int]) -> int:
    from etraces_cite.errors import EtracesError

    try:
        status = command()
        sys.stdout.flush()
    except EtracesError as error:
        return _unusable(error.render())
    except BrokenPipeError:
        _drop_output()
        return PIPE_CLOSED
    except OSError as error:
        return _unusable(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _unusable(message: str) -> int:
    from etraces_cite.report.excerpt import printable

    sys.stderr.write(f"{NAME}: {printable(message)}\n")
    return UNUSABLE


def _prepare(*streams: object) -> None:
    """Let no character of a report stop it: an ASCII stream becomes UTF-8, others replace what they lack."""
    import codecs
    import io

    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="replace")


def _drop_output() -> None:
    """Send what is left to nowhere, so that Python does not complain of the closed pipe when it ends."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
