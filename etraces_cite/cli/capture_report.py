"""The reports of the capture commands, for people and for programs."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Sequence

from etraces_cite.capture import Added, Checked, Holding, Refused, ThenNow, Unresolved
from etraces_cite.locale import Message, msg, translate, translate_count
from etraces_cite.model import CaptureState, Located, LocatedStatus, Place
from etraces_cite.report.excerpt import printable

__all__ = ["added_lines", "check_json", "check_lines", "refused_lines", "status_json", "status_lines"]

VERSION = 1
_SIGNS = {
    CaptureState.PRESENT: "✓",
    CaptureState.ABSENT: "…",
    CaptureState.UNDESCRIBED: "○",
    CaptureState.REMOVED: "†",
    CaptureState.CORRUPT: "✗",
    CaptureState.DRIFTED: "✗",
}
_CHECK_SIGNS = {"unchanged": "✓", "re-encoded": "≈", "absent": "…", "undescribed": "○", "removed": "†"}
SHOWN = 8
"""Places of an ambiguous quotation that are listed."""


def _name(state: str) -> str:
    names = {
        "present": translate("here, whole"),
        "absent": translate("not here"),
        "undescribed": translate("no capture in the record"),
        "removed": translate("removed"),
        "corrupt": translate("corrupt"),
        "drifted": translate("drifted"),
        "unchanged": translate("unchanged"),
        "re-encoded": translate("re-encoded, the same words"),
        "gone": translate("gone"),
        "unreachable": translate("unreachable"),
    }
    return names[state]


# -- add --------------------------------------------------------------------------------------------------------------


def added_lines(added: Added, path: str) -> Iterator[str]:
    """Yield what was stored, and what the bibliography could take from the source."""
    capture = added.capture
    found = translate_count("{count} quotation found", "{count} quotations found", added.quotations)
    digest = f"{capture.sha256[:4]} {capture.sha256[4:8]}"
    yield f"✓ {msg('{name}: {text}', name=added.key, text=found).render()} · sha-256 {digest} · {printable(capture.extractor)} · {capture.media_type}"
    if added.is_new:
        yield "  " + msg("written in {path}", path=printable(path)).render()
    if added.offers:
        yield "  " + translate("The bibliography lacks these; the source says:")
        yield from (f"    {name} = {{{printable(value)}}}," for name, value in added.offers)


def refused_lines(refused: Refused) -> Iterator[str]:
    """Yield why nothing was stored, quotation by quotation."""
    for unresolved in refused.unresolved:
        yield from _unresolved_lines(unresolved, "")
    if refused.reason:
        yield printable(refused.reason.render())
    yield msg("{key}: nothing was stored", key=refused.key).render()


def _unresolved_lines(unresolved: Unresolved, indent: str) -> Iterator[str]:
    located = unresolved.located
    quoted = f"{unresolved.id} « {printable(unresolved.exact)} »"
    yield f"{indent}✗ " + msg("{name}: {text}", name=quoted, text=_fault(unresolved)).render()
    if located.nearest:
        yield f"{indent}  → " + msg("the source has: {passage}", passage=printable(located.nearest.marked)).render()
    if located.status is LocatedStatus.AMBIGUOUS:
        for place, words in list(zip(located.places, unresolved.surroundings, strict=True))[:SHOWN]:
            at = msg("at character {start}", start=place.start + 1).render()
            yield f"{indent}  → " + msg("{name}: {text}", name=at, text=printable(words)).render()


def _fault(unresolved: Unresolved) -> Message:
    located = unresolved.located
    if located.status is LocatedStatus.MISSING:
        return msg("not in the source")
    if located.is_elsewhere:
        return msg("in the source, but not between this prefix and this suffix")
    if located.status is LocatedStatus.AMBIGUOUS:
        return msg("{count} times in the source: give a prefix or a suffix", count=len(located.places))
    return unresolved.fault or msg("not in the source")


# -- status -----------------------------------------------------------------------------------------------------------


def status_lines(holdings: Sequence[Holding], stray: Sequence[str], folder: str) -> Iterator[str]:
    """Yield a line a source, then the counts."""
    width = max((len(holding.key) for holding in holdings), default=0)
    for holding in holdings:
        parts = [f"{_SIGNS[holding.state]} {holding.key:<{width}}  {_name(holding.state.value)}"]
        if holding.sha256 and holding.captured and holding.age is not None:
            age = translate_count("{count} day", "{count} days", holding.age)
            parts += [f"{holding.sha256[:4]} {holding.sha256[4:8]}", f"{holding.captured.isoformat()} ({age})"]
        if holding.reason:
            parts.append(printable(holding.reason.render()))
        yield " · ".join(parts)
    count = Counter(holding.state for holding in holdings)
    here, whole = count[CaptureState.PRESENT], translate_count("{count} source", "{count} sources", len(holdings))
    yield msg("captures here: {here} of {whole} ({folder})", here=here, whole=whole, folder=printable(folder)).render()
    if stray:
        yield translate_count(
            "{count} stored object that no record names", "{count} stored objects that no record names", len(stray)
        )


def status_json(holdings: Sequence[Holding], stray: Sequence[str]) -> Iterator[str]:
    """Yield the same for programs: never translated."""
    captures = [
        {
            "key": holding.key,
            "state": holding.state.value,
            "sha256": holding.sha256,
            "text-sha256": holding.text_sha256,
            "extractor": holding.extractor,
            "media-type": holding.media_type,
            "captured": _day(holding.captured),
            "age-days": holding.age,
            "timestamped": holding.is_timestamped,
        }
        for holding in holdings
    ]
    yield _json({"version": VERSION, "captures": captures, "unnamed": list(stray)})


# -- check ------------------------------------------------------------------------------------------------------------


def check_lines(checks: Sequence[Checked]) -> Iterator[str]:
    """Yield a line a source, and below it what its quotations have become."""
    for checked in checks:
        reason = f" · {printable(checked.reason.render())}" if checked.reason else ""
        said = msg("{name}: {text}", name=checked.key, text=f"{_name(checked.outcome.value)}{reason}").render()
        yield f"{_CHECK_SIGNS.get(checked.outcome.value, '✗')} {said}"
        for unresolved in checked.unresolved:
            yield from _unresolved_lines(unresolved, "  ")
        lost = {unresolved.id for unresolved in checked.unresolved}
        if checked.outcome.value == "drifted" and checked.quotations:
            for quotation in checked.quotations:
                yield from _then_now_lines(quotation) if quotation.id in lost else ()
            kept = len(checked.quotations) - len(lost)
            yield "  " + msg("{kept} of {all} quotations still there", kept=kept, all=len(checked.quotations)).render()


def _then_now_lines(quotation: ThenNow) -> Iterator[str]:
    then = quotation.then.places[0] if quotation.then and quotation.then.places else None
    now = quotation.now.places[0] if quotation.now.places else quotation.now.nearest
    if then:
        yield "    " + msg("{id} then: {text}", id=quotation.id, text=printable(then.text)).render()
    shown = printable(now.text) if now else translate("nothing like it")
    yield "    " + msg("{id} now: {text}", id=quotation.id, text=shown).render()


def check_json(checks: Sequence[Checked]) -> Iterator[str]:
    """Yield the same for programs: never translated."""
    captures = [
        {
            "key": checked.key,
            "outcome": checked.outcome.value,
            "reason": checked.reason.render("en") if checked.reason else None,
            "quotations": [_quotation_json(quotation) for quotation in checked.quotations],
            "unresolved": [unresolved.id for unresolved in checked.unresolved],
        }
        for checked in checks
    ]
    yield _json({"version": VERSION, "captures": captures})


def _quotation_json(quotation: ThenNow) -> dict[str, object]:
    return {
        "id": quotation.id,
        "exact": quotation.exact,
        "then": _located_json(quotation.then) if quotation.then else None,
        "now": _located_json(quotation.now),
        "address": quotation.address,
    }


def _located_json(located: Located) -> dict[str, object]:
    nearest = located.nearest
    return {
        "status": located.status.value,
        "places": [_place_json(place) for place in located.places],
        "nearest": {**_place_json(nearest), "marked": nearest.marked} if nearest else None,
    }


def _place_json(place: Place) -> dict[str, object]:
    return {name: getattr(place, name) for name in ("start", "end", "text")}


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
