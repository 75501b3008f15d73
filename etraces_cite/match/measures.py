"""Facts of one measure compared with each other: whether they agree, and how many voices say so."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etraces_cite.french import normalise
from etraces_cite.match.rounding import Agreement, Amount, agree
from etraces_cite.match.units import canonical
from etraces_cite.model import Dossier, Fact, Measure, Quantity

__all__ = ["Comparison", "Consensus", "compare", "comparisons", "disputes", "origin"]


class Consensus(enum.StrEnum):
    """What the facts of one measure say together."""

    SINGLE = "single"
    """One fact: nothing to compare."""
    AGREEMENT = "agreement"
    ROUNDING = "rounding"
    """They agree once their hedges are taken into account."""
    DISAGREEMENT = "disagreement"
    INCOMPARABLE = "incomparable"
    """They are about times that do not meet."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The facts of one measure, what they say together, and who speaks."""

    measure: Measure
    facts: tuple[Fact, ...]
    consensus: Consensus
    origins: tuple[str, ...]
    """The independent voices: a repost of the same origin is not a second one."""


def comparisons(dossier: Dossier) -> list[Comparison]:
    """Return the comparison of each measure that has a quantity fact, in the order of the dossier."""
    return [
        compare(dossier.measures[name], facts)
        for name, facts in _by_measure(dossier).items()
        if name in dossier.measures
    ]  # fmt: skip


def compare(measure: Measure, facts: Iterable[Fact]) -> Comparison:
    """Compare the facts of a measure with each other."""
    compared = tuple(facts)
    pairs = list(itertools.combinations(compared, 2))
    origins = tuple(dict.fromkeys(origin(fact) for fact in compared))
    return Comparison(measure, compared, _consensus(pairs), origins)


def _consensus(pairs: list[tuple[Fact, Fact]]) -> Consensus:
    if not pairs:
        return Consensus.SINGLE
    comparable = [(a, b) for a, b in pairs if _is_comparable(a, b)]
    if not comparable:
        return Consensus.INCOMPARABLE
    if not all(_agrees(a, b) for a, b in comparable):
        return Consensus.DISAGREEMENT
    same = all(a.value == b.value and a.bound is b.bound for a, b in comparable)
    return Consensus.AGREEMENT if same else Consensus.ROUNDING


def origin(fact: Fact) -> str:
    """Return who the figure comes from: who the source attributes it to, else the source itself."""
    return normalise(fact.according_to) if fact.according_to else fact.key


def disputes(dossier: Dossier) -> Mapping[str, tuple[str, ...]]:
    """Return, for each fact that another one contradicts, the facts of its measure that do.

    Facts are compared where the times they are about meet.
    """
    found: dict[str, list[str]] = {}
    for facts in _by_measure(dossier).values():
        for a, b in itertools.combinations(facts, 2):
            if _is_comparable(a, b) and not _agrees(a, b):
                found.setdefault(a.id, []).append(b.id)
                found.setdefault(b.id, []).append(a.id)
    return {fact: tuple(others) for fact, others in found.items()}


def _by_measure(dossier: Dossier) -> Mapping[str, list[Fact]]:
    groups: dict[str, list[Fact]] = {}
    for fact in dossier.facts.values():
        if fact.measure and isinstance(fact.value, Quantity):
            groups.setdefault(fact.measure, []).append(fact)
    return groups


def _is_comparable(a: Fact, b: Fact) -> bool:
    for ours, theirs in ((a.as_of, b.as_of), (a.valid, b.valid)):
        if ours and theirs and not ours.overlaps(theirs):
            return False
    return True


def _agrees(a: Fact, b: Fact) -> bool:
    one, other = amount_of(a), amount_of(b)
    return agree(one, other) >= Agreement.BARE or agree(other, one) >= Agreement.BARE


def amount_of(fact: Fact) -> Amount:
    """Return the value of a quantity fact in its base unit, with the claim of its hedge."""
    assert isinstance(fact.value, Quantity)
    factor, _ = canonical(fact.value)
    return Amount(fact.value.low * factor, fact.value.high * factor, fact.bound)
