"""The Markdown parser: markdown-it-py and its plug-ins in the order and with the settings of MyST-Parser.

Block rules alone are run over a page; inline rules run block by block, and each tells what it consumed (MyST's tokens know
lines but no columns).
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token as MarkdownToken
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin
from msgspec import Struct

from etraces_cite.parse.tokens import Environment, Token

__all__ = ["Consumed", "consumed", "label_end", "markdown_tokens"]

PLAIN_RULES = frozenset({"text", "newline", "linkify"})
"""Inline rules that leave the text as it is."""
PAIRED_RULES = frozenset({"emphasis", "strikethrough"})
"""Rules whose markers may turn out to be text once the whole block is read."""
ALTERNATIVES = ["paragraph", "reference", "blockquote", "list", "footnote_def"]


class Consumed(Struct):
    """What one inline rule took of a text: its name and offsets, or a marker of emphasis that did find its pair."""

    rule: str
    start: int
    end: int


class _Recording(Struct):
    """What is consumed while ``source`` is parsed; the text of an image's label, parsed on its own, is not it."""

    source: str
    consumed: list[Consumed] = []
    markers: list[tuple[MarkdownToken, int, int]] = []


@functools.cache
def _parser() -> MarkdownIt:
    """Return the parser, built once: it keeps nothing of the texts it reads."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.enable("strikethrough")
    parser.use(dollarmath_plugin)
    colon_fence = make_fence_rule(markers=(":",), token_type="colon_fence")  # noqa: S106 (no password: a kind of token)
    parser.block.ruler.before("fence", "colon_fence", colon_fence, {"alt": ALTERNATIVES})
    parser.use(deflist_plugin).use(fieldlist_plugin).use(substitution_plugin)
    parser.use(attrs_plugin, spans=True, span_after="footnote_ref").use(attrs_block_plugin)
    parser.inline.ruler2.disable(
        "fragments_join"
    )  # joins the texts of markers without a pair, and hides which they were
    rules = dict(zip(parser.inline.ruler.get_active_rules(), parser.inline.ruler.getRules(""), strict=True))
    for name, rule in rules.items():
        if name not in PLAIN_RULES:
            parser.inline.ruler.at(name, _recorded(name, rule))
    return parser


Rule = Callable[[StateInline, bool], bool]


def _recorded(name: str, rule: Rule) -> Rule:
    """Return an inline rule that also notes what it consumed."""

    def record(state: StateInline, silent: bool) -> bool:
        start = state.pos
        before = len(state.tokens)
        if not rule(state, silent):
            return False
        recording: _Recording = state.env["recording"]
        if not silent and state.src is recording.source:
            if name in PAIRED_RULES:
                _record_markers(recording, state.tokens[before:], start, state.pos)
            else:
                recording.consumed.append(Consumed(name, start, state.pos))
        return True

    return record


def _record_markers(recording: _Recording, tokens: list[MarkdownToken], start: int, end: int) -> None:
    """Note the place of each marker token, the last ones of ``tokens`` (the text before them may be among these)."""
    for token in reversed(tokens):
        if end <= start:
            break
        recording.markers.append((token, end - len(token.content), end))
        end -= len(token.content)


WITHIN = frozenset({"paragraph_open", "paragraph_close", "th_open", "th_close", "td_open", "td_close"})
"""Tokens around the text of a block or a cell, which say no more than it."""


def markdown_tokens(text: str, env: Environment) -> list[Token]:
    """Return the block tokens of a text that ends with a newline; ``env`` gains its link references and footnotes."""
    tokens: list[MarkdownToken] = []
    _parser().block.parse(text, _parser(), env, tokens)
    return [_token(one) for one in tokens if one.type not in WITHIN]


def _token(one: MarkdownToken) -> Token:
    first, last = one.map or (0, 0)
    if one.nesting < 0:
        return Token(one.type, -1)
    match one.type:
        case "heading_open":
            return Token(one.type, 1, number=int(one.tag[1:]))
        case "footnote_reference_open":
            return Token(one.type, 1, info=one.meta["label"])
        case "front_matter":
            return Token(one.type, 0, first, number=last)
        case "inline" | "fence" | "colon_fence" | "substitution_block":
            return Token(one.type, 0, first, one.content, one.info)
        case _:
            return Token(one.type, one.nesting, 0 if one.nesting and one.type != "tr_open" else first)


def consumed(text: str, env: Environment) -> list[Consumed]:
    """Return what the inline rules took of a text, innermost first; a pair of markers is two of them, named ``marker``."""
    recording = env["recording"] = _Recording(text)
    _parser().inline.parse(text, _parser(), env, [])
    found = recording.consumed
    for token, start, end in recording.markers:
        if token.type != "text" or not token.content:
            found.append(Consumed("marker", start, end))
    return found


def label_end(text: str, start: int, env: Environment) -> int:
    """Return the offset of the bracket that closes the label of the link or span that begins at ``start``."""
    parser = _parser()
    state = StateInline(text, parser, env, [])
    env["recording"] = _Recording("")
    return parser.helpers.parseLinkLabel(state, start)  # type: ignore[no-any-return, attr-defined, unused-ignore]
