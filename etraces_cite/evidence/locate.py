"""Where a quotation stands in a text: word for word, figure for figure, once.

The selector is that of the W3C Web Annotation Data Model (TextQuoteSelector): ``exact``, and where it is said more than once,
what stands just before or after. Only typography is folded (:mod:`etraces_cite.evidence.normal`).
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterable, Iterator, Sequence

from etraces_cite.evidence.bounds import is_inside, is_inside_word
from etraces_cite.evidence.nearest import nearest_passage
from etraces_cite.evidence.normal import BREAK, Normal, normal_form, normal_text
from etraces_cite.model import Located, LocatedStatus, Place

__all__ = ["CaptureText", "find_in_order", "locate", "locate_in_order", "short_text"]

_CONTEXT = 30
"""Characters on either side of a place that are enough to tell it from others."""
_NOWHERE = Located(LocatedStatus.MISSING)
"""Where nothing was looked for."""


class CaptureText:
    """The text of a capture, made ready for any number of searches; what was found is not searched for again."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.normal: Normal = normal_form(text)
        self._spans: dict[str, list[tuple[int, int]]] = {}
        self._found: dict[tuple[int, int], Located] = {}

    def locate(self, exact: str, prefix: str = "", suffix: str = "") -> Located:
        """Return where a quotation stands here: see :func:`locate`."""
        return locate(self, exact, prefix, suffix)

    def locate_in_order(self, parts: Sequence[str]) -> Located:
        """Return where the parts of a quotation stand here, one after the other: see :func:`locate_in_order`."""
        return locate_in_order(self, parts)

    def find_in_order(self, parts: Sequence[str]) -> Located | None:
        """Return the same where they are all here, else None: no passage like them is looked for."""
        return find_in_order(self, parts)

    def spans(self, needle: str) -> list[tuple[int, int]]:
        """Return where a needle stands in the normal form."""
        known = self._spans.get(needle)
        if known is None:
            known = self._spans[needle] = list(_occurrences(self.normal, needle))
        return known

    def found(self, span: tuple[int, int]) -> Located:
        """Return a slice of the normal form as what a search has found."""
        known = self._found.get(span)
        if known is None:
            known = self._found[span] = Located(LocatedStatus.FOUND, (self.place(*span),))
        return known

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


@functools.lru_cache(maxsize=4096)
def short_text(words: str) -> CaptureText:
    """Return the words of a quotation ready for searches: a record's are searched for each quotation of prose that cites it."""
    return CaptureText(words)


def locate(text: CaptureText, exact: str, prefix: str = "", suffix: str = "") -> Located:
    """Return where ``exact`` stands in a text: found in one place, ambiguous with all of them, or missing with the nearest passage.

    A match is bounded by whole words and whole figures: ``400 caméras`` does not stand in ``10 400 caméras``, nor ``2,5 %`` in
    ``12,5 %``, nor ``tue`` in ``tué``. Grouping spaces, points and commas are inside a figure.
    """
    needle = _needle(exact)
    spans = kept = text.spans(needle)
    if prefix or suffix:
        normal = text.normal.text
        kept = [span for span in spans if _follows(normal, span[0], prefix) and _precedes(normal, span[1], suffix)]
    if len(kept) == 1:
        return text.found(kept[0])
    if spans:
        return Located(
            LocatedStatus.AMBIGUOUS, tuple(text.place(*span) for span in kept or spans), is_elsewhere=not kept
        )
    return _missing(text, needle)


def locate_in_order(text: CaptureText, parts: Sequence[str]) -> Located:
    """Return where the parts of a quotation stand, each after the one before it: what « […] » leaves out is between them.

    A part need not be unique; the first place after the part before it counts.
    """
    found = find_in_order(text, parts)
    if found is not None:
        return found
    return next((_missing(text, needle) for needle, span in _spans_in_order(text, parts) if span is None), _NOWHERE)


def find_in_order(text: CaptureText, parts: Sequence[str]) -> Located | None:
    """Return where the parts of a quotation stand, as :func:`locate_in_order` does; None where one of them does not."""
    if len(parts) == 1 and (needle := _needle(parts[0])):
        spans = text.spans(needle)
        return text.found(spans[0]) if spans else None
    spans_in_order = [span for _, span in _spans_in_order(text, parts)]
    places = tuple(text.place(*span) for span in spans_in_order if span is not None)
    return Located(LocatedStatus.FOUND, places) if places and len(places) == len(spans_in_order) else None


def _spans_in_order(text: CaptureText, parts: Iterable[str]) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """Yield the needle of each part and where it stands after the one before it, up to the first that does not."""
    reached = 0
    for needle in filter(None, map(_needle, parts)):
        span = next(_occurrences(text.normal, needle, reached), None)
        yield needle, span
        if span is None:
            return
        reached = span[1]


def _missing(text: CaptureText, needle: str) -> Located:
    return Located(LocatedStatus.MISSING, nearest=nearest_passage(text.normal, needle))


@functools.lru_cache(maxsize=16384)
def _needle(words: str) -> str:
    return normal_text(words).replace(BREAK, "-").strip() if words else ""


def _occurrences(normal: Normal, needle: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the whole-word places of a needle in a normal form, as spans of the normal form."""
    found = (
        _over_breaks(normal, needle, start)
        if normal.breaks and needle.strip("-")
        else _plain(normal.text, needle, start)
    )
    for span in found:
        if not (is_inside(normal.text, span[0]) or is_inside(normal.text, span[1])):
            yield span


def _plain(text: str, needle: str, start: int) -> Iterator[tuple[int, int]]:
    position = text.find(needle, start) if needle else -1
    while position >= 0:
        yield position, position + len(needle)
        position = text.find(needle, position + 1)


def _over_breaks(normal: Normal, needle: str, start: int) -> Iterator[tuple[int, int]]:
    """Search without hyphens first, then read each place again with them: a line's hyphen is a hyphen or nothing."""
    flat, hyphens = normal.flat
    leading = len(needle) - len(needle.lstrip("-"))
    for position, _ in _plain(flat, needle.replace("-", ""), 0):
        begin = position + bisect.bisect_right(hyphens, position) - leading
        end = _read(normal.text, begin, needle) if begin >= start else None
        if end is not None:
            yield begin, end


def _read(text: str, position: int, needle: str) -> int | None:
    """Return where ``needle``, read from ``position``, ends; None where the text says something else."""
    if text.startswith(needle, position):
        return position + len(needle)
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
