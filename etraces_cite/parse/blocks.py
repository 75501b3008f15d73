"""From the block tokens of a page to its passages: what each block is, and from whom it inherits citations."""

from __future__ import annotations

from msgspec import Struct

from etraces_cite.model import PassageKind
from etraces_cite.parse.passages import Keys

__all__ = ["Frame", "Scope", "Sections"]


class Scope(Struct, frozen=True):
    """What holds for all blocks of a container."""

    kind: PassageKind = PassageKind.PARAGRAPH
    inherits: tuple[Keys, ...] = ()
    """Citations that a block of the container adds to its own."""
    feeds: tuple[Keys, ...] = ()
    """Where the citations of a block go besides: its section, its footnote, the title above it."""

    def inside(
        self, *, kind: PassageKind | None = None, inherits: Keys | None = None, feeds: Keys | None = None
    ) -> Scope:
        """Return the scope of a container within this one."""
        return Scope(
            kind or self.kind,
            self.inherits if inherits is None else (*self.inherits, inherits),
            self.feeds if feeds is None else (*self.feeds, feeds),
        )


class Frame(Struct):
    """An open container, while its blocks are read."""

    scope: Scope
    lead: Keys | None = None
    """The citations of the paragraph just read, which leads in the list that may follow."""
    header: Keys = []
    """The citations of a table's header, or of a definition list's terms."""
    is_field_name: bool = False
    """True for the name of a field, which alone does not end its line."""


class Sections(Struct):
    """The headings that a block stands under."""

    open: list[tuple[int, Keys]] = []
    known: tuple[Scope, Scope] | None = None
    """A scope, and what it is in the sections that are open: the same is asked for of block after block."""

    def enter(self, level: int) -> Keys:
        """Begin a section; return where its citations will be."""
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        keys: Keys = []
        self.open.append((level, keys))
        self.known = None
        return keys

    def around(self, scope: Scope) -> Scope:
        """Return the scope of a block in the sections that are open."""
        if self.known is not None and self.known[0] is scope:
            return self.known[1]
        feeds = (*scope.feeds, *(keys for _, keys in self.open))
        around = Scope(scope.kind, scope.inherits, feeds) if self.open else scope
        self.known = scope, around
        return around
