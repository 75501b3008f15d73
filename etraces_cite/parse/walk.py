"""The walk over the block tokens of a page: each block of prose becomes a passage, each directive is read as it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from etraces_cite.errors import SourceError
from etraces_cite.locale import Message, msg
from etraces_cite.model import PassageKind
from etraces_cite.parse.block_tokens import block_tokens
from etraces_cite.parse.blocks import Frame, Scope, Sections
from etraces_cite.parse.directives import Directive, Shape, take_apart
from etraces_cite.parse.front_matter import read_front_matter
from etraces_cite.parse.includes import find_file, included_part
from etraces_cite.parse.inline import Unread, unread_substitution
from etraces_cite.parse.page_reader import PageReader
from etraces_cite.parse.passages import Keys
from etraces_cite.parse.rows import list_rows
from etraces_cite.parse.tables import header_rows, read_bar_row, read_list_row, read_value_rows, row_scopes
from etraces_cite.parse.tokens import Token, closing

__all__ = ["read"]

UNSEEN = frozenset({"myst_line_comment", "myst_target", "attrs_block"})
"""Blocks that print nothing: a list after one still belongs to the paragraph before."""


def read(reader: PageReader, text: str, first: int, scope: Scope) -> None:
    """Read Markdown whose first line is the line ``first`` (0-based) of the reader's file."""
    Walk(reader, block_tokens(text, reader.env), first, scope).run()


