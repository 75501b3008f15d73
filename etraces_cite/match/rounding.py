"""When a figure agrees with a value: exact without a hedge, an interval with one.

The rules are those of the guide's page on hedges. A hedged figure is a claim about an interval: its precision is the weight
of its last non-zero digit, and the value lies within 10 % of it.
"""

from __future__ import annotations

import enum
from fractions import Fraction

from msgspec import Struct

from etraces_cite.french import Bound

__all__ = ["Agreement", "Amount", "agree", "agree_with_result", "precision", "reach"]

TOLERANCE = Fraction(1, 10)


class Agreement(enum.IntEnum):
    """How a figure stands to a value, the best last."""

    DIFFERENT = 0
    DENIED = 1
    """The values are near, but the hedge says what the value or the source's own hedge denies."""
    BARE = 2
    """The values are the same, and the source hedges where the figure does not."""
    ROUNDED = 3
    SAME = 4

    @property
    def holds(self) -> bool:
        return self >= Agreement.ROUNDED


class Amount(Struct, frozen=True):
    """A quantity to compare: its ends in a common unit, and the claim of its hedge."""

    low: Fraction
    high: Fraction
    bound: Bound | None = None
    quantum: Fraction | None = None
    """The weight of the last digit printed, for a figure."""


def precision(value: Fraction) -> Fraction:
    """Return the weight of the last non-zero decimal digit: 100 for 10 400, 1/10 for 6.9; 1 for zero.

    A number whose decimals never end has no last digit: its precision is the value itself divided by 100.
    """
    if value == 0:
        return Fraction(1)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return abs(value) / 100
    weight = Fraction(1)
    while (value / weight).denominator != 1:
        weight /= 10
    while (value / (weight * 10)).denominator == 1:
        weight *= 10
    return weight


def agree(figure: Amount, fact: Amount) -> Agreement:
    """Compare a figure of prose with a value that a source states."""
    same = (figure.low, figure.high) == (fact.low, fact.high)
    if figure.bound is None:
        if not same:
            return Agreement.DIFFERENT
        return Agreement.BARE if fact.bound else Agreement.SAME
    if not (_is_claimed(figure.low, fact.low, figure.bound) and _is_claimed(figure.high, fact.high, figure.bound)):
        meets = _is_within if figure.bound in (Bound.OVER, Bound.UNDER) else _is_near
        near = meets(figure.low, fact.low) and meets(figure.high, fact.high)
        return Agreement.DENIED if near else Agreement.DIFFERENT
    if _is_denied(figure, fact):
        return Agreement.DENIED
    if figure.bound is fact.bound and not same and not _is_tight(figure, fact):
        return Agreement.DIFFERENT
    return Agreement.SAME if same and figure.bound is fact.bound else Agreement.ROUNDED


def agree_with_result(figure: Amount, result: Amount) -> Agreement:
    """Compare a figure with a computed value: right if it is the correct rounding at its printed precision.

    A value exactly between two roundings may go either way, as usage does.
    """
    if figure.bound is not None:
        agreement = agree(figure, Amount(result.low, result.high))
        if agreement.holds and not _is_tight(figure, result):
            return Agreement.DIFFERENT
        return Agreement.ROUNDED if agreement.holds else agreement
    half = (figure.quantum or Fraction(1)) / 2
    if (figure.low, figure.high) == (result.low, result.high):
        return Agreement.SAME
    rounds = abs(figure.low - result.low) <= half and abs(figure.high - result.high) <= half
    return Agreement.ROUNDED if rounds else Agreement.DIFFERENT


def reach(figure: Amount) -> Fraction:
    """Return how far from a figure, at its lower end, a value may lie that :func:`agree` or :func:`agree_with_result` accepts or denies."""
    half = (figure.quantum or Fraction(1)) / 2
    return half if figure.bound is None else max(half, abs(figure.low) * TOLERANCE)


def _is_claimed(figure: Fraction, value: Fraction, bound: Bound) -> bool:
    if not _is_within(figure, value):
        return False
    if bound is Bound.OVER:
        return value >= figure
    if bound is Bound.UNDER:
        return value <= figure
    return _is_near(figure, value) and (bound is Bound.ABOUT or value <= figure)


def _is_tight(figure: Amount, fact: Amount) -> bool:
    """True where the figure is the value cut at the figure's own precision: « plus de 130 000 » for at least 133 000.

    Asked of computed values, and of those that the source hedges alike: who repeats a hedge repeats the figure, or rounds it.
    """
    weight = precision(figure.low)
    if figure.bound is Bound.OVER:
        return figure.low == fact.low // weight * weight
    if figure.bound is Bound.UNDER:
        return figure.low == -(-fact.low // weight) * weight
    return True


def _is_near(figure: Fraction, value: Fraction) -> bool:
    return _is_within(figure, value) and abs(value - figure) <= precision(figure) / 2


def _is_within(figure: Fraction, value: Fraction) -> bool:
    return abs(value - figure) <= abs(figure) * TOLERANCE


def _is_denied(figure: Amount, fact: Amount) -> bool:
    """True where the source's own hedge contradicts the figure's: « plus de » over « moins de »."""
    if figure.bound is Bound.OVER:
        return fact.bound is Bound.UNDER or (fact.bound is Bound.NEARLY and figure.low >= fact.low)
    if figure.bound in (Bound.UNDER, Bound.NEARLY):
        return fact.bound is Bound.OVER
    return False
