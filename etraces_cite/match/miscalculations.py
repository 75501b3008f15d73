"""Figures of prose that a source itself got wrong: it is quoted right, and its own numbers give something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from etraces_cite.codes import Code
from etraces_cite.french import format_quantity
from etraces_cite.locale import msg
from etraces_cite.match.block import Block, Match, Problem
from etraces_cite.match.claims import Claim
from etraces_cite.match.formula import Computed
from etraces_cite.match.rounding import Amount, agree_with_result, precision
from etraces_cite.match.units import canonical
from etraces_cite.model import Figure, Quantity

__all__ = ["miscalculations"]


def miscalculations(
    block: Block, matches: Iterable[Match], wrong: Mapping[str, Computed]
) -> Iterator[tuple[Match, Problem]]:
    """Yield the figures that rest on a fact which a check finds wrong, unless the block prints the right value too.

    Who prints both shows that the source errs, in whatever words; no list of such words could be complete.

    Bad: Selon Fleurus, 85,6 % des entités ont déclaré.
    Good: Fleurus imprime 85,6 % ; ses propres nombres donnent 84,9 %.

    :param wrong: what each wrong fact should be, by its identifier.
    """
    told = list(matches)
    for match in told:
        named = {name for claim in match.claims for name in _wrong_parts(claim, wrong)}
        if len(named) < len(match.claims) or not named:
            continue  # another source of the block states the same value, and computes right
        for name in sorted(named):
            claim = block.every_claim[name]
            if not _is_corrected(told, claim, wrong[name]):
                yield match, _problem(claim, wrong[name])


def _wrong_parts(claim: Claim, wrong: Mapping[str, Computed]) -> Iterable[str]:
    return sorted(({claim.id} | claim.parts) & wrong.keys())


def _is_corrected(matches: Iterable[Match], claim: Claim, result: Computed) -> bool:
    """True where another figure of the block is a right rounding of what the source should have printed, as fine as its own."""
    figures = (match.figure for match in matches if claim not in match.claims)
    return any(_is_right(figure, claim, result) for figure in figures)


def _is_right(figure: Figure, claim: Claim, result: Computed) -> bool:
    assert isinstance(claim.value, Quantity)
    if not isinstance(figure.value, Quantity) or figure.quantum is None:
        return False
    (ours, unit), (theirs, their_unit) = canonical(figure.value), canonical(claim.value)
    quantum = figure.quantum * ours / theirs
    if unit != their_unit or quantum > precision(claim.value.low):
        return False
    printed = Amount(figure.value.low * ours / theirs, figure.value.high * ours / theirs, figure.bound, quantum)
    return agree_with_result(printed, Amount(result.low, result.high)).holds


def _problem(claim: Claim, result: Computed) -> Problem:
    assert isinstance(claim.value, Quantity)
    stated = format_quantity(claim.value.low, claim.value.high, claim.value.unit)
    right = format_quantity(result.low, result.high, claim.value.unit, digits=2)
    message = msg(
        "{fact} is wrong in its own source: it prints {stated}, its own figures give {right}",
        fact=claim.id, stated=stated, right=right,
    )  # fmt: skip
    hint = msg("print {right} in this block too, beside the wrong figure", right=right)
    return Problem(Code.SOURCE_MISCALCULATES, message, hint, (claim.id,))
