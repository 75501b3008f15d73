"""Words between « » in prose, against the sources that their block cites.

Each quotation of four words or more must stand in a stored copy of a cited source, or in the quotations of its record. What the
writer puts in stands in [ ], what is left out is […]; an interrupting « dit-il » is the writer's too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from etraces_cite.codes import Code, severity
from etraces_cite.french import count_words, normalise
from etraces_cite.locale import Message, msg
from etraces_cite.match.captures import Shelf, SourceWords
from etraces_cite.model import (
    Finding,
    Located,
    LocatedStatus,
    Page,
    Passage,
    ProseQuotation,
    QuotationOutcome,
    Record,
    Reference,
)
from etraces_cite.patterns import regex

__all__ = ["Sources", "check_passage", "quotations_in", "readings"]

SHORTEST, LONGEST = 4, 15
"""Words: below, a turn of phrase is nobody's; above, a quotation is no longer short."""
OFFICIAL = frozenset({"legislation", "jurisdiction", "legal"})
"""Types of entries whose words belong to all: statutes and judgments are in no copyright."""
TITLES = ("title", "subtitle", "shorttitle", "maintitle", "booktitle", "journaltitle")
NOT_PROSE = "\ufffc"
_MARKS = regex("[«»]")
_MARKUP = frozenset("*_`\\[](){}^~=")
_OMISSION = regex(r"\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|" + NOT_PROSE)
_INSERTION = regex(r"\w*\[[^\[\]]*\]\w*|" + _OMISSION.pattern)
_INTERRUPTION = regex(
    r"\s*[,–—-]\s*(?:[^\W\d_’']+[ \u00a0]){0,3}[^\W\d_]+-(?:t-)?(?:il|elle|ils|elles|on|je|nous)\b[^,«»–—]{0,80}?[,–—]\s*",
    re.IGNORECASE,
)
_EDGES = " \u00a0\u202f\t\n.,;:!?…"


@dataclass(frozen=True, slots=True)
class Sources:
    """What the quotations of a block are looked for in."""

    keys: Sequence[str]
    """The sources that the block cites."""
    references: Mapping[str, Reference]
    records: Mapping[str, Record]
    shelf: Shelf


def check_passage(page: Page, passage: Passage, sources: Sources) -> Iterator[tuple[ProseQuotation, list[Finding]]]:
    """Yield each quotation of four words or more of a passage, and what is wrong with it."""
    for start, end in quotations_in(passage.text):
        text = _without_markup(passage, page, start, end)
        if count_words(text) < SHORTEST:
            continue
        span = page.span(passage.start + start, passage.start + end)
        outcome, key, located = _judged(text, sources, set(_right_behind(passage, end)))
        quotation = ProseQuotation(span, text, outcome, key, _left_out(key, located, sources))
        problems = [_missing(outcome, located, sources), _too_long(text, outcome, sources)]
        yield (
            quotation,
            [
                Finding(code, severity(code), span, text, message, hint)
                for code, message, hint in filter(None, problems)
            ],
        )


def quotations_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between each outermost pair of « »; one that is not closed goes to the end of the passage."""
    depth = start = 0
    for mark in _MARKS.finditer(text):
        if mark[0] == "«":
            depth += 1
            start = mark.end() if depth == 1 else start
        elif depth:
            depth -= 1
            if not depth:
                yield _trimmed(text, start, mark.start())
    if depth:
        yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the spaces that French typography sets inside the marks."""
    inner = text[start:end].strip()
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    return first, first + len(inner)


def _without_markup(passage: Passage, page: Page, start: int, end: int) -> str:
    """Return the words of a slice: what is blank in the passage and is not in the page is markup, which takes no room."""
    source = page.source[passage.start + start : passage.start + end]
    words = (
        char
        for char, written in zip(passage.text[start:end], source, strict=True)
        if char != " " or written not in _MARKUP
    )
    return " ".join("".join(words).split())


