"""Where the figures of the checker stand in the page that Sphinx made of the same Markdown.

The checker knows offsets in the source, docutils knows nodes. Both read the same blocks: a passage and a block are matched by
their letters and digits, which markup and typography leave alone, then a figure by the place of its own among these.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etraces_cite.model import Passage, PassageKind, Verdict

from .letters import Letters, has_letters
from .nodes import object_link
from .texts import BlockText

__all__ = ["Aligned", "Written", "align"]

TOLD_BY = frozenset({PassageKind.ROW, PassageKind.HEADING, PassageKind.FOOTNOTE})
"""Kinds of passages that a page shows as blocks of a kind of their own."""
ALIKE = 0.6
"""How much of the longer of two texts must be in the other for them to be one block (a ratio, of 1)."""
WINDOW = 12
"""Blocks that are tried for a passage whose text is in none as it is: the page prints something else for a part of it."""


@dataclass(frozen=True)  # no slots: its letters are read once
class Written:
    """A passage of a page or of a file that it includes, its line, and the figures that stand in it."""

    passage: Passage
    line: int
    verdicts: tuple[Verdict, ...]

    @functools.cached_property
    def letters(self) -> Letters:
        """The letters of the passage, by which its block is found."""
        return Letters(self.passage.text)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A figure in its block, or the link of a role that prints a fact; neither for one that has no place in the page."""

    verdict: Verdict
    block: BlockText | None = None
    start: int = 0
    """Offsets in the text of the block."""
    end: int = 0
    link: object_link | None = None


def align(written: Sequence[Written], blocks: Sequence[BlockText]) -> Iterator[Aligned]:
    """Yield each figure of the passages with its place in a page, passage by passage."""
    for one, block in zip(written, _paired(written, blocks), strict=True):
        if one.verdicts:
            yield from _placed(one, block)


# -- passages and blocks -----------------------------------------------------------------------------------------------


def _paired(written: Sequence[Written], blocks: Sequence[BlockText]) -> list[BlockText | None]:
    """Return the block of each passage: the one with the same text, else the one most like it between the neighbours."""
    free = _Blocks(blocks)
    places = [free.take(one) for one in written]
    last = -1
    for index, one in enumerate(written):
        if places[index] is None and one.verdicts:
            after = next((place for place in places[index + 1 :] if place is not None and place > last), len(blocks))
            places[index] = free.take_like(one, range(last + 1, after))
        found = places[index]
        if found is not None and one.passage.kind is not PassageKind.FOOTNOTE:  # notes are printed at the end
            last = found
    return [None if place is None else blocks[place] for place in places]


class _Blocks:
    """The blocks of a page that no passage has taken yet."""

    def __init__(self, blocks: Sequence[BlockText]) -> None:
        self.blocks = blocks
        self.taken: set[int] = set()
        self.places: Mapping[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
        for place, block in enumerate(blocks):
            self.places[block.key, block.facts].append(place)

    def take(self, one: Written) -> int | None:
        """Return the place of the block with the text of a passage; of several, that of its kind, then of its line, then the first."""
        passage = one.passage
        roles = [role for role in passage.roles if role.name == "fact" and role.text_start == role.text_end]
        key = one.letters.key, tuple(role.target for role in roles)
        places = [place for place in self.places.get(key, ()) if place not in self.taken]
        return self._taken(min(places, key=lambda place: (*self._distance(one, place), place))) if places else None

    def _distance(self, one: Written, place: int) -> tuple[bool, bool]:
        block = self.blocks[place]
        kind = one.passage.kind if one.passage.kind in TOLD_BY else None
        return block.kind is not kind, block.node.line is not None and block.node.line != one.line

    def take_like(self, one: Written, window: range) -> int | None:
        """Return the place of the block of a window that is most like a passage, if one is like it."""
        key = one.letters.key
        free = [place for place in window if place not in self.taken][:WINDOW]
        ratio, place = max(((_likeness(key, self.blocks[place].key), -place) for place in free), default=(0.0, 0))
        return self._taken(-place) if ratio >= ALIKE else None

    def _taken(self, place: int) -> int:
        self.taken.add(place)
        return place


def _likeness(one: str, other: str) -> float:
    import difflib

    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


# -- figures in a block ------------------------------------------------------------------------------------------------


def _placed(one: Written, block: BlockText | None) -> Iterator[Aligned]:
    if block is None:
        yield from map(Aligned, one.verdicts)
        return
    text, ours, theirs = one.passage.text, one.letters, block.letters
    are_alike = ours.key == theirs.key
    counterpart = _counterparts(ours.key, theirs.key)
    links = _links(one.passage, block)
    for verdict in one.verdicts:
        if link := links.get((verdict.figure.start, verdict.figure.end)):
            yield Aligned(verdict, block, link=link)
            continue
        if are_alike and block.text.startswith(text[: verdict.figure.end]) and has_letters(verdict.figure.text):
            yield Aligned(verdict, block, verdict.figure.start, verdict.figure.end)  # most often: nothing to look for
            continue
        first, last = ours.before(verdict.figure.start), ours.before(verdict.figure.end) - 1
        if last < first or any(place not in counterpart for place in range(first, last + 1)):
            yield Aligned(verdict)
        else:
            start, end = theirs.offset(counterpart[first]), theirs.offset(counterpart[last]) + 1
            printed = ours.offset(first), ours.offset(last) + 1
            yield Aligned(verdict, block, *_with_ends(verdict, text, printed, block, (start, end)))


def _links(passage: Passage, block: BlockText) -> Mapping[tuple[int, int], object_link]:
    """Return the link of each ``fact`` role by the offsets of the role: such a role, without a figure, is one itself."""
    links, found = block.links, {}
    for role in passage.roles:
        place = next((place for place, link in enumerate(links) if link["target"] == role.target), None)
        if role.name == "fact" and place is not None:
            found[role.start, role.end] = links[place]
            links = links[place + 1 :]
    return found


def _counterparts(ours: str, theirs: str) -> Mapping[int, int] | range:
    """Return the place in the block of each letter of a passage that is there: itself, where the texts are the same."""
    if ours == theirs:
        return range(len(ours))
    import difflib

    matches = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return {a + n: b + n for a, b, size in matches for n in range(size)}


def _with_ends(
    verdict: Verdict, text: str, ours: tuple[int, int], block: BlockText, theirs: tuple[int, int]
) -> tuple[int, int]:
    """Add to a figure the signs at its ends that were left out of the comparison, where both texts have them."""
    printed, (start, end) = block.text, theirs
    before = text[verdict.figure.start : ours[0]]
    after = text[ours[1] : verdict.figure.end]
    if before and printed[max(0, start - len(before)) : start] == before:
        start -= len(before)
    if after and printed[end : end + len(after)] == after:
        end += len(after)
    return start, end
