"""A block of prose with all that its figures are matched against."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from etraces_cite.codes import Code
from etraces_cite.locale import Message
from etraces_cite.match import words
from etraces_cite.match.claims import Claim, Claims, Gathered
from etraces_cite.match.sentences import sentences
from etraces_cite.model import Citation, Figure, Outcome, Page, Passage, PassageKind, Reference
from etraces_cite.patterns import regex

_CELL = regex(r"^\s*(?:[*+-]\s+)?[*+-]\s", re.MULTILINE)

_BETWEEN_KEYS = 2
"""Characters between two keys of one role: a comma, and perhaps a space."""

__all__ = ["Block", "Match", "Problem", "sources_of"]


class Problem(Struct, frozen=True):
    """Why a figure does not stand: a finding without its place."""

    code: Code
    message: Message
    hint: Message | None = None
    facts: tuple[str, ...] = ()


class Match(Struct, frozen=True):
    """What became of one figure of a block."""

    figure: Figure
    outcome: Outcome
    claims: tuple[Claim, ...] = ()
    problem: Problem | None = None
    references: tuple[str, ...] = ()
    """Keys of the references whose own date, number or title verifies the figure."""
    reason: str | None = None
    is_as_of: bool = False
    """True for a date that is verified only as the time of a fact of its sentence."""


def sources_of(page: Page, passage: Passage, claims: Claims) -> tuple[str, ...]:
    """Return the keys a block is checked against: those it cites, those of its fact roles, else the page's default."""
    cited = [citation.key for citation in passage.citations]
    if not passage.roles:
        if not passage.inherited and len(cited) <= 1:
            return tuple(cited) or page.default_sources
        return tuple(dict.fromkeys([*cited, *passage.inherited])) or page.default_sources
    by_role = [
        key
        for role in passage.roles
        if role.name == "fact" and role.target in claims.by_id
        for key in sorted(claims.by_id[role.target].keys)
    ]
    keys = dict.fromkeys([*cited, *by_role, *passage.inherited])
    return tuple(keys) or page.default_sources


class Block(Struct, frozen=True, dict=True):
    """A passage, its figures, and the claims of its sources."""

    page: Page
    passage: Passage
    figures: tuple[Figure, ...]
    keys: tuple[str, ...]
    sources: Gathered
    """The claims of those keys."""
    known_nouns: frozenset[str]
    references: Mapping[str, Reference]
    """The bibliography."""
    disputes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    every_claim: Mapping[str, Claim] = field(default_factory=dict)
    """All claims of the dossier by identifier, for the fact roles."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.sources.claims

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def is_cell(self) -> bool:
        return self.passage.kind is PassageKind.ROW

    @cached_property
    def cited(self) -> tuple[Reference, ...]:
        return tuple(self.references[key] for key in self.keys if key in self.references)

    @cached_property
    def _sentences(self) -> list[tuple[int, int]]:
        if self.passage.kind in (PassageKind.ROW, PassageKind.HEADING):
            return [(0, len(self.text))]
        return list(sentences(self.text))

    def sentence(self, offset: int) -> tuple[int, int]:
        """Return the start and end of the sentence around an offset."""
        starts = [start for start, _ in self._sentences]
        return self._sentences[bisect.bisect_right(starts, offset) - 1]

    def sentence_text(self, offset: int) -> str:
        start, end = self.sentence(offset)
        return self.text[start:end]

    def surroundings(self, figure: Figure) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Return the stems of the words before a figure, after it (up to the next figure), and of its sentence."""
        start, end = self.sentence(figure.start)
        before = max((other.end for other in self.figures if other.end <= figure.start), default=start)
        after = min((other.start for other in self.figures if other.start >= figure.end), default=end)
        return (
            words.stems(self.text[max(before, start) : figure.start]),
            words.stems(self.text[figure.start : min(after, end)]),
            words.stems(self.text[start:end]),
        )

    def nearest_keys(self, figure: Figure) -> frozenset[str]:
        """Return the keys of the first citation after a figure in its sentence, else of the last before it.

        The keys of one role are one citation: none of them is nearer than another.
        """
        start, end = self.sentence(figure.start)
        groups: list[list[Citation]] = []
        for citation in self.passage.citations:
            if start <= citation.start < end:
                together = groups and citation.start - groups[-1][-1].end <= _BETWEEN_KEYS
                groups[-1].append(citation) if together else groups.append([citation])
        after = [group for group in groups if group[0].start >= figure.end]
        nearest = after[:1] or groups[-1:]
        return frozenset(citation.key for group in nearest for citation in group)

    def is_in_role(self, figure: Figure) -> bool:
        """True for a figure that a fact or unsourced role prints."""
        return any(role.start <= figure.start and figure.end <= role.end for role in self.passage.roles)

    def column(self, figure: Figure) -> int:
        """Return the column of a figure in its row, from 0: bars of a pipe table, or cells of a list table."""
        start = self.passage.start
        before = self.page.source[start : start + figure.start]
        return len(_CELL.findall(before)) or before.count("|")
