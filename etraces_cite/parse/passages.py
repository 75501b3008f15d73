"""A passage while its page is read: the pieces of its text, and the citations it will inherit once all is known."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from etraces_cite.model import Citation, Passage, PassageKind, Role
from etraces_cite.parse.inline import BLANK, OPAQUE, Inline

__all__ = ["Draft", "Keys", "Piece", "offset_map"]

Keys = list[str]
"""Cited keys, collected while blocks are read: those of a section, of a lead-in, of a table's header…"""

Piece = tuple[int, str]
"""An offset in the page, and text that stands there without a break."""


def offset_map(pieces: Sequence[Piece]) -> Callable[[int], int]:
    """Return the function from offsets in the pieces joined by newlines to offsets in the page."""
    if len(pieces) == 1:
        start = pieces[0][0]
        return lambda offset: start + offset
    starts = [0]
    for _, text in pieces:
        starts.append(starts[-1] + len(text) + 1)

    def page_offset(offset: int) -> int:
        index = min(bisect.bisect_right(starts, offset), len(pieces)) - 1
        return pieces[index][0] + offset - starts[index]

    return page_offset


@dataclass(slots=True)
class Draft:
    """A passage in the making; its offsets are those of the page."""

    kind: PassageKind
    inherits: tuple[Keys, ...] = ()
    pieces: list[Piece] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def keys(self) -> Keys:
        return [citation.key for citation in self.citations]

    def add(self, pieces: Sequence[Piece], inline: Inline) -> None:
        """Add the text that ``pieces`` joined by newlines gave."""
        if len(pieces) == 1:
            self.pieces.append((pieces[0][0], inline.text))
        else:
            position = 0
            for start, text in pieces:
                self.pieces.append((start, inline.text[position : position + len(text)]))
                position += len(text) + 1
        if inline.citations or inline.roles:
            self._place(offset_map(pieces), inline)
        self.notes += inline.notes

    def _place(self, place: Callable[[int], int], inline: Inline) -> None:
        for one in inline.citations:
            start = place(one.start)
            self.citations.append(Citation(one.key, start, start + one.end - one.start, one.textual))
        for role in inline.roles:
            text_start, text_end = place(role.text_start), place(role.text_end)
            end = place(role.end - 1) + 1
            self.roles.append(replace(role, start=place(role.start), end=end, text_start=text_start, text_end=text_end))

    def finish(self, page: str, footnotes: Mapping[str, Keys]) -> Passage | None:
        """Return the passage, or None for a block without any text or citation.

        :param page: the source of the page.
        :param footnotes: the keys that each footnote cites, by its label.
        """
        if not self.pieces:
            return None
        start = self.pieces[0][0]
        text = self.pieces[0][1] if len(self.pieces) == 1 else self._joined(page)
        if not text or text.isspace():
            return None
        inherited = self._inherited(footnotes) if self.inherits or self.notes else ()
        citations = tuple(Citation(one.key, one.start - start, one.end - start, one.textual) for one in self.citations)
        roles = tuple(_shifted(role, start) for role in self.roles)
        return Passage(self.kind, start, text, citations, inherited, roles)

    def _joined(self, page: str) -> str:
        """Return the pieces with what stands between them: indents and markers blanked, borders of cells opaque."""
        border = OPAQUE if self.kind is PassageKind.ROW else BLANK
        parts: list[str] = []
        end = self.pieces[0][0]
        for start, text in self.pieces:
            between = page[end:start]
            new = text[max(0, end - start) :]  # after a tab, the field lists of Markdown-it give some characters twice
            parts += (between if between in ("", "\n") else _blanked(between, border), new)
            end = max(end, start + len(text))
        return "".join(parts)

    def _inherited(self, footnotes: Mapping[str, Keys]) -> tuple[str, ...]:
        keys = [key for pool in self.inherits for key in pool]
        keys += (key for label in self.notes for key in footnotes.get(label, ()))
        own = set(self.keys)
        return tuple(dict.fromkeys(key for key in keys if key not in own))


def _blanked(between: str, border: str) -> str:
    if between.isspace():
        return between.replace("\r", BLANK)
    return "".join("\n" if character == "\n" else BLANK if character.isspace() else border for character in between)


def _shifted(role: Role, start: int) -> Role:
    return replace(
        role,
        start=role.start - start,
        end=role.end - start,
        text_start=role.text_start - start,
        text_end=role.text_end - start,
    )
