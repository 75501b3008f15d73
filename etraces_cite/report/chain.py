"""The chain of a figure, from the sentence to the bytes of the source, link by link, and what it does not establish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etraces_cite.codes import Code, Severity
from etraces_cite.french import format_period
from etraces_cite.locale import Message, msg, translate
from etraces_cite.model import (
    CaptureState,
    Dossier,
    Fact,
    Located,
    LocatedStatus,
    Outcome,
    Result,
    Verdict,
)
from etraces_cite.report.excerpt import printable
from etraces_cite.report.facts import Amounts, amount_text, value_text
from etraces_cite.report.support import capture_of, gaps, operands, other_facts
from etraces_cite.report.text import Layout, excerpt_lines, place

__all__ = ["chain_lines", "outcome_name", "verdicts_at"]

ESTABLISHED, ROUNDED, COMPUTED, DISPUTED, WAIVED, UNCHECKED, BROKEN = "✓≈=≠○…✗"
_SIGNS = {
    Outcome.VERIFIED: ESTABLISHED,
    Outcome.ROUNDED: ROUNDED,
    Outcome.WAIVED: WAIVED,
    Outcome.NOTE: UNCHECKED,
}
_COLOURS = {ESTABLISHED: "good", ROUNDED: "good", COMPUTED: "good", DISPUTED: "warning", BROKEN: "error"}


@dataclass(frozen=True, slots=True)
class Link:
    """One line of a chain: its state as a sign, what it links, and what is found there."""

    sign: str
    name: Message
    text: str
    depth: int = 0


def verdicts_at(result: Result, path: str, line: int) -> tuple[Verdict, ...]:
    """Return the figures that stand, in whole or in part, on a line of a page."""
    return tuple(v for v in result.verdicts if v.span.path == path and v.span.line <= line <= v.span.end_line)


def outcome_name(outcome: Outcome) -> str:
    """Return an outcome in the reader's language."""
    names = {
        Outcome.VERIFIED: translate("verified"),
        Outcome.ROUNDED: translate("rounded"),
        Outcome.CONTRADICTED: translate("contradicted"),
        Outcome.AMBIGUOUS: translate("ambiguous"),
        Outcome.UNSOURCED: translate("unsourced"),
        Outcome.WAIVED: translate("waived"),
        Outcome.NOTE: translate("note, not counted"),
    }
    return names[outcome]


def chain_lines(result: Result, verdicts: Iterable[Verdict], amounts: Amounts, layout: Layout) -> Iterator[str]:
    """Yield, for each figure, its line, its links in order and what is not established."""
    for number, verdict in enumerate(verdicts):
        if number:
            yield ""
        yield from _figure_lines(result, verdict, amounts, layout)


def _figure_lines(result: Result, verdict: Verdict, amounts: Amounts, layout: Layout) -> Iterator[str]:
    paint = layout.style.paint
    sign = _SIGNS.get(verdict.outcome, BROKEN)
    yield paint(f"{place(verdict.span)}:", "bold") + f" {printable(verdict.figure.text)}"
    yield from excerpt_lines(result, verdict.span, layout, _COLOURS.get(sign, "note"))
    for link in _links(result, verdict, sign, amounts):
        mark = paint(link.sign, _COLOURS.get(link.sign, "note"))
        text = msg("{name}: {text}", name=link.name, text=printable(link.text))
        yield f"{'  ' * link.depth}  {mark} {text.render()}"
    missing = list(gaps(result, verdict))
    if missing:
        yield f"  {translate('Not established:')}"
        yield from (f"    – {printable(gap.render())}" for gap in missing)


def _links(result: Result, verdict: Verdict, sign: str, amounts: Amounts) -> Iterator[Link]:
    yield Link(sign, msg("figure"), outcome_name(verdict.outcome) + (f" ({verdict.reason})" if verdict.reason else ""))
    for finding in result.findings:
        if finding.span == verdict.span and finding.code is not Code.FIGURE_NOTE:
            sign = DISPUTED if finding.severity is Severity.NOTE else BROKEN
            yield Link(sign, Message(finding.code.value), finding.message.render())
    for name in verdict.facts:
        yield from _fact_links(result, name, amounts, 0)
    for key in verdict.by_reference:
        yield from _reference_links(result.dossier, key, 0)


