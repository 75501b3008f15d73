"""Foot notes where they are called, and citations where they stand."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from etraces_cite.pdf.escape import literal
from etraces_cite.pdf.writer import Writer

__all__ = ["FootnoteVisitor"]

EVIDENCE = "etraces-evidence"
"""The class of a note that its readers look up at each call, wherever they are."""

_NEAR = 3000
"""Characters between two calls for which the same number will do: a page of text with its notes, about."""


class FootnoteVisitor(Writer):
    """docutils keeps notes where they were written and calls them by identifier; a page keeps them at its foot.

    The body is therefore written at the first call, as a real note of Typst; a later call gives its number again. A call of
    evidence that is far from the last one calls a new note, which says where the first is: « Voir note 7, p. 5. » What is far
    is told by the text between, never by where pages end, so that no note can move the page end that it depends on.
    """

    def _notes(self) -> dict[str, nodes.Element]:
        """The notes of the whole dossier by label; each footnote stands in the page that calls it."""
        if not hasattr(self, "_notes_by_label"):
            self._notes_by_label = dict(_labelled_notes(self.document, self.document["docname"]))
            self._called = {
                f"{docname}#{reference['refid']}"
                for docname, reference in _with_docname(self.document, self.document["docname"])
                if isinstance(reference, nodes.footnote_reference) and "refid" in reference
            }
        return self._notes_by_label

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        label = self.label(node.get("refid", ""))
        note = self._notes().get(label)
        if note is None:
            self.code.call("super", self.prose(node.astext()))
        else:
            if sign := node.get("sign"):
                self.code.call("note-sign", literal(sign))
            self._call(label, note)
        raise nodes.SkipNode

    def _call(self, label: str, note: nodes.Element) -> None:
        last, place = self.last_calls.get(label, (label, self.written))
        if self.define(label):
            self._note(label, note)
        elif EVIDENCE in note["classes"] and self.written - place > _NEAR and not self.no_new_notes:
            last = f"{label}@{self.written}"
            before, between = self._see.split("{note}")
            words = [self.prose(part) for part in (before, *between.split("{page}"))]
            self.code.call("note-again", literal(last), literal(label), *words)
        else:
            self.code.call("again", literal(last))
        self.last_calls[label] = last, self.written

    def _note(self, label: str, note: nodes.Element) -> None:
        for identifier in note["ids"]:
            if self.label(identifier) != label:
                self.aliases[self.label(identifier)] = label
        self.no_notes += 1
        self.code.open("note", literal(label))
        body = [child for child in note.children if not isinstance(child, nodes.label)]
        for index, child in enumerate(body):
            if index == 0 and isinstance(child, nodes.paragraph):
                self.children(child)  # no paragraph of its own: the first line stands beside the number
            else:
                child.walkabout(self)
        self.close()
        self.no_notes -= 1

    def visit_footnote(self, node: nodes.Element) -> None:
        self._notes()
        if any(self.label(identifier) in self._called for identifier in node["ids"]):
            raise nodes.SkipNode
        self._open_entry(node)  # never called: its text is kept, where it was written

    def depart_footnote(self, node: nodes.Element) -> None:
        self._close_entry()

    # -- citations --------------------------------------------------------------------------------------------------

    def visit_citation(self, node: nodes.Element) -> None:
        self._open_entry(node)

    depart_citation = depart_footnote

    def visit_label(self, node: nodes.Element) -> None:
        raise nodes.SkipNode  # written by the entry it belongs to

    def visit_citation_reference(self, node: nodes.Element) -> None:
        """Sphinx resolves citations into references; this is what is left where it could not."""
        self.open(node, "run")
        self.code.line(literal("["))

    def depart_citation_reference(self, node: nodes.Element) -> None:
        self.code.line(literal("]"))
        self.close()

    def _open_entry(self, node: nodes.Element) -> None:
        self.source(node)
        label = next((child.astext() for child in node.children if isinstance(child, nodes.label)), "")
        self.no_notes += 1
        self.open(node, "entry", self.prose(f"[{label}]"))

    def _close_entry(self) -> None:
        self.close()
        self.no_notes -= 1


def _with_docname(node: nodes.Element, docname: str) -> list[tuple[str, nodes.Element]]:
    """Every note and call below *node*, each with the page it belongs to."""
    found: list[tuple[str, nodes.Element]] = []
    stack: list[tuple[nodes.Element, str]] = [(node, docname)]
    while stack:
        element, page = stack.pop()
        if isinstance(element, addnodes.start_of_file):
            page = element["docname"]
        if isinstance(element, nodes.footnote | nodes.footnote_reference):
            found.append((page, element))
        stack.extend((child, page) for child in element.children if isinstance(child, nodes.Element))
    return found


def _labelled_notes(node: nodes.Element, docname: str) -> list[tuple[str, nodes.Element]]:
    return [
        (f"{page}#{identifier}", note)
        for page, note in _with_docname(node, docname)
        if isinstance(note, nodes.footnote)
        for identifier in note["ids"]
    ]
