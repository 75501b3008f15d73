"""The nouns of the project, frozen: what was written, what a source states, and what the checker says.

Offsets are 0-based and count code points; lines and columns are 1-based and count code points; ends are exclusive
(SARIF 2.1.0, § 3.30). Quantities are exact: :class:`fractions.Fraction`, never a float.
"""

from __future__ import annotations

import bisect
import collections
import datetime
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import msgspec
from msgspec import Struct

from etraces_cite.codes import Code, Severity
from etraces_cite.french import Bound, normalise
from etraces_cite.locale import Message

__all__ = [
    "Actor",
    "ActorKind",
    "Capture",
    "CaptureState",
    "Check",
    "Citation",
    "Derived",
    "Dossier",
    "Fact",
    "Figure",
    "Finding",
    "Kind",
    "Label",
    "Located",
    "LocatedStatus",
    "Measure",
    "Nearest",
    "Outcome",
    "Page",
    "Passage",
    "PassageKind",
    "Period",
    "Place",
    "ProseQuotation",
    "Quantity",
    "Question",
    "Quotation",
    "QuotationOutcome",
    "Record",
    "Reference",
    "Result",
    "Review",
    "Role",
    "Span",
    "Summary",
    "Tie",
    "Value",
    "Verdict",
]


class Kind(enum.StrEnum):
    """What sort of figure a figure is; the names are those of the JSON output."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    RATIO = "ratio"
    DURATION = "duration"
    DATE = "date"
    ORDINAL = "ordinal"
    REFERENCE = "reference"


class Quantity(Struct, frozen=True, array_like=True, tag="q"):
    """An amount, or a range of amounts when ``low`` and ``high`` differ."""

    low: Fraction
    high: Fraction
    unit: str | None = None
    """A code (EUR, %, hour…), a compound (EUR/caméra), or a counted noun as written; None when there is none."""

    @property
    def is_range(self) -> bool:
        return self.low != self.high


class Period(Struct, frozen=True, array_like=True, tag="p"):
    """A date as an interval of days, both included: ``juin 2021`` is 2021-06-01..2021-06-30."""

    low: datetime.date
    high: datetime.date

    def contains(self, other: Period) -> bool:
        return self.low <= other.low and other.high <= self.high

    def overlaps(self, other: Period) -> bool:
        return self.low <= other.high and other.low <= self.high


class Label(Struct, frozen=True, array_like=True, tag="l"):
    """A legal or page reference: ``2021-646``, ``L. 241-1``, ``12``."""

    text: str


Value = Quantity | Period | Label


class Figure(Struct, frozen=True, array_like=True):
    """A quantity as written in a text."""

    start: int
    """Offset of the first character in the text that was read, hedge excluded."""
    end: int
    """Offset after the last character, unit included."""
    text: str
    kind: Kind
    value: Value
    hedge: str | None = None
    """The hedge as written, in lower case (``près de``), or ``about`` for an approximate noun (``une centaine``)."""
    bound: Bound | None = None
    """What the hedge claims: the class of ``hedge``."""
    quantum: Fraction | None = None
    """The weight of the last digit as printed: 1/10 for ``6,9``, 100 000 for ``1,5 million``; None for dates and labels."""
    in_words: bool = False
    """True when no digit is used: ``trois questions``."""
    is_relative: bool = False
    """True for a date or span that only another date places: ``quinze jours après``, ``le 24 novembre`` with no year."""


class Span(Struct, frozen=True, array_like=True):
    """A place in a file, its path relative to the project root in POSIX form."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Finding(Struct, frozen=True, array_like=True):
    """What the checker says about a place."""

    code: Code
    severity: Severity
    span: Span
    text: str
    message: Message
    hint: Message | None = None
    facts: tuple[str, ...] = ()


class Quotation(Struct, frozen=True, array_like=True):
    """Words of a source (W3C Web Annotation, TextQuoteSelector), and where they stand in it."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    locator: str | None = None
    according_to: str | None = None
    span: Span | None = None
    """Where the words are written in the record, for those quoted for themselves."""


class Review(Struct, frozen=True, array_like=True):
    """The day by which somebody must have read a source again, and where a record says so."""

    day: datetime.date
    span: Span


class Fact(Struct, frozen=True, array_like=True):
    """One quantity that one source states."""

    id: str
    key: str
    """The reference that states it: a key of the bibliography."""
    label: str
    value: Value
    quotation: Quotation
    span: Span
    """Where the fact's table begins in its record."""
    value_span: Span | None = None
    """Where its value is written (``value``, ``low``, ``date`` or ``label-value``)."""
    quotation_span: Span | None = None
    hedge: str | None = None
    bound: Bound | None = None
    measure: str | None = None
    as_of: Period | None = None
    valid: Period | None = None
    """When the fact holds (``valid-from`` .. ``valid-until``), open ends at the calendar's ends."""
    note: str | None = None
    review: Review | None = None
    repeats: str | None = None
    """Whom the whole source repeats, where it only passes on what another has published: an agency, another entry."""

    @property
    def according_to(self) -> str | None:
        return self.quotation.according_to

    @property
    def origin(self) -> str:
        """Who the figure comes from: whom the source attributes it to, else whom it repeats, else the source itself."""
        return normalise(self.according_to or self.repeats or self.key)

    @property
    def locator(self) -> str | None:
        return self.quotation.locator


