"""The Typst compiler called: fonts, standards, time, and its errors told in terms of the pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typst
from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from typst import PDFStandard

from etraces_cite.locale import msg

__all__ = ["CompileError", "compile_pdf", "explain", "missing_glyphs"]

_PLACE = re.compile(r"┌─ (?P<file>[^\n]+?):(?P<line>\d+):(?P<column>\d+)")
_GLYPH = re.compile(r'the text `"(?P<text>(?:[^"\\]|\\.)+)"` could not be displayed')
_UNICODE = re.compile(r"\\u\{([0-9a-f]+)\}")


class CompileError(SphinxError):
    """Typst refused the document."""

    category = "dossierpdf"


def compile_pdf(
    source: Path, *, root: Path, fonts: Sequence[Path], standards: Sequence[PDFStandard], timestamp: int
) -> tuple[bytes, list[str]]:
    """The PDF of *source*, and the compiler's warnings. Raises typst.TypstError."""
    pdf, warnings = typst.compile_with_warnings(
        source,
        root=root,
        font_paths=list(fonts),
        ignore_system_fonts=True,  # the same PDF on every machine
        format="pdf",
        pdf_standards=list(standards),
        timestamp=timestamp,
    )
    return pdf, [warning.message for warning in warnings]


def missing_glyphs(error: typst.TypstError) -> set[str]:
    """The characters that no font at hand can show, if that is what the error is about; else an empty set."""
    if "could not be displayed" not in error.message:
        return set()
    texts = (
        _UNICODE.sub(lambda found: chr(int(found[1], 16)), match["text"]) for match in _GLYPH.finditer(error.diagnostic)
    )
    return {char for text in texts for char in text if not char.isascii()}


def explain(error: typst.TypstError, source: Path) -> str:
    """One message: what Typst says, the line of the .typ file, and the page that line was made from."""
    parts = [error.message, *(f"({hint})" for hint in error.hints)]
    places = [match for match in _PLACE.finditer(error.diagnostic) if Path(match["file"]).name == source.name]
    if places:  # an error inside elements.typ names the calls that led to it: the first in our file is the page's
        line = int(places[0]["line"])
        page = _page(source.read_text(encoding="utf-8").split("\n"), line)
        parts += [f"— {source.name}:{line}", str(msg("(made from {page})", page=page)) if page else ""]
    return " ".join(part for part in parts if part)


def _page(lines: list[str], line: int) -> str:
    """The last source comment before a line (1-based); every literal stands on one line, so a comment is a comment."""
    for candidate in reversed(lines[:line]):
        if candidate.startswith("// "):
            return candidate.removeprefix("// ")
    return ""
