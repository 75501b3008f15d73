"""French prose to read, of three densities: ordinary, legal, and that of the dossiers.

The sentences with figures, or with what only looks like one, are the samples of ``tests/extract/cases``, drawn from 2 MB of
prose that packages ship; sentences without any stand between them, in the proportion of that prose: a figure every 670
bytes in all of it, every 290 in its law. The same seed gives the same text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from corpus import FILLER

from etraces_cite.check import load_pages
from etraces_cite.config import load

__all__ = ["dossiers", "legal", "ordinary"]

ROOT = Path(__file__).parent.parent
SAMPLES = [ROOT / "tests" / "extract" / "cases" / name for name in ("sample-read.md", "sample-unread.md")]
MEGABYTE = 1_000_000
LAW = re.compile("## (?:Code|Conventions|Réponses du Code|Fiches du ministère)")


def ordinary(megabytes: float) -> list[str]:
    """Return paragraphs of every source, seven sentences in eight without a figure."""
    return list(_paragraphs(_sampled(re.compile("## ")), 7, megabytes))


def legal(megabytes: float) -> list[str]:
    """Return paragraphs of codes, agreements and what explains them, three sentences in four without a figure."""
    return list(_paragraphs(_sampled(LAW), 3, megabytes))


def dossiers(megabytes: float) -> list[str]:
    """Return the paragraphs of the dossiers, repeated until they make up so many megabytes."""
    texts = [passage.text for page in load_pages(load(ROOT)) for passage in page.passages]
    return texts * max(round(megabytes * MEGABYTE / sum(len(text.encode()) for text in texts)), 1)


def _sampled(heading: re.Pattern[str]) -> list[str]:
    """Return the sentences under the headings that match, without the marks of the sample and the judgements set in."""
    sentences: list[str] = []
    for path in SAMPLES:
        is_chosen = False
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                is_chosen = heading.match(line) is not None
            elif is_chosen and line and not line.startswith(" "):
                sentences.append(re.sub("[⟦⟧]", "", line))
    return sentences


def _paragraphs(sampled: list[str], without: int, megabytes: float) -> Iterator[str]:
    chance, size = random.Random(3), 0
    while size < megabytes * MEGABYTE:
        sentences = [chance.choice(sampled), *chance.sample(FILLER, without)]
        chance.shuffle(sentences)
        for paragraph in (" ".join(sentences[first : first + 2]) for first in range(0, len(sentences), 2)):
            size += len(paragraph.encode())
            yield paragraph