class Capture(Struct, frozen=True, array_like=True):
    """What is known of the stored copy of a source; the bytes stay outside the repository."""

    sha256: str
    text_sha256: str
    extractor: str
    media_type: str
    captured: datetime.date
    archives: tuple[str, ...] = ()
    address: str | None = None
    """Where it was received from in the end, redirects followed; None for a file."""
    removed: datetime.date | None = None
    """When the copies were taken down; the digests stay."""
    timestamp_sha256: str | None = None
    """Of the RFC 3161 token that dates ``sha256``, stored with the bytes."""


class CaptureState(enum.StrEnum):
    """What this machine has of a capture."""

    PRESENT = "present"
    """Bytes and text, each as its digest says."""
    UNDESCRIBED = "undescribed"
    """The record has no ``[capture]``."""
    ABSENT = "absent"
    CORRUPT = "corrupt"
    """A stored object is not what its digest says."""
    DRIFTED = "drifted"
    """The bytes are here, but not the text that the record describes."""
    REMOVED = "removed"
    """Taken down: what is left is a tombstone."""


class Place(Struct, frozen=True, array_like=True):
    """A passage of a source's text: offsets, and the words as they stand there."""

    start: int
    end: int
    text: str


class Nearest(Place, frozen=True, array_like=True):
    """The passage that comes nearest to words that are not in a text."""

    marked: str
    """Both together, with what differs marked."""


class LocatedStatus(enum.StrEnum):
    """What a search for a quotation came to."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    """The words are there, more than once, or not between the prefix and the suffix."""
    MISSING = "missing"


class Located(Struct, frozen=True, array_like=True):
    """Where a quotation stands in the text of a source."""

    status: LocatedStatus
    places: tuple[Place, ...] = ()
    nearest: Nearest | None = None
    """Where the words are missing: what the source says instead, if it says anything like it."""
    is_elsewhere: bool = False
    """True where the words are there, but nowhere between the prefix and the suffix."""


class Check(Struct, frozen=True, array_like=True):
    """The arithmetic that a source does itself: a formula and the fact that states its result."""

    id: str
    label: str
    formula: str
    states: str
    span: Span
    note: str | None = None


class Record(Struct, frozen=True, array_like=True):
    """All the facts of one source."""

    path: str
    reference: str
    facts: tuple[Fact, ...]
    quotations: Mapping[str, Quotation]
    checks: tuple[Check, ...] = ()
    capture: Capture | None = None
    span: Span | None = None
    """Where ``reference`` is written."""
    review: Review | None = None
    """For the record as a whole."""
    repeats: str | None = None
    """Whom the source repeats (:attr:`Fact.repeats`)."""


class Measure(Struct, frozen=True, array_like=True):
    """What several facts measure, and the counted nouns that name it in prose."""

    id: str
    label: str
    unit: str | None = None
    aliases: tuple[str, ...] = ()
    note: str | None = None
    span: Span | None = None


class Derived(Struct, frozen=True, array_like=True):
    """A formula over facts, as written; its value is recomputed at each run."""

    id: str
    label: str
    formula: str
    unit: str | None
    span: Span
    measure: str | None = None
    note: str | None = None


class Question(Struct, frozen=True, array_like=True):
    """What the sources leave open, said as a question and never as a fact."""

    id: str
    label: str
    facts: tuple[str, ...]
    """The facts and derived facts that raise it."""
    span: Span
    note: str | None = None


class ActorKind(enum.StrEnum):
    """What an actor is in a dossier; the words are those of actors.toml."""

    LOBBYIST = "lobbyist"
    COMPANY = "company"
    OFFICIAL = "official"
    INSTITUTION = "institution"
    UNION = "union"
    PRESS = "press"
    PERSON = "person"
    TEXT = "text"
    """A bill, a law, a tender: what the others act upon."""


class Actor(Struct, frozen=True, array_like=True):
    """A person, an organisation or a text, as the sources name it."""

    id: str
    name: str
    kind: ActorKind
    role: str
    backed_by: tuple[str, ...]
    """Where the sources say what ``role`` says: facts, quotations or keys of the bibliography."""
    span: Span
    aliases: tuple[str, ...] = ()
    """Other forms of the name, under which facts are attributed and sources signed."""
    facts: tuple[str, ...] = ()
    """The facts that are about it."""


class Tie(Struct, frozen=True, array_like=True):
    """A relation between two actors that a source states."""

    id: str
    source: str
    target: str
    label: str
    """The verb between the two names: ``a rencontré``."""
    backed_by: tuple[str, ...]
    span: Span
    note: str | None = None


class Reference(Struct, frozen=True, array_like=True):
    """A bibliographic entry. Field names and types are BibLaTeX's, in lower case."""

    key: str
    type: str
    fields: Mapping[str, str]
    authors: tuple[str, ...]
    """Names as displayed, ``Prénom Nom`` or an organisation; those of ``author``, else of ``editor``."""
    span: Span
    published: Period | None = None
    """The interval of the ``date`` field (EDTF level 0 and 1)."""

    @property
    def title(self) -> str:
        return self.fields.get("title", self.key)


