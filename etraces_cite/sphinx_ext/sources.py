"""What a build knows of the dossier: each fact and reference as pages print it, and a digest of what they print.

It is read once, in the main process, before any page; it is never pickled. A page keeps only digests of what it used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from etraces_cite import check, config
from etraces_cite.check.remembered import Remembered
from etraces_cite.french import typeset
from etraces_cite.match.derived import derived_values
from etraces_cite.match.measures import disputes
from etraces_cite.model import (
    Actor,
    Check,
    Derived,
    Dossier,
    Fact,
    Finding,
    Measure,
    PassageKind,
    Quantity,
    Question,
    Record,
    Reference,
    Span,
    Tie,
)
from etraces_cite.report.digest import check_digest

from .checked import CheckedPages
from .evidence import Evidences
from .labels import Label, collation_key, labels
from .style import Run, reference_runs, short_source
from .tags import Tag, tags_by_keyword
from .wording import derived_text, fact_text, formula_parts, quoted

__all__ = ["EVERYTHING", "Sources", "Stated", "Use", "read_sources"]

_NOWHERE = Span("", 1, 1, 1, 1)


class Use(NamedTuple):
    """Something of the dossier that a page prints: a ``fact``, a ``source``, a ``measure``, a ``record``, the ``audit`` or all of them."""

    kind: str
    name: str = ""


EVERYTHING = Use("dossier")


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact or a derived fact, ready to be printed."""

    id: str
    text: str
    """Its value, in French typography, with the hedge of the source."""
    label: str
    evidence: str
    """One line for a tooltip: the quotation and its source, or the formula."""
    fact: Fact | None = None
    derived: Derived | None = None

    @property
    def key(self) -> str | None:
        """The source that states it; a derived fact has none of its own."""
        return self.fact.key if self.fact else None


