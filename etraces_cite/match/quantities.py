"""Amounts of prose against the claims of the block's sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from etraces_cite.codes import Code
from etraces_cite.french import noun_stem
from etraces_cite.locale import msg
from etraces_cite.match import words
from etraces_cite.match.block import Block, Match, Problem
from etraces_cite.match.claims import Claim
from etraces_cite.match.hints import is_slip, nearest, said_by, suggestion, written
from etraces_cite.match.rounding import Agreement, Amount, agree, agree_with_result
from etraces_cite.match.units import ONE, Counting, Fit, canonical, counts_alike, fit_unit, in_base_unit
from etraces_cite.model import Figure, Kind, Outcome, Period, Quantity

__all__ = ["Candidate", "candidates", "match_quantities", "quantity_kinds"]

_NO_GAP = Fraction(0)
quantity_kinds = frozenset({Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.RATIO, Kind.DURATION, Kind.ORDINAL})


class Candidate(Struct, frozen=True):
    """One claim beside one figure: how the unit fits, how the value agrees, how well the context speaks for it."""

    claim: Claim
    fit: Fit
    agreement: Agreement
    gap: Fraction
    """The distance of the two values, in the base unit."""


def match_quantities(block: Block, figures: Sequence[Figure]) -> list[Match]:
    """Return a match for each quantity; figures that several facts fit equally take one that no other has taken."""
    plain = [match for figure in figures if (match := _plain(block, figure))]
    if len(plain) == len(figures):
        return plain
    settled = {match.figure.start: match for match in plain}
    options = [_Options(figure, settled.get(figure.start), _near(block, figure, settled)) for figure in figures]
    matches: list[Match] = []
    taken: set[str] = set()
    for option in sorted(options, key=_choices):
        match = option.settled or _decide(block, option.figure, option.near, taken)
        taken.update([claim.id for claim in match.claims])
        matches.append(match)
    return matches


class _Options(Struct, frozen=True):
    """What a figure may become: one thing, or what the claims near it decide."""

    figure: Figure
    settled: Match | None
    near: Sequence[Candidate]


def _near(block: Block, figure: Figure, settled: Mapping[int, Match]) -> Sequence[Candidate]:
    if figure.start in settled:
        return ()
    amount = _amount(figure)
    return _compared(block, figure, amount, block.sources.near(amount))


def _choices(options: _Options) -> int:
    if options.settled:
        return 1
    return sum(1 for candidate in options.near if candidate.agreement.holds and candidate.fit > Fit.CONFLICT)


def _plain(block: Block, figure: Figure) -> Match | None:
    """Return the match of a figure without a hedge that is, to the letter, the one fact of its value; None for any other.

    It is what :func:`_decide` says of a single candidate whose value is the same and whose unit fits.
    """
    if figure.bound is not None:
        return None
    assert isinstance(figure.value, Quantity)
    low, high, unit = in_base_unit(figure.value)
    sources = block.sources
    claim = sources.alone(low)
    if claim is None or claim.bound is not None or (sources.has_results and len(sources.near(_amount(figure))) > 1):
        return None
    theirs = claim.amount
    if theirs is None or ((low is not high or theirs.low is not theirs.high) and high != theirs.high):
        return None
    if not counts_alike(figure.kind, unit, claim.unit):
        counting = Counting(figure.kind, unit, block.text, figure.start, figure.end)
        if fit_unit(counting, claim, block.known_nouns, is_cell=block.is_cell) is Fit.CONFLICT:
            return None
    return Match(figure, Outcome.VERIFIED, (claim,))


def candidates(block: Block, figure: Figure, claims: Iterable[Claim]) -> list[Candidate]:
    """Compare a quantity with each quantity claim."""
    return _compared(block, figure, _amount(figure), claims)


def _compared(block: Block, figure: Figure, amount: Amount, claims: Iterable[Claim]) -> list[Candidate]:
    value = figure.value
    assert isinstance(value, Quantity)
    counting = Counting(figure.kind, canonical(value)[1], block.text, figure.start, figure.end)
    found = []
    for claim in claims:
        theirs = claim.amount
        if theirs is None:
            continue
        fit = fit_unit(counting, claim, block.known_nouns, is_cell=block.is_cell and not claim.is_derived)
        agreement = agree_with_result(amount, theirs) if claim.is_derived else agree(amount, theirs)
        found.append(Candidate(claim, fit, agreement, _NO_GAP if agreement is Agreement.SAME else _gap(amount, theirs)))
    return found


def _amount(figure: Figure) -> Amount:
    assert isinstance(figure.value, Quantity)
    low, high, _ = in_base_unit(figure.value)
    factor, quantum = canonical(figure.value)[0], figure.quantum or ONE
    return Amount(low, high, figure.bound, quantum if factor is ONE else quantum * factor)


def _gap(one: Amount, other: Amount) -> Fraction:
    return abs(one.low - other.low) + abs(one.high - other.high)


def _fitting(found: Iterable[Candidate]) -> list[Candidate]:
    return [candidate for candidate in found if candidate.fit > Fit.CONFLICT]


def _decide(block: Block, figure: Figure, near: Sequence[Candidate], taken: set[str]) -> Match:
    """Decide by the claims near a figure; only one that none of them carries is compared with all."""
    fitting = _fitting(near)
    holding = [candidate for candidate in fitting if _holds(block, figure, candidate)]
    if denied := _denied_by_another(fitting, holding):
        return Match(figure, Outcome.CONTRADICTED, (), _hedge_problem(figure, denied))
    if holding:
        return _chosen(block, figure, holding, taken)
    if pair := _range_of_two(block, figure):
        return pair
    found = candidates(block, figure, block.claims)
    fitting = _fitting(found)
    if is_exempt(figure) and not any(c.fit is Fit.SAME and _is_near_subject(block, figure, c.claim) for c in fitting):
        return Match(figure, Outcome.NOTE)
    return _refused(block, figure, found, fitting)


def _holds(block: Block, figure: Figure, candidate: Candidate) -> bool:
    """True where value and hedge agree; a rounding is not stretched to a fact of another time than the sentence's."""
    if candidate.agreement is not Agreement.ROUNDED:
        return candidate.agreement.holds
    if candidate.claim.is_derived:
        return not is_exempt(figure)  # « deux sites » is a count, not 2.21 rounded
    return _time_score(block, figure, candidate.claim) >= 0


