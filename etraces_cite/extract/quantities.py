"""Quantities: one amount with what it counts, a ratio, a range, or the two ends of a change."""

from __future__ import annotations

from etraces_cite.extract.counting import noun_after
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.parts import Part
from etraces_cite.extract.reading import Read, exact
from etraces_cite.model import Kind, Quantity

__all__ = ["single"]


def single(text: Folded, part: Part, *, alone: bool = False) -> Read:
    """Return the quantity that one part states, with the noun it counts.

    :param alone: leave the words after it to another figure.
    """
    if part.unit is not None:
        return _read(part, part.end, part.unit.kind, part.unit.code)
    if part.amount.is_part:
        return _read(part, part.end, Kind.RATIO, None)
    noun = None if alone else noun_after(text, part.end, singular=-2 < part.value < 2, joint=part.amount.takes_de)
    if noun is None:
        return _read(part, part.end, Kind.NUMBER, None)
    factor = noun.unit.factor
    if factor != 1:
        part = part._replace(value=part.value * factor, quantum=part.quantum * factor)
    return _read(part, noun.end, noun.unit.kind, noun.unit.code)


def _read(part: Part, end: int, kind: Kind, unit: str | None) -> Read:
    value = exact(part.value)
    return Read(
        part.start,
        end,
        kind,
        Quantity(value, value, unit),
        exact(part.quantum),
        part.amount.in_words,
        part.amount.about,
    )