class PassageKind(enum.StrEnum):
    """The block that a passage of prose is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    HEADING = "heading"
    FOOTNOTE = "footnote"


class Citation(Struct, frozen=True, array_like=True):
    """One key of a citation role, placed in the text of its passage."""

    key: str
    start: int
    end: int
    textual: bool = False
    """True for the roles that print the name of the source in the sentence (``cite:t``)."""


class Role(Struct, frozen=True, array_like=True):
    """A use of ``fact`` or ``unsourced``: offsets are in the text of its passage."""

    name: str
    start: int
    end: int
    text_start: int
    """Where the printed text begins; equal to ``text_end`` when the role prints the fact's own value."""
    text_end: int
    target: str
    """The fact's id, or the reason of the waiver."""


class Passage(Struct, frozen=True, array_like=True):
    """A block of prose, as the figure reader sees it.

    ``text`` has exactly the length of the source slice it stands for: what is markup is a space, and what is not prose
    (code, an address, a role) is U+FFFC, which no figure crosses.
    """

    kind: PassageKind
    start: int
    """Offset of ``text[0]`` in the page's source."""
    text: str
    citations: tuple[Citation, ...] = ()
    inherited: tuple[str, ...] = ()
    """Keys of the header and caption of a row, the lead-in of an item, the section of a heading, the footnotes referred to."""
    roles: tuple[Role, ...] = ()


