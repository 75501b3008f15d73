"""What of a dossier a page can see, as digests: a page is matched again when one of its own has changed.

A block sees the claims of the sources that it cites, their entries in the bibliography, what other facts dispute them, and of
the whole dossier the counted nouns and the names that hold a number. A key or a fact that does not exist is answered with the nearest
that does: then the page sees everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from etraces_cite.cache.codec import canonical
from etraces_cite.cache.store import key_of
from etraces_cite.match.claims import Claims
from etraces_cite.match.names import NamePattern
from etraces_cite.model import Page, Reference

__all__ = ["Seen", "Survey", "seen_of", "survey_of"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page asks of the dossier: keys that it cites and facts that its roles name."""

    keys: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The digests of a dossier."""

    whole: bytes
    common: bytes
    by_key: Mapping[str, bytes]
    """By key of the bibliography or of a record."""
    keys_of: Mapping[str, tuple[str, ...]]
    """The sources of each fact and derived fact."""

    def digest(self, seen: Seen) -> bytes:
        """Return a digest of all that a page can see."""
        keys = {*seen.keys, *(key for fact in seen.facts for key in self.keys_of.get(fact, ()))}
        known = [self.by_key.get(key) for key in sorted(keys)]
        if None in known or not self.keys_of.keys() >= {*seen.facts}:
            return self.whole
        return key_of(self.common, *(digest for digest in known if digest))


def seen_of(page: Page) -> Seen:
    """Return what a page asks of the dossier."""
    keys = dict.fromkeys(page.default_sources)
    facts: dict[str, None] = {}
    for passage in page.passages:
        keys.update(dict.fromkeys(citation.key for citation in passage.citations))
        keys.update(dict.fromkeys(passage.inherited))
        facts.update(dict.fromkeys(role.target for role in passage.roles if role.name == "fact"))
    return Seen(tuple(keys), tuple(facts))


def survey_of(claims: Claims, names: NamePattern, captured: Mapping[str, str]) -> Survey:
    """Survey a dossier.

    :param captured: what is here of each source that has a record, by key.
    """
    dossier = claims.dossier
    by_key = {
        key: key_of(*_of_key(claims, key, captured.get(key, "")))
        for key in {**dossier.references, **dict.fromkeys(captured), **dict.fromkeys(dossier.facts_by_key)}
    }
    constant = [claim for claim in claims.derived.values() if not claim.keys]
    common = key_of(canonical([claims.known_nouns, constant]), names.pattern if names else "")
    parts = (part for key in sorted(by_key) for part in (key, by_key[key]))
    keys_of: dict[str, tuple[str, ...]] = {name: (fact.key,) for name, fact in dossier.facts.items()}
    keys_of |= {name: tuple(sorted(claim.keys)) for name, claim in claims.derived.items()}
    return Survey(key_of(common, *parts), common, by_key, keys_of)


def _of_key(claims: Claims, key: str, captured: str) -> Iterator[bytes]:
    yield captured.encode()
    reference = claims.dossier.references.get(key)
    yield canonical(_without_place(reference) if reference else None)
    for claim in claims.resting_on(key):
        yield canonical(claim)
        names = sorted({claim.id, *claim.parts})
        yield canonical([claims.disputes.get(claim.id), *(claims.miscalculated.get(name) for name in names)])
    record = claims.records.get(key)
    yield canonical([record.facts, record.quotations, record.capture] if record else None)


def _without_place(reference: Reference) -> tuple[object, ...]:
    return (reference.key, reference.type, reference.fields, reference.authors, reference.published)
