"""Directives as a writer meets them: which hold prose, and where; and how a fenced block is taken apart."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping

from msgspec import Struct

from etraces_cite.patterns import regex

__all__ = ["Directive", "Shape", "take_apart"]


class Shape(enum.Enum):
    """What of a directive a reader reads."""

    OPAQUE = enum.auto()
    """Nothing: code, formulas, lists of pages, what others print."""
    BODY = enum.auto()
    """The body; the argument is an address, a name, a number."""
    TITLE = enum.auto()
    """The argument, as a title, and the body."""
    TEXT = enum.auto()
    """The body, which begins on the line of the name: such a directive takes no argument."""
    FIGURE = enum.auto()
    """The body, as a caption; the argument is an image."""
    TABLE = enum.auto()
    """The argument, as a caption, and a Markdown table."""
    LIST_TABLE = enum.auto()
    """The argument, as a caption, and a list of lists, each a row."""
    CSV_TABLE = enum.auto()
    """The argument, as a caption, and rows of values with separators."""
    INCLUDE = enum.auto()
    """Another file."""
    REST = enum.auto()
    """reStructuredText, which cannot be read here."""


SHAPES: Mapping[str, Shape] = {
    **dict.fromkeys(
        (
            "code", "code-block", "sourcecode", "code-cell", "highlight", "literalinclude", "parsed-literal", "math", "raw",
            "toctree", "contents", "sectnum", "mermaid", "graphviz", "graph", "digraph", "inheritance-diagram", "plantuml",
            "image", "bibliography", "footbibliography", "code-list", "fact-box", "fact-table", "doctest", "testcode", "testoutput",
            "testsetup", "testcleanup", "prompt", "productionlist", "index", "meta", "tags", "role", "default-role",
            "replace", "unicode", "date", "default-domain", "currentmodule", "module", "py:module", "py:currentmodule",
            "tabularcolumns", "automodule", "autoclass", "autofunction", "automethod", "autodata", "autoexception",
            "autosummary", "autoattribute", "plot", "iframe", "video", "youtube", "audio", "vega", "altair-plot", "typst",
            "jupyter-execute", "button-link", "button-ref", "sectionauthor", "codeauthor", "acks-file", "target-notes",
            "title", "header", "footer", "postlist", "feed", "tagcloud",
        ),
        Shape.OPAQUE,
    ),
    **dict.fromkeys(
        (
            "admonition", "dropdown", "card", "grid-item-card", "tab-item", "topic", "sidebar", "rubric", "centered",
            "versionadded", "versionchanged", "deprecated", "versionremoved", "exercise", "solution", "proof", "theorem",
            "figure-md-title", "details", "tab",
        ),
        Shape.TITLE,
    ),
    **dict.fromkeys(
        (
            "note", "tip", "warning", "attention", "caution", "danger", "error", "hint", "important", "seealso", "todo",
            "epigraph", "highlights", "pull-quote", "compound", "margin", "aside", "line-block", "card-header", "card-footer",
            "footnote",
        ),
        Shape.TEXT,
    ),
    **dict.fromkeys(
        (
            "container", "class", "rst-class", "cssclass", "div", "grid", "grid-item", "tab-set", "tab-set-code", "card-carousel",
            "only", "ifconfig", "glossary", "hlist", "acks", "figure-md", "blockquote", "markdown", "parsed",
        ),
        Shape.BODY,
    ),
    "figure": Shape.FIGURE,
    "table": Shape.TABLE,
    "list-table": Shape.LIST_TABLE,
    "csv-table": Shape.CSV_TABLE,
    "include": Shape.INCLUDE,
    "eval-rst": Shape.REST,
}  # fmt: skip


class Directive(Struct, frozen=True):
    """A fenced directive taken apart."""

    name: str
    argument: str
    options: Mapping[str, str]
    body: str
    """What follows the line of the name, its options turned into empty lines so that lines keep their number."""
    shape: Shape


_INFO = regex(r"\s*\{(?P<name>[^\s}]+)\}(?:\s+(?P<argument>.*?))?\s*", re.DOTALL)


def take_apart(info: str, content: str) -> Directive | None:
    """Return the directive of a fence, by the rules of MyST, or None where the fence holds code."""
    match = _INFO.fullmatch(info)
    if match is None:
        return None
    name, argument = match["name"], match["argument"] or ""
    options, body = _split_options(content)
    return Directive(name, argument, options, body, _shape_of(name, argument))


def _shape_of(name: str, argument: str) -> Shape:
    """Return what of a directive is read; the argument of an unknown one is a title where it has several words."""
    known = SHAPES.get(name)
    if known is not None:
        return known
    return Shape.TITLE if re.search(r"\S\s+\S", argument) else Shape.BODY


def _split_options(content: str) -> tuple[Mapping[str, str], str]:
    """Return the options of a directive, and its content with their lines emptied.

    They are a block between ``---`` lines, or the lines that begin with ``:`` (``:::`` begins a fence).
    """
    lines = content.split("\n")
    if content.startswith("---"):
        end = next((n for n, line in enumerate(lines) if n and line.startswith("---")), len(lines))
        written = "\n".join(lines[1:end])
        after = lines[end].lstrip("-").removeprefix(" ") if end < len(lines) else ""
        return _options(written), "\n".join([*[""] * end, after, *lines[end + 1 :]])
    end = 0
    while end < len(lines) and _is_option(lines[end]):
        end += 1
    written = "\n".join(line.lstrip()[1:] for line in lines[:end])
    return _options(written) if end else {}, "\n".join([*[""] * end, *lines[end:]])


def _is_option(line: str) -> bool:
    stripped = line.lstrip()
    return stripped.startswith(":") and not stripped.startswith(":::")


def _options(written: str) -> Mapping[str, str]:
    pairs = (line.partition(":") for line in written.split("\n") if line[:1] not in (" ", "\t", "#"))
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs if name.strip()}