def _denied_by_another(fitting: list[Candidate], holding: list[Candidate]) -> Candidate | None:
    """Return a source of the block that denies the hedge of a figure, for the measure and value that another supports."""
    for kept in holding:
        for other in fitting:
            alike = kept.claim.measure is not None and kept.claim.measure == other.claim.measure
            if alike and other.agreement is Agreement.DENIED and kept.gap == other.gap:
                return other
    return None


def _chosen(block: Block, figure: Figure, holding: list[Candidate], taken: set[str]) -> Match:
    if len(holding) == 1:
        return Match(figure, _outcome(holding[0]), (holding[0].claim,))
    scored = sorted(((_score(block, figure, c, taken), c) for c in holding), key=lambda pair: pair[0], reverse=True)
    top = scored[0][0]
    best = [candidate for score, candidate in scored if score == top]
    first = best[0]
    same = tuple(c.claim for c in best if _is_same_thing(c.claim, first.claim))
    if len(same) < len(best) and not any(c.claim.is_derived for c in best):
        return _ambiguous(figure, [c.claim for c in best])
    return Match(figure, _outcome(first), same)


def _outcome(candidate: Candidate) -> Outcome:
    return Outcome.VERIFIED if candidate.agreement is Agreement.SAME else Outcome.ROUNDED


def _score(
    block: Block, figure: Figure, candidate: Candidate, taken: set[str]
) -> tuple[int, int, int, int, Fraction, int]:
    """Rank a claim that agrees: unit, source and speaker, subject, nearness of the value, whether it is still free."""
    claim = candidate.claim
    before, after, sentence = block.surroundings(figure)
    named = bool(claim.speakers) and words.mentions(block.sentence_text(figure.start), claim.speakers)
    near = bool(block.nearest_keys(figure) & claim.keys)
    return (
        int(candidate.fit) + (0 if claim.is_derived else 1),
        2 * named + 2 * near + _time_score(block, figure, claim),
        2 * len(claim.words & after) + len(claim.words & before) + len(claim.words & sentence),
        int(candidate.agreement),
        -candidate.gap,
        int(claim.id not in taken),
    )