def readings(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read a quotation as parts of a source: word for word; without what the writer put in; without « dit-il »."""
    seen: set[tuple[str, ...]] = set()
    resumed = (
        _INTERRUPTION.sub(joint, text) for joint in (", ", " ")
    )  # what was cut in two may have had a comma there
    for parts in ([text], _OMISSION.split(text), _INSERTION.split(text), *map(_INSERTION.split, resumed)):
        reading = tuple(part for part in (part.strip(_EDGES) for part in parts) if re.search(r"\w", part))
        if reading and reading not in seen:
            seen.add(reading)
            yield reading


def _right_behind(passage: Passage, end: int) -> Iterator[str]:
    """Yield the keys of the citation that stands right behind a quotation, not a word between."""
    reached = end
    for citation in passage.citations:
        if citation.start >= reached and not re.search(r"\w", passage.text[reached : citation.start]):
            yield citation.key
            reached = citation.end


def _judged(
    text: str, sources: Sources, behind: Collection[str] = ()
) -> tuple[QuotationOutcome, str | None, Located | None]:
    """Look for words in every source cited; only one that may have them and is not here leaves them unchecked.

    :param behind: the sources that the citation right behind the words names, where there is one: no other may have them.
    """
    if not sources.keys:
        return QuotationOutcome.UNSOURCED, None, None
    if key := _titled(text, sources):
        return QuotationOutcome.TITLE, key, None
    ways, nearest, is_unchecked = list(readings(text)), None, False
    for key in sources.keys:
        words = _words_of(key, sources)
        located = _first(words, ways) if words else None
        if located and located.status is LocatedStatus.FOUND:
            return QuotationOutcome.FOUND, key, located
        if _is_recorded(key, ways, sources):
            return QuotationOutcome.RECORDED, key, None
        is_unchecked = is_unchecked or (words is None and (not behind or key in behind))
        nearest = nearest if nearest and nearest.nearest else located
    return (QuotationOutcome.UNCHECKED if is_unchecked else QuotationOutcome.MISSING), None, nearest


def _words_of(key: str, sources: Sources) -> SourceWords | None:
    record = sources.records.get(key)
    return sources.shelf.text_of(record.capture) if record else None


def _first(words: SourceWords, ways: Sequence[tuple[str, ...]]) -> Located:
    """Return where the first reading that is there stands, else where the first is not."""
    found = [words.locate_in_order(way) for way in ways]
    return next((located for located in found if located.status is LocatedStatus.FOUND), found[0])


def _is_recorded(key: str, ways: Sequence[tuple[str, ...]], sources: Sources) -> bool:
    record = sources.records.get(key)
    if record is None:
        return False
    quoted = [*(fact.quotation.exact for fact in record.facts), *(words.exact for words in record.quotations.values())]
    ready = [sources.shelf.ready(text) for text in quoted if any(_may_hold(text, way) for way in ways)]
    return any(words.locate_in_order(way).status is LocatedStatus.FOUND for words in ready for way in ways)


def _may_hold(text: str, way: Sequence[str]) -> bool:
    """Rule out at little cost most of what cannot hold a reading."""
    return len(text) + 8 >= sum(map(len, way))


def _titled(text: str, sources: Sources) -> str | None:
    """Return the key of the cited entry of whose title these words are."""
    words = normalise(text).strip(_EDGES)
    for key in sources.keys:
        fields = sources.references[key].fields if key in sources.references else {}
        if any(words in normalise(fields[name]) for name in TITLES if name in fields):
            return key
    return None


def _left_out(key: str | None, located: Located | None, sources: Sources) -> tuple[str, ...]:
    """Return the source's own words between the parts of a quotation."""
    words = _words_of(key, sources) if key else None
    if words is None or located is None:
        return ()
    pairs = zip(located.places, located.places[1:], strict=False)
    return tuple(words.original[before.end : after.start].strip() for before, after in pairs)


Problem = tuple[Code, Message, Message | None]


def _missing(outcome: QuotationOutcome, located: Located | None, sources: Sources) -> Problem | None:
    if outcome is QuotationOutcome.UNSOURCED:
        hint = msg("cite the source in this block; words of your own do not stand between « »")
        return Code.PROSE_QUOTATION_MISSING, msg("these words are quoted from no source"), hint
    if outcome is not QuotationOutcome.MISSING:
        return None
    message = msg("these words are in no source cited here ({keys})", keys=", ".join(sources.keys))
    if located and located.nearest:
        return Code.PROSE_QUOTATION_MISSING, message, msg("the source has: {passage}", passage=located.nearest.marked)
    hint = msg("mark what is left out with […] and what is put in with [ ], or cite the right source")
    return Code.PROSE_QUOTATION_MISSING, message, hint


def _too_long(text: str, outcome: QuotationOutcome, sources: Sources) -> Problem | None:
    count = count_words(_OMISSION.sub(" ", text))
    if count <= LONGEST or outcome is QuotationOutcome.TITLE:
        return None
    cited = [sources.references[key].type for key in sources.keys if key in sources.references]
    if cited and all(kind in OFFICIAL for kind in cited):
        return None
    message = msg(
        "{count} words are quoted: at most {most} may be, because the law allows short quotations only (CPI, art. L. 122-5, 3°)",
        count=count, most=LONGEST,
    )  # fmt: skip
    return Code.PROSE_QUOTATION_LONG, message, msg("keep the telling words, and tell the rest in your own")
