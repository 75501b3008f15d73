"""How fast quotations are found: 10,000 of them in 1,000 texts of 20 kB, beside a bare search and a fuzzy one.

The texts are the sentences of the dossiers in a fixed disorder; each gives ten quotations of eight words, and a hundredth of
them is then changed by a letter. Times are CPU seconds; the bare search is ``str.find`` on the same normalised texts, which
knows neither words nor figures nor the way back (which is kept when a text is normalised); the fuzzy one is rapidfuzz on the misses.
"""

from __future__ import annotations

import random
from pathlib import Path

from rapidfuzz import fuzz
from table import cpu, row

from etraces_cite.check import load_pages
from etraces_cite.config import load
from etraces_cite.evidence.locate import CaptureText
from etraces_cite.evidence.normal import normal_form

ROOT = Path(__file__).parent.parent
TEXTS, SIZE, EACH = 1_000, 20_000, 10
MISSES = 100


def texts(chance: random.Random) -> list[str]:
    """Return the texts, each a shuffle of the paragraphs of the dossiers."""
    paragraphs = [passage.text.strip() for page in load_pages(load(ROOT)) for passage in page.passages]
    made = []
    for _ in range(TEXTS):
        chosen: list[str] = []
        while sum(map(len, chosen)) < SIZE:
            chosen.append(chance.choice(paragraphs))
        made.append("\n\n".join(chosen)[:SIZE])
    return made


def quotations(of: list[str], chance: random.Random) -> list[tuple[int, str]]:
    """Return the number of a text and eight words of it, ten times a text."""
    found = []
    for number, text in enumerate(of):
        words = text.split()
        for _ in range(EACH):
            start = chance.randrange(len(words) - 8)
            found.append((number, " ".join(words[start : start + 8])))
    return found


def measure() -> None:
    """Measure each part of a search once: they are long enough."""
    chance = random.Random(2026)
    sources = texts(chance)
    wanted = quotations(sources, chance)
    ready: list[CaptureText] = []
    normalise = cpu(lambda: ready.extend(map(CaptureText, sources)))
    locate = cpu(lambda: [ready[number].locate(words) for number, words in wanted])
    again = cpu(lambda: [ready[number].locate(words) for number, words in wanted])
    normal = [(number, normal_form(words).text) for number, words in wanted]
    find = cpu(lambda: [ready[number].normal.text.find(words) for number, words in normal])
    misses = [(number, words.replace("e", "x", 2)) for number, words in wanted[:: len(wanted) // MISSES]]
    nearest = cpu(lambda: [ready[number].locate(words) for number, words in misses])
    fuzzy = cpu(lambda: [fuzz.partial_ratio_alignment(words, ready[number].normal.text) for number, words in misses])
    megabytes = sum(len(text.encode()) for text in sources) / 1e6
    row(f"texts of sources normalised, {megabytes:.0f} MB", normalise, f"{megabytes / normalise:.0f} MB/s")
    row(f"{len(wanted):,} quotations found in {TEXTS:,} texts", locate, f"{locate / len(wanted) * 1e6:.0f} µs each")
    row("  again: what was found is kept", again, f"{again / find:.1f} × str.find")
    row("  str.find, no bounds", find)
    row(f"nearest passage of {len(misses)} misses", nearest, f"{nearest / fuzzy:.1f} × rapidfuzz")
    row("  rapidfuzz, place only", fuzzy)
