"""The text of a citation role: ``{voir}clé{p. 12},autre-clé``, in the syntax of sphinxcontrib-bibtex 2.6."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["CitedKey", "cited_keys"]

_CITED = re.compile(
    r"\s*(?:\{(?P<prefix>[^{}]+)\})?"
    r"\s*(?P<key>[^{}\s,]+)"
    r"\s*(?:\{(?P<suffix>[^{}]+)\})?\s*(?:,|$)"
)


class CitedKey(NamedTuple):
    """A key, the words before it and the words after it."""

    key: str
    prefix: str = ""
    suffix: str = ""


def cited_keys(text: str) -> Iterator[CitedKey]:
    """Yield the keys of a role's text, in order.

    :raises ValueError: with the part that cannot be read, for an empty text, a missing key or a brace that is not closed.
    """
    position = 0
    while position < len(text) or position == 0:
        match = _CITED.match(text, position)
        if match is None:
            raise ValueError(text[position:])
        yield CitedKey(match["key"], match["prefix"] or "", match["suffix"] or "")
        position = match.end()
    if text.rstrip().endswith(","):
        raise ValueError(text)
