"""Words between « » in prose, against the sources that their block cites.

Each quotation of four words or more must stand in a stored copy of a cited source, or in the quotations of its record. What the
writer puts in stands in [ ], what is left out is […]; an interrupting « dit-il » is the writer's too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from etraces_cite.codes import Code, severity
from etraces_cite.french import count_words, normalise
from etraces_cite.locale import Message, msg
from etraces_cite.match.captures import Shelf, SourceWords
from etraces_cite.model import (
    Finding,
    Located,
    Page,
    Passage,
    ProseQuotation,
    QuotationOutcome,
    Record,
    Reference,
    Span,
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
_LETTER = regex(r"\w")
_WRITERS = regex(rf"[\[(-]|{NOT_PROSE}")
"""What any of these begins with or holds; words without it are read in one way."""
_EDGES = " \u00a0\u202f\t\n.,;:!?…"


class Sources(Struct, frozen=True):
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
        if not _is_long(text):
            continue
        span = page.span(passage.start + start, passage.start + end)
        outcome, key, located = _judged(text, sources, passage, end)
        quotation = ProseQuotation(span, text, outcome, key, _left_out(key, located, sources))
        problems = (_missing(outcome, located, sources), _too_long(text, outcome, sources))
        yield quotation, [_finding(span, text, *problem) for problem in problems if problem]


def _finding(span: Span, text: str, code: Code, message: Message, hint: Message | None) -> Finding:
    return Finding(code, severity(code), span, text, message, hint)


def _is_long(text: str) -> bool:
    """True for four words or more; most texts have four of letters alone, which is seen at once."""
    return sum(map(str.isalpha, text.split(" "))) >= SHORTEST or count_words(text) >= SHORTEST


def quotations_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between each outermost pair of « »; one that is not closed goes to the end of the passage."""
    opened = text.find("«")
    closed = text.find("»", opened)
    if (
        0 <= opened < closed
        and max(text.rfind("«"), text.rfind("»")) == closed
        and text.find("«", opened + 1, closed) < 0
    ):
        yield _trimmed(text, opened + 1, closed)
        return
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
    after = text[start:end].lstrip()
    first = end - len(after)
    return first, first + len(after.rstrip())


def _without_markup(passage: Passage, page: Page, start: int, end: int) -> str:
    """Return the words of a slice: what is blank in the passage and is not in the page is markup, which takes no room."""
    text, source = passage.text[start:end], page.source[passage.start + start : passage.start + end]
    if text != source:
        pairs = zip(text, source, strict=True)
        text = "".join(char for char, written in pairs if char != " " or written not in _MARKUP)
    return " ".join(text.split())


def readings(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to read a quotation as parts of a source: word for word; without what the writer put in; without « dit-il »."""
    if not _WRITERS.search(text):
        if _LETTER.search(part := text.strip(_EDGES)):
            yield (part,)
        return
    seen: set[tuple[str, ...]] = set()
    resumed = (
        _INTERRUPTION.sub(joint, text) for joint in (", ", " ")
    )  # what was cut in two may have had a comma there
    for parts in ([text], _OMISSION.split(text), _INSERTION.split(text), *map(_INSERTION.split, resumed)):
        reading = tuple(part for part in (part.strip(_EDGES) for part in parts) if _LETTER.search(part))
        if reading and reading not in seen:
            seen.add(reading)
            yield reading


def _right_behind(passage: Passage, end: int) -> Iterator[str]:
    """Yield the keys of the citation that stands right behind a quotation, not a word between."""
    reached = end
    for citation in passage.citations:
        if citation.start >= reached and not _LETTER.search(passage.text[reached : citation.start]):
            yield citation.key
            reached = citation.end


def _judged(
    text: str, sources: Sources, passage: Passage, end: int
) -> tuple[QuotationOutcome, str | None, Located | None]:
    """Look for words in every source cited; only one that may have them and is not here leaves them unchecked."""
    if not sources.keys:
        return QuotationOutcome.UNSOURCED, None, None
    if key := _titled(text, sources):
        return QuotationOutcome.TITLE, key, None
    ways, absent = list(readings(text)), []
    for key in sources.keys:
        words = _words_of(key, sources)
        if words is None:
            absent.append(key)
        else:
            for way in ways:
                if located := words.find_in_order(way):
                    return QuotationOutcome.FOUND, key, located
        if _is_recorded(key, ways, sources):
            return QuotationOutcome.RECORDED, key, None
    # where a citation stands right behind the words, no other source may have them
    behind = set(_right_behind(passage, end)) if absent else ()
    if any(not behind or key in behind for key in absent):
        return QuotationOutcome.UNCHECKED, None, None
    return QuotationOutcome.MISSING, None, _nearest(ways, sources)


def _words_of(key: str, sources: Sources) -> SourceWords | None:
    record = sources.records.get(key)
    return sources.shelf.text_of(record.capture) if record else None


def _nearest(ways: Sequence[tuple[str, ...]], sources: Sources) -> Located | None:
    """Return the first passage of the sources cited that is like the words read as they stand."""
    texts = (words for key in sources.keys if (words := _words_of(key, sources)))
    return next((located for words in texts if (located := words.locate_in_order(ways[0])).nearest), None)


def _is_recorded(key: str, ways: Sequence[tuple[str, ...]], sources: Sources) -> bool:
    record = sources.records.get(key)
    if record is None:
        return False
    quoted = [*(fact.quotation.exact for fact in record.facts), *(words.exact for words in record.quotations.values())]
    ready = [sources.shelf.ready(text) for text in quoted if any(_may_hold(text, way) for way in ways)]
    return any(words.find_in_order(way) for words in ready for way in ways)


def _may_hold(text: str, way: Sequence[str]) -> bool:
    """Rule out at little cost most of what cannot hold a reading."""
    return len(text) + 8 >= sum(map(len, way))


def _titled(text: str, sources: Sources) -> str | None:
    """Return the key of the cited entry of whose title these words are."""
    shortest, words = len(text.strip(_EDGES)), ""
    for key in sources.keys:
        fields = sources.references[key].fields if key in sources.references else {}
        for name in TITLES:
            if name in fields and len(title := normalise(fields[name])) >= shortest:
                words = words or normalise(text).strip(_EDGES)
                if words in title:
                    return key
    return None


def _left_out(key: str | None, located: Located | None, sources: Sources) -> tuple[str, ...]:
    """Return the source's own words between the parts of a quotation."""
    if key is None or located is None or len(located.places) < 2:
        return ()
    words = _words_of(key, sources)
    if words is None:
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
    if text.count(" ") < LONGEST and not _WRITERS.search(text):
        return None
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
