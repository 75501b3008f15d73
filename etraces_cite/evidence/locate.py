"""Where a quotation stands in a text: word for word, figure for figure, once.

The selector is that of the W3C Web Annotation Data Model (TextQuoteSelector): ``exact``, and where it is said more than once,
what stands just before or after. Only typography is folded (:mod:`etraces_cite.evidence.normal`).
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterator, Sequence

from etraces_cite.evidence.bounds import is_inside_figure, is_inside_word
from etraces_cite.evidence.nearest import nearest_passage
from etraces_cite.evidence.normal import BREAK, Normal, normal_form
from etraces_cite.model import Located, LocatedStatus, Place

__all__ = ["CaptureText", "locate", "locate_in_order"]

_CONTEXT = 30
"""Characters on either side of a place that are enough to tell it from others."""


class CaptureText:
    """The text of a capture, made ready for any number of searches."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.normal: Normal = normal_form(text)

    def locate(self, exact: str, prefix: str = "", suffix: str = "") -> Located:
        """Return where a quotation stands here: see :func:`locate`."""
        return locate(self, exact, prefix, suffix)

    def locate_in_order(self, parts: Sequence[str]) -> Located:
        """Return where the parts of a quotation stand here, one after the other: see :func:`locate_in_order`."""
        return locate_in_order(self, parts)

    def around(self, place: Place) -> str:
        """Return a place with some words on either side, on one line."""
        before, after = (
            self.original[max(place.start - _CONTEXT, 0) : place.start],
            self.original[place.end :][:_CONTEXT],
        )
        return " ".join(f"…{before}{place.text}{after}…".split())

    def place(self, start: int, end: int) -> Place:
        """Return a slice of the normal form as a place of the text."""
        start, end = self.normal.original_span(start, end)
        return Place(start, end, self.original[start:end])


def locate(text: CaptureText, exact: str, prefix: str = "", suffix: str = "") -> Located:
    """Return where ``exact`` stands in a text: found in one place, ambiguous with all of them, or missing with the nearest passage.

    A match is bounded by whole words and whole figures: ``400 caméras`` does not stand in ``10 400 caméras``, nor ``2,5 %`` in
    ``12,5 %``, nor ``tue`` in ``tué``. Grouping spaces, points and commas are inside a figure.
    """
    needle = _needle(exact)
    spans = list(_occurrences(text.normal, needle))
    kept = [
        span
        for span in spans
        if _follows(text.normal.text, span[0], prefix) and _precedes(text.normal.text, span[1], suffix)
    ]
    if len(kept) == 1:
        return Located(LocatedStatus.FOUND, (text.place(*kept[0]),))
    if spans:
        return Located(
            LocatedStatus.AMBIGUOUS, tuple(text.place(*span) for span in kept or spans), is_elsewhere=not kept
        )
    return Located(LocatedStatus.MISSING, nearest=nearest_passage(text.normal, needle))


def locate_in_order(text: CaptureText, parts: Sequence[str]) -> Located:
    """Return where the parts of a quotation stand, each after the one before it: what « […] » leaves out is between them.

    A part need not be unique; the first place after the part before it counts.
    """
    places: list[Place] = []
    reached = 0
    for needle in filter(None, map(_needle, parts)):
        span = next((span for span in _occurrences(text.normal, needle, reached)), None)
        if span is None:
            return Located(LocatedStatus.MISSING, nearest=nearest_passage(text.normal, needle))
        places.append(text.place(*span))
        reached = span[1]
    return Located(LocatedStatus.FOUND if places else LocatedStatus.MISSING, tuple(places))


@functools.lru_cache(maxsize=16384)
def _needle(words: str) -> str:
    return normal_form(words).text.replace(BREAK, "-").strip() if words else ""


def _occurrences(normal: Normal, needle: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the whole-word places of a needle in a normal form, as spans of the normal form."""
    found = (
        _over_breaks(normal, needle, start)
        if normal.breaks and needle[:1] != "-"
        else _plain(normal.text, needle, start)
    )
    for span in found:
        if not any(is_inside_word(normal.text, edge) or is_inside_figure(normal.text, edge) for edge in span):
            yield span


def _plain(text: str, needle: str, start: int) -> Iterator[tuple[int, int]]:
    position = text.find(needle, start) if needle else -1
    while position >= 0:
        yield position, position + len(needle)
        position = text.find(needle, position + 1)


def _over_breaks(normal: Normal, needle: str, start: int) -> Iterator[tuple[int, int]]:
    """Search without hyphens first, then read each place again with them: a line's hyphen is a hyphen or nothing."""
    flat, hyphens = normal.flat
    for position, _ in _plain(flat, needle.replace("-", ""), 0):
        begin = position + bisect.bisect_right(hyphens, position)
        end = _read(normal.text, begin, needle) if begin >= start else None
        if end is not None:
            yield begin, end


def _read(text: str, position: int, needle: str) -> int | None:
    """Return where ``needle``, read from ``position``, ends; None where the text says something else."""
    for char in needle:
        if position < len(text) and text[position] == BREAK:
            position += 1
            if char == "-":
                continue
        if position >= len(text) or text[position] != char:
            return None
        position += 1
    return position


def _follows(text: str, start: int, prefix: str) -> bool:
    """Say whether ``prefix`` stands just before an offset, with a space between them or none."""
    wanted = _needle(prefix)
    end = start - (1 if text[start - 1 : start] == " " else 0)
    begin = end - len(wanted)
    return not wanted or (begin >= 0 and text.startswith(wanted, begin) and not is_inside_word(text, begin))


def _precedes(text: str, end: int, suffix: str) -> bool:
    wanted = _needle(suffix)
    begin = end + (1 if text[end : end + 1] == " " else 0)
    return not wanted or (text.startswith(wanted, begin) and not is_inside_word(text, begin + len(wanted)))
