"""Plain lists, definitions and footnotes: blocks whose indented lines are, less their indent, a text of their own."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from etraces_cite.parse.tokens import Token
from etraces_cite.patterns import regex

__all__ = ["FOOTNOTE", "ITEM", "LINE", "TERM", "read_definitions", "read_footnote", "read_list", "trimmed"]

Read = Callable[[str, int], tuple[list[Token], int, int]]
"""Reads the text of a container whose first line has a number; :func:`etraces_cite.parse.plain_blocks.plain_tokens`."""

LINE = r"""(?:
      [^\W\d_] | (?![0-9]{1,9}[.)]\s) \d | ["'«»“”„‘’‚…€£§°–—−¿¡,;.?!@&/^)] | \*{1,2}(?=[^\s*]) | _{1,2}(?=[^\s_]) | (?!```)`
    | [-+](?=\d) | \{ (?![^\n]*\}\s) | \( (?![^\n]*\)=\s) | \[ (?=[^\]\[\n\\]*\][^:\n])
)"""
"""The beginning of a line that can only be text: not of a list, a table, a fence, HTML, an underline…"""
_MARK = r"(?:[-*+]|[0-9]{1,9}[.)])[ ]{1,4}"
ITEM = rf"{_MARK}(?=(?:{_MARK})?{LINE})"
"""The mark of an item that begins with text, or with the first item of a list within it."""
_DEFINITION = rf":[ ](?={LINE})"
TERM = rf"{LINE}[^\n]*\n(?:[ \t]*\n)?(?={_DEFINITION})"
FOOTNOTE = rf"\[\^[^\]\s]+\]:[ ](?={LINE})"

_ITEM = regex(ITEM, re.VERBOSE)
_DEFINED = regex(_DEFINITION, re.VERBOSE)
_TERM = regex(TERM, re.VERBOSE)
_FOOTNOTE = regex(FOOTNOTE, re.VERBOSE)
_BLANKS = regex(r"(?:[ \t]*\n)*+")
_MAYBE_ITEM = regex(r"(?:[-*+]|[0-9]{1,9}[.)])\s")
_MAYBE_DEFINED = regex(r"(?:[^\n]*[^\s][^\n]*\n(?:[ \t]*\n)?)?[ \t]*[:~][ \t]")


def read_list(read: Read, tokens: list[Token], match: re.Match[str], line: int) -> int:
    """Add the tokens of a list; return the offset of its end, 0 where it is not plain."""
    text, mark = match.string, match[0].rstrip(" ")[-1]
    kind = "bullet_list" if mark in "-*+" else "ordered_list"
    found = [Token(f"{kind}_open", 1)]
    head: re.Match[str] | None = match
    end = 0
    while head and head[0].rstrip(" ")[-1] == mark:
        inside, end = _inside(text, head.end(), len(head[0]), _ITEM)
        if not _add(found, Token("list_item_open", 1), inside, read(inside, line)):
            return 0
        after = _after_blanks(text, end)
        line += text.count("\n", head.start(), after)
        head = _ITEM.match(text, after)
        if (head and after == end and head[0].rstrip(" ")[-1] != mark) or (
            head is None and _MAYBE_ITEM.match(text, after)
        ):
            return 0
    tokens += (*found, Token(f"{kind}_close", -1))
    return end


def read_definitions(read: Read, tokens: list[Token], match: re.Match[str], line: int) -> int:
    """Add the tokens of a list of definitions; return the offset of its end, 0 where it is not plain."""
    text = match.string
    found = [Token("dl_open", 1)]
    term: re.Match[str] | None = match
    end = 0
    while term:
        written = trimmed(text[term.start() : text.index("\n", term.start())])
        if written is None:
            return 0
        found += (Token("dt_open", 1), Token("inline", 0, line, written), Token("dt_close", -1))
        start, after = term.start(), term.end()
        while head := _DEFINED.match(text, after):
            line += text.count("\n", start, after)
            inside, end = _inside(text, head.end(), 2, _DEFINED)
            if not _add(found, Token("dd_open", 1), inside, read(inside, line)):
                return 0
            start, after = after, _after_blanks(text, end)
        line += text.count("\n", start, after)
        term = _TERM.match(text, after)
        if term is None and _MAYBE_DEFINED.match(text, after):
            return 0
    tokens += (*found, Token("dl_close", -1))
    return end


def read_footnote(read: Read, tokens: list[Token], match: re.Match[str], line: int) -> int:
    """Add the tokens of a footnote; return the offset of its end, 0 where it is not plain."""
    inside, end = _inside(match.string, match.end(), 4, _FOOTNOTE)
    opening = Token("footnote_reference_open", 1, info=match[0][2:-3])
    return end if _add(tokens, opening, inside, read(inside, line)) else 0


def trimmed(text: str) -> str | None:
    """Return a text without the spaces around it; None where others stand there, of which Markdown parsers disagree."""
    content = text.strip(" \t\n")
    return content if content.strip() == content else None


def _add(tokens: list[Token], opening: Token, inside: str, read: tuple[list[Token], int, int]) -> bool:
    """Add the tokens of a container, if it has a text and all of it was read."""
    inner, end, _ = read
    if not inside or end < len(inside):
        return False
    tokens += (opening, *inner, Token(opening.type.replace("_open", "_close"), -1))
    return True


def _after_blanks(text: str, start: int) -> int:
    match = _BLANKS.match(text, start)
    assert match is not None
    return match.end()


def _inside(text: str, start: int, indent: int, sibling: re.Pattern[str]) -> tuple[str, int]:
    """Return the text of a container without its indent, and where it ends; no text where Markdown could read on.

    :param start: where its first line begins, after the mark.
    :param sibling: what may follow it without an empty line.
    """
    match = _body(indent).match(text, start)
    assert match is not None
    end = match.end()
    after = _after_blanks(text, end)
    is_lazy = after == end < len(text) and not sibling.match(text, end)
    if is_lazy or "\t" in match[0] or text[after : after + 1] in (" ", "\t"):
        return "", end
    return _indent(indent).sub("", match[0]), end


@functools.cache
def _body(indent: int) -> re.Pattern[str]:
    return re.compile(rf"[^\n]*\n(?:(?:[ \t]*\n)*+ {{{indent},}}+[^\s][^\n]*\n)*+")


@functools.cache
def _indent(indent: int) -> re.Pattern[str]:
    return re.compile(rf"(?<=\n) {{1,{indent}}}")
