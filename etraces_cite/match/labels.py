"""Legal and page references of prose against the facts and the entries that the block cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from etraces_cite.codes import Code
from etraces_cite.locale import msg
from etraces_cite.match import words
from etraces_cite.match.block import Block, Match, Problem
from etraces_cite.match.claims import Claim
from etraces_cite.model import Figure, Label, Outcome, Reference
from etraces_cite.patterns import regex

__all__ = ["match_labels"]

_NUMBERED_TEXT = regex(r"\d{2,4}[-‑]\d+")
"""The number of a law, a decree or a decision: 2021-646."""
_NUMBER_FIELDS = ("number", "eprint", "doi", "isbn", "pages", "issue", "volume")


def match_labels(block: Block, figures: Iterable[Figure]) -> Iterator[Match]:
    """Yield a match for each reference; one that nothing meets is a note, one that differs from its like is wrong."""
    for figure in figures:
        assert isinstance(figure.value, Label)
        label = _normal(figure.value.text)
        facts = block.sources.labelled
        same = tuple(claim for claim in facts if _normal(claim.value.text) == label)  # type: ignore[union-attr]
        entries = tuple(entry.key for entry in block.cited if _is_numbered(entry, label))
        if same or entries:
            yield Match(figure, Outcome.VERIFIED, same, references=entries)
        elif problem := _conflict(figure, label, facts, block):
            yield Match(figure, Outcome.CONTRADICTED, (), problem)
        else:
            yield Match(figure, Outcome.NOTE)


def _normal(label: str) -> str:
    return re.sub(r"[\s.\u00a0\u202f]+", "", label.replace("‑", "-")).lower()


def _is_numbered(entry: Reference, label: str) -> bool:
    if any(_normal(entry.fields.get(name, "")) == label for name in _NUMBER_FIELDS):
        return True
    number = _normal(entry.fields.get("number", ""))
    if _NUMBERED_TEXT.match(label):
        return number.startswith(label) or bool(re.search(rf"(?<!\d){re.escape(label)}(?!\d)", _normal(entry.title)))
    return False


def _conflict(figure: Figure, label: str, facts: Sequence[Claim], block: Block) -> Problem | None:
    """Return the problem of a reference whose noun is a fact's noun (« article 22 » for 21), or whose law is another."""
    nouns = words.stems(figure.text)
    like = [claim for claim in facts if claim.fact and nouns & words.stems(claim.fact.quotation.exact)]
    if like and like[0].fact:
        message = msg("no cited fact names {figure}; {source} says “{quotation}” ({fact})", figure=figure.text,
                      source=like[0].fact.key, quotation=like[0].fact.quotation.exact, fact=like[0].id)  # fmt: skip
        return Problem(Code.FIGURE_CONTRADICTED, message, facts=tuple(claim.id for claim in like))
    if not _NUMBERED_TEXT.match(label):
        return None
    numbers = [entry.fields["number"] for entry in block.cited if _NUMBERED_TEXT.match(entry.fields.get("number", ""))]
    if not numbers:
        return None
    message = msg("no cited text has the number {figure}: {numbers}", figure=figure.text, numbers=", ".join(numbers))
    return Problem(Code.FIGURE_CONTRADICTED, message)
