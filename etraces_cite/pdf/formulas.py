"""LaTeX formulas as Typst ones, where the optional package ``tylax`` is installed."""

from __future__ import annotations

import re
from collections.abc import Iterable

import typst

from etraces_cite.pdf.escape import literal

__all__ = ["convert"]

_CODE = re.compile(r'[#"`@]|//|/\*')
"""What would be read as code, text, a reference or a comment inside a Typst formula."""


def convert(formulas: Iterable[str]) -> dict[str, str]:
    """Each formula that can be converted, with its Typst source; the others are left out.

    Each result was compiled once. It is evaluated from a string literal, in mathematics mode, without access to files.
    """
    try:
        from tylax import latex_to_typst  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return {}
    converted: dict[str, str] = {}
    for latex in dict.fromkeys(formulas):
        if _CODE.search(latex):
            continue
        try:
            result = str(latex_to_typst(latex)).strip()
            _compile(result)
        except (ValueError, RuntimeError):
            continue
        converted[latex] = result
    return converted


def _compile(formula: str) -> None:
    """Raise typst.TypstError if the formula does not compile."""
    typst.compile(f'#eval({literal(formula)}, mode: "math")'.encode(), ignore_system_fonts=True, format="svg")
