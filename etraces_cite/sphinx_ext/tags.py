"""Hashtags: the keywords of the bibliography, each with a name for addresses."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etraces_cite.french import visible
from etraces_cite.model import Reference

from .labels import collation_key

__all__ = ["Tag", "keywords", "tags_by_keyword"]

LONGEST = 60
"""Characters of a slug; file systems stop at some 255 bytes."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag, shared by the keywords that differ by accents or case alone."""

    name: str
    """As it is written first: ``vidéo-surveillance``."""
    slug: str
    """As addresses have it: ``video-surveillance``."""

    @property
    def hashtag(self) -> str:
        return f"#{'-'.join(self.name.split())}"


def keywords(reference: Reference) -> list[str]:
    """Return the keywords of an entry, each once, in its order."""
    written = visible(reference.fields.get("keywords", "")).split(",")
    return list(dict.fromkeys(" ".join(word.split()) for word in written if word.strip()))


def tags_by_keyword(references: Iterable[Reference]) -> Mapping[str, Tag]:
    """Return the tag of each keyword of a bibliography.

    A slug is made of letters and digits alone, so that it is safe in a path; where two tags would have the same (``C`` and
    ``C++``), or one has none, a digest keeps them apart.
    """
    first: dict[str, str] = {}
    for reference in references:
        for keyword in keywords(reference):
            first.setdefault(_identity(keyword), keyword)
    plain = {identity: "-".join(collation_key(name).split()) for identity, name in first.items()}
    counts = [*plain.values()]
    tags = {
        identity: Tag(name, _slug(identity, plain[identity], is_shared=counts.count(plain[identity]) > 1))
        for identity, name in first.items()
    }
    return {keyword: tags[_identity(keyword)] for one in references for keyword in keywords(one)}


def _identity(keyword: str) -> str:
    decomposed = unicodedata.normalize("NFKD", keyword.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _slug(identity: str, plain: str, *, is_shared: bool) -> str:
    if plain and not is_shared and len(plain) <= LONGEST:
        return plain
    return "-".join(filter(None, (plain[:LONGEST], f"{zlib.crc32(identity.encode()):08x}")))
