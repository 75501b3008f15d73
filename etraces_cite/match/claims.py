"""What the sources of a dossier claim, indexed for matching: one claim a fact or derived fact."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import inf

from msgspec import Struct

from etraces_cite.french import Bound
from etraces_cite.match import measures, words
from etraces_cite.match.derived import compute_all, miscalculated
from etraces_cite.match.formula import Computed
from etraces_cite.match.rounding import Amount, reach
from etraces_cite.match.units import CODES, in_base_unit, is_counted, noun_stems
from etraces_cite.model import Derived, Dossier, Fact, Label, Period, Quantity, Record, Reference, Value

__all__ = ["NOTHING", "Claim", "Claims", "Gathered", "Shared"]


class Claim(Struct, frozen=True, array_like=True, dict=True):
    """A fact or derived fact, with what is needed to recognise it in a sentence."""

    id: str
    keys: frozenset[str]
    """The sources it rests on: one for a fact, all those of its formula for a derived fact."""
    label: str
    value: Value
    bound: Bound | None = None
    measure: str | None = None
    topic: str = ""
    """The label of its measure."""
    aliases: tuple[str, ...] = ()
    """Counted nouns that name its measure."""
    as_of: Period | None = None
    valid: Period | None = None
    named: tuple[str, ...] = ()
    """The names of its source and of who published it."""
    fact: Fact | None = None
    """None for a derived fact."""
    parts: frozenset[str] = frozenset()
    """The facts that a derived fact is computed from."""
    amount: Amount | None = None
    """Its quantity in the base unit; None for a date or a label."""
    unit: str | None = None
    """The base unit."""

    @property
    def is_derived(self) -> bool:
        return self.fact is None

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Stems of the counted nouns under which prose may name it."""
        if not isinstance(self.value, Quantity) or self.value.unit in CODES:
            return frozenset()
        return _nouns(self.value.unit or "", self.aliases)

    @cached_property
    def words(self) -> frozenset[str]:
        """Stems of its label and quotation."""
        if self.fact is None:
            return words.stems(self.label)
        return words.stems(f"{self.label} {self.topic} {self.fact.quotation.exact}")

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Words by which a sentence names who says it."""
        return words.names((self.fact.according_to,), self.named) if self.fact else frozenset()


@functools.lru_cache(maxsize=1024)
def _nouns(unit: str, aliases: tuple[str, ...]) -> frozenset[str]:
    return noun_stems((unit, *aliases))


class _Sorted:
    """Places of claims by the lower ends of their quantities."""

    def __init__(self, pairs: Iterable[tuple[Fraction, int]]) -> None:
        self._pairs = sorted(pairs)

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def within(self, value: Fraction, distance: Fraction) -> list[int]:
        """Return the places of what lies no farther than a distance from a value."""
        first, last = (
            bisect_left(self._pairs, (value - distance, -1)),
            bisect_left(self._pairs, (value + distance, inf)),
        )
        return [place for _, place in self._pairs[first:last]]


class Gathered:
    """The claims that some sources make together, indexed by value, so that a figure meets those near it alone."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = tuple(claims)

    def alone(self, value: Fraction) -> Claim | None:
        """Return the one fact that begins with a value; None where there are more, or none."""
        return self._lone.get(value.as_integer_ratio())

    @cached_property
    def has_results(self) -> bool:
        """True where a derived fact is among them: it may be rounded to a figure of another value."""
        return bool(self._derived)

    @cached_property
    def _lone(self) -> Mapping[tuple[int, int], Claim | None]:
        """The fact that begins with each value; None where there are several."""
        lone: dict[tuple[int, int], Claim | None] = {}
        for claim in self.claims:
            if claim.amount is not None and claim.fact is not None:
                ratio = claim.amount.low.as_integer_ratio()
                lone[ratio] = None if ratio in lone else claim
        return lone

    @cached_property
    def _places(self) -> Mapping[tuple[int, int], list[int]]:
        """The places of the facts whose quantity begins with a value, in the base unit, as a ratio: a fraction is slow to hash."""
        places: dict[tuple[int, int], list[int]] = {}
        for place, claim in enumerate(self.claims):
            if claim.amount and not claim.is_derived:
                places.setdefault(claim.amount.low.as_integer_ratio(), []).append(place)
        return places

    @cached_property
    def _sorted(self) -> _Sorted:
        return _Sorted((claim.amount.low, place) for place, claim in enumerate(self.claims) if claim.amount)

    @cached_property
    def _derived(self) -> _Sorted:
        derived = ((place, claim) for place, claim in enumerate(self.claims) if claim.is_derived)
        return _Sorted((claim.amount.low, place) for place, claim in derived if claim.amount)

    def near(self, figure: Amount) -> list[Claim]:
        """Return the quantities that a figure can agree with, in the order of the claims.

        Without a hedge these are the facts of its very value, and the results that may be rounded to it (:func:`reach`).
        """
        if figure.bound is None:
            places = list(self._places.get(figure.low.as_integer_ratio(), ()))
            if self._derived:
                places += self._derived.within(figure.low, reach(figure))
        else:
            places = self._sorted.within(figure.low, reach(figure))
        return [self.claims[place] for place in sorted(places)]

    @cached_property
    def dated(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if isinstance(claim.value, Period))

    @cached_property
    def labelled(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if isinstance(claim.value, Label))


