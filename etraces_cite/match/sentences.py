"""Where one sentence ends and the next begins, in the masked text of a passage."""

from __future__ import annotations

from collections.abc import Iterator

from etraces_cite.patterns import regex

__all__ = ["sentences"]

_END = regex(r"[.!?…]+[»\"”)\s\ufffc]*\s+(?=[«“\"(\[]?\s*[A-ZÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆ0-9\ufffc])")
_ABBREVIATION = regex(
    r"(?:^|[\s(’'])(?:[A-Z]|MM?|Mmes?|Mgr|Dr|Pr|art|al|p|pp|n|no|nos|cf|env|av|bd|éd|vol|chap|etc|fig|ex|sect)\.?$"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of ``text``; together they cover it."""
    start = 0
    for match in _END.finditer(text):
        stop = match.start()
        if text[stop] == "." and _ABBREVIATION.search(text, max(start, stop - 8), stop):
            continue
        yield start, match.end()
        start = match.end()
    yield start, len(text)
