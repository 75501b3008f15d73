"""Colour on a terminal, and only there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

__all__ = ["PLAIN", "Style", "wants_colour"]

_CODES: Mapping[str, str] = {
    "error": "1;31",
    "warning": "1;33",
    "note": "1;36",
    "good": "32",
    "bold": "1",
    "faint": "2",
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a report marks its words; never by colour alone."""

    colour: bool = False

    def paint(self, text: str, name: str) -> str:
        """Return ``text`` in the colour called ``name`` (SGR, ECMA-48 § 8.3.117), or unchanged without colour."""
        return f"\x1b[{_CODES[name]}m{text}\x1b[0m" if self.colour and text else text


PLAIN = Style()


def wants_colour(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Say whether ``stream`` takes colour: a terminal does, unless NO_COLOR; FORCE_COLOR does anywhere (Python's own order)."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return environ.get("TERM") != "dumb" and stream.isatty()
