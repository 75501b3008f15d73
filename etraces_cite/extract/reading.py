"""What the readers hand on: a value where it is written, in the offsets of the folded text."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from etraces_cite.model import Kind, Value

__all__ = ["Read"]


@dataclass(frozen=True, slots=True)
class Read:
    """A figure before its hedge is looked for."""

    start: int
    end: int
    kind: Kind
    value: Value
    quantum: Fraction | None = None
    in_words: bool = False
    about: bool = False
    """True for an approximate noun, which is a hedge of its own."""
    is_relative: bool = False
