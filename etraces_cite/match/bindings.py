"""Dates that the words between bind to one figure: « six mois en 2023 », or a clause that holds no other.

A sentence may tell two times; that each of its dates is the time of one of its facts does not say of which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from etraces_cite.codes import Code
from etraces_cite.french import format_period
from etraces_cite.locale import msg
from etraces_cite.match.block import Block, Match, Problem
from etraces_cite.match.claims import Claim
from etraces_cite.match.dates import is_time_of
from etraces_cite.model import Kind, Period
from etraces_cite.patterns import regex

__all__ = ["displaced"]

_BINDING = regex(
    r"[\s(]*(?:en|pour|au|jusqu\W?(?:en|au|à)|depuis(?:\W+le)?|à (?:partir|compter) d[eu]|avant(?:\W+le)?|dès(?:\W+le)?)\W+",
    re.IGNORECASE,
)
"""What may stand between a figure and its own date, and nothing else."""
_CLAUSE = regex(r"[;:]")


def displaced(block: Block, matches: list[Match]) -> Iterator[tuple[Match, Problem]]:
    """Yield figures bound to a date that is the time of another fact of the sentence.

    Bad: D’un mois en 2021, la durée est passée à six mois en 2023.
    Good: De six mois en 2021, la durée est passée à un mois en 2023.
    """
    dates = [match for match in matches if match.figure.kind is Kind.DATE and match.is_as_of and not match.problem]
    for match in matches:
        told = [claim for claim in match.claims if _time_of(claim)]
        if match.figure.kind is Kind.DATE or not told or len(told) < len(match.claims):
            continue
        bound = _bound(block, match, dates)
        if bound and not any(_is_met(block, date, claim) for date in bound for claim in told):
            yield match, _problem(told[0], bound[0])


def _bound(block: Block, match: Match, dates: Sequence[Match]) -> list[Match]:
    """Return the dates that can only be those of a figure: the one right behind it; where it held for a time, those of its clause."""
    end = match.figure.end
    for date in dates:
        if date.figure.start >= end and _BINDING.fullmatch(block.text, end, date.figure.start):
            return [date]
    if not all(claim.valid for claim in match.claims):
        return []
    start, stop = _clause(block, match.figure.start)
    return [date for date in dates if start <= date.figure.start < stop]


def _clause(block: Block, offset: int) -> tuple[int, int]:
    """Return the clause around an offset, between semicolons or colons; nothing where its sentence is one clause."""
    start, end = block.sentence(offset)
    cuts = [mark.start() for mark in _CLAUSE.finditer(block.text, start, end)]
    if not cuts:
        return 0, 0
    return max([start, *(cut for cut in cuts if cut < offset)]), min([end, *(cut for cut in cuts if cut >= offset)])


def _time_of(claim: Claim) -> Period | None:
    return None if claim.is_derived else claim.as_of or claim.valid


def _is_met(block: Block, date: Match, claim: Claim) -> bool:
    written = date.figure.value
    assert isinstance(written, Period)
    if claim.as_of and written.overlaps(claim.as_of):
        return True
    return is_time_of(block, date.figure, written, claim)


def _problem(claim: Claim, date: Match) -> Problem:
    period = _time_of(claim)
    assert period is not None
    text = " ".join(date.figure.text.split())
    message = msg(
        "{fact} is about {period}, not {figure}",
        fact=claim.id, period=format_period(period.low, period.high), figure=text,
    )  # fmt: skip
    hint = msg("write the date of the fact, or the figure of this date")
    return Problem(Code.DATE_CONTRADICTED, message, hint, (claim.id,))
