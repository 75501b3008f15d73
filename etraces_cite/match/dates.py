"""Dates of prose: against dated facts, the dates of the entries, and the time that a fact of the sentence is about."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from etraces_cite.codes import Code
from etraces_cite.french import format_period
from etraces_cite.locale import msg
from etraces_cite.match import words
from etraces_cite.match.block import Block, Match, Problem
from etraces_cite.match.claims import Claim
from etraces_cite.match.quantities import unsourced
from etraces_cite.model import Figure, Kind, Outcome, Period, Reference
from etraces_cite.patterns import regex

__all__ = ["expired", "is_time_of", "match_dates", "misplaced"]

_PUBLISHED = regex(
    r"\b(?:publi|paru|datée?s?\b|promulgu|décret|décision|délibération|loi\b|rapport|bilan|étude|dépêche|annonc|écri|relat)"
    r"[^.;:!?]{0,30}$",
    re.IGNORECASE,
)
"""Words that make a date the date of a document."""
_DATE_FIELDS = ("date", "eventdate", "origdate")


def match_dates(
    block: Block, figures: Iterable[Figure], matches: Iterable[Match], column: Iterable[Claim] = ()
) -> Iterator[Match]:
    """Yield a match for each date.

    :param matches: those of the other figures of the block: their facts say what time the sentence is about.
    :param column: in the header of a table, the facts that stand below the date.
    """
    settled = list(matches)
    for figure in figures:
        told = [*_claims_of_sentence(block, figure, settled), *column]
        yield _match_date(block, figure, told)


def _claims_of_sentence(block: Block, figure: Figure, matches: list[Match]) -> list[Claim]:
    start, end = block.sentence(figure.start)
    claims = [claim for match in matches if start <= match.figure.start < end for claim in match.claims]
    parts = [part for claim in claims for part in _parts(block, claim)]
    return list({part.id: part for part in parts}.values())


def _parts(block: Block, claim: Claim) -> list[Claim]:
    """A derived fact is about the times of the facts it rests on."""
    if not claim.is_derived:
        return [claim]
    return [block.every_claim[part] for part in sorted(claim.parts)]


def _match_date(block: Block, figure: Figure, told: list[Claim]) -> Match:
    periods = list(_readings(block, figure))
    for period in periods:
        if facts := tuple(c for c in block.sources.dated if _is_date_of(block, figure, period, c, told)):
            return Match(figure, Outcome.VERIFIED, facts)
        if about := tuple(c for c in told if is_time_of(block, figure, period, c)):
            return Match(figure, Outcome.VERIFIED, about, is_as_of=True)
        if entries := tuple(e.key for e in block.cited if _is_dated(block, figure, period, e, told)):
            return Match(figure, Outcome.VERIFIED, (), references=entries)
        if _ends_meet(block, period, told):
            return Match(figure, Outcome.VERIFIED, tuple(told), is_as_of=True)
    if figure.is_relative and not periods:
        return Match(figure, Outcome.NOTE)
    return _refused(block, figure, told)


def _readings(block: Block, figure: Figure) -> Iterator[Period]:
    """Yield the periods a date may mean: one without a year may take that of any entry the block cites."""
    assert isinstance(figure.value, Period)
    if not figure.is_relative:
        yield figure.value
        return
    years = {entry.published.low.year for entry in block.cited if entry.published}
    if figure.value.low.year > 1:
        years.add(figure.value.low.year)
    for year in sorted(years):
        try:
            yield Period(figure.value.low.replace(year=year), figure.value.high.replace(year=year))
        except ValueError:  # the 29th of February of a common year
            continue


def _meets(written: Period, fact: Period) -> bool:
    """True where prose is the fact's date, or coarser and contains it."""
    return written == fact or written.contains(fact)


def is_time_of(block: Block, figure: Figure, written: Period, claim: Claim) -> bool:
    """True where a date is the time that a fact is about, or a limit of the time it holds for."""
    if claim.as_of and (_meets(written, claim.as_of) or _bounds(written, claim.as_of)):
        return True
    if claim.valid is None:
        return False
    if written.low < written.high:
        return written.overlaps(claim.valid)
    return _is_limit(block.text[max(0, figure.start - 20) : figure.start], written.low, claim.valid)


