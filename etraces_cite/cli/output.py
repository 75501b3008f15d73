"""What every command shares: its configuration, its output, its exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from etraces_cite.config import Config

__all__ = ["FOUND", "OK", "config_of", "write"]

OK, FOUND = 0, 1


def config_of(arguments: Namespace) -> Config:
    """Return the configuration of the project that is named, else of the one around the current folder."""
    from pathlib import Path

    from etraces_cite.config import find_root, load

    return load(Path(arguments.root) if arguments.root else find_root(Path.cwd()))


def write(lines: Iterable[str], *, machine: bool = False) -> None:
    """Write lines on standard output; what programs read is UTF-8 whatever the locale is."""
    import io

    if machine and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.writelines(f"{line}\n" for line in lines)
