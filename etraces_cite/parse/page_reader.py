"""The state of the reading of one page: its text, what was found in it, and what it shares with the files it includes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from etraces_cite.codes import Code
from etraces_cite.locale import msg
from etraces_cite.model import Finding, Page, PassageKind
from etraces_cite.parse.blocks import Scope
from etraces_cite.parse.front_matter import FrontMatter
from etraces_cite.parse.inline import Unread, read_inline
from etraces_cite.parse.passages import Draft, Keys, Piece, offset_map
from etraces_cite.parse.places import PageText, normalised
from etraces_cite.parse.source import SourceText, read_source
from etraces_cite.parse.tokens import Environment

__all__ = ["PageReader"]


class PageReader(Struct, dict=True):
    """Reads one file; what it shares with the files that it includes comes with it."""

    source: SourceText
    path: Path
    root: Path
    matter: FrontMatter = field(default_factory=FrontMatter)
    env: Environment = {}
    footnotes: dict[str, Keys] = {}
    ancestors: tuple[Path, ...] = ()
    """The files that include this one."""
    drafts: list[Draft] = []
    includes: list[PageReader] = []
    findings: list[Finding] = []

    @cached_property
    def text(self) -> PageText:
        """The text of the file; what includes a part of it puts that in its place."""
        return PageText(normalised(self.source.text))

    def page(self) -> Page:
        """Return the page, once all of it and of what it includes is read."""
        passages = (draft.finish(self.source.text, self.footnotes) for draft in self.drafts)
        findings = [*self.findings, *self.matter.findings] if not self.ancestors else self.findings
        return Page(
            self.source.path,
            self.source.text,
            tuple(passage for passage in passages if passage is not None),
            default_sources=self.matter.sources,
            unchecked=self.matter.unchecked,
            date=self.matter.date,
            findings=tuple(sorted(findings, key=lambda one: (one.span.line, one.span.column))),
            includes=tuple(reader.page() for reader in self.includes),
        )

    def draft(self, kind: PassageKind, scope: Scope, *inherits: Keys) -> Draft:
        """Begin a passage."""
        draft = Draft(kind, (*scope.inherits, *inherits))
        self.drafts.append(draft)
        return draft

    def add(self, draft: Draft, pieces: Sequence[Piece], scope: Scope) -> Keys:
        """Add text to a passage; return the keys that this text cites."""
        if not pieces:
            return []
        text = pieces[0][1] if len(pieces) == 1 else "\n".join(text for _, text in pieces)
        inline = read_inline(text, self.env, self.matter.substitutions)
        draft.parts.append((pieces, inline))
        keys = [citation.key for citation in inline.citations]
        if keys:
            for pool in scope.feeds:
                pool.extend(keys)
        if inline.unread:
            place = offset_map(pieces)
            for one in inline.unread:
                self.unread(Unread(place(one.start), place(one.end - 1) + 1, one.message, one.hint))
        return keys

    def locate(self, content: str, number: int, *, is_field_name: bool = False) -> list[Piece]:
        """Return the pieces of the page that a block's content comes from; its first line is ``number``.

        The field lists of Markdown-it lose characters after a tab: what is not in the page as they give it is a finding.
        """
        place = self.text.locate_field_name if is_field_name else self.text.locate
        try:
            return place(content, number)
        except ValueError:
            message = msg("this text is not read: its place in the page cannot be told")
            self.unread(Unread(*self.line_span(number), message, msg("write spaces instead of tabs")))
            return []

    def unread(self, one: Unread) -> None:
        """Note a part of the file that cannot be read."""
        self.findings.append(self.source.finding(Code.PROSE_UNREAD, one.start, one.end, one.message, one.hint))

    def line_span(self, number: int) -> tuple[int, int]:
        """Return the offsets of a line of the file, without the spaces around it."""
        line, start = self.text.line(number), self.text.starts[number]
        return start + len(line) - len(line.lstrip()), start + len(line.rstrip())

    def including(self, path: Path) -> PageReader:
        """Return the reader of a file that this one includes.

        :raises SourceError: where it is not UTF-8.
        """
        display = _relative(path, self.root)
        inner = PageReader(
            SourceText(display, read_source(path, display)), path, self.root, self.matter, self.env, self.footnotes,
            (*self.ancestors, self.path.resolve()),
        )  # fmt: skip
        self.includes.append(inner)
        return inner


def _relative(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
