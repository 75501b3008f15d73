"""Roles as a reader meets them: which print the text between their back-quotes, and which print something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etraces_cite.patterns import regex

__all__ = [
    "ROLE",
    "cited_keys",
    "explicit_text",
    "is_citation",
    "is_opaque",
    "is_ours",
    "is_prose",
    "is_reference",
    "is_textual",
]

ROLE = regex(r"\{(?P<name>[a-zA-Z0-9_\-+:]+)\}(?P<ticks>`+)")
"""The head of a role (the name pattern is MyST's)."""

PROSE = frozenset(
    {
        "abbr", "abbreviation", "ac", "acronym", "emphasis", "strong", "sub", "subscript", "sup", "superscript", "guilabel",
        "title", "title-reference", "dfn", "del", "ins", "u", "s", "underline", "strike", "left", "right", "small", "q",
        "bdg", "term-text",
    }
)  # fmt: skip
"""Roles that print their text as it is."""

REFERENCES = frozenset(
    {"ref", "doc", "download", "term", "numref", "any", "option", "keyword", "envvar", "token", "external", "pep", "rfc", "cve",
     "cwe", "index", "source"}
)  # fmt: skip
"""Roles that print the text before an explicit ``<target>``; without one they print what only the target knows."""

OPAQUE = frozenset(
    {
        "code", "literal", "math", "eq", "raw", "file", "kbd", "samp", "command", "program", "regexp", "mimetype", "makevar",
        "menuselection", "mailheader", "newsgroup", "manpage", "octicon", "fas", "far", "fab", "fa", "material-regular",
        "material-outlined", "material-round", "material-sharp", "material-twotone", "icon", "label", "cpp", "func", "class",
        "mod", "meth", "attr", "exc", "data", "const", "obj", "type", "nbsp", "html",
    }
)  # fmt: skip
"""Roles whose text is code, an icon, or a formula."""


def is_citation(name: str) -> bool:
    """Tell a citation role: ``cite``, ``cite:p``, ``cite:ts``, ``footcite:t``…"""
    return name.startswith(("cite", "footcite"))


_TEXTUAL = regex(r"(?:foot)?cite:(?:t|author)[a-z]*")


def is_textual(name: str) -> bool:
    """Tell a citation role that prints the name of the source in the sentence: ``cite:t``, ``cite:ts``, ``cite:author``."""
    return is_citation(name) and _TEXTUAL.fullmatch(name) is not None


def is_ours(name: str) -> bool:
    """Tell a role of this project that stands for a figure."""
    return name in ("fact", "unsourced")


def is_prose(name: str) -> bool:
    """Tell a role that prints its text as it is; ``bdg-primary`` and its like are sphinx-design's badges."""
    return name in PROSE or (name.startswith("bdg-") and not name.startswith(("bdg-link", "bdg-ref")))


def is_reference(name: str) -> bool:
    """Tell a role that prints a text of its own before its ``<target>``; those of domains (``py:func``) do."""
    return name in REFERENCES or ":" in name or name.startswith(("bdg-link", "bdg-ref"))


def is_opaque(name: str) -> bool:
    """Tell a role that is known to print no prose."""
    return name in OPAQUE


_EXPLICIT = regex(r"(?P<text>.*?)[ \t\n]*<(?P<target>[^<>]*)>[ \t\n]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ExplicitText:
    """The parts of ``text <target>``: the text's end, from its beginning, and the target."""

    end: int
    target: str


def explicit_text(content: str) -> ExplicitText | None:
    """Split ``text <target>``, or return None for a content without target."""
    match = _EXPLICIT.fullmatch(content)
    return ExplicitText(match.end("text"), " ".join(match["target"].split())) if match else None


_KEY = regex(r"\s*(?:\{[^{}]*\})?\s*(?P<key>[^{},]*[^{},\s])?\s*(?:\{[^{}]*\})?\s*(?:,|$)")


def cited_keys(content: str) -> Iterator[tuple[str, int, int]]:
    """Yield each key of a citation and its offsets: ``{voir }key{, § 4},other`` (the syntax of sphinxcontrib-bibtex)."""
    position = 0
    while position < len(content):
        match = _KEY.match(content, position)
        if match is None:  # braces that do not match: what is between the commas is taken for the key
            end = content.find(",", position)
            end = len(content) if end < 0 else end
            yield content[position:end].strip(), position, end
            position = end + 1
            continue
        if match["key"]:
            yield match["key"], *match.span("key")
        position = match.end()
