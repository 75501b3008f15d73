"""Roles as a reader meets them: which print the text between their back-quotes, and which print something else."""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from etraces_cite.patterns import regex

__all__ = ["ROLE", "RoleKind", "cited_keys", "explicit_text", "kind_of"]

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


class RoleKind(enum.Enum):
    """What of a role a reader reads."""

    CITATION = enum.auto()
    """``cite``, ``cite:p``, ``footcite``…"""
    TEXTUAL_CITATION = enum.auto()
    """One that prints the name of the source in the sentence: ``cite:t``, ``cite:ts``, ``cite:author``."""
    FIGURE = enum.auto()
    """A role of this project that stands for a figure."""
    PROSE = enum.auto()
    """One that prints its text as it is; ``bdg-primary`` and its like are sphinx-design's badges."""
    REFERENCE = enum.auto()
    """One that prints a text of its own before its ``<target>``; those of domains (``py:func``) do."""
    OPAQUE = enum.auto()
    """One that is known to print no prose."""
    UNKNOWN = enum.auto()


_TEXTUAL = regex(r"(?:foot)?cite:(?:t|author)[a-z]*")


@functools.lru_cache(maxsize=1024)
def kind_of(name: str) -> RoleKind:
    """Return what of a role is read."""
    if name.startswith(("cite", "footcite")):
        return RoleKind.TEXTUAL_CITATION if _TEXTUAL.fullmatch(name) else RoleKind.CITATION
    if name in ("fact", "unsourced"):
        return RoleKind.FIGURE
    is_link = name.startswith(("bdg-link", "bdg-ref"))
    if name in PROSE or (name.startswith("bdg-") and not is_link):
        return RoleKind.PROSE
    if name in REFERENCES or ":" in name or is_link:
        return RoleKind.REFERENCE
    return RoleKind.OPAQUE if name in OPAQUE else RoleKind.UNKNOWN


_EXPLICIT = regex(r"(?P<text>.*?)[ \t\n]*<(?P<target>[^<>]*)>[ \t\n]*", re.DOTALL)


class ExplicitText(Struct, frozen=True):
    """The parts of ``text <target>``: the text's end, from its beginning, and the target."""

    end: int
    target: str


def explicit_text(content: str) -> ExplicitText | None:
    """Split ``text <target>``, or return None for a content without target."""
    match = _EXPLICIT.fullmatch(content)
    return ExplicitText(match.end("text"), " ".join(match["target"].split())) if match else None


_KEY = regex(r"\s*(?:\{[^{}]*\})?\s*(?P<key>[^{},]*[^{},\s])?\s*(?:\{[^{}]*\})?\s*(?:,|$)")


_NOT_ONE_KEY = regex(r"[{},\s]")


def cited_keys(content: str) -> Iterable[tuple[str, int, int]]:
    """Return each key of a citation and its offsets: ``{voir }key{, § 4},other`` (the syntax of sphinxcontrib-bibtex)."""
    return _keys(content) if not content or _NOT_ONE_KEY.search(content) else ((content, 0, len(content)),)


def _keys(content: str) -> Iterator[tuple[str, int, int]]:
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
