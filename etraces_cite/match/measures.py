"""Facts of one measure compared with each other: whether they agree, and how many voices say so."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from etraces_cite.french import normalise
from etraces_cite.match.rounding import Agreement, Amount, agree
from etraces_cite.match.units import canonical, is_counted
from etraces_cite.model import Dossier, Fact, Measure, Period, Quantity

__all__ = ["Comparison", "Consensus", "compare", "comparisons", "disputes"]


class Consensus(enum.StrEnum):
    """What the facts of one measure say together."""

    SINGLE = "single"
    """One fact: nothing to compare."""
    AGREEMENT = "agreement"
    ROUNDING = "rounding"
    """They agree once their hedges are taken into account."""
    DISAGREEMENT = "disagreement"
    INCOMPARABLE = "incomparable"
    """They are about times that do not meet, or in units that do not convert."""


class Comparison(Struct, frozen=True):
    """The facts of one measure, what they say together, and who speaks."""

    measure: Measure
    facts: tuple[Fact, ...]
    consensus: Consensus
    origins: tuple[str, ...]
    """The independent voices: a repost of the same origin is not a second one."""
    derived: tuple[str, ...] = ()
    """Identifiers of the derived facts of the measure: our own computations, no voice among the sources."""


def comparisons(dossier: Dossier) -> list[Comparison]:
    """Return the comparison of each measure that has a quantity fact, in the order of the dossier."""
    derived: dict[str | None, list[str]] = {}
    for one in dossier.derived.values():
        derived.setdefault(one.measure, []).append(one.id)
    return [
        replace(compare(dossier.measures[name], facts), derived=tuple(derived.get(name, ())))
        for name, facts in _by_measure(dossier).items()
        if name in dossier.measures
    ]


def compare(measure: Measure, facts: Iterable[Fact]) -> Comparison:
    """Compare the facts of a measure with each other."""
    compared = tuple(facts)
    pairs = list(itertools.combinations(compared, 2))
    return Comparison(measure, compared, _consensus(pairs), tuple(_origins(compared)))


def _origins(facts: Iterable[Fact]) -> dict[str, None]:
    """Return the voices, in order: a source that repeats another one has the voice of that one."""
    told = list(facts)
    voices = {normalise(fact.key): fact.origin for fact in told}
    return dict.fromkeys(voices.get(fact.origin, fact.origin) for fact in told)


def _consensus(pairs: list[tuple[Fact, Fact]]) -> Consensus:
    if not pairs:
        return Consensus.SINGLE
    comparable = [(a, b) for a, b in pairs if _is_comparable(a, b)]
    if not comparable:
        return Consensus.INCOMPARABLE
    if not all(_agrees(a, b) for a, b in comparable):
        return Consensus.DISAGREEMENT
    same = all(amount_of(a) == amount_of(b) for a, b in comparable)
    return Consensus.AGREEMENT if same else Consensus.ROUNDING


def disputes(dossier: Dossier) -> Mapping[str, tuple[str, ...]]:
    """Return, for each fact that another one contradicts, the facts of its measure that do.

    Facts are compared where the times they are about meet, and their units convert.
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
    if not _is_of_one_unit(a, b):
        return False
    return all(ours.overlaps(theirs) for ours in _times(a) for theirs in _times(b))


def _times(fact: Fact) -> list[Period]:
    return [period for period in (fact.as_of, fact.valid) if period]


def _is_of_one_unit(a: Fact, b: Fact) -> bool:
    """Counted nouns of one measure are names of one thing; money, rates and times must convert."""
    assert isinstance(a.value, Quantity)
    assert isinstance(b.value, Quantity)
    ours, theirs = canonical(a.value)[1], canonical(b.value)[1]
    return ours == theirs or (is_counted(ours) and is_counted(theirs))


def _agrees(a: Fact, b: Fact) -> bool:
    one, other = amount_of(a), amount_of(b)
    return agree(one, other) >= Agreement.BARE or agree(other, one) >= Agreement.BARE


def amount_of(fact: Fact) -> Amount:
    """Return the value of a quantity fact in its base unit, with the claim of its hedge."""
    assert isinstance(fact.value, Quantity)
    factor, _ = canonical(fact.value)
    return Amount(fact.value.low * factor, fact.value.high * factor, fact.bound)
