"""What one page uses, defines and waives: all that the environment keeps of it between builds, and it is small."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from docutils import nodes

from etraces_cite.locale import Message

from .sources import Use

__all__ = ["FIRST", "SECOND", "Complaint", "Defined", "Ledger", "Selection", "Waiver", "anchor"]

FIRST, SECOND = 0, 1
"""Where a thing is described in full, and where it is only shown: a link prefers the first."""


@dataclass(frozen=True, slots=True)
class Defined:
    """A place of the page that describes a fact or a source."""

    objtype: str
    name: str
    title: str
    anchor: str
    rank: int = FIRST


@dataclass(frozen=True, slots=True)
class Waiver:
    """A use of the ``unsourced`` role."""

    text: str
    reason: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a role or a directive of the page, kept so that it is said at each build, not only when it is read."""

    code: str
    message: Message
    line: int
    in_prose: bool
    """True for a role: where the page is checked, the checker has read it too, and says the same."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which references a ``bibliography`` directive prints."""

    scope: str = "cited"
    """``cited`` anywhere, ``local`` (cited on this page), ``all`` or ``notcited``."""
    keyprefix: str = ""
    keys: tuple[str, ...] = ()
    """Keys printed in any case."""


@dataclass(slots=True)
class Ledger:
    """The entries of one page."""

    uses: dict[Use, str] = field(default_factory=dict)
    """Digests, at the time of reading, of what the page prints of the dossier."""
    cited: dict[str, None] = field(default_factory=dict)
    """Keys of the sources cited, by whatever role or directive, in order."""
    defined: list[Defined] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    selections: list[Selection] = field(default_factory=list)
    lists_waivers: bool = False
    lists_citing: bool = False
    """True for a page that names the pages that cite each source."""
    lists_journal: bool = False
    """True for the page of the whole press review: the pages of hashtags and the feeds have their addresses below its own."""

    @property
    def lists_pages(self) -> bool:
        """True for a page that prints something of other pages."""
        return self.lists_waivers or self.lists_citing or self.lists_journal

    def leads_as(self, other: Ledger) -> bool:
        """Return True where links to this page and lists of what it cites would be the same for another."""
        return self._leads == other._leads

    @property
    def _leads(self) -> tuple[object, ...]:
        lists = (self.lists_waivers, self.lists_citing, self.lists_journal)
        return list(self.cited), self.defined, self.waivers, self.selections, lists


def anchor(objtype: str, name: str) -> str:
    """Return the address of a fact or source inside a page; it depends on the name alone, so that links can last.

    Two names that HTML would write alike (``A`` and ``a``) get different ones.
    """
    plain = f"{objtype}-{name}"
    made = nodes.make_id(plain)
    return made if made == plain else f"{made}-{zlib.crc32(plain.encode()):08x}"