class Walk(Struct):
    """One pass over the tokens of a text."""

    reader: PageReader
    tokens: Sequence[Token]
    first: int
    """The line of the file where the text begins."""
    scope: Scope
    sections: Sections = field(default_factory=Sections)

    def run(self) -> None:
        """Read the blocks in order."""
        frames = [Frame(self.scope)]
        tokens, count = self.tokens, len(self.tokens)
        index = 0
        while index < count:
            token = tokens[index]
            if token.type == "inline":
                frames[-1].lead = self._text(token, frames[-1])
            elif token.nesting == 1:
                if token.type == "tr_open":
                    index = self._row(index, frames[-1])
                    continue
                frames.append(self._enter(token, frames[-1]))
            elif token.nesting == -1:
                frames.pop()
                frames[-1].lead = None
            else:
                self._leaf(token, self.sections.around(frames[-1].scope))
                if token.type not in UNSEEN:
                    frames[-1].lead = None
            index += 1

    def _enter(self, token: Token, outer: Frame) -> Frame:
        """Return the frame of a container, or of a block of text."""
        scope = outer.scope
        match token.type:
            case "heading_open":
                scope = scope.inside(kind=PassageKind.HEADING, inherits=self.sections.enter(token.number))
            case "bullet_list_open" | "ordered_list_open":
                scope = scope.inside(kind=PassageKind.ITEM, inherits=outer.lead)
            case "footnote_reference_open":
                keys = self.reader.footnotes.setdefault(token.info, [])
                scope = scope.inside(kind=PassageKind.FOOTNOTE, feeds=keys)
            case "thead_open" | "dd_open" | "fieldlist_body_open":
                scope = scope.inside(feeds=outer.header)
            case "tbody_open":
                scope = scope.inside(inherits=outer.header)
            case "dt_open" | "fieldlist_name_open":
                outer.header = []
                scope = scope.inside(inherits=outer.header)
        return Frame(scope, is_field_name=token.type == "fieldlist_name_open")

    def _text(self, token: Token, frame: Frame) -> Keys:
        scope = self.sections.around(frame.scope)
        pieces = self.reader.locate(token.content, self._line(token), is_field_name=frame.is_field_name)
        if pieces and token.content.startswith("```{"):
            start, end = pieces[0][0], pieces[0][0] + len(pieces[0][1].partition("\n")[0])
            message = msg("this line does not begin a directive: it holds back-quotes after its first three")
            self.reader.unread(Unread(start, end, message, msg("fence it with colons: {fence}", fence=":::")))
        return self.reader.add(self.reader.draft(scope.kind, scope), pieces, scope)

    def _row(self, opening: int, frame: Frame) -> int:
        """Read a row of a table; return the index of the token after it."""
        end = closing(self.tokens, opening)
        scope = self.sections.around(frame.scope)
        read_bar_row(self.reader, self.tokens[opening + 1 : end], self._line(self.tokens[opening]), scope)
        return end + 1

    def _line(self, token: Token) -> int:
        return self.first + token.line

    def _leaf(self, token: Token, scope: Scope) -> None:
        """Read a block that holds no other: a fence, the front matter, a substitution. The rest is not prose."""
        line = self._line(token)
        match token.type:
            case "fence" | "colon_fence":
                directive = take_apart(token.info, token.content)
                if directive is not None:
                    self._directive(directive, line, scope)
                elif token.type == "colon_fence":  # a division: its body is prose
                    read(self.reader, token.content, line + 1, scope)
            case "front_matter" if line == 0 and not self.reader.ancestors:
                start, end = self.reader.text.starts[1], self.reader.text.starts[token.number - 1]
                self.reader.matter = read_front_matter(self.reader.source, start, end)
            case "substitution_block":
                start, end = self.reader.line_span(line)
                for one in unread_substitution(token.content, start, end, self.reader.matter.substitutions):
                    self.reader.unread(one)

    def _directive(self, directive: Directive, line: int, scope: Scope) -> None:
        """Read what a directive shows; ``line`` is that of its name."""
        match directive.shape:
            case Shape.OPAQUE:
                pass
            case Shape.BODY:
                read(self.reader, directive.body, line + 1, scope)
            case Shape.TEXT:
                read(self.reader, f"{directive.argument}\n{directive.body}", line, scope)
            case Shape.FIGURE:
                read(self.reader, directive.body, line + 1, scope.inside(kind=PassageKind.CAPTION))
            case Shape.TITLE:
                title: Keys = []
                self._title(directive, line, scope.inside(inherits=title))
                read(self.reader, directive.body, line + 1, scope.inside(feeds=title))
            case Shape.INCLUDE:
                self._include(directive, line, scope)
            case Shape.REST:
                message = msg("reStructuredText is not read: its figures go unchecked")
                self.reader.unread(Unread(*self.reader.line_span(line), message, msg("write this part in Markdown")))
            case _:
                self._table(directive, line, scope)

    def _title(self, directive: Directive, line: int, scope: Scope) -> Keys:
        """Read the argument of a directive as a caption; return the keys that it cites."""
        if not directive.argument:
            return []
        draft = self.reader.draft(PassageKind.CAPTION, scope)
        return self.reader.add(draft, self.reader.locate(directive.argument, line), scope)

    def _table(self, directive: Directive, line: int, scope: Scope) -> None:
        body: Keys = []
        caption = self._title(directive, line, scope.inside(inherits=body))
        inner = scope.inside(inherits=caption, feeds=body)
        if directive.shape is Shape.LIST_TABLE:
            tokens = block_tokens(directive.body, self.reader.env)
            for row, row_scope in zip(list_rows(tokens), row_scopes(inner, header_rows(directive)), strict=False):
                read_list_row(self.reader, row, line + 1, row_scope)
        elif directive.shape is Shape.CSV_TABLE:
            if "file" in directive.options or "url" in directive.options:
                message = msg("this table is in another file, which is not read")
                hint = msg("write its rows in the page")
                self.reader.unread(Unread(*self.reader.line_span(line), message, hint))
            read_value_rows(self.reader, directive, line + 1, inner)
        else:
            read(self.reader, directive.body, line + 1, inner)

    def _include(self, directive: Directive, line: int, scope: Scope) -> None:
        """Read the file that a page includes, as a page of its own whose blocks stand in this one."""
        options = directive.options
        if "literal" in options or "code" in options:
            return
        for problem in self._included(directive, scope):
            hint = msg("write the text in the page, or include a Markdown file that exists")
            self.reader.unread(Unread(*self.reader.line_span(line), problem, hint))

    def _included(self, directive: Directive, scope: Scope) -> Iterator[Message]:
        """Read an included file; yield why it cannot be read."""
        reader = self.reader
        if "myst" not in directive.options.get("parser", "myst").lower():
            yield msg('the included file "{name}" is not Markdown', name=directive.argument)
            return
        path = find_file(directive.argument, reader.path, reader.root)
        if path is None:
            yield msg('the included file "{name}" does not exist', name=directive.argument)
            return
        if path.resolve() in (*reader.ancestors, reader.path.resolve()):
            yield msg('the file "{name}" includes itself', name=directive.argument)
            return
        try:
            inner = reader.including(path)
            start, end = included_part(inner.text.text, directive.options)
        except SourceError as error:
            yield error.message
        except ValueError as error:
            yield msg(
                '":{option}:" chooses nothing in the file "{name}"', option=error.args[0], name=directive.argument
            )
        else:
            inner.text = inner.text.part(start, end)
            read(inner, inner.text.text[start:end], inner.source.position(start)[0] - 1, scope)
