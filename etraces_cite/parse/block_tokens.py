"""The blocks of a text: those that are plain by themselves, and from the first other on, as Markdown-it reads them."""

from __future__ import annotations

from etraces_cite.parse.plain_blocks import plain_tokens
from etraces_cite.parse.tokens import Environment, Token

__all__ = ["block_tokens"]


def block_tokens(text: str, env: Environment) -> list[Token]:
    """Return the block tokens of a text, its inline tokens unparsed; ``env`` gains its link references and footnotes."""
    source = f"{text}\n"  # some rules fail at the end of a text without a newline
    tokens, position, line = plain_tokens(source)
    if position < len(source):
        from etraces_cite.parse.markdown import markdown_tokens  # late: most pages are plain to their end

        tokens += markdown_tokens("\n" * line + source[position:], env)
    return tokens
