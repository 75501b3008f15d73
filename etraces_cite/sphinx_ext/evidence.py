"""The evidence of one figure, ready to be printed by any output: what supports it, who says otherwise, what was read again.

Nothing here knows Sphinx or docutils: these are texts in French typography, and addresses that a browser may follow.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etraces_cite.evidence.fragment import passage_address
from etraces_cite.french import NO_BREAK_SPACE, format_day, format_period, is_followable, typeset
from etraces_cite.locale import Message, msg
from etraces_cite.model import Capture, CaptureState, Derived, Fact, LocatedStatus, Outcome, Period, Result, Verdict
from etraces_cite.report.support import operands

from .wording import inert, quoted

if TYPE_CHECKING:
    from .sources import Sources

__all__ = ["Computation", "Evidence", "Evidences", "OtherValue", "Standing", "Testimony", "short_digest"]


class Standing(enum.StrEnum):
    """What a reader is told of a figure, each with its sign: never by colour alone."""

    VERIFIED = "✓"
    ROUNDED = "≈"
    COMPUTED = "="
    DISPUTED = "≠"
    WAIVED = "○"
    FAILED = "✗"
    """Contradicted, ambiguous or without a source: a build with ``-W`` does not publish it."""

    @property
    def words(self) -> Message:
        return _WORDS[self]


_WORDS: Mapping[Standing, Message] = {
    Standing.VERIFIED: msg("verified"),
    Standing.ROUNDED: msg("rounded"),
    Standing.COMPUTED: msg("computed"),
    Standing.DISPUTED: msg("disputed"),
    Standing.WAIVED: msg("not sourced"),
    Standing.FAILED: msg("not verified"),
}
_STANDINGS: Mapping[Outcome, Standing] = {
    Outcome.VERIFIED: Standing.VERIFIED,
    Outcome.ROUNDED: Standing.ROUNDED,
    Outcome.WAIVED: Standing.WAIVED,
}


@dataclass(frozen=True, slots=True)
class OtherValue:
    """What another source states of the same measure."""

    fact: str
    value: str
    key: str
    source: str
    """The short name of the source, or who it speaks for: « AEF info, 2020 »."""
    is_contrary: bool
    """True where the two cannot both be right."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """What one source says: a fact, its quotation, and what was done to check it."""

    fact: str
    value: str
    label: str
    quotation: str
    key: str
    source: str
    """« Mediapart, 14 décembre 2020 »."""
    locator: str | None
    according_to: str | None
    as_of: str | None
    address: str | None
    """Where to read it: the page of the source, opened at the quoted words."""
    archive: str | None
    captured: str | None
    """The day of the capture, short; None where the record describes none."""
    digest: str | None
    capture: CaptureState
    is_read_again: bool
    """True where the quoted words were found in the stored copy by this very check."""
    measure: str | None
    others: tuple[OtherValue, ...]


@dataclass(frozen=True, slots=True)
class Computation:
    """A derived fact: its value, the formula with its values, and what its terms rest on."""

    fact: str
    value: str
    label: str
    formula: str
    terms: tuple[Testimony, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference whose own date or number is the figure."""

    key: str
    source: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that supports one figure, or several that rest on the same."""

    standings: tuple[Standing, ...]
    """The standing of the outcome, then ``DISPUTED`` where another source contradicts a fact behind it."""
    testimonies: tuple[Testimony, ...] = ()
    computations: tuple[Computation, ...] = ()
    entries: tuple[Entry, ...] = ()
    reason: str | None = None
    """Why a figure has no source, or is not verified."""
    is_of_date: bool = False
    """True for a date: what other sources say is of the amount, if of anything."""


class Evidences:
    """The evidence of the figures of one check; each fact is formatted once."""

    def __init__(self, sources: Sources, result: Result, disputes: Mapping[str, tuple[str, ...]]) -> None:
        """Prepare the evidence.

        :param disputes: for each fact, the facts of its measure that contradict it.
        """
        self._sources = sources
        self._result = result
        self._disputes = disputes
        self._digests: dict[tuple[object, ...], tuple[tuple[str, ...], str]] = {}
        self._made: dict[tuple[object, ...], Evidence] = {}
        self._same: dict[Evidence, Evidence] = {}
        self._testimonies: dict[str, Testimony] = {}
        self._problems = {finding.span: finding.message for finding in result.findings}
        self._by_measure: dict[str, list[Fact]] = {}
        for fact in result.dossier.facts.values():
            if fact.measure:
                self._by_measure.setdefault(fact.measure, []).append(fact)

    def of(self, verdict: Verdict, language: str) -> Evidence:
        """Return the evidence of a figure, one object for all that rest on the same.

        :param language: that of what the checker says of it.
        """
        known = self._known(verdict, language)
        if known not in self._made:
            made = self._of(verdict, language)
            self._made[known] = self._same.setdefault(made, made)
        return self._made[known]

    def _known(self, verdict: Verdict, language: str) -> tuple[object, ...]:
        """Return all that the evidence of a figure is made of."""
        is_of_date = isinstance(verdict.figure.value, Period)
        standings = tuple(self.standings(verdict))
        return standings, verdict.facts, verdict.by_reference, self._reason(verdict, language), is_of_date

    def _of(self, verdict: Verdict, language: str) -> Evidence:
        dossier = self._result.dossier
        facts = [dossier.facts[name] for name in verdict.facts if name in dossier.facts]
        derived = [dossier.derived[name] for name in verdict.facts if name in dossier.derived]
        return Evidence(
            standings=tuple(self.standings(verdict)),
            testimonies=tuple(self.testimony(fact) for fact in facts),
            computations=tuple(self._computation(one) for one in derived),
            entries=tuple(self._entry(key) for key in verdict.by_reference if key in dossier.references),
            reason=self._reason(verdict, language),
            is_of_date=isinstance(verdict.figure.value, Period),
        )

    def digest(self, verdict: Verdict) -> tuple[tuple[str, ...], str]:
        """Return the sources behind a figure, and a digest of all that is printed of its evidence."""
        known = self._known(verdict, "en")
        if known not in self._digests:
            evidence = self.of(verdict, "en")
            behind = [*evidence.testimonies, *(term for one in evidence.computations for term in one.terms)]
            keys = dict.fromkeys([*(one.key for one in behind), *(one.key for one in evidence.entries)])
            digest = hashlib.blake2b(repr(evidence).encode(), digest_size=8).hexdigest()
            self._digests[known] = tuple(keys), digest
        return self._digests[known]

    def standings(self, verdict: Verdict) -> Iterator[Standing]:
        """Yield what a reader is told of a figure."""
        standing = _STANDINGS.get(verdict.outcome, Standing.FAILED)
        if standing is Standing.VERIFIED and any(name in self._result.dossier.derived for name in verdict.facts):
            standing = Standing.COMPUTED
        yield standing
        is_date = isinstance(verdict.figure.value, Period)  # that of a fact, say: nobody disputes it
        if not is_date and any(name in self._disputes for name in verdict.facts):
            yield Standing.DISPUTED

    def testimony(self, fact: Fact) -> Testimony:
        """Return what the source of a fact says."""
        if fact.id not in self._testimonies:
            self._testimonies[fact.id] = self._testify(fact)
        return self._testimonies[fact.id]

    def _testify(self, fact: Fact) -> Testimony:
        sources, key = self._sources, fact.key
        record = sources.records.get(key)
        capture = record.capture if record else None
        located = self._result.located.get(fact.id)
        stated = sources.stated(fact.id)
        assert stated is not None, "a fact can always be printed"
        return Testimony(
            fact=fact.id,
            value=inert(stated.text),
            label=inert(stated.label),
            quotation=inert(quoted(fact.quotation.exact)),
            key=key,
            source=inert(sources.source_line(key)),
            locator=inert(typeset(fact.locator).replace("§ ", f"§{NO_BREAK_SPACE}")) if fact.locator else None,
            according_to=inert(typeset(fact.according_to)) if fact.according_to else None,
            as_of=format_period(fact.as_of.low, fact.as_of.high) if fact.as_of else None,
            address=self._address(fact),
            archive=next(filter(is_followable, self._archives(key, capture)), None),
            captured=format_day(capture.captured) if capture else None,
            digest=short_digest(capture.sha256) if capture else None,
            capture=self._result.captures.get(key, CaptureState.ABSENT),
            is_read_again=located is not None and located.status is LocatedStatus.FOUND,
            measure=fact.measure,
            others=tuple(self._others(fact)),
        )

    def _address(self, fact: Fact) -> str | None:
        address = self._sources.address(fact.key)
        if not address or not is_followable(address):
            return None
        quotation = fact.quotation
        return passage_address(address, quotation.exact, quotation.prefix, quotation.suffix)

    def _archives(self, key: str, capture: Capture | None) -> Iterator[str]:
        yield from capture.archives if capture else ()
        reference = self._sources.dossier.references.get(key)
        fields = reference.fields if reference else {}
        yield from filter(None, (fields.get("archiveurl"), fields.get("archive-url")))

    def _others(self, fact: Fact) -> Iterator[OtherValue]:
        """Yield what the other sources of the measure state: those that contradict the fact first."""
        contrary = self._disputes.get(fact.id, ())
        others = [one for one in self._by_measure.get(fact.measure or "", ()) if one.id != fact.id]
        for other in sorted(others, key=lambda one: one.id not in contrary):
            if other.key != fact.key or other.id in contrary:
                stated = self._sources.stated(other.id)
                label = str(self._sources.labels[other.key]) if other.key in self._sources.labels else other.key
                value = inert(stated.text) if stated else ""
                yield OtherValue(other.id, value, other.key, inert(label), other.id in contrary)

    def _computation(self, derived: Derived) -> Computation:
        stated = self._sources.stated(derived.id)
        terms = list(self._terms(derived, {derived.id}))
        return Computation(
            fact=derived.id,
            value=inert(stated.text) if stated else "",
            label=inert(typeset(derived.label)),
            formula=inert(stated.evidence if stated else derived.formula),
            terms=tuple({term.fact: term for term in terms}.values()),
        )

    def _terms(self, derived: Derived, seen: set[str]) -> Iterator[Testimony]:
        dossier = self._result.dossier
        for name in operands(derived.formula, dossier):
            if name in dossier.facts:
                yield self.testimony(dossier.facts[name])
            elif name not in seen:
                seen.add(name)
                yield from self._terms(dossier.derived[name], seen)

    def _entry(self, key: str) -> Entry:
        address = self._sources.address(key)
        followable = address if address and is_followable(address) else None
        return Entry(key, inert(self._sources.source_line(key)), followable)

    def _reason(self, verdict: Verdict, language: str) -> str | None:
        if verdict.reason:
            return inert(typeset(verdict.reason))
        problem = self._problems.get(verdict.span)
        return inert(typeset(problem.render(language))) if problem else None


def short_digest(sha256: str) -> str:
    """Return the digits of a digest that people compare by eye: ``3f9a 77c1``."""
    return f"{sha256[:4]}{NO_BREAK_SPACE}{sha256[4:8]}"