NOTHING = Gathered(())


class Shared(Struct, frozen=True, array_like=True):
    """What of the claims of a dossier comes from the whole of it, and not from the sources that a page cites."""

    derived: dict[str, Claim]
    known_nouns: frozenset[str]
    disputes: Mapping[str, tuple[str, ...]]
    miscalculated: Mapping[str, Computed]


class Claims:
    """The claims of a dossier, by source and by identifier.

    :param dossier: the whole, or a part of it: some of the sources, each with its entry and its record.
    :param shared: what comes from the whole, where it is known; a part alone cannot tell it.
    """

    def __init__(self, dossier: Dossier, shared: Shared | None = None) -> None:
        self.dossier = dossier
        self.by_id: Mapping[str, Claim] = _Identified(self)
        if shared is None:
            values, _ = compute_all(dossier)
            self.derived = {name: self._of_derived(dossier.derived[name], value) for name, value in values.items()}
        else:
            self.derived = shared.derived
            self.__dict__.update(
                known_nouns=shared.known_nouns, disputes=shared.disputes, miscalculated=shared.miscalculated
            )
        self._of_facts: dict[str, Claim] = {}
        self._sources: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}
        self._gathered: dict[tuple[str, ...], Gathered] = {}
        self._resting: dict[str, list[Claim]] = {}

    @property
    def shared(self) -> Shared:
        return Shared(self.derived, self.known_nouns, self.disputes, self.miscalculated)

    def of(self, keys: Iterable[str]) -> Gathered:
        """Return the claims that rest on no other source than ``keys``, facts first, each once."""
        wanted = tuple(keys)
        known = self._gathered.get(wanted)
        if known is None:
            allowed = set(wanted)
            found = {claim.id: claim for key in wanted for claim in self.resting_on(key) if claim.keys <= allowed}
            known = self._gathered[wanted] = Gathered(found.values())
        return known

    def resting_on(self, key: str) -> Sequence[Claim]:
        """Return the claims that rest on a source, alone or with others."""
        if key not in self._resting:
            facts = (self.of_fact(fact) for fact in self.dossier.facts_by_key.get(key, ()))
            self._resting[key] = [*facts, *self._derived_by_key.get(key, ())]
        return self._resting[key]

    def of_fact(self, fact: Fact) -> Claim:
        """Return the claim that a fact is; it is made when it is first asked for, since a page needs those of its sources alone."""
        known = self._of_facts.get(fact.id)
        if known is None:
            known = self._of_facts[fact.id] = self._of_fact(fact)
        return known

    @cached_property
    def _derived_by_key(self) -> Mapping[str, list[Claim]]:
        by_key: dict[str, list[Claim]] = {}
        for claim in self.derived.values():
            for key in claim.keys:
                by_key.setdefault(key, []).append(claim)
        return by_key

    def has_record(self, key: str) -> bool:
        return key in self.records

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """The record of each source; where two files describe one, the last."""
        return {record.reference: record for record in self.dossier.records}

    @cached_property
    def known_nouns(self) -> frozenset[str]:
        """Stems of every counted noun that a fact or a measure uses."""
        values = [fact.value for fact in self.dossier.facts.values()]
        values += [claim.value for claim in self.derived.values()]
        units = {value.unit for value in values if isinstance(value, Quantity) and value.unit}
        aliases = {alias for measure in self.dossier.measures.values() for alias in measure.aliases}
        return noun_stems({unit for unit in units if is_counted(unit)} | aliases)

    @cached_property
    def disputes(self) -> Mapping[str, tuple[str, ...]]:
        """The facts of the same measure that disagree with each fact."""
        return measures.disputes(self.dossier)

    @cached_property
    def miscalculated(self) -> Mapping[str, Computed]:
        """What each fact that a check finds wrong should be."""
        return miscalculated(self.dossier)

    def _of_fact(self, fact: Fact) -> Claim:
        measure = self.dossier.measures.get(fact.measure) if fact.measure else None
        keys, named = self._source(fact.key)
        amount, unit = _measured(fact.value, fact.bound)
        return Claim(
            id=fact.id,
            keys=keys,
            label=fact.label,
            value=fact.value,
            bound=fact.bound,
            measure=fact.measure,
            topic=measure.label if measure else "",
            aliases=measure.aliases if measure else (),
            as_of=fact.as_of,
            valid=fact.valid,
            named=named,
            fact=fact,
            amount=amount,
            unit=unit,
        )

    def _of_derived(self, derived: Derived, value: Computed) -> Claim:
        measure = self.dossier.measures.get(derived.measure or "")
        quantity = Quantity(value.low, value.high, derived.unit)
        amount, unit = _measured(quantity, None)
        return Claim(
            id=derived.id,
            keys=frozenset(self.dossier.facts[fact].key for fact in value.facts),
            label=derived.label,
            value=quantity,
            measure=derived.measure,
            aliases=measure.aliases if measure else (),
            parts=value.facts,
            amount=amount,
            unit=unit,
        )

    def _source(self, key: str) -> tuple[frozenset[str], tuple[str, ...]]:
        """Return a source alone, and the names of it and of who published it: all its facts have the same."""
        if key not in self._sources:
            self._sources[key] = frozenset({key}), tuple(_names_of(self.dossier.references.get(key)))
        return self._sources[key]


class _Identified(Mapping[str, Claim]):
    """The claims by identifier; a derived fact that has that of a fact hides it."""

    def __init__(self, claims: Claims) -> None:
        self._claims = claims

    def __getitem__(self, name: str) -> Claim:
        return self._claims.derived.get(name) or self._claims.of_fact(self._claims.dossier.facts[name])

    def __iter__(self) -> Iterator[str]:
        return iter({**self._claims.dossier.facts, **self._claims.derived})

    def __len__(self) -> int:
        return len({**self._claims.dossier.facts, **self._claims.derived})

    def __contains__(self, name: object) -> bool:
        return name in self._claims.derived or name in self._claims.dossier.facts


def _measured(value: Value, bound: Bound | None) -> tuple[Amount | None, str | None]:
    if not isinstance(value, Quantity):
        return None, None
    low, high, unit = in_base_unit(value)
    return Amount(low, high, bound), unit


def _names_of(reference: Reference | None) -> list[str]:
    if reference is None:
        return []
    fields = ("shortauthor", "organization", "institution", "publisher", "journaltitle", "eventtitle")
    return [*reference.authors, *(reference.fields[name] for name in fields if name in reference.fields)]
