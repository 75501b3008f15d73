"""Ratios that are one word: ``la moitié``, ``le tiers``, ``a doublé``."""

from __future__ import annotations

import re
from fractions import Fraction

from etraces_cite.extract.lexicon import MULTIPLES, trie
from etraces_cite.extract.quantities import Read
from etraces_cite.model import Kind, Quantity

__all__ = ["ratio_word"]

_HALF = re.compile(r"moiti[ée](?![^\W_]| prix| moins| plus|-)")
_HALF_BEFORE = re.compile(r"(?:^|[^\w])(la|de|pour|d'une|une|une bonne|l'autre|par) {1,3}$")
_PART = re.compile(r"(?:le|au) (tiers|quart|double|triple) (?=d[e'u])")
_PARTS = {"tiers": Fraction(1, 3), "quart": Fraction(1, 4), "double": Fraction(2), "triple": Fraction(3)}
_MULTIPLE = re.compile(rf"({trie(MULTIPLES)})(?:e|s|es)?(?![^\W_])")
_AUXILIARY = re.compile(r"(?:a|ont|avait|avaient|aura|auront|aurait|auraient|ait|aient|ayant|été|est|sont|presque|plus que|quasiment|quasi|ainsi|pratiquement|même|déjà|avoir) {1,3}$")


def ratio_word(low: str, start: int) -> Read | None:
    """Read the ratio that one word states, its article included."""
    if (half := _HALF.match(low, start)) is not None:
        before = _HALF_BEFORE.search(low[max(0, start - 12) : start])
        if before is None:
            return None
        begin = start - (len(before[0]) - (before.start(1) - before.start())) if before[1] in ("la", "une") else start
        return _read(begin, half.end(), Fraction(1, 2), None)
    if (part := _PART.match(low, start)) is not None:
        value = _PARTS[part[1]]
        return _read(start + part.start(1) - part.start(), part.end() - 1, value, "fois" if value > 1 else None)
    multiple = _MULTIPLE.match(low, start)
    if multiple is not None and _AUXILIARY.search(low[max(0, start - 24) : start]):
        return _read(start, multiple.end(), Fraction(MULTIPLES[multiple[1]]), "fois")
    return None


def _read(start: int, end: int, value: Fraction, unit: str | None) -> Read:
    return Read(start, end, Kind.RATIO, Quantity(value, value, unit), Fraction(1), True)
