"""The chronology: what the sources date, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from etraces_cite.french import NARROW_SPACE, format_period
from etraces_cite.locale import msg
from etraces_cite.model import Fact, Period, Quantity
from etraces_cite.parse.edtf import parse_edtf

from .directives import EtracesDirective, Options
from .ledger import anchor
from .nodes import paragraph
from .sources import EVERYTHING, Stated
from .tags import keywords
from .wording import quoted

__all__ = ["Timeline"]

LONGEST = 31
"""Days: an amount that is about a longer time has no place on a line of dates."""


@dataclass(frozen=True, slots=True)
class Event:
    """A fact at its time."""

    period: Period
    stated: Stated
    fact: Fact


class Timeline(EtracesDirective):
    """The dates that sources state, and the amounts that are about a month at most, in order, a section a year.

    ``:from:`` and ``:until:`` are EDTF dates; ``:measure:``, ``:source:`` and ``:tag:`` (a keyword of the bibliography) keep a part;
    ``:dates-only:`` leaves the amounts out. On the top level of a page, each year is an address.
    """

    option_spec: ClassVar[Options] = {
        **dict.fromkeys(("from", "until", "measure", "source", "tag"), directives.unchanged_required),
        "dates-only": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        self.note_use(*EVERYTHING)
        bounds = self._bounds()
        if bounds is None:
            return []
        events = sorted(self._events(bounds), key=lambda one: (one.period.low, one.period.high, one.stated.id))
        if not events:
            return [paragraph(self.blocks.say(msg("No source dates anything here.")))]
        return [
            self._year(str(year), list(found)) for year, found in groupby(events, key=lambda one: one.period.low.year)
        ]

    def _bounds(self) -> tuple[Period | None, Period | None] | None:
        """Return the limits; complain of one that is no date."""
        found: list[Period | None] = []
        for name in ("from", "until"):
            try:
                found.append(parse_edtf(self.options[name]) if name in self.options else None)
            except ValueError:
                message = msg('"{text}" is no date: write 2020, 2020-11 or 2020-11-24', text=self.options[name])
                self.complain("option-unused", message)
                return None
        return found[0], found[1]

    def _events(self, bounds: tuple[Period | None, Period | None]) -> Iterator[Event]:
        first, last = bounds
        for fact in self.sources.dossier.facts.values():
            period, stated = self._time(fact), self.sources.stated(fact.id)
            if period is None or stated is None or not self._is_wanted(fact):
                continue
            if (first is None or period.low >= first.low) and (last is None or period.high <= last.high):
                yield Event(period, stated, fact)

    def _time(self, fact: Fact) -> Period | None:
        if isinstance(fact.value, Period):
            return fact.value
        about = fact.as_of if isinstance(fact.value, Quantity) else None
        if about is None or "dates-only" in self.options or (about.high - about.low).days > LONGEST:
            return None
        return about

    def _is_wanted(self, fact: Fact) -> bool:
        wanted = self.options
        if "tag" in wanted and wanted["tag"] not in keywords(self.sources.dossier.references[fact.key]):
            return False
        return wanted.get("measure", fact.measure) == fact.measure and wanted.get("source", fact.key) == fact.key

    def _year(self, year: str, events: Sequence[Event]) -> nodes.section:
        section = self.section(anchor("annee", year), year)
        items = []
        for period, found in groupby(events, key=lambda one: one.period):
            term = nodes.term("", format_period(period.low, period.high))
            listed = nodes.bullet_list("", *(nodes.list_item("", self._said(one)) for one in found))
            items.append(nodes.definition_list_item("", term, nodes.definition("", listed)))
        section += nodes.definition_list("", *items, classes=["etraces-timeline"])
        return section

    def _said(self, event: Event) -> nodes.paragraph:
        """Return a fact in a line: what, how much, who says so, in which words."""
        fact, blocks = event.fact, self.blocks
        text = event.stated.label if isinstance(fact.value, Period) else event.stated.text
        made = paragraph(blocks.link("fact", fact.id, text, title=event.stated.evidence))
        if not isinstance(fact.value, Period):
            made += nodes.Text(f"{NARROW_SPACE}: {event.stated.label}")
        made += [nodes.Text(" ("), blocks.link("source", fact.key, blocks.authors(fact.key)), nodes.Text(", ")]
        made += [nodes.Text(quoted(fact.quotation.exact)), nodes.Text(")")]
        return made
