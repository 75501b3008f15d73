"""What wrote a value: the version of this code, of the libraries that it reads with, and of Python."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterator

from etraces_cite.cache.store import key_of

__all__ = ["code_version"]

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIBRARIES = ("markdown_it_py-", "mdit_py_plugins-", "pybtex-", "latexcodec-", "pyyaml-", "msgspec-", "babel-")
"""The beginnings of the folders in which installers note the version of a distribution."""


@functools.cache
def code_version() -> bytes:
    """Return a digest that changes with any source file or catalogue of the package (its size or its time) and any library it reads with."""
    return key_of(sys.version, *_sources(PACKAGE), *_libraries())


def _sources(folder: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.endswith((".py", ".mo")):
            found = entry.stat()
            yield f"{entry.name} {found.st_size} {found.st_mtime_ns}"
        elif entry.is_dir() and not entry.name.startswith(("_", ".")):
            yield f"{entry.name}/"
            yield from _sources(entry.path)


def _libraries() -> Iterator[str]:
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            names = (name.lower() for name in os.listdir(folder))
            yield from sorted(name for name in names if name.startswith(LIBRARIES) and name.endswith("-info"))