def _time_score(block: Block, figure: Figure, claim: Claim) -> int:
    """Return +3 where the sentence names the time of the claim, -3 where it names only others, else 0."""
    period = claim.as_of or claim.valid
    if period is None:
        return 0
    start, end = block.sentence(figure.start)
    dates = [f.value for f in block.figures if start <= f.start < end and isinstance(f.value, Period)]
    if not dates:
        return 0
    return 3 if any(date.overlaps(period) for date in dates) else -3


def _is_same_thing(a: Claim, b: Claim) -> bool:
    return a.id == b.id or (a.measure is not None and a.measure == b.measure) or a.label == b.label


def _ambiguous(figure: Figure, claims: list[Claim]) -> Match:
    names = tuple(claim.id for claim in claims)
    problem = Problem(
        Code.FIGURE_AMBIGUOUS,
        msg("several facts fit: {facts}", facts=", ".join(names)),
        msg("say what is measured or who says it, or write {{fact}}`{text} <{fact}>`", text=figure.text, fact=names[0]),
        names,
    )
    return Match(figure, Outcome.AMBIGUOUS, tuple(claims), problem)


def _range_of_two(block: Block, figure: Figure) -> Match | None:
    """A range may run from one fact to another of the same measure: « de 120 à 5 000 caméras »."""
    value = figure.value
    assert isinstance(value, Quantity)
    if not value.is_range or figure.bound:
        return None
    ends = [_meeting(block, _end(figure, value, amount)) for amount in (value.low, value.high)]
    for low in ends[0]:
        for high in ends[1]:
            if low.id != high.id and (low.nouns & high.nouns or low.measure == high.measure):
                return Match(figure, Outcome.VERIFIED, (low, high))
    return None


def _meeting(block: Block, figure: Figure) -> list[Claim]:
    fitting = _fitting(candidates(block, figure, block.sources.near(_amount(figure))))
    return [candidate.claim for candidate in fitting if candidate.agreement.holds]


def _end(figure: Figure, value: Quantity, amount: Fraction) -> Figure:
    return Figure(
        figure.start, figure.end, figure.text, figure.kind, Quantity(amount, amount, value.unit), quantum=figure.quantum
    )


def is_exempt(figure: Figure) -> bool:
    """True for what is a note unless a fact's noun meets it: small counts and ranks in words, relative spans, ages."""
    value = figure.value
    if figure.is_relative:
        return True
    if not isinstance(value, Quantity):
        return False
    if figure.kind is Kind.NUMBER:
        return figure.in_words and figure.bound is None and not value.is_range and 2 <= value.low <= 9
    if figure.kind is Kind.ORDINAL:
        return figure.in_words
    return figure.kind is Kind.DURATION and value.is_range and value.unit == "year" and "-" in figure.text


def _is_near_subject(block: Block, figure: Figure, claim: Claim) -> bool:
    """True where the noun that a figure counts is the fact's own; for a rank, where it ranks the same thing."""
    if figure.kind is Kind.ORDINAL:
        quotation = words.stems(claim.fact.quotation.exact) if claim.fact else frozenset()
        end = figure.end
        return bool(words.stems(block.text[end : end + 24]) & quotation)
    return True


def _refused(block: Block, figure: Figure, found: list[Candidate], fitting: list[Candidate]) -> Match:
    value = figure.value
    assert isinstance(value, Quantity)
    for candidate in fitting:
        if candidate.agreement in (Agreement.BARE, Agreement.DENIED):
            return Match(figure, Outcome.CONTRADICTED, (), _hedge_problem(figure, candidate))
    mistaken = [c.claim for c in found if c.fit is Fit.CONFLICT and c.agreement >= Agreement.BARE]
    if mistaken:
        return Match(figure, Outcome.CONTRADICTED, (), _unit_problem(mistaken[0]))
    _, _, context = block.surroundings(figure)
    near = nearest(value, [c.claim for c in fitting if c.fit is Fit.SAME] or [c.claim for c in fitting], context)
    if near is None:
        return Match(figure, Outcome.UNSOURCED, (), unsourced(block, figure))
    problem = Problem(
        Code.FIGURE_CONTRADICTED,
        msg("no cited fact is {figure}; {said}", figure=_as_written(figure), said=said_by(near)),
        suggestion(value, near),
        (near.id,),
    )
    return Match(figure, Outcome.CONTRADICTED, (), problem)


def _as_written(figure: Figure) -> str:
    text = " ".join(figure.text.split())
    return f"{figure.hedge} {text}" if figure.hedge and figure.hedge != "about" else text


