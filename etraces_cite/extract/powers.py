"""Powers and scientific notation: ``10^6``, ``10⁶``, ``1,5 × 10^6``, ``6,02e23``."""

from __future__ import annotations

import re
from fractions import Fraction

from etraces_cite.patterns import regex

__all__ = ["SIGNS", "power"]

SIGNS = frozenset("^e×x*·.⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
"""What the first character after the digits is, spaces left out, where a power may follow."""

_RAISED = r"(?:\^ ?(?P<{0}>[+-]?[0-9]{{1,2}})(?![0-9]|[.,][0-9])|(?P<{0}_small>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}))"
_TIMES_TEN = regex(rf" ?[×x*·.] ?10{_RAISED.format('raised')}|e(?P<e>[+-]?[0-9]{{1,3}})(?![^\W_]|[.,][0-9])")
_SELF = regex(r"\^ ?(?P<raised>[+-]?[0-9]{1,2})(?![0-9]|[.,][0-9])")
_OF_TEN = regex(_RAISED.format("raised"))
_SMALL = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def power(low: str, end: int, base: Fraction) -> tuple[Fraction, Fraction, int] | None:
    """Return the value of digits with their power, what they were multiplied by, and where it ends.

    A small raised digit is a power after 10 alone: elsewhere it calls a note.
    """
    match = _TIMES_TEN.match(low, end)
    if match is not None:
        factor = Fraction(10) ** _exponent(match)
        return base * factor, factor, match.end()
    match = (_OF_TEN if base == 10 else _SELF).match(low, end)
    if match is None or not base:
        return None
    value = base ** _exponent(match)
    return value, Fraction(1), match.end()


def _exponent(match: re.Match[str]) -> int:
    written = next(group for group in match.groups() if group is not None)
    return int(written.translate(_SMALL))
