"""One block at a time: which claims its figures meet, kind by kind, then what only the whole block shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from etraces_cite.codes import Code
from etraces_cite.locale import msg
from etraces_cite.match import dates, words
from etraces_cite.match.bindings import displaced
from etraces_cite.match.block import Block, Match, Problem
from etraces_cite.match.claims import Claim
from etraces_cite.match.dates import match_dates
from etraces_cite.match.labels import match_labels
from etraces_cite.match.names import titled_by
from etraces_cite.match.quantities import match_quantities, quantity_kinds, repeated
from etraces_cite.match.roles import match_roles
from etraces_cite.model import Figure, Kind, Outcome

__all__ = ["match_block", "match_header_dates"]


def match_block(block: Block) -> list[Match]:
    """Return the matches of a block in the order of the text.

    The order of the steps matters: roles settle their figures, titles theirs; dates come last because a date may be
    verified by the time of a fact that its sentence states.
    """
    matches = list(match_roles(block)) if block.passage.roles else []
    rest = _without(block.figures, (match.figure for match in matches)) if matches else list(block.figures)
    if titled := titled_by(block, rest):
        matches += [Match(figure, Outcome.VERIFIED, references=(key,)) for figure, key in titled.items()]
        rest = [figure for figure in rest if figure not in titled]
    quantities = [figure for figure in rest if figure.kind in quantity_kinds]
    matches += match_quantities(block, quantities)
    if len(quantities) < len(rest):
        matches += match_labels(block, (figure for figure in rest if figure.kind is Kind.REFERENCE))
        matches += match_dates(block, [figure for figure in rest if figure.kind is Kind.DATE], matches)
    for find in _suspected(block, matches):
        matches = _marked(matches, find(block, matches))
    return sorted(matches, key=_place) if len(matches) > 1 else matches


def _place(match: Match) -> int:
    return match.figure.start


Find = Callable[[Block, list[Match]], Iterator[tuple[Match, Problem]]]
"""What only the whole block shows: figures that do not stand, and why."""


def _suspected(block: Block, matches: list[Match]) -> Iterator[Find]:
    """Yield, in their order, the searches that can find something: most blocks have nothing to search for."""
    names: list[str] = []
    is_timed = is_bounded = False
    for match in matches:
        is_timed = is_timed or match.is_as_of
        for claim in match.claims:
            names.append(claim.id)
            is_bounded = is_bounded or claim.valid is not None
    if len(names) > 1 and len(set(names)) < len(names):
        yield repeated
    if is_timed:
        yield dates.misplaced
        yield displaced
    if is_bounded:
        yield dates.expired
    if block.disputes and not block.disputes.keys().isdisjoint(names):
        yield unattributed


def match_header_dates(block: Block, header: list[Match], rows: Iterable[tuple[Block, list[Match]]]) -> list[Match]:
    """Return the matches of a table's header again, its dates now met by the facts that stand in their columns."""
    below = list(rows)
    return [
        next(match_dates(block, [match.figure], [], _column(block, match.figure, below)))
        if match.figure.kind is Kind.DATE and match.outcome is not Outcome.VERIFIED
        else match
        for match in header
    ]


def _column(header: Block, figure: Figure, rows: list[tuple[Block, list[Match]]]) -> list[Claim]:
    column = header.column(figure)
    return [
        claim
        for block, matches in rows
        for match in matches
        if block.column(match.figure) == column
        for claim in match.claims
    ]


def _without(figures: Iterable[Figure], settled: Iterable[Figure]) -> list[Figure]:
    taken = [(figure.start, figure.end) for figure in settled]
    return [f for f in figures if not any(start < f.end and f.start < end for start, end in taken)]


def _marked(matches: list[Match], found: Iterable[tuple[Match, Problem]]) -> list[Match]:
    problems = {id(match): problem for match, problem in found}
    if not problems:
        return matches
    return [_with_problem(match, problems[id(match)]) if id(match) in problems else match for match in matches]


def _with_problem(match: Match, problem: Problem) -> Match:
    """A missing attribution leaves the value verified; anything else contradicts it."""
    stands = problem.code is Code.ATTRIBUTION_MISSING
    return replace(match, problem=problem, outcome=match.outcome if stands else Outcome.CONTRADICTED)


def unattributed(block: Block, matches: list[Match]) -> Iterator[tuple[Match, Problem]]:
    """Yield figures on which sources disagree, in a sentence that names none of those who state them.

    Bad: 133 000 personnes ont manifesté.
    Good: Selon le ministère de l’Intérieur, 133 000 personnes ont manifesté.
    """
    for match in matches:
        disputed = [claim for claim in match.claims if claim.id in block.disputes]
        if not disputed or len(disputed) < len(match.claims) or match.figure.kind is Kind.DATE:
            continue
        if not _is_attributed(block, match, disputed):
            claim = disputed[0]
            others = ", ".join(block.disputes[claim.id])
            message = msg("sources disagree here ({fact}; {others}), and the sentence does not say who says so",
                          fact=claim.id, others=others)  # fmt: skip
            who = (claim.fact.according_to if claim.fact else None) or ", ".join(sorted(claim.keys))
            problem = Problem(Code.ATTRIBUTION_MISSING, message, msg("write “selon {who}”", who=who), (claim.id,))
            yield match, problem


def _is_attributed(block: Block, match: Match, claims: list[Claim]) -> bool:
    start, end = block.sentence(match.figure.start)
    if any(words.mentions(block.text[start:end], claim.speakers) for claim in claims):
        return True
    keys = {key for claim in claims for key in claim.keys}
    inside = [c for c in block.passage.citations if start <= c.start < end and c.key in keys]
    return any(citation.textual or block.is_cell for citation in inside)
