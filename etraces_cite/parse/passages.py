"""A passage while its page is read: the pieces of its text, and the citations it will inherit once all is known."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

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


class Draft(Struct):
    """A passage in the making."""

    kind: PassageKind
    inherits: tuple[Keys, ...] = ()
    parts: list[tuple[Sequence[Piece], Inline]] = []
    """Pieces of the page, and what the text that they are, joined by newlines, gave."""

    def finish(self, page: str, footnotes: Mapping[str, Keys]) -> Passage | None:
        """Return the passage, or None for a block without any text or citation.

        :param page: the source of the page.
        :param footnotes: the keys that each footnote cites, by its label.
        """
        if not self.parts:
            return None
        pieces, inline = self.parts[0]
        start = pieces[0][0]
        if len(self.parts) == 1 and len(pieces) == 1:
            text, citations, roles = inline.text, inline.citations, inline.roles
        else:
            text = self._joined(page)
            citations = [one for part in self.parts for one in _placed_citations(*part, start)]
            roles = [one for part in self.parts for one in _placed_roles(*part, start)]
        if not text or text.isspace():
            return None
        return Passage(self.kind, start, text, tuple(citations), self._inherited(footnotes), tuple(roles))

    def _joined(self, page: str) -> str:
        """Return the pieces with what stands between them: indents and markers blanked, borders of cells opaque."""
        border = OPAQUE if self.kind is PassageKind.ROW else BLANK
        parts: list[str] = []
        end = self.parts[0][0][0][0]
        for start, text in (piece for pieces, inline in self.parts for piece in _seen(pieces, inline.text)):
            between = page[end:start]
            new = text[max(0, end - start) :]  # after a tab, the field lists of Markdown-it give some characters twice
            parts += (between if between in ("", "\n") else _blanked(between, border), new)
            end = max(end, start + len(text))
        return "".join(parts)

    def _inherited(self, footnotes: Mapping[str, Keys]) -> tuple[str, ...]:
        keys: Keys = []
        for pool in self.inherits:
            keys += pool
        for _, inline in self.parts:
            for label in inline.notes:
                keys += footnotes.get(label, ())
        if not keys:
            return ()
        own = {citation.key for _, inline in self.parts for citation in inline.citations}
        return tuple(dict.fromkeys(key for key in keys if key not in own))


def _seen(pieces: Sequence[Piece], text: str) -> Iterator[Piece]:
    """Yield the pieces as the figure reader will see them.

    :param text: what the text of all of them, joined by newlines, is to it.
    """
    position = 0
    for start, written in pieces:
        yield start, text[position : position + len(written)]
        position += len(written) + 1


def _blanked(between: str, border: str) -> str:
    if between.isspace():
        return between.replace("\r", BLANK)
    return "".join("\n" if character == "\n" else BLANK if character.isspace() else border for character in between)


def _placed_citations(pieces: Sequence[Piece], inline: Inline, passage: int) -> Iterator[Citation]:
    """Yield the citations of a part at their offsets in the passage, which begins at ``passage`` in the page."""
    place = offset_map(pieces)
    for one in inline.citations:
        start = place(one.start) - passage
        yield Citation(one.key, start, start + one.end - one.start, one.textual)


def _placed_roles(pieces: Sequence[Piece], inline: Inline, passage: int) -> Iterator[Role]:
    place = offset_map(pieces)
    for one in inline.roles:
        start, end = place(one.start) - passage, place(one.end - 1) + 1 - passage
        text_start, text_end = place(one.text_start) - passage, place(one.text_end) - passage
        yield Role(one.name, start, end, text_start, text_end, one.target)
