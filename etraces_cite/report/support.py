"""What a figure rests on: the facts behind it, their captures, what other sources say, and what none of it establishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from etraces_cite.codes import Code
from etraces_cite.locale import Message, msg
from etraces_cite.model import Capture, Dossier, Fact, Outcome, Result, Verdict
from etraces_cite.patterns import regex

__all__ = ["capture_of", "facts_behind", "gaps", "operands", "other_facts"]

_NAME = regex(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""An identifier in a formula: a minus sign needs a space around it, a hyphen has none."""


def operands(formula: str, dossier: Dossier) -> Sequence[str]:
    """Return the facts and derived facts that a formula names, in order."""
    names = dict.fromkeys(_NAME.findall(formula))
    return [name for name in names if name in dossier.facts or name in dossier.derived]


def capture_of(dossier: Dossier, fact: Fact) -> Capture | None:
    """Return what the record of a fact says of the stored copy of its source."""
    return next((record.capture for record in dossier.records if record.path == fact.span.path), None)


def other_facts(dossier: Dossier, fact: Fact) -> Sequence[Fact]:
    """Return what other sources state of the same measure."""
    if fact.measure is None:
        return ()
    return [other for other in dossier.facts.values() if other.measure == fact.measure and other.key != fact.key]


def gaps(result: Result, verdict: Verdict) -> Iterator[Message]:
    """Yield what a reader might take for established and is not."""
    if verdict.outcome is Outcome.WAIVED:
        yield msg("No source: the figure is published with the reason above.")
    elif not verdict.facts and not verdict.by_reference:
        yield msg("No fact carries this figure.")
    facts = facts_behind(result.dossier, verdict.facts)
    yield from _unread_captures(result, facts)
    yield from _due_reviews(result, facts)
    for fact in facts:
        if not any(_is_independent(fact, other) for other in other_facts(result.dossier, fact)):
            yield msg("No second independent source for {fact}.", fact=fact.id)
    if verdict.by_reference and not verdict.facts:
        yield msg("The figure is that of the bibliography; no quotation carries it.")


def _unread_captures(result: Result, facts: Iterable[Fact]) -> Iterator[Message]:
    """Yield, for each source whose own words were not read again, why not."""
    captures = {fact.key: capture_of(result.dossier, fact) for fact in facts if fact.id not in result.located}
    for key, capture in captures.items():
        if capture is None:
            yield msg("No capture of {source}: its words are those that the record quotes.", source=key)
        else:
            yield msg("The capture of {source} was not read again: its words are those of the record.", source=key)


def _due_reviews(result: Result, facts: Iterable[Fact]) -> Iterator[Message]:
    """Yield what was to be read again by a day that is past: the facts, and the records that hold them."""
    told = list(facts)
    names, paths = {fact.id for fact in told}, {fact.span.path for fact in told}
    for finding in result.findings:
        if finding.code is Code.REVIEW_DUE and (
            finding.span.path in paths if not finding.facts else not names.isdisjoint(finding.facts)
        ):
            yield finding.message


def _is_independent(fact: Fact, other: Fact) -> bool:
    """Say whether another source speaks for itself: two that report the words of the same body are one."""
    return fact.origin != other.origin


def facts_behind(dossier: Dossier, names: Iterable[str]) -> Sequence[Fact]:
    """Return the facts that a figure rests on, those of formulas included."""
    found: dict[str, Fact] = {}
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if fact := dossier.facts.get(name):
            found[name] = fact
        elif derived := dossier.derived.get(name):
            waiting.extend(operands(derived.formula, dossier))
    return list(found.values())
