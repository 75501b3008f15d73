"""The blocks of a page as a flat list, as Markdown-it gives them: what opens a container, what closes it, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

__all__ = ["Environment", "Token", "closing"]

Environment = dict[str, Any]
"""What the blocks of one page share: link references, footnotes."""


class Token(Struct, frozen=True):
    """A block, or the beginning or the end of one. A paragraph is its text alone, and so is the cell of a table."""

    type: str
    """Markdown-it's name; ``inline`` for the text of a block."""
    nesting: int
    """1 where it opens a container, -1 where it closes one, else 0."""
    line: int = 0
    """Its first line in the text that was read, 0-based; of what opens a container, rows of tables alone have one."""
    content: str = ""
    info: str = ""
    """What is written behind the marks of a fence; the label of a footnote."""
    number: int = 0
    """The level of a heading; the line after front matter."""


def closing(tokens: Sequence[Token], opening: int) -> int:
    """Return the index of the token that closes the one at ``opening``."""
    level = 0
    for index in range(opening, len(tokens)):
        level += tokens[index].nesting
        if level == 0:
            return index
    return len(tokens) - 1
