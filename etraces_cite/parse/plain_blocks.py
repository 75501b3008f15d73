"""Plain blocks, read without Markdown-it: what can mean one thing only to it, one pattern a block and many times as fast.

The reading stops before the first block that is not plain, where :mod:`etraces_cite.parse.block_tokens` has Markdown-it go on. That both
give the same tokens is a law of the tests.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable

from etraces_cite.parse.plain_containers import (
    FOOTNOTE,
    ITEM,
    LINE,
    TERM,
    read_definitions,
    read_footnote,
    read_list,
    trimmed,
)
from etraces_cite.parse.tokens import Token
from etraces_cite.patterns import regex

__all__ = ["plain_tokens"]

_FENCE = r"(?::{3,}[^|\n]*|`{3,}+[^`|\n]*)\n"  # no bar: with what follows, the line could be the head of a table
_FOLLOWS = rf"""(?= \Z | [ \t]*\n | \#{{1,6}}[ \n] | {_FENCE} | [%>] | (?:[-*+]|1[.)])[ ]+[^\s] | \([^\n]+\)=[ \t]*\n | \[\^[^\]\s]+\]: )
(?! (?:[ \t]*\n)? [ \t]* [:~] [ \t] )"""
"""What ends a paragraph for certain; but a definition makes a term of it."""
BLOCK = regex(
    rf"""
      (?P<paragraph> (?:{LINE}[^\n]*\n)++ {_FOLLOWS} ) (?:[ \t]*\n)*+
    | (?P<blank> (?:[ \t]*\n)++ )
    | (?P<heading> \#{{1,6}} (?:[ \t][^|\n]*)? \n )
    | (?P<fence> {_FENCE} )
    | (?P<list> {ITEM} )
    | (?P<table> \|[^\n\\]*\|[ \t]*\n [ ]{{0,3}} \|[-:|\ \t]*\|[ \t]*\n (?:\|[^\n\\]*\|[ \t]*\n)*+ (?=[ \t]*\n|\Z) )
    | (?P<definitions> {TERM} )
    | (?P<footnote> {FOOTNOTE} )
    | (?P<target> \([^\n()|]+\)=[ \t]*\n )
    | (?P<comment> % [^|\n]*\n (?:[ \t]*%[^\n]*\n)*+ )
    | (?P<attributes> \{{ [.\#][A-Za-z][A-Za-z0-9-]* (?:[ ][.\#][A-Za-z][A-Za-z0-9-]*)*+ \}} [ ]*\n )
    | (?P<pause> \+\+\+[^|\n]*\n )
    | (?P<rule> (?<=\n) (?:-{{3,}}|\*{{3,}}|_{{3,}}) [ \t]*\n )
    | (?P<matter> \A ---[ \t]*\n (?: (?![ \t]*---|\.\.\.)[^\n]*\n)*+ ---[ \t]*\n )
    """,
    re.VERBOSE,
)
LEAVES = {
    "target": "myst_target", "comment": "myst_line_comment", "attributes": "attrs_block", "pause": "myst_block_break", "rule": "hr",
}  # fmt: skip
"""Blocks that print nothing, by Markdown-it's names."""


def plain_tokens(text: str, first: int = 0) -> tuple[list[Token], int, int]:
    """Return the tokens of the plain blocks that a text begins with; the offset and the line of what follows them.

    :param text: ends with a newline.
    :param first: the number of its first line.
    """
    tokens: list[Token] = []
    position, line = 0, first
    while match := BLOCK.match(text, position):
        end = match.end()
        kind = match.lastgroup
        if kind == "paragraph":
            content = trimmed(match["paragraph"])
            if content is None:
                break
            tokens.append(Token("inline", 0, line, content))
        elif kind in LEAVES:
            tokens.append(Token(LEAVES[kind], 0, line))
        elif kind != "blank" and (end := READERS[str(kind)](tokens, match, line)) == 0:
            break
        line += text.count("\n", position, end)
        position = end
    return tokens, position, line


def _read_heading(tokens: list[Token], match: re.Match[str], line: int) -> int:
    written = match[0].rstrip(" \t\n")
    content = written.lstrip("#")
    level = len(written) - len(content)
    unclosed = content.rstrip("#")
    if unclosed[-1:] in (" ", "\t"):
        content = unclosed
    title = trimmed(content)
    if title is None:
        return 0
    tokens += (Token("heading_open", 1, number=level), Token("inline", 0, line, title), _HEADING_END)
    return match.end()


_HEADING_END = Token("heading_close", -1)


def _read_fence(tokens: list[Token], match: re.Match[str], line: int) -> int:
    written = match[0]
    info = written.lstrip(written[0])
    closing = _closing(written[0], len(written) - len(info)).search(match.string, match.end())
    if closing is None:
        return 0
    kind = "fence" if written[0] == "`" else "colon_fence"
    tokens.append(Token(kind, 0, line, match.string[match.end() : closing.start()], info[:-1]))
    return closing.end()


@functools.cache
def _closing(mark: str, count: int) -> re.Pattern[str]:
    return re.compile(rf"^ {{0,3}}{mark}{{{count},}}[ \t]*\n", re.MULTILINE)


def _read_matter(tokens: list[Token], match: re.Match[str], line: int) -> int:
    tokens.append(Token("front_matter", 0, line, number=match[0].count("\n")))
    return match.end()


_ALIGNMENT = regex(r":?-+:?")
_ROW_END = Token("tr_close", -1)


def _read_table(tokens: list[Token], match: re.Match[str], line: int) -> int:
    rows = [[trimmed(cell) for cell in row.strip(" \t")[1:-1].split("|")] for row in match[0][:-1].split("\n")]
    width = len(rows[0])
    if any(len(row) != width or None in row for row in rows) or not all(
        _ALIGNMENT.fullmatch(cell or "") for cell in rows[1]
    ):
        return 0
    tokens += (Token("table_open", 1), Token("thead_open", 1))
    _read_row(tokens, rows[0], line)
    tokens.append(Token("thead_close", -1))
    if len(rows) > 2:
        tokens.append(Token("tbody_open", 1))
        for number, row in enumerate(rows[2:], line + 2):
            _read_row(tokens, row, number)
        tokens.append(Token("tbody_close", -1))
    tokens.append(Token("table_close", -1))
    return match.end()


def _read_row(tokens: list[Token], cells: Iterable[str | None], line: int) -> None:
    tokens.append(Token("tr_open", 1, line))
    tokens += (Token("inline", 0, line, cell or "") for cell in cells)
    tokens.append(_ROW_END)


READERS: dict[str, Callable[[list[Token], re.Match[str], int], int]] = {
    "heading": _read_heading,
    "fence": _read_fence,
    "table": _read_table,
    "matter": _read_matter,
    "list": functools.partial(read_list, plain_tokens),
    "definitions": functools.partial(read_definitions, plain_tokens),
    "footnote": functools.partial(read_footnote, plain_tokens),
}
"""Each adds the tokens of a block and returns the offset of its end; 0, and adds nothing, where it is not plain after all."""
