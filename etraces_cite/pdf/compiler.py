"""The Typst compiler called: fonts, standards, time, and its errors told in terms of the pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import typst
from sphinx.errors import SphinxError

__all__ = ["CompileError", "compile_pdf", "missing_glyphs"]

_PLACE = re.compile(r"┌─ (?P<file>[^\n]+?):(?P<line>\d+):(?P<column>\d+)")
_GLYPH = re.compile(r'the text `"(?P<text>(?:[^"\\]|\\.)+)"` could not be displayed')
_UNICODE = re.compile(r"\\u\{([0-9a-f]+)\}")


class CompileError(SphinxError):
    """Typst refused the document."""

    category = "dossierpdf"


def compile_pdf(
    source: Path, *, root: Path, fonts: Sequence[Path], standards: Sequence[str], timestamp: int
) -> tuple[bytes, list[str]]:
    """The PDF of *source*, and the compiler's warnings. Raises typst.TypstError."""
    pdf, warnings = typst.compile_with_warnings(
        str(source),
        root=str(root),
        font_paths=[str(path) for path in fonts],
        ignore_system_fonts=True,  # the same PDF on every machine
        format="pdf",
        pdf_standards=list(standards),  # type: ignore[arg-type]
        timestamp=timestamp,
    )
    assert isinstance(pdf, bytes)
    return pdf, [warning.message for warning in warnings]


def missing_glyphs(error: typst.TypstError) -> set[str]:
    """The characters that no font at hand can show, if that is what the error is about; else an empty set."""
    if "could not be displayed" not in error.message:
        return set()
    texts = (_UNICODE.sub(lambda found: chr(int(found[1], 16)), match["text"]) for match in _GLYPH.finditer(error.diagnostic))
    return {char for text in texts for char in text if not char.isascii()}


def explain(error: typst.TypstError, source: Path) -> str:
    """One message: what Typst says, the line of the .typ file, and the page that line was made from."""
    place = _PLACE.search(error.diagnostic)
    parts = [error.message, *(f"({hint})" for hint in error.hints)]
    if place is None:
        return " ".join(parts)
    line = int(place["line"])
    parts.append(f"— {place['file']}:{line}")
    if Path(place["file"]).name == source.name:
        page = _page(source.read_text(encoding="utf-8").split("\n"), line)
        if page:
            parts.append(f"(made from {page})")
    return " ".join(parts)


def _page(lines: list[str], line: int) -> str:
    """The last source comment before a line (1-based); every literal stands on one line, so a comment is a comment."""
    for candidate in reversed(lines[:line]):
        if candidate.startswith("// "):
            return candidate.removeprefix("// ")
    return ""
