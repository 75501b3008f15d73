"""The passage that comes nearest to words that are not in a text: what the source says instead."""

from __future__ import annotations

from collections.abc import Iterator

from etraces_cite.evidence.bounds import is_inside_figure
from etraces_cite.evidence.normal import Normal, letters_of
from etraces_cite.model import Nearest
from etraces_cite.patterns import regex

__all__ = ["marked", "nearest_passage"]

_WORD = regex(r"\w+")
_TOKEN = regex(r"\w+|[^\w\s]|\s+")
_PLACES = 200
"""Places of one word that are looked at: a word said more often tells nothing."""
_SLACK = 24
"""Characters by which the words of a passage may be out of step with those looked for."""
_LIKE = 0.5
"""The least likeness (:meth:`difflib.SequenceMatcher.ratio`) that is worth showing."""
_LONGEST = 600


def nearest_passage(normal: Normal, needle: str) -> Nearest | None:
    """Return the passage of a text most like ``needle``, None where nothing is.

    Each word of the needle votes, with its length, for the places where it would put the needle's beginning; the window
    with the most votes is compared. Linear in the text.
    """
    needle = needle[:_LONGEST]
    window = _window(normal.letters, letters_of(needle))
    if window is None:
        return None
    start, end = _whole(normal.text, *_trimmed(normal.text, needle, *window))
    passage = normal.text[start:end]
    from difflib import SequenceMatcher  # late: what is found needs none

    likeness = SequenceMatcher(None, needle, passage, autojunk=False)
    if likeness.quick_ratio() < _LIKE or likeness.ratio() < _LIKE:
        return None
    first, last = normal.original_span(start, end)
    return Nearest(first, last, normal.original[first:last], marked(needle, passage))


def _votes(text: str, needle: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each word of the needle would put its beginning, the number of the word, and the weight of its vote."""
    length = len(text)
    for number, word in enumerate(_WORD.finditer(needle)):
        sought, before, size = word[0], word.start(), len(word[0])
        position, count = text.find(sought), 0
        while position >= 0 and count < _PLACES:
            end = position + size
            if not (position and text[position - 1].isalnum()) and not (end < length and text[end].isalnum()):
                yield position - before, number, size
                count += 1
            position = text.find(sought, position + 1)


def _window(text: str, needle: str) -> tuple[int, int] | None:
    votes = sorted(_votes(text, needle))
    best, best_start, low = 0, None, 0
    counts: dict[int, int] = {}
    weight = 0
    for start, number, length in votes:
        weight += length if not counts.get(number) else 0
        counts[number] = counts.get(number, 0) + 1
        while start - votes[low][0] > _SLACK:
            _, gone, gone_length = votes[low]
            counts[gone] -= 1
            weight -= gone_length if not counts[gone] else 0
            low += 1
        if weight > best:
            best, best_start = weight, votes[low][0]
    if best_start is None:
        return None
    return max(best_start - _SLACK, 0), min(best_start + len(needle) + 2 * _SLACK, len(text))


def _trimmed(text: str, needle: str, start: int, end: int) -> tuple[int, int]:
    """Cut a window to the words that take the fewest changes to become those of the needle (P. H. Sellers, 1980)."""
    tokens = [match for match in _TOKEN.finditer(text, start, end) if not match[0].isspace()]
    wanted = [letters_of(match[0]) for match in _TOKEN.finditer(needle) if not match[0].isspace()]
    first, last = _cheapest([letters_of(token[0]) for token in tokens], wanted)
    return (tokens[first].start(), tokens[last - 1].end()) if last > first else (start, end)


def _cheapest(tokens: list[str], wanted: list[str]) -> tuple[int, int]:
    """Return the slice of ``tokens`` nearest to ``wanted``: each word put in, left out or changed costs one."""
    costs, begins = [0] * (len(tokens) + 1), list(range(len(tokens) + 1))  # up to a token, and where the slice begins
    for row, word in enumerate(wanted, start=1):
        above, begins_above = costs, begins
        cost, begin = row, 0
        costs, begins = [cost], [begin]
        for at, token in enumerate(tokens, start=1):
            changed, left_out, put_in = above[at - 1] + (word != token), above[at] + 1, cost + 1
            if changed <= left_out:
                least, first = changed, begins_above[at - 1]
            else:
                least, first = left_out, begins_above[at]
            cost, begin = (least, first) if least <= put_in else (put_in, begin)
            costs.append(cost)
            begins.append(begin)
    last = min(range(len(costs)), key=lambda at: (costs[at], -at))
    return begins[last], last


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a window whose edges cut a figure, or the two words that an apostrophe joins (``d’|offres``)."""
    while is_inside_figure(text, start):
        start -= 1
    while is_inside_figure(text, end):
        end += 1
    if text[start : start + 1] == "'":
        start = next((at for at in range(start, 0, -1) if not text[at - 1].isalnum()), 0)
    if text[end - 1 : end] == "'":
        end = next((at for at in range(end, len(text)) if not text[at].isalnum()), len(text))
    return start, end


def marked(wanted: str, passage: str) -> str:
    """Return ``passage`` with what differs marked: ``10 [840 → 480] caméras``; ``[− donc]`` it lacks, ``[+ ainsi]`` it adds."""
    from difflib import SequenceMatcher

    old, new = _TOKEN.findall(wanted), _TOKEN.findall(passage)
    out: list[str] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[i:j]), "".join(new[k:m])
        if kind == "equal" or before.isspace() or after.isspace():
            out.append(after)
        elif kind == "replace":
            out.append(f"[{before} → {after}]")
        else:
            lead = " " if (before or after).startswith(" ") else ""
            tail = " " if (before or after).endswith(" ") and not lead else ""
            out.append(f"{lead}[{'−' if before else '+'} {(before or after).strip()}]{tail}")
    return "".join(out)
