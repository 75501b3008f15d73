"""Facts of one measure compared with each other."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from etraces_cite.match.rounding import Agreement, Amount, agree
from etraces_cite.match.units import canonical
from etraces_cite.model import Dossier, Fact, Quantity

__all__ = ["disputes"]


def disputes(dossier: Dossier) -> Mapping[str, tuple[str, ...]]:
    """Return, for each fact that another source contradicts, the facts that do.

    Facts are compared within their measure, where the times they are about meet.
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
