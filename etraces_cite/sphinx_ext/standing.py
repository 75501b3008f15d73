"""What is said of a figure in the audit: its sign and its word, and the counts of a page."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from etraces_cite.locale import Message, msg
from etraces_cite.model import Outcome, Verdict

__all__ = ["SIGNS", "Column", "Tally", "columns_of", "tally"]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A way in which a figure stands: its sign, and its word for one figure and for a column of them."""

    sign: str
    one: Message
    many: Message


VERIFIED = Column("✓", msg("verified"), msg("verified figures"))
ROUNDED = Column("≈", msg("rounded"), msg("rounded figures"))
COMPUTED = Column("=", msg("computed"), msg("computed figures"))
DISPUTED = Column("≠", msg("disputed"), msg("disputed figures"))
WAIVED = Column("○", msg("waived"), msg("waived figures"))
FAILED = Column("✗", msg("not established"), msg("figures not established"))
NOTED = Column("…", msg("note"), msg("notes"))

SIGNS = (VERIFIED, ROUNDED, COMPUTED, DISPUTED, WAIVED, FAILED, NOTED)

_OUTCOMES: Mapping[Outcome, Column] = {
    Outcome.VERIFIED: VERIFIED, Outcome.ROUNDED: ROUNDED, Outcome.WAIVED: WAIVED, Outcome.NOTE: NOTED,
}  # fmt: skip

Tally = Mapping[Column, int]


def columns_of(verdict: Verdict, derived: AbstractSet[str], disputed: AbstractSet[str]) -> list[Column]:
    """Return how a figure stands: its outcome, and whether it is computed or disputed besides."""
    found = [_OUTCOMES.get(verdict.outcome, FAILED)]
    if not derived.isdisjoint(verdict.facts):
        found.append(COMPUTED)
    if not disputed.isdisjoint(verdict.facts):
        found.append(DISPUTED)
    return found


def tally(standings: Iterable[Iterable[Column]]) -> Tally:
    """Return how many figures stand in each way; one may be counted twice: rounded and disputed, say."""
    return collections.Counter(column for standing in standings for column in standing)
