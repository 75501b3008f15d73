"""What of a dossier a page can see, as a digest: a page is matched again when that has changed.

A block sees the entries and the records of the sources that it cites, the results that rest on them, what other facts dispute theirs, and
of the whole dossier the counted nouns and the names that hold a number. A key or a fact that does not exist is answered with the
nearest that does: then the page sees everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from etraces_cite.cache.codec import canonical
from etraces_cite.cache.store import key_of
from etraces_cite.check.dossiers import Entry, Outline
from etraces_cite.check.former import Seen
from etraces_cite.match.claims import Claim, Shared
from etraces_cite.model import Dossier, Measure, Page

__all__ = ["Common", "Survey", "seen_of"]


class Common(Struct, frozen=True, array_like=True):
    """What each page sees of the whole dossier."""

    shared: Shared
    measures: dict[str, Measure]
    pattern: str | None
    """The names that hold a number, as an expression."""


def seen_of(page: Page) -> Seen:
    """Return what a page asks of the dossier."""
    keys = dict.fromkeys(page.default_sources)
    facts: dict[str, None] = {}
    for passage in page.passages:
        keys.update(dict.fromkeys(citation.key for citation in passage.citations))
        keys.update(dict.fromkeys(passage.inherited))
        facts.update(dict.fromkeys(role.target for role in passage.roles if role.name == "fact"))
    return Seen(tuple(keys), tuple(facts))


class Survey:
    """The digests of a dossier, or of a part of it.

    :param whole: a digest of all of it, and of what is here of its sources.
    :param captured: what is here of each source that has a record, by key.
    """

    def __init__(self, whole: bytes, outline: Outline, common: Common, captured: Mapping[str, str]) -> None:
        self.whole = whole
        self._outline, self._common, self._captured = outline, common, captured
        self._of_keys: dict[str, bytes] = {}

    def keys_of(self, seen: Seen) -> frozenset[str] | None:
        """Return the keys of all sources that a page sees; None where it names a fact that does not exist."""
        named = [self._sources_of(fact) for fact in seen.facts]
        found = [keys for keys in named if keys is not None]
        return frozenset(seen.keys).union(*found) if len(found) == len(named) else None

    def digest(self, seen: Seen, dossier: Dossier) -> bytes:
        """Return a digest of all that a page can see.

        :param dossier: the whole, or a part that has all sources that the page sees.
        """
        keys = self.keys_of(seen)
        if keys is None or not self._outline.is_regular or not keys <= dossier.references.keys():
            return self.whole
        return key_of(self._seen_by_all, *(self._of_key(key, dossier) for key in sorted(keys)))

    def _sources_of(self, fact: str) -> frozenset[str] | None:
        derived = self._common.shared.derived.get(fact)
        if derived is not None:
            return derived.keys
        entry = self._entry_of_fact.get(fact)
        return None if entry is None else frozenset({entry.key})

    @cached_property
    def _entry_of_fact(self) -> Mapping[str, Entry]:
        return {fact: entry for entry in self._outline.entries for fact in entry.facts}

    @cached_property
    def _entries(self) -> Mapping[str, Entry]:
        return {entry.key: entry for entry in self._outline.entries}

    @cached_property
    def _seen_by_all(self) -> bytes:
        shared, pattern = self._common.shared, self._common.pattern
        constant = [claim for claim in shared.derived.values() if not claim.keys]
        return key_of(canonical([shared.known_nouns, constant, pattern]))

    @cached_property
    def _derived(self) -> Mapping[str, list[Claim]]:
        """The results that rest on a source, alone or with others."""
        found: dict[str, list[Claim]] = {}
        for claim in self._common.shared.derived.values():
            for key in claim.keys:
                found.setdefault(key, []).append(claim)
        return found

    def _of_key(self, key: str, dossier: Dossier) -> bytes:
        if key not in self._of_keys:
            self._of_keys[key] = key_of(canonical(list(self._parts(key, dossier))))
        return self._of_keys[key]

    def _parts(self, key: str, dossier: Dossier) -> Iterator[object]:
        reference, entry, shared = dossier.references[key], self._entries.get(key), self._common.shared
        yield (
            reference.key,
            reference.type,
            reference.fields,
            reference.authors,
            reference.published,
        )  # and not its place
        derived = self._derived.get(key, ())
        names = [*(entry.facts if entry else ()), *(claim.id for claim in derived)]
        parts = sorted({*names, *(part for claim in derived for part in claim.parts)})
        yield derived
        yield [shared.disputes.get(name) for name in names]
        yield [shared.miscalculated.get(name) for name in parts]
        if entry is not None:
            yield entry.display, entry.digest, self._captured.get(key, "")
            facts = dossier.facts_by_key.get(key, ())
            yield [self._common.measures.get(name) for name in dict.fromkeys(fact.measure or "" for fact in facts)]
