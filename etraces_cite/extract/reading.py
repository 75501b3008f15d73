"""What the readers hand on: a value where it is written, in the offsets of the folded text."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import NamedTuple

from etraces_cite.model import Kind, Value

__all__ = ["Read", "exact"]


@functools.lru_cache(maxsize=4096)
def _whole(number: int) -> Fraction:
    return Fraction(number)


def exact(value: Fraction | int) -> Fraction:
    """Return an amount as a figure keeps it; the readers count in integers, which are compared ten times as fast."""
    return _whole(value) if type(value) is int else value  # type: ignore[return-value]  # Fraction has a slow check of instances


class Read(NamedTuple):
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
    may_hedge: bool = True
    """False where the word before is known to end no hedge."""
