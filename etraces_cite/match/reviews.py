"""Facts and records that were to be read again by a day that is past."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from etraces_cite.codes import Code, severity
from etraces_cite.french import format_period
from etraces_cite.locale import msg
from etraces_cite.model import Dossier, Finding, Review

__all__ = ["reviews_due"]


def reviews_due(dossier: Dossier, today: datetime.date) -> Iterator[Finding]:
    """Report the facts and the records whose ``review-by`` is before ``today``; on the day itself there is still time.

    Bad: review-by = 2024-01-01, and nobody has looked since.
    Good: review-by = 2030-01-01, set anew after the source was read again.
    """
    for record in dossier.records:
        if record.review and record.review.day < today:
            yield _finding(record.review, record.reference, ())
        for fact in record.facts:
            if fact.review and fact.review.day < today:
                yield _finding(fact.review, fact.id, (fact.id,))


def _finding(review: Review, name: str, facts: tuple[str, ...]) -> Finding:
    message = msg("{name} was to be read again by {day}", name=name, day=format_period(review.day, review.day))
    hint = msg("read the source again, correct what has changed, and move the day")
    code = Code.REVIEW_DUE
    return Finding(code, severity(code), review.span, review.day.isoformat(), message, hint, facts)
