"""What is said of a figure in the audit: its sign and its word, and the counts of a page."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etraces_cite.locale import Message, msg
from etraces_cite.model import Outcome, Verdict

from .evidence import Standing

__all__ = ["SIGNS", "Column", "Tally", "columns_of", "tally"]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A way in which a figure stands: its sign, and its word for one figure and for a column of them."""

    sign: str
    one: Message
    many: Message


VERIFIED = Column(Standing.VERIFIED.value, msg("verified"), msg("verified figures"))
ROUNDED = Column(Standing.ROUNDED.value, msg("rounded"), msg("rounded figures"))
COMPUTED = Column(Standing.COMPUTED.value, msg("computed"), msg("computed figures"))
DISPUTED = Column(Standing.DISPUTED.value, msg("disputed"), msg("disputed figures"))
WAIVED = Column(Standing.WAIVED.value, msg("waived"), msg("waived figures"))
FAILED = Column(Standing.FAILED.value, msg("not established"), msg("figures not established"))
NOTED = Column("…", msg("note"), msg("notes"))

SIGNS = (VERIFIED, ROUNDED, COMPUTED, DISPUTED, WAIVED, FAILED, NOTED)

_BY_SIGN: Mapping[str, Column] = {column.sign: column for column in SIGNS}

Tally = Mapping[Column, int]


def columns_of(verdict: Verdict, standings: Iterable[Standing]) -> list[Column]:
    """Return how a figure stands, in the words of the audit; a note is no figure."""
    if verdict.outcome is Outcome.NOTE:
        return [NOTED]
    return [_BY_SIGN[standing.value] for standing in standings]


def tally(standings: Iterable[Iterable[Column]]) -> Tally:
    """Return how many figures stand in each way; one may be counted twice: rounded and disputed, say."""
    return collections.Counter(column for standing in standings for column in standing)
