"""Draw a sample of what the reader reads in ordinary prose, and of what looks like a number and is not read.

    python tools/sample.py FOLDER --seed 7 --count 300 figures
    python tools/sample.py FOLDER --seed 7 --count 300 unread

Each ``.txt`` file of FOLDER holds a block of prose a line, and gives the same share of the sample, so that law does not
drown the rest. The sample is printed in the form of ``tests/extract/cases/``: the sentence with the thing drawn between ⟦
and ⟧ and, for a figure, what was read, set in. A person judges each by eye.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from etraces_cite.extract.calendar import MONTH_NAMES
from etraces_cite.extract.figures import read
from etraces_cite.extract.lexicon import CARDINALS, COLLECTIVES, FRACTIONS, MULTIPLES, ORDINALS, SCALES, trie
from etraces_cite.extract.units import UNIT_WORDS
from etraces_cite.model import Figure, Label, Period, Quantity

Drawn = tuple[str, int, int, str]
"""A block, the span drawn in it, and what was read there, or nothing."""

_WORDS = {*CARDINALS, *SCALES, *ORDINALS, *FRACTIONS, *MULTIPLES, *MONTH_NAMES, *COLLECTIVES, "moitié"}
_PLURALS = {f"{word}s" for word in (*COLLECTIVES, *ORDINALS)}
_ONES = rf"une? (?:{trie(word for word in UNIT_WORDS if ' ' not in word)})"
NUMBER_LIKE = re.compile(
    rf"(?<![^\W_])(?:[0-9]+(?:[.,  ’'/:-]?[0-9]+)*[^\W_]*|{trie((_WORDS | _PLURALS) - {'un', 'une'})}"
    rf"|{_ONES}|[½⅓⅔¼¾])(?![^\W_])|(?-i:\b(?:[IVX]|[IVXLC]{(2,)})(?:e|er|ème|ᵉ)\b)",
    re.IGNORECASE,
)
"""Digits, numerals, ranks, parts, approximate nouns, months, and *un* or *une* before a unit."""
_END_OF_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-zà-ÿ]|[«–-])")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the sample that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("what", choices=("figures", "unread"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    options = parser.parse_args(arguments)
    drawn = draw(options.folder, figures if options.what == "figures" else unread, options.seed, options.count)
    for path, sample in drawn:
        sys.stdout.write(f"\n## {path.stem}\n")
        for one in sample:
            sys.stdout.write(f"{marked(one)}\n")


def draw(
    folder: Path, what: Callable[[Path], Iterator[Drawn]], seed: int, count: int
) -> Iterator[tuple[Path, list[Drawn]]]:
    """Yield the share of the sample that each file gives; the smallest files first, so that others make up for them."""
    every = sorted(((path, list(what(path))) for path in sorted(folder.rglob("*.txt"))), key=lambda pair: len(pair[1]))
    chance = random.Random(seed)  # noqa: S311 - a sample to read, not a secret
    for place, (path, found) in enumerate(every):
        share = min(len(found), round(count / (len(every) - place)))
        count -= share
        yield path, chance.sample(found, share)


def blocks(path: Path) -> Iterator[str]:
    """Yield the blocks of prose of a file."""
    yield from filter(None, path.read_text(encoding="utf-8").split("\n"))


def figures(path: Path) -> Iterator[Drawn]:
    """Yield each figure that is read."""
    for block in blocks(path):
        for figure in read(block):
            yield block, figure.start, figure.end, shown(figure)


def unread(path: Path) -> Iterator[Drawn]:
    """Yield each thing that looks like a number where no figure is read."""
    for block in blocks(path):
        spans = [(figure.start, figure.end) for figure in read(block)]
        for like in NUMBER_LIKE.finditer(block):
            if not any(start < like.end() and like.start() < end for start, end in spans):
                yield block, *like.span(), ""


def marked(drawn: Drawn) -> str:
    """Return what was drawn in the fewest words around it that are read as the block is: some, its sentence, all of it."""
    block, start, end, expected = drawn
    begin = max((cut.end() for cut in _END_OF_SENTENCE.finditer(block, 0, start)), default=0)
    stop = next((cut.start() for cut in _END_OF_SENTENCE.finditer(block, end)), len(block))
    few = _word_after(block, max(begin, start - _AROUND), start), _word_before(block, end, min(stop, end + _AROUND))
    for first, last in (few, (begin, stop), (0, len(block))):
        if _is_read_alike(block[first:last], start - first, end - first, expected):
            break
    sentence = f"{block[first:start]}⟦{block[start:end]}⟧{block[end:last]}"
    return f"{sentence}\n    {expected}" if expected else sentence


_AROUND = 110
"""Characters before and after a figure that show enough of a sentence."""


def _word_after(block: str, first: int, start: int) -> int:
    cut = block.find(" ", first, start)
    return first if first == 0 or block[first - 1] == " " or cut < 0 else cut + 1


def _word_before(block: str, end: int, last: int) -> int:
    cut = block.rfind(" ", end, last)
    return last if last == len(block) or block[last] == " " or cut < 0 else cut


def _is_read_alike(sentence: str, start: int, end: int, expected: str) -> bool:
    there = [figure for figure in read(sentence) if figure.start < end and start < figure.end]
    if not expected:
        return not there
    return len(there) == 1 and there[0].start == start and shown(there[0]) == expected


def shown(figure: Figure) -> str:
    """Return a figure in one line: its text, kind, value, unit, hedge, and ``relative``."""
    value = figure.value
    if isinstance(value, Period):
        parts = [value.low.isoformat()] if value.low == value.high else [f"{value.low}..{value.high}"]
    elif isinstance(value, Quantity):
        parts = [str(value.low)] if value.low == value.high else [f"{value.low}..{value.high}"]
        parts += [value.unit] if value.unit else []
    else:
        assert isinstance(value, Label)
        parts = [value.text]
    parts += [f"({figure.hedge})"] if figure.hedge else []
    parts += ["relative"] if figure.is_relative else []
    return f"{figure.text} : {figure.kind} {' '.join(parts)}"


if __name__ == "__main__":
    main()
