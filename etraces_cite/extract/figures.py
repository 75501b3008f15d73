"""The figure reader: the quantities, dates and references that a French text writes.

Candidates first: one expression finds what could begin a figure, a digit or one of some two hundred words; then, at each
candidate, the readers are asked in order and the first that answers decides. Reading goes on after what was read, so
no figure overlaps another and the time is linear.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from fractions import Fraction

from etraces_cite.extract import masks, ordinals
from etraces_cite.extract.calendar import MONTH_NAMES, SEASONS
from etraces_cite.extract.clock import clock_time
from etraces_cite.extract.dates import date_at, resolve
from etraces_cite.extract.folding import Folded, fold
from etraces_cite.extract.hedges import hedge_after, hedge_before
from etraces_cite.extract.idioms import is_idiom
from etraces_cite.extract.lexicon import CARDINALS, COLLECTIVES, FRACTIONS, MULTIPLES, ORDINALS, SCALES, trie
from etraces_cite.extract.quantities import Read, quantity
from etraces_cite.extract.ratios import ratio_word
from etraces_cite.extract.references import references
from etraces_cite.extract.units import UNIT_WORDS
from etraces_cite.french import bound_of
from etraces_cite.model import Figure, Kind, Label, Quantity, Value

__all__ = ["read"]

_BOUNDARY = " '(\\[«\"“–—/*_\ufffc„,.;:!?»>~≈<≤≥=+±-"
_AFTER_ONE = trie(
    {
        *SCALES, *COLLECTIVES, *FRACTIONS, *(word for word, unit in UNIT_WORDS.items() if not unit.ambiguous and " " not in word),
        "sur", "virgule", "mille", "demi",
    }
)  # fmt: skip
_NUMERALS = trie({*CARDINALS} - {"un", "une", "mil"})
_ONE = rf"une?(?= {{1,40}}(?:(?:bon|bonne|petite?|grosse?|gros|belle|demi-?) {{0,3}})?(?:{_AFTER_ONE})(?![^\W_])|(?: {{1,3}}|, |-)(?:(?:à|ou|et) )?(?:{_NUMERALS})(?![^\W_])| pour (?:cent|mille)(?![^\W_])| et (?:demie?|un))"
_WORDS = trie(
    {*CARDINALS, *ORDINALS, *MONTH_NAMES, *SEASONS, *MULTIPLES, "moitié", "moitie", "demi", "quart", "dernier", "dernière", "derniere"} - {"un", "une", "mil"}
)
_ROMAN = r"(?:[ivx]|[ivxlc]{2,8})(?:e|er|re|ème|ère)"
_PLAIN = rf"(?:{_WORDS}|mil(?= )|{_ONE}|{_ROMAN}|(?:la|le|cette) (?:(?:bonne|petite) )?(?:{trie(COLLECTIVES)})(?= d)|(?:le|au) (?:tiers|quart|double|triple)(?= d))(?![^\W_])"
_DIGIT = "0-9½⅓⅔¼¾⅕⅙⅛"
_CANDIDATE = re.compile(rf"[{_DIGIT}#@{_BOUNDARY}](?:(?<=[{_DIGIT}])|(?={_PLAIN})|(?={masks.NOT_PROSE})|(?<=[#@])(?=\w))")
_AT_START = re.compile(rf"(?={_PLAIN})|(?={masks.NOT_PROSE})")
_PROSE_END = re.compile(r"[^ \ufffc<>«»]*")
_NOT_PROSE = re.compile(masks.NOT_PROSE)
_RUN = re.compile(r"[0-9]+[^\W_]*")
_RELATIVE_AFTER = re.compile(r" {1,40}(?:après|plus tard|plus tôt|auparavant|avant|d'avance|suivant)(?![^\W_])")
_RELATIVE_BEFORE = re.compile(r"(?:il y a|voici|voilà|dans)(?: (?:environ|plus d[e']|près d[e']|quelque|presque))? {0,3}$")


def read(text: str, *, context: datetime.date | None = None) -> tuple[Figure, ...]:
    """Return the figures of a block of prose, in order, none overlapping another.

    :param text: one block: a line end is a space, and nothing crosses U+FFFC.
    :param context: the date that a missing year is taken from, where no date stands before it in the text.
    """
    return tuple(_Reader(fold(text), context).figures())


class _Reader:
    """One reading of one text: where it has come to, and the last year it met."""

    __slots__ = ("text", "year")

    def __init__(self, text: Folded, context: datetime.date | None) -> None:
        self.text = text
        self.year = context.year if context else None

    def figures(self) -> Iterator[Figure]:
        low, position = self.text.low, 0
        if (first := _AT_START.match(low)) is not None:
            found, position = self._at(0)
            yield from found
            del first
        while (match := _CANDIDATE.search(low, position)) is not None:
            start = match.start() if match[0].isnumeric() else match.end()
            found, end = self._at(start)
            yield from found
            position = max(end, match.end())

    def _at(self, start: int) -> tuple[tuple[Figure, ...], int]:
        """Return the figures that begin at a candidate and where to go on."""
        low = self.text.low
        if (piece := _NOT_PROSE.match(low, start)) is not None or low[start - 1 : start] in ("#", "@"):
            end = _PROSE_END.match(low, piece.end() if piece else start)
            return (), end.end() if end else start + 1
        if "0" <= low[start : start + 1] <= "9":
            return self._at_digit(start)
        return self._at_word(start)

    def _at_digit(self, start: int) -> tuple[tuple[Figure, ...], int]:
        low = self.text.low
        if (end := masks.not_a_number(self.text, start)) is not None:
            return (), end
        cited = references(self.text, start)
        if cited:
            found = tuple(self._figure(c.start, c.end, Kind.REFERENCE, Label(c.label)) for c in cited)
            return found, cited[-1].end
        if (end := clock_time(low, start)) is not None:
            return (), end
        return self._date(start) or self._ordinal(ordinals.digits(low, start)) or self._quantity(start)

    def _at_word(self, start: int) -> tuple[tuple[Figure, ...], int]:
        low = self.text.low
        if (end := is_idiom(low, start)) is not None or (end := clock_time(low, start)) is not None:
            return (), end
        if (ratio := ratio_word(low, start)) is not None:
            return self._quantities((ratio,))
        return (
            self._date(start)
            or self._ordinal(ordinals.roman(self.text, start))
            or self._quantity_in_words(start)
        )

    def _quantity_in_words(self, start: int) -> tuple[tuple[Figure, ...], int]:
        ranked = ordinals.words(self.text, start)
        quantities = quantity(self.text, start)
        if ranked is not None and (not quantities or ranked.end > quantities[0].end or quantities[0].kind is not Kind.RATIO):
            return self._ordinal(ranked) or ((), ranked.end)
        if quantities:
            return self._quantities(quantities)
        return (), start

    def _date(self, start: int) -> tuple[tuple[Figure, ...], int] | None:
        moment = date_at(self.text, start)
        if moment is None:
            return None
        period = resolve(moment, self.year)
        if moment.year is not None or self.year is not None:
            self.year = period.high.year
        figure = self._figure(
            moment.start, moment.end, Kind.DATE, period, relative=moment.year is None and moment.last_year is None, in_words=moment.in_words
        )
        return (figure,), moment.end

    def _ordinal(self, ranked: ordinals.Ranked | None) -> tuple[tuple[Figure, ...], int] | None:
        if ranked is None:
            return None
        value = Quantity(Fraction(ranked.value), Fraction(ranked.value))
        figure = self._figure(ranked.start, ranked.end, Kind.ORDINAL, value, quantum=Fraction(1), in_words=ranked.in_words)
        return (figure,), ranked.end

    def _quantity(self, start: int) -> tuple[tuple[Figure, ...], int]:
        read_ = quantity(self.text, start)
        if not read_:
            run = _RUN.match(self.text.low, start)
            return (), run.end() if run else start + 1
        if _is_model_name(self.text, read_[-1]):
            return (), read_[-1].end
        return self._quantities(read_)

    def _quantities(self, found: tuple[Read, ...]) -> tuple[tuple[Figure, ...], int]:
        return tuple(self._quantity_figure(read_) for read_ in found), found[-1].end

    def _quantity_figure(self, read_: Read) -> Figure:
        low = self.text.low
        relative = read_.kind is Kind.DURATION and (
            _RELATIVE_AFTER.match(low, read_.end) is not None or _RELATIVE_BEFORE.search(low[max(0, read_.start - 30) : read_.start]) is not None
        )
        return self._figure(
            read_.start, read_.end, read_.kind, read_.value,
            quantum=read_.quantum, in_words=read_.in_words, relative=relative, about=read_.about,
        )  # fmt: skip

    def _figure(
        self, start: int, end: int, kind: Kind, value: Value, *, quantum: Fraction | None = None,
        in_words: bool = False, relative: bool = False, about: bool = False,
    ) -> Figure:  # fmt: skip
        hedge = None
        if kind not in (Kind.ORDINAL, Kind.REFERENCE):
            low = self.text.low
            hedge = hedge_before(low, start, kind) or hedge_after(low, end, kind) or ("about" if about else None)
        first, last = self.text.span(start, end)
        return Figure(first, last, self.text.source[first:last], kind, value, hedge, bound_of(hedge), quantum, in_words, relative)


_BARE_END = re.compile(r"(?:[-/]?[^\W\d_]|_)")


def _is_model_name(text: Folded, read_: Read) -> bool:
    """Return whether a bare number is part of a name, or touches letters that are no unit (``5G``, ``26P``)."""
    if read_.kind is not Kind.NUMBER or read_.value.unit is not None:
        return False
    if _BARE_END.match(text.low, read_.end):
        return True
    return masks.is_name(text, read_.start, read_.end)
