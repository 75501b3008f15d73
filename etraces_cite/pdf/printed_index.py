"""The index, with page numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docutils import nodes
from sphinx.environment.adapters.indexentries import IndexEntries

from etraces_cite.pdf.escape import array, literal
from etraces_cite.pdf.words import words
from etraces_cite.pdf.writer import Writer

__all__ = ["PrintedIndex"]

_LABEL = "genindex#"
"""Where a link to the index of a site leads to."""

Targets = Iterable[tuple[str | None, str | bool]]
"""The places of an entry as Sphinx gives them: whether each is a main one, and its URI."""
Entry = tuple[str, tuple[Targets, Iterable[tuple[str, Targets]], object]]
"""A term, its places, its subentries with theirs, and a category that the grouping has used already."""


@dataclass(frozen=True, slots=True)
class PrintedIndex:
    """The index of a PDF: the entries that lead to a place of it, as Sphinx sorts and groups them."""

    writer: Writer
    """The writer of the pages, which knows the places by now."""
    document: nodes.document

    def write(self) -> None:
        """Write the chapter, if there is any entry."""
        builder = self.writer.builder
        with self.writer.code.capture() as chapter:
            for letter, entries in IndexEntries(builder.env).create_index(builder):
                self._group(letter, entries)
        if len(chapter):
            title = words(builder.config.language)["index"]
            self.writer.define(_LABEL)
            self.writer.code.open_list("printed-index", literal(_LABEL), self.writer.prose(title))
            self.writer.code.line(str(chapter))
            self.writer.code.close_list()

    def _group(self, letter: str, entries: Iterable[Entry]) -> None:
        with self.writer.code.capture() as group:
            for term, (targets, subentries, _) in entries:
                self._entry(term, targets, subentries)
        if len(group):
            self.writer.code.open_list("index-group", self.writer.prose(letter))
            self.writer.code.line(str(group))
            self.writer.code.line("),")

    def _entry(self, term: str, targets: Targets, subentries: Iterable[tuple[str, Targets]]) -> None:
        places = self._places(targets)
        below = [(name, self._places(inner)) for name, inner in subentries if self._is_printed(inner)]
        if places or below:
            self._line(0, term, places)
        for name, found in below:
            self._line(1, name, found)

    def _line(self, level: int, term: str, places: list[str]) -> None:
        self.writer.code.line(f"index-entry({level}, {self.writer.prose(term)}, {array(places)}),")

    def _is_printed(self, targets: Targets) -> bool:
        """Does a subentry lead to a place of this PDF, or is it a “see”, which leads to none? The whole has those."""
        whole: bool = self.document["docname"] == self.writer.builder.config.root_doc
        return bool(self._places(targets)) or (whole and not list(targets))

    def _places(self, targets: Targets) -> list[str]:
        labels = dict.fromkeys(uri.removeprefix("%") for _, uri in targets if isinstance(uri, str))
        return [self.writer.aim(label, self.document) for label in labels if self.writer.exists(label)]