class Sources:
    """The dossier of one build, formatted on demand and once."""

    def __init__(
        self,
        dossier: Dossier,
        values: Mapping[str, Quantity],
        *,
        findings: Iterable[Finding] = (),
        root: Path = Path(),
        result: Remembered | None = None,
    ) -> None:
        self.dossier = dossier
        self.result = result
        """All that the check found out; None where the pages were not checked."""
        self.values = values
        self.findings = tuple(findings)
        self.root = root
        self.citations: dict[tuple[object, str], Any] = {}
        """What the citation roles have read, by form and text."""
        self._stated: dict[str, Stated | None] = {}
        self._digests: dict[Use, str] = {}
        self._runs: dict[str, tuple[Run, ...]] = {}

    @cached_property
    def unchecked(self) -> Mapping[str, str | None]:
        """The checked pages by path, each with the reason for which it is left out, if it is."""
        return {page.path: page.unchecked for page in (self.result.pages if self.result else ())}

    @cached_property
    def evidences(self) -> Evidences | None:
        """The evidence of each figure of the check."""
        return Evidences(self, self.result, disputes(self.dossier)) if self.result else None

    @cached_property
    def checked(self) -> CheckedPages | None:
        """The blocks and figures of the checked pages."""
        return CheckedPages(self.result) if self.result else None

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        return labels(self.dossier.references)

    @cached_property
    def tags(self) -> Mapping[str, Tag]:
        """The hashtag of each keyword."""
        return tags_by_keyword(self.dossier.references.values())

    @cached_property
    def records(self) -> Mapping[str, Record]:
        return {record.reference: record for record in self.dossier.records}

    @cached_property
    def sorted_keys(self) -> list[str]:
        """Keys in the order of a bibliography: label without accents or case, then key."""
        return sorted(self.dossier.references, key=lambda key: (collation_key(str(self.labels[key])), key))

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The place of each key in that order."""
        return {key: place for place, key in enumerate(self.sorted_keys)}

    def stated(self, identifier: str) -> Stated | None:
        """Return a fact or derived fact as printed, None where there is none of that name or its formula has no value."""
        if identifier not in self._stated:
            self._stated[identifier] = self._state(identifier)
        return self._stated[identifier]

    def runs(self, key: str) -> tuple[Run, ...]:
        """Return the text of a reference, as it stands after its label: authors that the label names in full are not repeated."""
        if key not in self._runs:
            label = self.labels[key]
            self._runs[key] = reference_runs(
                self.dossier.references[key],
                archives=self._archives(key),
                with_authors=label.all_authors != label.authors,
            )
        return self._runs[key]

    def source_line(self, key: str) -> str:
        """Return a source as a quotation names it: « Mediapart, 14 décembre 2020 »."""
        reference = self.dossier.references.get(key)
        return short_source(reference, self.labels[key].authors) if reference else key

    def address(self, key: str) -> str | None:
        """Return the address of a source on the web."""
        reference = self.dossier.references.get(key)
        return reference.fields.get("url") if reference else None

    def stated_by(self, key: str) -> list[Stated]:
        """Return the facts of a source, ready to be printed, in the order of its record."""
        return [stated for fact in self.dossier.facts_by_key.get(key, ()) if (stated := self.stated(fact.id))]

    def of_measure(self, measure: str) -> list[str]:
        """Return the facts, then the derived facts, of a measure, in the order of the records."""
        known: tuple[Fact | Derived, ...] = (*self.dossier.facts.values(), *self.dossier.derived.values())
        return [one.id for one in known if one.measure == measure]

    def digest(self, use: Use) -> str:
        """Return a digest of all that a page can print of ``use``; of what is not there too."""
        if use not in self._digests:
            text = "\x1f".join(self._described(use))
            self._digests[use] = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        return self._digests[use]

    def _state(self, identifier: str) -> Stated | None:
        if fact := self.dossier.facts.get(identifier):
            return Stated(identifier, fact_text(fact), typeset(fact.label), self._evidence(fact), fact=fact)
        derived = self.dossier.derived.get(identifier)
        if derived is None or identifier not in self.values:
            return None
        text = derived_text(self.values[identifier])
        return Stated(identifier, text, typeset(derived.label), self._computation(derived), derived=derived)

    def _computation(self, derived: Derived) -> str:
        """Return a formula with the values of its facts: « 15 millions d’euros ÷ 30 000 caméras-piétons »."""
        parts = ((part, self.stated(part) if is_name else None) for part, is_name in formula_parts(derived.formula))
        return "".join(stated.text if stated else part for part, stated in parts)

    def _evidence(self, fact: Fact) -> str:
        place = f", {typeset(fact.locator)}" if fact.locator else ""
        return f"{quoted(fact.quotation.exact)} — {self.source_line(fact.key)}{place}"

    def _archives(self, key: str) -> tuple[str, ...]:
        record = self.records.get(key)
        return record.capture.archives if record and record.capture else ()

    def _described(self, use: Use) -> Iterable[str]:
        match use.kind:
            case "fact":
                return self._describe_fact(use.name)
            case "source":
                return self._describe_source(use.name)
            case "measure":
                return self._describe_measure(use.name)
            case "record":
                return self._describe_record(use.name)
            case "audit":
                return self._describe_check()
            case _:
                return self._describe_everything()

    def _describe_fact(self, identifier: str) -> list[str]:
        if fact := self.dossier.facts.get(identifier):
            written = replace(fact, span=_NOWHERE, value_span=None, quotation_span=None)
            return [repr(written), *self._describe_source(fact.key)]
        if derived := self.dossier.derived.get(identifier):
            return [repr(replace(derived, span=_NOWHERE)), repr(self.values.get(identifier))]
        return []

    def _describe_source(self, key: str) -> list[str]:
        reference = self.dossier.references.get(key)
        if reference is None:
            return []
        return [_written(reference), str(self.labels[key]), *self._archives(key)]

    def _describe_measure(self, name: str) -> list[str]:
        measure = self.dossier.measures.get(name)
        facts = [self.digest(Use("fact", one)) for one in self.of_measure(name)]
        return [_unplaced(measure) if measure else "", *facts]

    def _describe_record(self, key: str) -> list[str]:
        record = self.records.get(key)
        facts = [self.digest(Use("fact", fact.id)) for fact in self.dossier.facts_by_key.get(key, ())]
        state = self.result.captures.get(key) if self.result else None
        return [*self._describe_source(key), repr(record.capture if record else None), repr(state), *facts]

    def _describe_check(self) -> list[str]:
        if self.result is None:
            return []
        headings = [one.text for page in self.result.pages for one in page.passages if one.kind is PassageKind.HEADING]
        reasons = [str(verdict.reason) for verdict in self.result.verdicts]
        told = (sorted(self.result.captures.items()), list(self.unchecked.items()), headings, reasons)
        return [check_digest(self.result), repr(told), str(config.today())]

    def _describe_everything(self) -> list[str]:
        return [
            *(self.digest(Use("record", key)) for key in self.sorted_keys),
            *(self.digest(Use("fact", name)) for name in self.dossier.derived),
            *map(_unplaced, self.dossier.measures.values()),
            *map(_unplaced, self.dossier.questions.values()),
            *map(_unplaced, self.dossier.actors.values()),
            *map(_unplaced, self.dossier.ties.values()),
            *map(_unplaced, (check for record in self.dossier.records for check in record.checks)),
        ]


def _unplaced(noun: Measure | Question | Check | Actor | Tie) -> str:
    """Return all that a noun says, but for its place in its file."""
    return repr(replace(noun, span=_NOWHERE))


def _written(reference: Reference) -> str:
    """Return all that an entry prints; the order of its fields is not that of the file where it comes from a cache."""
    return repr((reference.key, reference.type, sorted(reference.fields.items()), reference.authors))


def read_sources(root: Path | None, start: Path, *, verify: bool) -> Sources:
    """Read the dossier whose root is ``root``, or the nearest above ``start``, and check its pages if asked to.

    :raises EtracesError: where there is no such project, or a file that it needs cannot be read.
    """
    options = config.load(root or config.find_root(start))
    result = check.verify(options, cache=True) if verify else None
    if result:
        dossier, findings = result.dossier, result.findings
    else:
        dossier, found, _ = check.load_dossier(options)
        findings = tuple(one for one in found if options.severity_of(one.code))
    return Sources(dossier, derived_values(dossier), findings=findings, root=options.root, result=result)
