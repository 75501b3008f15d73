r"""Text as Typst code, so that no text of a page can be read as Typst.

Everything the builder writes is Typst *code mode*: calls of functions whose arguments are string literals. Markup
mode, where ``*``, ``_``, ``#``, ``@``, ``<`` or ``//`` mean something, is never used for text, so there is a single
rule to get right, that of the string literal (Typst reference, *Syntax*, "Escapes"; *Foundations*, ``str``): between
two quotation marks, only ``\`` and ``"`` mean anything. Line feeds and other control characters are written as
``\u{…}`` so that one literal always stays on one line of the file, which keeps the line numbers of errors right.
"""

from __future__ import annotations

import re

__all__ = ["array", "boolean", "dictionary", "literal", "one_line", "typographic"]

_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_BEFORE_HIGH = re.compile(r"[ \u00a0](?=[;:!?»](?![\w/(\[\\=:*~-]))")
_AFTER_OPENING = re.compile(r"«[ \u00a0]")

_NARROW = "\u202f"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char in '\\"':
        return "\\" + char
    if "\ud800" <= char <= "\udfff":
        return _REPLACEMENT  # a lone surrogate is no character: it could not be written in UTF-8
    return f"\\u{{{ord(char):x}}}"


def literal(text: str) -> str:
    """The Typst string literal that evaluates to exactly *text* (lone surrogates become U+FFFD)."""
    return '"' + _SPECIAL.sub(_escape, text) + '"'


def boolean(value: bool) -> str:
    """The Typst truth value."""
    return "true" if value else "false"


def array(items: list[str]) -> str:
    """A Typst array of expressions; the trailing comma keeps an array of one from being a parenthesis."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def dictionary(entries: dict[str, str]) -> str:
    """A Typst dictionary from any keys to expressions."""
    if not entries:
        return "(:)"
    return "(" + "".join(f"{literal(key)}: {value}, " for key, value in entries.items()) + ")"


def one_line(text: str) -> str:
    """Runs of breakable white space as one space, as in a paragraph; no-break spaces are kept."""
    return _SPACES.sub(" ", text)


def typographic(text: str) -> str:
    """French spacing where a plain space was typed: no line may begin with ``; : ! ? »`` nor end with ``«``.

    Source: *Lexique des règles typographiques en usage à l'Imprimerie nationale*, « Ponctuation ».
    """
    text = _BEFORE_HIGH.sub(_NARROW, text)
    return _AFTER_OPENING.sub(f"«{_NARROW}", text)