def _hedge_problem(figure: Figure, candidate: Candidate) -> Problem:
    claim = candidate.claim
    hint = msg("write “{right}”", right=_hedged(claim))
    if candidate.agreement is Agreement.BARE:
        message = msg("the source hedges this figure: {said}", said=said_by(claim))
        return Problem(Code.HEDGE_MISSING, message, hint, (claim.id,))
    message = msg("“{figure}” is not what the source says: {said}", figure=_as_written(figure), said=said_by(claim))
    return Problem(Code.HEDGE_CONTRADICTED, message, hint, (claim.id,))


def _hedged(claim: Claim) -> str:
    hedge = claim.fact.hedge if claim.fact else None
    return f"{hedge} {written(claim)}" if hedge else written(claim)


def _unit_problem(claim: Claim) -> Problem:
    message = msg("the value is right, but not what it counts; {said}", said=said_by(claim))
    return Problem(Code.UNIT_MISMATCH, message, msg("write “{right}”", right=_hedged(claim)), (claim.id,))


def unsourced(block: Block, figure: Figure) -> Problem:
    """Return the problem of a figure that no source of its block can carry."""
    text = " ".join(figure.text.split())
    waiver = msg("cite the source here, or waive it: {{unsourced}}`{text} <reason>`", text=text)
    if not block.keys:
        return Problem(Code.FIGURE_UNSOURCED, msg("this block cites no source for {figure}", figure=text), waiver)
    keys = ", ".join(block.keys)
    if not block.claims:
        file = f"{block.keys[0]}.toml"
        record = msg("write the fact in {file}, or waive it: {{unsourced}}`{text} <reason>`", file=file, text=text)
        return Problem(Code.FIGURE_UNSOURCED, msg("no fact is recorded for {keys}", keys=keys), record)
    message = msg("no fact of {keys} measures this: {figure}", keys=keys, figure=text)
    return Problem(Code.FIGURE_UNSOURCED, message, waiver)


def repeated(block: Block, matches: list[Match]) -> Iterator[tuple[Match, Problem]]:
    """Yield figures that claim a fact already claimed while a like fact of its source, one digit away, stays unused."""
    used = {claim.id for match in matches for claim in match.claims}
    seen: dict[str, Match] = {}
    for match in sorted(matches, key=lambda m: m.figure.start):
        if len(match.claims) != 1 or match.claims[0].is_derived or not isinstance(match.figure.value, Quantity):
            continue
        if block.is_in_role(match.figure):
            continue  # the writer has named the fact
        claim = match.claims[0]
        if claim.id in seen and (like := _unused_like(block, seen[claim.id], match, claim, used)):
            yield (
                match,
                Problem(
                    Code.FIGURE_REPEATED,
                    msg("this figure repeats {fact}, and {like} is not used", fact=claim.id, like=like.id),
                    msg("{right}, perhaps: {said}", right=written(like), said=said_by(like)),
                    (claim.id, like.id),
                ),
            )
        seen.setdefault(claim.id, match)


def _unused_like(block: Block, first: Match, second: Match, claim: Claim, used: set[str]) -> Claim | None:
    same_sentence = block.sentence(first.figure.start) == block.sentence(second.figure.start)
    before, after, sentence = block.surroundings(second.figure)
    context = after | before if same_sentence else sentence
    for like in block.claims:
        if like.id in used or like.is_derived or not _is_like(claim, like):
            continue
        better = len(context & like.words) - len(context & claim.words)
        if better > 0 or (same_sentence and better == 0):
            return like
    return None


def _is_of_one_kind(a: Claim, b: Claim) -> bool:
    """True for facts of one source, or of two that say the same thing of different years."""
    return bool(a.keys & b.keys) or 3 * len(a.words & b.words) >= 2 * max(len(a.words), len(b.words))


def _is_like(a: Claim, b: Claim) -> bool:
    """True for facts of one kind and unit whose values a slip could exchange."""
    if not (isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and _is_of_one_kind(a, b)):
        return False
    if noun_stem(a.value.unit or "") != noun_stem(b.value.unit or "") or a.value.low == b.value.low:
        return False
    gap = abs(a.value.low - b.value.low) / max(abs(a.value.low), abs(b.value.low))
    return gap <= Fraction(1, 10) or is_slip(a.value.low, b.value.low)
