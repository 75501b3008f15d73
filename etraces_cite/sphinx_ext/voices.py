"""Who says what of one measure: each origin once, with all the sources that carry its word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etraces_cite.french import normalise, typeset
from etraces_cite.locale import Message, msg
from etraces_cite.match.measures import Comparison, Consensus

from .sources import Sources, Stated

__all__ = ["Voice", "consensus_words", "voices"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin of figures, and the facts that repeat it."""

    name: str
    """As a table prints it, with a capital."""
    facts: tuple[Stated, ...]

    @property
    def is_repeated(self) -> bool:
        """True where several sources carry the word of one: they count as one."""
        return len({stated.key for stated in self.facts}) > 1


_WORDS: Mapping[Consensus, Message] = {
    Consensus.SINGLE: msg("one source only: nothing to compare"),
    Consensus.AGREEMENT: msg("agreement"),
    Consensus.ROUNDING: msg("agreement after rounding"),
    Consensus.DISAGREEMENT: msg("disagreement"),
    Consensus.INCOMPARABLE: msg("not comparable: they are not about the same time, or not in the same unit"),
}


def consensus_words(comparison: Comparison) -> Message:
    """Return the verdict of a comparison in words; a word said again by others is no agreement."""
    if comparison.consensus in (Consensus.AGREEMENT, Consensus.ROUNDING) and len(comparison.origins) == 1:
        return msg("one origin, repeated: nothing confirms it")
    return _WORDS[comparison.consensus]


def voices(sources: Sources, comparison: Comparison) -> list[Voice]:
    """Return the origins of a comparison, in the order of the dossier."""
    followed = {normalise(fact.key): fact.origin for fact in comparison.facts}
    groups: dict[str, list[Stated]] = {}
    for fact in comparison.facts:
        if stated := sources.stated(fact.id):
            groups.setdefault(followed.get(fact.origin, fact.origin), []).append(stated)
    return [Voice(_name(sources, facts), tuple(facts)) for facts in groups.values()]


def _name(sources: Sources, facts: Iterable[Stated]) -> str:
    first = next(iter(facts))
    assert first.fact is not None
    name = typeset(first.fact.according_to or sources.labels[first.fact.key].authors)
    return name[:1].upper() + name[1:]
