"""Every place that a fact is used, so that whoever changes it knows what to read again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etraces_cite.locale import msg, translate, translate_count
from etraces_cite.model import Dossier, Fact, Result, Span
from etraces_cite.patterns import regex
from etraces_cite.report.chain import outcome_name
from etraces_cite.report.excerpt import printable
from etraces_cite.report.support import operands
from etraces_cite.report.text import Layout, place

__all__ = ["Usage", "dependents", "usage_lines", "usages"]

_BOX = regex(
    r"^[ \t>*+-]*(?::{3,}|`{3,}|~{3,})[ \t]*\{fact-(?:box|table)\}(?P<names>[^\n]*)"
    r"(?P<options>(?:\n[ \t>]*:[\w-]+:[^\n]*)+|\n[ \t>]*---(?:\n(?![ \t>]*---)[^\n]*)*|)",
    re.MULTILINE,
)
"""The fence, the argument and the options of a directive that prints facts: a passage holds no trace of them."""


@dataclass(frozen=True, slots=True)
class Usage:
    """A place that changes, or must be read again, when a fact changes."""

    span: Span
    text: str
    what: str
    through: str | None = None
    """The derived fact by which the place depends on the fact; None where it uses the fact itself."""


def usages(result: Result, fact: str) -> Iterator[Usage]:
    """Yield the uses of a fact: in formulas and checks, in prose, and in roles that print it."""
    names = [fact, *dependents(result.dossier, fact)]
    yield from _in_records(result.dossier, names)
    for name in names:
        through = None if name == fact else name
        for verdict in result.verdicts:
            if name in verdict.facts:
                yield Usage(verdict.span, verdict.figure.text, outcome_name(verdict.outcome), through)
        yield from _in_roles(result, name, through)
        yield from _in_boxes(result, name, through)


def dependents(dossier: Dossier, fact: str) -> list[str]:
    """Return the derived facts that rest on a fact, directly or through another, nearest first."""
    found: dict[str, None] = {}
    waiting = [fact]
    while waiting:
        name = waiting.pop(0)
        for derived in dossier.derived.values():
            if derived.id not in found and derived.id != fact and name in operands(derived.formula, dossier):
                found[derived.id] = None
                waiting.append(derived.id)
    return list(found)


def _in_records(dossier: Dossier, names: list[str]) -> Iterator[Usage]:
    fact, *derived_names = names
    for name in derived_names:
        derived = dossier.derived[name]
        direct = fact in operands(derived.formula, dossier)
        through = None if direct else next((n for n in derived_names if n in operands(derived.formula, dossier)), None)
        yield Usage(derived.span, f"{derived.id} = {derived.formula}", translate("derived fact"), through)
    for record in dossier.records:
        for check in record.checks:
            if fact == check.states or fact in operands(check.formula, dossier):
                yield Usage(check.span, f"{check.id}: {check.formula}", translate("check"))


def _in_roles(result: Result, name: str, through: str | None) -> Iterator[Usage]:
    """Yield the roles that print the fact's own value: what has no text of its own is not a figure to check."""
    for page in result.pages:
        for passage in page.passages:
            for role in passage.roles:
                if role.name == "fact" and role.target == name and role.text_start == role.text_end:
                    start, end = passage.start + role.start, passage.start + role.end
                    yield Usage(page.span(start, end), page.source[start:end], translate("printed by a role"), through)


def _in_boxes(result: Result, name: str, through: str | None) -> Iterator[Usage]:
    """Yield the directives that print a fact because they name it, its source or its measure."""
    known = result.dossier.facts.get(name) or result.dossier.derived[name]
    chosen = [f"measure: {known.measure}", f"source: {known.key}" if isinstance(known, Fact) else None]
    for page in result.pages:
        for box in _BOX.finditer(page.source):
            named = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", box["names"])
            options = [" ".join(line.split()).lstrip("> :") for line in box["options"].splitlines()]
            if named or any(option in chosen for option in options):
                start = box.start("names") + named.start() if named else box.start()
                end = box.start("names") + named.end() if named else box.end("names")
                yield Usage(page.span(start, end), page.source[start:end], translate("printed by a directive"), through)


def usage_lines(found: list[Usage], fact: str, layout: Layout) -> Iterator[str]:
    """Yield one line a use, in the order of files and lines, then their number."""
    paint = layout.style.paint
    for usage in sorted(found, key=lambda usage: (usage.span.path, usage.span.line, usage.span.column)):
        through = f" ({msg('through {fact}', fact=usage.through).render()})" if usage.through else ""
        yield f"{paint(place(usage.span), 'bold')}  {printable(usage.text)}  {paint(usage.what, 'faint')}{through}"
    uses = translate_count("{count} use", "{count} uses", len(found))
    yield msg("{uses} of {fact}", uses=uses, fact=fact).render()
