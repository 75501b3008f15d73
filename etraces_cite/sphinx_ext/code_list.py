"""The reference page of the findings, drawn from :mod:`etraces_cite.codes`: it cannot lag behind the code."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from etraces_cite.codes import Code, Severity, docstrings, severity
from etraces_cite.locale import N_, translate

__all__ = ["CodeList"]

_SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.NOTE: N_("note")}


class CodeList(SphinxDirective):
    """All the kinds of finding: the code, its severity, what it means, a bad and a good example, how to fix it."""

    def run(self) -> list[nodes.Node]:
        language = self.config.language
        items = [_item(code, text, language) for code, text in docstrings().items()]
        return [nodes.definition_list("", *items, classes=["etraces-codes"])]


def _item(code: Code, text: str, language: str) -> nodes.definition_list_item:
    level = translate(_SEVERITIES[severity(code)], language)
    term = nodes.term("", "", nodes.literal("", code.value), nodes.Text(f" ({level})"), ids=[f"code-{code.value}"])
    summary, _, examples = translate(text, language).partition("\n\n")
    body = [nodes.paragraph("", " ".join(summary.split())), nodes.bullet_list("", *_examples(examples))]
    return nodes.definition_list_item("", term, nodes.definition("", *body))


def _examples(lines: str) -> Iterator[nodes.list_item]:
    """Yield an item a line: the name of the line, and its text as it is typed where it is an example."""
    rows = [line for line in lines.split("\n") if line.strip()]
    for place, row in enumerate(rows):
        name, colon, text = row.partition(":")
        is_example = place < len(rows) - 1
        shown = [nodes.literal("", text.strip())] if is_example else _with_literals(text.strip())
        yield nodes.list_item("", nodes.paragraph("", "", nodes.strong("", f"{name}{colon}"), nodes.Text(" "), *shown))


def _with_literals(text: str) -> list[nodes.Node]:
    """Return a sentence with what stands between double back-quotes as literals."""
    parts = enumerate(text.split("``"))
    return [nodes.literal("", part) if place % 2 else nodes.Text(part) for place, part in parts]