class Page(Struct, frozen=True, array_like=True, dict=True):
    """A page of prose: its source and its passages in reading order."""

    path: str
    source: str
    passages: tuple[Passage, ...]
    default_sources: tuple[str, ...] = ()
    """Keys of the front matter's ``sources``, used by blocks that cite nothing."""
    unchecked: str | None = None
    """The reason for which the page is left out, from the front matter."""
    date: Period | None = None
    findings: tuple[Finding, ...] = ()
    includes: tuple[Page, ...] = ()
    """The files whose blocks are shown in this page, each a page of its own, in reading order."""

    @cached_property
    def line_starts(self) -> list[int]:
        starts, position = [0], self.source.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.source.find("\n", position + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column, 1-based, of an offset in the source."""
        line = bisect.bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span of a slice of the source."""
        starts = self.line_starts
        line = bisect.bisect_right(starts, start)
        first = starts[line - 1]
        if end < (starts[line] if line < len(starts) else end + 1):  # nearly always
            return Span(self.path, line, start - first + 1, line, end - first + 1)
        return Span(self.path, line, start - first + 1, *self.position(end))


class Outcome(enum.StrEnum):
    """What became of a figure. A ``note`` is one that the rules exempt unless a fact meets it."""

    VERIFIED = "verified"
    ROUNDED = "rounded"
    CONTRADICTED = "contradicted"
    AMBIGUOUS = "ambiguous"
    UNSOURCED = "unsourced"
    WAIVED = "waived"
    NOTE = "note"


class Verdict(Struct, frozen=True, array_like=True):
    """The outcome of one figure of a page, and the facts that decided it."""

    figure: Figure
    span: Span
    outcome: Outcome
    facts: tuple[str, ...] = ()
    reason: str | None = None
    """The reason of a waiver."""
    by_reference: tuple[str, ...] = ()
    """Keys of the references that verify it (a publication date, a law's number)."""


class QuotationOutcome(enum.StrEnum):
    """What became of words between « » in prose."""

    FOUND = "found"
    """In the stored copy of a cited source."""
    RECORDED = "recorded"
    """In the quotations of its record."""
    TITLE = "title"
    """The title of a cited source, or part of it."""
    UNCHECKED = "unchecked"
    """No stored copy of a cited source is here to look into."""
    MISSING = "missing"
    UNSOURCED = "unsourced"
    """The block cites nothing."""


class ProseQuotation(Struct, frozen=True, array_like=True):
    """Words between « » on a page, and what became of them."""

    span: Span
    text: str
    outcome: QuotationOutcome
    key: str | None = None
    """The source that has them."""
    left_out: tuple[str, ...] = ()
    """The source's own words where the prose writes […]."""


class Dossier(Struct, frozen=True, array_like=True, dict=True):
    """Everything a page can be checked against."""

    references: Mapping[str, Reference] = msgspec.field(default_factory=dict)
    records: tuple[Record, ...] = ()
    measures: Mapping[str, Measure] = msgspec.field(default_factory=dict)
    derived: Mapping[str, Derived] = msgspec.field(default_factory=dict)
    questions: Mapping[str, Question] = msgspec.field(default_factory=dict)
    actors: Mapping[str, Actor] = msgspec.field(default_factory=dict)
    ties: Mapping[str, Tie] = msgspec.field(default_factory=dict)

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        return {fact.id: fact for record in self.records for fact in record.facts}

    @cached_property
    def facts_by_key(self) -> Mapping[str, tuple[Fact, ...]]:
        by_key: dict[str, list[Fact]] = {}
        for fact in self.facts.values():
            by_key.setdefault(fact.key, []).append(fact)
        return {key: tuple(facts) for key, facts in by_key.items()}

    @cached_property
    def quotations(self) -> Mapping[str, tuple[str, Quotation]]:
        """The words quoted for themselves, by their identifier, each with the key of its source."""
        return {
            name: (record.reference, quotation)
            for record in self.records
            for name, quotation in record.quotations.items()
        }


class Summary(Struct, frozen=True, array_like=True):
    """The counts of a check; notes are not in ``figures``."""

    pages: int
    figures: int
    verified: int
    rounded: int
    contradicted: int
    ambiguous: int
    unsourced: int
    waived: int
    notes: int
    quotations: int = 0
    """Quotations of the records, and those of prose."""
    unchecked: int = 0
    """Those for which no stored copy is on this machine."""
    captures: int = 0
    """Sources whose copy is here, whole."""
    sources: int = 0
    """Sources that have a record."""

    @classmethod
    def counted(  # noqa: PLR0913 -- what is counted, each by its name
        cls,
        *,
        pages: int,
        outcomes: Mapping[str, int],
        sources: int,
        recorded: int,
        located: int,
        captures: Iterable[CaptureState],
        quoted: int,
        unchecked: int,
    ) -> Summary:
        """Count.

        :param outcomes: how many figures came to each :class:`Outcome`; one that is missing came to none.
        :param sources: how many sources have a record, and ``recorded``, how many quotations these have, those of facts included.
        :param located: how many quotations of the records were looked for in a stored copy.
        :param quoted: how many quotations prose has, and ``unchecked``, those for which no copy is here.
        """
        count = collections.Counter(outcomes)
        return cls(
            pages=pages,
            figures=count.total() - count[Outcome.NOTE],
            verified=count[Outcome.VERIFIED],
            rounded=count[Outcome.ROUNDED],
            contradicted=count[Outcome.CONTRADICTED],
            ambiguous=count[Outcome.AMBIGUOUS],
            unsourced=count[Outcome.UNSOURCED],
            waived=count[Outcome.WAIVED],
            notes=count[Outcome.NOTE],
            quotations=recorded + quoted,
            unchecked=recorded - located + unchecked,
            captures=sum(state is CaptureState.PRESENT for state in captures),
            sources=sources,
        )

    @property
    def coverage(self) -> Fraction:
        """(verified + rounded + waived) / figures, 1 where there is no figure."""
        return Fraction(self.verified + self.rounded + self.waived, self.figures) if self.figures else Fraction(1)


@dataclass(frozen=True)
class Result:
    """All that one check found out, in the order of paths and places."""

    pages: tuple[Page, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    dossier: Dossier
    sources: Mapping[str, str] = field(default_factory=dict)
    """The text of every file that a finding points into, by path: a report shows the line."""
    captures: Mapping[str, CaptureState] = field(default_factory=dict)
    """What this machine has of each source that has a record, by key."""
    located: Mapping[str, Located] = field(default_factory=dict)
    """Where the quotation of a fact, or one for itself, stands in its source, by identifier; the others are unchecked."""
    quoted: tuple[ProseQuotation, ...] = ()
    """The quotations of four words or more in prose."""

    @cached_property
    def summary(self) -> Summary:
        return Summary.counted(
            pages=len(self.pages),
            outcomes=collections.Counter(verdict.outcome for verdict in self.verdicts),
            sources=len(self.dossier.records),
            recorded=sum(len(record.facts) + len(record.quotations) for record in self.dossier.records),
            located=len(self.located),
            captures=self.captures.values(),
            quoted=len(self.quoted),
            unchecked=sum(quotation.outcome is QuotationOutcome.UNCHECKED for quotation in self.quoted),
        )

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)
