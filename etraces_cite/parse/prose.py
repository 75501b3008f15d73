"""Pages of prose: MyST Markdown as passages, each at its exact place, with the sources that it cites.

What is read, and what is not, is a table in :mod:`etraces_cite.parse.directives` and :mod:`etraces_cite.parse.roles`;
what cannot be read is a finding.
"""

from __future__ import annotations

from pathlib import Path

from etraces_cite.model import Page
from etraces_cite.parse.blocks import Scope
from etraces_cite.parse.page_reader import PageReader
from etraces_cite.parse.source import SourceText, read_source
from etraces_cite.parse.walk import read

__all__ = ["parse_page", "parse_text"]


def parse_page(path: Path, display: str, *, root: Path) -> Page:
    """Return the page in a file, with the pages that it includes.

    :param display: the path as reports print it.
    :param root: the project root; the paths of included files are printed relative to it.
    :raises SourceError: where the file is missing or not UTF-8.
    """
    return _read_page(read_source(path, display), path, display, root)


def parse_text(source: str, display: str, *, root: Path) -> Page:
    """Return the page that a text is, as if it stood in ``root / display``."""
    return _read_page(source, root / display, display, root)


def _read_page(source: str, path: Path, display: str, root: Path) -> Page:
    reader = PageReader(SourceText(display, source), path, root)
    read(reader, reader.text.text, 0, Scope())
    return reader.page()