def _fact_links(result: Result, name: str, amounts: Amounts, depth: int) -> Iterator[Link]:
    dossier = result.dossier
    if fact := dossier.facts.get(name):
        yield Link(ESTABLISHED, msg("fact"), _described(fact), depth)
        yield _quotation_link(result, fact, depth + 1)
        yield _capture_link(result, fact, depth + 1)
        yield from _reference_links(dossier, fact.key, depth + 1)
        yield from _other_sources(dossier, fact, depth + 1)
    elif derived := dossier.derived.get(name):
        computed = derived.id in amounts
        text = f"{derived.id} = {derived.formula} = {amount_text(derived, amounts)} — {derived.label}"
        yield Link(COMPUTED if computed else BROKEN, msg("derived fact"), f"{text} ({place(derived.span)})", depth)
        for operand in () if not computed else operands(derived.formula, dossier):
            yield from _fact_links(result, operand, amounts, depth + 1)


def _described(fact: Fact) -> str:
    parts = [f"{fact.id} = {value_text(fact.value, fact.hedge)}", fact.label]
    if fact.according_to:
        parts.append(msg("according to {who}", who=fact.according_to).render())
    if fact.as_of:
        parts.append(format_period(fact.as_of.low, fact.as_of.high))
    return f"{' — '.join(parts)} ({place(fact.span)})"


def _quotation_link(result: Result, fact: Fact, depth: int) -> Link:
    locator = f", {fact.locator}" if fact.locator else ""
    quoted = f"« {fact.quotation.exact} »{locator}"
    for finding in result.findings:
        if finding.code is Code.FACT_UNREADABLE and fact.id in finding.facts:
            return Link(BROKEN, msg("quotation"), f"{quoted} — {finding.message.render()}", depth)
    return Link(ESTABLISHED, msg("quotation"), f"{quoted} — {translate('the value is read in it')}", depth)


def _capture_link(result: Result, fact: Fact, depth: int) -> Link:
    capture, located = capture_of(result.dossier, fact), result.located.get(fact.id)
    if capture is None:
        return Link(UNCHECKED, msg("capture"), translate("none is described in the record"), depth)
    state = result.captures.get(fact.key, CaptureState.ABSENT)
    said = {
        CaptureState.PRESENT: msg("read again, whole"),
        CaptureState.CORRUPT: msg("corrupt"),
        CaptureState.DRIFTED: msg("without the text that the record describes"),
        CaptureState.REMOVED: msg("taken down"),
    }.get(state, msg("not on this machine"))
    date, digest = capture.captured.isoformat(), f"{capture.sha256[:4]} {capture.sha256[4:8]}"
    text = msg("stored on {date}, sha-256 {digest}: {said}", date=date, digest=digest, said=said).render()
    if located is not None:
        text += f"; {_where(located).render()}"
    return Link(_capture_sign(state, located), msg("capture"), text, depth)


def _where(located: Located) -> Message:
    if located.status is LocatedStatus.FOUND:
        return msg("the words of the quotation begin at its character {start}", start=located.places[0].start + 1)
    if located.status is LocatedStatus.AMBIGUOUS:
        return msg("the words of the quotation are there more than once")
    return msg("the words of the quotation are not there")


def _capture_sign(state: CaptureState, located: Located | None) -> str:
    if state in (CaptureState.CORRUPT, CaptureState.DRIFTED):
        return BROKEN
    if located is None:
        return UNCHECKED
    return ESTABLISHED if located.status is LocatedStatus.FOUND else BROKEN


def _reference_links(dossier: Dossier, key: str, depth: int) -> Iterator[Link]:
    reference = dossier.references.get(key)
    if reference is None:
        yield Link(BROKEN, msg("reference"), f"{key} — {translate('not in the bibliography')}", depth)
        return
    who = ", ".join(reference.authors)
    title = " — ".join(part for part in (reference.key, who, reference.title) if part)
    yield Link(ESTABLISHED, msg("reference"), f"{title} ({place(reference.span)})", depth)


def _other_sources(dossier: Dossier, fact: Fact, depth: int) -> Iterator[Link]:
    for other in other_facts(dossier, fact):
        agrees = other.value == fact.value and other.bound == fact.bound
        text = f"{value_text(other.value, other.hedge)} ({other.key}, {place(other.span)})"
        yield Link(ESTABLISHED if agrees else DISPUTED, msg("other source"), text, depth)
