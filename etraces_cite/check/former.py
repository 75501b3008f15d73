"""What became of the pages at an earlier check, so that a page is judged again only where it, or what it sees, has changed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from etraces_cite.model import Finding

__all__ = ["Former", "Seen", "Stood", "Tally"]


class Seen(Struct, frozen=True, array_like=True):
    """What a page asks of the dossier: keys that it cites and facts that its roles name."""

    keys: tuple[str, ...]
    facts: tuple[str, ...]


class Tally(Struct, frozen=True, array_like=True):
    """What of a page's answer every report needs."""

    outcomes: Mapping[str, int]
    quoted: int
    unchecked: int
    """Quotations for which no stored copy is here."""
    findings: tuple[Finding, ...]


class Stood(Struct, frozen=True, array_like=True):
    """A page as it was, and what became of it."""

    page: bytes
    """The digest of its file."""
    whole: bytes
    """A digest of the dossier in which it was judged: in the same, it is what it was."""
    sight: bytes
    """A digest of what the page saw of that dossier: in another, it is what it was where that is the same."""
    seen: Seen
    tally: Tally


Former = dict[str, Stood]
"""The pages of a check, by their path as reports print it."""
