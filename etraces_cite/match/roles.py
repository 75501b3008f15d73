"""The ``fact`` and ``unsourced`` roles: a text checked against one fact alone, or waived with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from etraces_cite.codes import Code
from etraces_cite.french import format_period
from etraces_cite.locale import Message, msg
from etraces_cite.match.block import Block, Match, Problem
from etraces_cite.match.claims import Claim
from etraces_cite.match.hints import said_by, written
from etraces_cite.match.quantities import candidates, quantity_kinds
from etraces_cite.match.rounding import Agreement
from etraces_cite.match.units import Fit
from etraces_cite.model import Figure, Kind, Label, Outcome, Period, Quantity, Role

__all__ = ["match_roles"]


def match_roles(block: Block) -> Iterator[Match]:
    """Yield the matches of the figures inside roles, and one for each role that prints a fact's own value."""
    for role in block.passage.roles:
        inside = [f for f in block.figures if role.text_start <= f.start and f.end <= role.text_end]
        if role.name == "unsourced":
            yield from _waived(block, role, inside)
        elif role.target not in block.every_claim:
            yield _unknown(block, role)
        elif not inside:
            yield _printed(block, block.every_claim[role.target], role)
        else:
            for figure in inside:
                yield _match_one(block, figure, block.every_claim[role.target])


def _whole(
    block: Block, role: Role, kind: Kind = Kind.NUMBER, value: Quantity | Period | Label | None = None
) -> Figure:
    start = block.passage.start
    written = block.page.source[start + role.start : start + role.end]
    return Figure(role.start, role.end, written, kind, value or Label(role.target))


def _waived(block: Block, role: Role, inside: list[Figure]) -> Iterator[Match]:
    reason = role.target.strip()
    for figure in inside:
        problem = (
            None
            if reason
            else Problem(Code.WAIVER_EMPTY, msg("the waiver gives no reason"), _how_to_waive(figure.text))
        )
        yield Match(figure, Outcome.WAIVED if reason else Outcome.UNSOURCED, problem=problem, reason=reason or None)
    if not inside:
        problem = Problem(Code.WAIVER_EMPTY, msg("no figure is read here: there is nothing to waive"))
        yield Match(_whole(block, role, Kind.REFERENCE), Outcome.NOTE, problem=problem)


def _how_to_waive(text: str) -> Message:
    return msg("write {{unsourced}}`{text} <reason>`", text=text)


def _unknown(block: Block, role: Role) -> Match:
    from difflib import get_close_matches  # late: only a slip asks for it

    near = get_close_matches(role.target, list(block.every_claim), n=1)
    hint = msg("did you mean {fact}?", fact=near[0]) if near else msg("see: etraces-cite facts")
    problem = Problem(Code.FACT_UNKNOWN, msg("no fact is named {fact}", fact=role.target), hint)
    return Match(_whole(block, role), Outcome.UNSOURCED, problem=problem)


def _printed(block: Block, claim: Claim, role: Role) -> Match:
    """A role that prints the fact's own value, or a text without a figure, is verified by construction."""
    kind = {Quantity: Kind.NUMBER, Period: Kind.DATE, Label: Kind.REFERENCE}[type(claim.value)]
    return Match(_whole(block, role, kind, claim.value), Outcome.VERIFIED, (claim,))


def _match_one(block: Block, figure: Figure, claim: Claim) -> Match:
    agreement = _agreement(block, figure, claim)
    if agreement.holds:
        return Match(figure, Outcome.VERIFIED if agreement is Agreement.SAME else Outcome.ROUNDED, (claim,))
    code = {Agreement.BARE: Code.HEDGE_MISSING, Agreement.DENIED: Code.HEDGE_CONTRADICTED}.get(
        agreement, Code.FACT_DIFFERS
    )
    message = msg("“{figure}” is not what {fact} says; {said}", figure=figure.text, fact=claim.id, said=said_by(claim))
    problem = Problem(code, message, msg("write “{right}”", right=_right(claim)), (claim.id,))
    return Match(figure, Outcome.CONTRADICTED, (), problem)


def _agreement(block: Block, figure: Figure, claim: Claim) -> Agreement:
    if isinstance(claim.value, Quantity) and figure.kind in quantity_kinds:
        (candidate,) = candidates(block, figure, [claim])
        return candidate.agreement if candidate.fit > Fit.CONFLICT else Agreement.DIFFERENT
    if isinstance(claim.value, Period) and isinstance(figure.value, Period):
        return Agreement.SAME if figure.value.contains(claim.value) else Agreement.DIFFERENT
    if isinstance(figure.value, Period) and claim.as_of:
        return Agreement.SAME if figure.value.contains(claim.as_of) else Agreement.DIFFERENT
    if isinstance(claim.value, Label) and isinstance(figure.value, Label):
        return Agreement.SAME if figure.value.text == claim.value.text else Agreement.DIFFERENT
    return Agreement.DIFFERENT


def _right(claim: Claim) -> str:
    if isinstance(claim.value, Quantity):
        return written(claim)
    return format_period(claim.value.low, claim.value.high) if isinstance(claim.value, Period) else claim.value.text