_UNTIL, _BEFORE = regex(r"jusqu\W?\w*\W*$", re.IGNORECASE), regex(r"avant\W+(?:le\W+)?$", re.IGNORECASE)
_SINCE = regex(r"(?:depuis|à partir|à compter|dès)\W+(?:\w{2}\W+)?$", re.IGNORECASE)


def _is_limit(before: str, day: datetime.date, valid: Period) -> bool:
    """A day is the limit of a validity on the side that its preposition says: « jusqu’au 25 », « depuis le 26 »."""
    next_day = valid.high + datetime.timedelta(days=1) if valid.high < datetime.date.max else None
    if _UNTIL.search(before):
        return day == valid.high
    if _BEFORE.search(before):
        return day == next_day
    if _SINCE.search(before):
        return day == valid.low
    return day in (valid.low, valid.high, next_day)


def _bounds(written: Period, span: Period) -> bool:
    """« depuis 2018 » for a fact about 2018 to December 2020: prose names the beginning or the end of a long span."""
    return span.contains(written) and (written.low == span.low or written.high == span.high)


def _touches(written: Period, valid: Period) -> bool:
    """« jusqu’au 25 janvier », « avant le 26 janvier »: a bound may be named from either side."""
    day = datetime.timedelta(days=1)
    return (valid.high < datetime.date.max and written.low == valid.high + day) or (
        valid.low > datetime.date.min and written.high == valid.low - day
    )


def _is_date_of(block: Block, figure: Figure, written: Period, claim: Claim, told: list[Claim]) -> bool:
    """True for the date of a dated fact; in a sentence about facts of another time it must be about this one too."""
    if not (isinstance(claim.value, Period) and _meets(written, claim.value)):
        return False
    if written.low == written.high:
        return True
    sentence = _around(block, figure)
    about = [other.as_of or other.valid for other in told if other.as_of or other.valid]
    return not about or bool(claim.words & sentence) or _is_told_elsewhere(block, figure, about)


def _around(block: Block, figure: Figure) -> frozenset[str]:
    """Return the stems of the sentence of a date, but for its own words: « juin » is in any quotation of a day of June."""
    start, end = block.sentence(figure.start)
    return words.stems(f"{block.text[start : figure.start]} {block.text[figure.end : end]}")


def _is_dated(block: Block, figure: Figure, written: Period, entry: Reference, told: list[Claim]) -> bool:
    """True where a date is that of an entry; a bare year beside a fact of another time must be called a publication."""
    if not any(_meets(written, period) for period in _dates_of(entry)):
        return False
    is_year = (written.high - written.low).days > 200
    about = [claim.as_of or claim.valid for claim in told if claim.as_of or claim.valid]
    return not (is_year and about) or _is_publication(block, figure) or _is_told_elsewhere(block, figure, about)


def _dates_of(entry: Reference) -> Iterator[Period]:
    if entry.published:
        yield entry.published
    for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", entry.title):
        yield Period(datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31))


def _is_publication(block: Block, figure: Figure) -> bool:
    start, _ = block.sentence(figure.start)
    return bool(_PUBLISHED.search(block.text[max(start, figure.start - 50) : figure.start]))


def _is_told_elsewhere(block: Block, figure: Figure, about: list[Period | None]) -> bool:
    """True where other dates of the sentence already place every fact in it."""
    start, end = block.sentence(figure.start)
    others = [
        f.value for f in block.figures if start <= f.start < end and f is not figure and isinstance(f.value, Period)
    ]
    return all(any(other.overlaps(period) for other in others) for period in about if period)


def _ends_meet(block: Block, written: Period, told: list[Claim]) -> bool:
    """« 2017-2022 » is verified where each end is the time of a fact."""
    first, last = written.low.year, written.high.year
    if first == last or (written.low.month, written.high.month) != (1, 12):
        return False
    times = [c.as_of for c in told if c.as_of] + [c.value for c in block.sources.dated if isinstance(c.value, Period)]
    years = {day.year for period in times for day in (period.low, period.high)}
    return {first, last} <= years


