"""The passage that comes nearest to words that are not in a text: what the source says instead."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator

from etraces_cite.evidence.bounds import is_inside_figure
from etraces_cite.evidence.normal import Normal
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


def _plain_letters() -> dict[int, str]:
    """Capitals and accents off, one character for one: enough to find what is only written differently."""
    table: dict[int, str] = {}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        table[code] = base
    return table


_PLAIN = _plain_letters()


def nearest_passage(normal: Normal, needle: str) -> Nearest | None:
    """Return the passage of a text most like ``needle``, None where nothing is.

    Each word of the needle votes, with its length, for the places where it would put the needle's beginning; the window
    with the most votes is compared. Linear in the text.
    """
    needle = needle[:_LONGEST]
    window = _window(_folded(normal.text), _folded(needle))
    if window is None:
        return None
    start, end = _whole(normal.text, *_trimmed(normal.text, needle, *window))
    passage = normal.text[start:end]
    if difflib.SequenceMatcher(None, needle, passage, autojunk=False).ratio() < _LIKE:
        return None
    first, last = normal.original_span(start, end)
    return Nearest(first, last, normal.original[first:last], marked(needle, passage))


def _folded(text: str) -> str:
    lowered = text.translate(_PLAIN) if not text.isascii() else text
    folded = lowered.lower()
    return folded if len(folded) == len(text) else lowered


def _votes(text: str, needle: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each word of the needle would put its beginning, the number of the word, and the weight of its vote."""
    for number, word in enumerate(_WORD.finditer(needle)):
        position, count = text.find(word[0]), 0
        while position >= 0 and count < _PLACES:
            if not (
                text[position - 1 : position].isalnum()
                or text[position + len(word[0]) : position + len(word[0]) + 1].isalnum()
            ):
                yield position - word.start(), number, len(word[0])
                count += 1
            position = text.find(word[0], position + 1)


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
    wanted = [_folded(match[0]) for match in _TOKEN.finditer(needle) if not match[0].isspace()]
    first, last = _cheapest([_folded(token[0]) for token in tokens], wanted)
    return (tokens[first].start(), tokens[last - 1].end()) if last > first else (start, end)


def _cheapest(tokens: list[str], wanted: list[str]) -> tuple[int, int]:
    """Return the slice of ``tokens`` nearest to ``wanted``: each word put in, left out or changed costs one."""
    costs = [(0, at) for at in range(len(tokens) + 1)]  # the cost up to a token, and where the slice begins
    for row, word in enumerate(wanted, start=1):
        above, costs = costs, [(row, 0)]
        for at, token in enumerate(tokens, start=1):
            changed, left_out, put_in = above[at - 1], above[at], costs[at - 1]
            best = (changed[0] + (word != token), changed[1])
            best = best if best[0] <= left_out[0] + 1 else (left_out[0] + 1, left_out[1])
            costs.append(best if best[0] <= put_in[0] + 1 else (put_in[0] + 1, put_in[1]))
    last = min(range(len(costs)), key=lambda at: (costs[at][0], -at))
    return costs[last][1], last


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
    old, new = _TOKEN.findall(wanted), _TOKEN.findall(passage)
    out: list[str] = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
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
