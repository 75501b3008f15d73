"""What a writer may have meant: the fact nearest to a figure that agrees with none."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from etraces_cite.french import format_number, format_quantity
from etraces_cite.locale import Message, msg
from etraces_cite.match.claims import Claim
from etraces_cite.match.units import canonical
from etraces_cite.model import Quantity

__all__ = ["is_slip", "nearest", "said_by", "suggestion"]


def nearest(value: Quantity, claims: Iterable[Claim], context: frozenset[str]) -> Claim | None:
    """Return the claim that a wrong figure most likely stands for: a slip of the keyboard, else the same subject."""
    return min(claims, key=lambda claim: _distance(value, claim, context), default=None)


def _distance(value: Quantity, claim: Claim, context: frozenset[str]) -> tuple[int, int, Fraction]:
    assert isinstance(claim.value, Quantity)
    slip = 0 if _slip(value.low, claim.value.low) else 1
    gap = abs(claim.value.low - value.low) / max(abs(claim.value.low), abs(value.low), Fraction(1, 1000))
    return slip, -len(context & claim.words), gap


def said_by(claim: Claim) -> Message:
    """Return what the source of a claim writes: « 10 480 au profit de la police » (cameras-police)."""
    if claim.fact is None:
        return msg("the computation gives {value} ({fact})", value=written(claim), fact=claim.id)
    quotation = claim.fact.quotation.exact
    return msg("{source} says “{quotation}” ({fact})", source=claim.fact.key, quotation=quotation, fact=claim.id)


def written(claim: Claim) -> str:
    """Return the value of a quantity claim in French, a computed one to two decimals."""
    assert isinstance(claim.value, Quantity)
    digits = 2 if claim.is_derived and claim.value.low.denominator > 1 else None
    return format_quantity(claim.value.low, claim.value.high, claim.value.unit, digits=digits)


def suggestion(value: Quantity, claim: Claim) -> Message:
    """Return the hint of a wrong figure: the slip, where there is one, and the right value."""
    assert isinstance(claim.value, Quantity)
    slip = _slip(value.low * canonical(value)[0], claim.value.low * canonical(claim.value)[0])
    right = written(claim)
    if slip:
        return msg("{right}: {slip}?", right=right, slip=slip)
    return msg("{right}, or cite the source of this figure", right=right)


def is_slip(wrong: Fraction, right: Fraction) -> bool:
    """True where one slip of the keyboard turns one number into the other."""
    return _slip(wrong, right) is not None


def _slip(wrong: Fraction, right: Fraction) -> Message | None:
    """Name the slip that turns ``right`` into ``wrong``, if there is one."""
    if wrong == right or not wrong or not right:
        return None
    if _is_power_of_ten(wrong / right):
        return msg("wrong order of magnitude")
    ours, theirs = _digits(wrong), _digits(right)
    if len(ours) != len(theirs):
        return None
    places = [n for n, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
    if len(places) == 2 and sorted(ours) == sorted(theirs):
        return msg("two digits swapped")
    return msg("one digit differs") if len(places) == 1 and len(ours) > 1 else None


def _is_power_of_ten(ratio: Fraction) -> bool:
    number = max(ratio.numerator, ratio.denominator)
    return min(ratio.numerator, ratio.denominator) == 1 and str(number).strip("0") == "1"


def _digits(value: Fraction) -> str:
    return format_number(value)