def _refused(block: Block, figure: Figure, told: list[Claim]) -> Match:
    about = [claim for claim in told if claim.as_of or claim.valid]
    dated = list(block.sources.dated)
    text = " ".join(figure.text.split())
    if about:
        period = about[0].as_of or about[0].valid
        assert period is not None
        message = msg("{fact} is about {period}, not {figure}", fact=about[0].id, period=format_period(period.low, period.high),
                      figure=text)  # fmt: skip
        hint = msg("write the date of the fact, or the figure of this date")
        return Match(figure, Outcome.CONTRADICTED, (), Problem(Code.DATE_CONTRADICTED, message, hint, (about[0].id,)))
    near = _nearest(block, figure, dated)
    if near and isinstance(near.value, Period):
        message = msg("no cited fact or entry is dated {figure}; {fact} is {period}", figure=text, fact=near.id,
                      period=format_period(near.value.low, near.value.high))  # fmt: skip
        return Match(figure, Outcome.CONTRADICTED, (), Problem(Code.DATE_CONTRADICTED, message, facts=(near.id,)))
    entries = [entry for entry in block.cited if entry.published]
    if entries and entries[0].published:
        published = entries[0].published
        message = msg("no cited fact or entry is dated {figure}; {key} is of {period}", figure=text, key=entries[0].key,
                      period=format_period(published.low, published.high))  # fmt: skip
        return Match(figure, Outcome.CONTRADICTED, (), Problem(Code.DATE_CONTRADICTED, message))
    return Match(figure, Outcome.UNSOURCED, (), unsourced(block, figure))


def _nearest(block: Block, figure: Figure, dated: list[Claim]) -> Claim | None:
    _, _, context = block.surroundings(figure)
    return max(dated, key=lambda claim: len(context & claim.words), default=None)


def misplaced(block: Block, matches: list[Match]) -> Iterator[tuple[Match, Problem]]:
    """Yield dates that two facts of different times share in one sentence, while the time of one of them is not said.

    « 10 780 activités en 2020, contre 12 909 en 2020 »: the second is of 2019.
    """
    dates = [match for match in matches if match.figure.kind is Kind.DATE and match.is_as_of]
    for match in matches:
        for claim in match.claims:
            if claim.as_of is None or match.figure.kind is Kind.DATE:
                continue
            inside = [date for date in dates if block.sentence(date.figure.start) == block.sentence(match.figure.start)]
            if len(inside) < 2 or any(_said(date, claim.as_of) for date in inside):
                continue
            twice = [date for date in inside if sum(date.figure.value == other.figure.value for other in inside) > 1]
            if twice:
                wrong = min(twice, key=lambda date: abs(date.figure.start - match.figure.end))
                period = format_period(claim.as_of.low, claim.as_of.high)
                message = msg(
                    "{fact} is about {period}, not {figure}", fact=claim.id, period=period, figure=wrong.figure.text
                )
                yield wrong, Problem(Code.DATE_CONTRADICTED, message, msg("write {period}", period=period), (claim.id,))


def _said(date: Match, period: Period) -> bool:
    return isinstance(date.figure.value, Period) and date.figure.value.overlaps(period)


def expired(block: Block, matches: list[Match]) -> Iterator[tuple[Match, Problem]]:
    """Yield figures whose fact held only until a date, in a block that never places them in that time."""
    periods = [figure.value for figure in block.figures if isinstance(figure.value, Period)]
    for match in matches:
        bounded = [c for c in match.claims if c.valid and c.valid.high < datetime.date.max]
        if not bounded or len(bounded) < len(match.claims) or match.figure.kind is Kind.DATE:
            continue
        valid = bounded[0].valid
        assert valid is not None
        if not any(period.overlaps(valid) or _touches(period, valid) for period in periods):
            until = format_period(valid.high, valid.high)
            message = msg("{fact} held until {period}; the text does not say so", fact=bounded[0].id, period=until)
            yield match, Problem(Code.DATE_CONTRADICTED, message, msg("write until when it held"), (bounded[0].id,))


def mentions_speaker(text: str, claims: Iterable[Claim]) -> bool:
    """True where a text names who states one of the claims."""
    return any(words.mentions(text, claim.speakers) for claim in claims)
