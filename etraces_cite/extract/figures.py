"""The figure reader: the quantities, dates and references that a French text writes.

Candidates first: one expression finds what could begin a figure, a digit or one of some two hundred words; then, at each
candidate, the readers are asked in order and the first that answers decides. Reading goes on after what was read, so
no figure overlaps another and the time is linear.
"""

from __future__ import annotations

import datetime
from fractions import Fraction

from etraces_cite.extract import masks, ordinals, plain
from etraces_cite.extract.calendar import MONTH_NAMES
from etraces_cite.extract.candidates import Candidates, outline, outline_of
from etraces_cite.extract.clock import clock_time
from etraces_cite.extract.dates import date_at, days_listed
from etraces_cite.extract.folding import Folded, fold, lower, spelt, word_before
from etraces_cite.extract.hedges import hedge_after, hedge_before, may_hedge
from etraces_cite.extract.idioms import is_idiom
from etraces_cite.extract.lexicon import trie
from etraces_cite.extract.moments import Moment, resolve
from etraces_cite.extract.ranges import quantity
from etraces_cite.extract.ratios import ratio_word
from etraces_cite.extract.reading import Read
from etraces_cite.extract.references import references
from etraces_cite.extract.units import SYMBOLS, UNIT_WORDS
from etraces_cite.extract.years import BEFORE_CHRIST
from etraces_cite.french import bound_of
from etraces_cite.model import Figure, Kind, Label, Quantity, Value
from etraces_cite.patterns import regex

__all__ = ["read"]

_ARTICLE = regex("une? {1,3}")
_PART_ENDS = regex(r" {0,3}(?:[.,;:!?)»]|$)| {1,3}(?:de|du|des|d')(?![^\W_'])")
_ALONE = frozenset(("un", "une"))
"""A block that is one numeral and nothing else, such as a cell of a table."""
_PROSE_END = regex(r"[^ \ufffc<>«»]*")
_NOT_PROSE = regex(masks.NOT_PROSE)
_RUN = regex(r"[0-9]+[^\W_]*")
_RELATIVE_AFTER = regex(r" {1,40}(?:après|plus tard|plus tôt|auparavant|avant|d'avance)(?![^\W_])")
_RELATIVE_BEFORE = regex(
    r"(?:il y a|voici|voilà|dans|d'ici(?: à)?)(?: (?:environ|plus d[e']|près d[e']|quelque|presque))? {0,3}$"
)


_Found = tuple[tuple[Figure, ...], int]
"""The figures that begin at a candidate, and where reading goes on."""


def read(text: str, *, context: datetime.date | None = None) -> tuple[Figure, ...]:
    """Return the figures of a block of prose, in order, none overlapping another.

    :param text: one block: a line end is a space, and nothing crosses U+FFFC.
    :param context: the date that a missing year is taken from, where no date stands before it in the text.
    """
    cased = spelt(text)
    seen = outline(cased)
    if seen is None:
        folded = fold(text)
        candidates = Candidates(outline_of(folded))
    else:
        candidates = Candidates(seen)
        if not candidates:
            return ()  # most paragraphs of plain prose: nothing else is done for them
        folded = Folded(text, cased, lower(cased))
    return tuple(_Reader(folded, candidates, context).figures())


class _Reader:
    """One reading of one text: where its last figure ends, and the last year it met."""

    __slots__ = ("candidates", "done", "text", "year")

    def __init__(self, text: Folded, candidates: Candidates, context: datetime.date | None) -> None:
        self.text = text
        self.candidates = candidates
        self.year = context.year if context else None
        self.done = 0

    def figures(self) -> list[Figure]:
        low, after, position = self.text.low, self.candidates.after, 0
        figures = [self._alone(alone)] if (alone := low.strip(" ")) in _ALONE else []
        if self.candidates.begins_with_word(low):
            found, position = self._at(0)
            figures += found
        while (candidate := after(position, low)) is not None:
            found, end = self._at(candidate[0])
            figures += found
            position = max(end - (low[end - 1] == " "), candidate[1])
        return figures

    def _alone(self, word: str) -> Figure:
        start, one = self.text.low.index(word), Fraction(1)
        return self._figure(Read(start, start + len(word), Kind.NUMBER, Quantity(one, one), one, in_words=True))

    def _at(self, start: int) -> _Found:
        """Return the figures that begin at a candidate and where to go on."""
        low = self.text.low
        first = low[start]
        if "0" <= first <= "9":
            return self._at_digit(start)
        if first in "#@" or (first in "hwfmd" and _NOT_PROSE.match(low, start)):
            end = _PROSE_END.match(low, start)
            return (), end.end() if end else start + 1
        return self._at_word(start)

    def _at_digit(self, start: int) -> _Found:
        low = self.text.low
        if (found := plain.quantity(self.text, start)) is not None:
            is_name = isinstance(found.value, Quantity) and found.value.unit is None and _is_name(self.text, found)
            return ((), found.end) if is_name else self._figures(found)
        if (moment := plain.date(self.text, start)) is not None:
            return self._figures(self._moment(moment))
        if low[start - 1 : start] == "," and (start == 1 or low[start - 2] == " "):
            start -= 1
        cited = references(self.text, start)
        if cited:
            return self._figures(*(Read(one.start, one.end, Kind.REFERENCE, Label(one.label)) for one in cited))
        if (end := masks.not_a_number(self.text, start)) is not None:
            return (), end
        if (end := clock_time(low, start)) is not None:
            return (), end
        return self._date(start) or self._ordinal(ordinals.digits(low, start)) or self._quantity(start)

    def _at_word(self, start: int) -> _Found:
        low = self.text.low
        if (found := plain.quantity_in_words(self.text, start)) is not None:
            return self._figures(found)
        if low[start] in "ivxlc" and (ranked := ordinals.roman(self.text, start)) is not None:
            return self._ordinal(ranked) or ((), start)
        if (end := is_idiom(low, start)) is not None or (end := clock_time(low, start)) is not None:
            return (), end
        if (ratio := ratio_word(low, start)) is not None:
            return self._figures(ratio)
        return self._date(start) or self._quantity_in_words(start)

    def _one_of_many(self, start: int) -> _Found | None:
        """Read ``un vingt et unième`` as a part; before a noun *un* is the article of a rank."""
        article = _ARTICLE.match(self.text.low, start)
        ranked = ordinals.compound(self.text.low, article.end()) if article else None
        if ranked is None or article is None:
            return None
        if not ranked.is_counted:
            return (), ranked.end
        if not _PART_ENDS.match(self.text.low, ranked.end):
            return (), article.end()
        value = Fraction(1, ranked.value)
        return self._figures(Read(start, ranked.end, Kind.RATIO, Quantity(value, value), Fraction(1), in_words=True))

    def _quantity_in_words(self, start: int) -> _Found:
        if self.text.low[start - 1 : start] == "-" and self.text.low[max(0, start - 2)].isalpha():
            return (), start  # a compound: ``chi-deux``
        if self.text.low[start] == "u" and (part := self._one_of_many(start)) is not None:
            return part
        ranked = self._ordinal(ordinals.words(self.text, start))
        if ranked is not None:
            return ranked
        found = quantity(self.text, start, self.done)
        if found and _is_title(found[-1]):
            return (), found[-1].end
        return self._figures(*found) if found else ((), start)

    def _date(self, start: int) -> _Found | None:
        if self.text.low[start].isdecimal() and (listed := days_listed(self.text, start)):
            return self._figures(*map(self._moment, listed))
        moment = date_at(self.text, start)
        return self._figures(self._moment(moment)) if moment is not None else None

    def _moment(self, moment: Moment) -> Read:
        """Return a date with the days it means, and keep its year for the dates after it."""
        period = resolve(moment, self.year)
        if moment.year is not None or self.year is not None:
            self.year = period.high.year
        is_relative = moment.year is None and moment.last_year is None
        return Read(moment.start, moment.end, Kind.DATE, period, in_words=moment.in_words, is_relative=is_relative)

    def _ordinal(self, ranked: ordinals.Ranked | None) -> _Found | None:
        if ranked is None:
            return None
        if not ranked.is_counted:
            return (), ranked.end
        value = Quantity(Fraction(ranked.value), Fraction(ranked.value))
        return self._figures(Read(ranked.start, ranked.end, Kind.ORDINAL, value, Fraction(1), ranked.in_words))

    def _quantity(self, start: int) -> _Found:
        found = quantity(self.text, start, self.done)
        if not found:
            run = _RUN.match(self.text.low, start)
            return (), run.end() if run else start + 1
        return ((), found[-1].end) if _is_name(self.text, found[-1]) else self._figures(*found)

    def _figures(self, *found: Read) -> _Found:
        self.done = end = found[-1].end
        return (self._figure(found[0]),) if len(found) == 1 else tuple(map(self._figure, found)), end

    def _figure(self, found: Read) -> Figure:
        """Return what was read as a figure of the source, with its hedge."""
        text = self.text
        low = text.low
        start, end, kind, value, quantum, in_words, about, is_relative, hedged = found
        hedge = None
        if kind is not Kind.ORDINAL and kind is not Kind.REFERENCE:
            if hedged and may_hedge(low, start):
                hedge = hedge_before(low, start, kind, is_round=_is_round(value))
            hedge = hedge or hedge_after(low, end, kind) or ("about" if about else None)
        if kind is Kind.DURATION and not is_relative:
            is_relative = _is_relative(low, start, end)
        first, last = (start, end) if text.starts is None else text.span(start, end)
        bound = bound_of(hedge) if hedge else None
        return Figure(first, last, text.source[first:last], kind, value, hedge, bound, quantum, in_words, is_relative)


def _is_round(value: Value) -> bool:
    """Return whether a value has at most two digits besides its zeros: ``300``, ``1,5 million``; not ``2 447``."""
    return not isinstance(value, Quantity) or (
        value.low.denominator < 100 and len(str(abs(value.low.numerator)).strip("0")) <= _ROUND_DIGITS
    )


_ROUND_DIGITS = 2


def _is_relative(low: str, start: int, end: int) -> bool:
    """Return whether only another date places a duration: ``quinze jours après``, ``il y a trois ans``."""
    return (
        _RELATIVE_AFTER.match(low, end) is not None
        or _RELATIVE_BEFORE.search(low[max(0, start - 30) : start]) is not None
    )


_SINGULAR = frozenset(("le", "du", "au", "ce"))
"""A small number without a noun after a singular article names a thing (``le 17``, ``au 1``); it counts none."""
_GOES_ON = regex(lambda: rf" {{1,3}}(?:[0-9]|(?:{trie(MONTH_NAMES)})(?![^\W_]))")
"""What shows a slip of the pen, which must stay visible: ``200 0000 manifestants``, ``le 37 février``."""
_SHORT_NUMBER = regex(r"3[0-9]{3}(?![0-9]| [0-9])")
"""A telephone number of public services: ``le 3919``."""
_DAY_OF_MONTH = regex(r" (?:de chaque|du) mois(?![^\W_])")
_BARE_END = regex(r"(?:[-/]?[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]|_)")


def _is_model(low: str, found: Read, unit: str) -> bool:
    """Return whether a letter that touches the number makes a norm or a format of it: ``802.1x``, ``8K``."""
    touches = low[found.end - 2].isdigit()
    return touches and ((unit == "fois" and found.quantum != 1 and low[found.end - 1] == "x") or unit == "K")


def _is_title(found: Read) -> bool:
    """Return whether a unit of time has the capital of a title: ``la guerre de Trente Ans``."""
    unit = found.value.unit if isinstance(found.value, Quantity) else None
    return unit is not None and unit.istitle() and found.kind is Kind.NUMBER and unit.lower() in UNIT_WORDS


def _is_name(text: Folded, found: Read) -> bool:
    """Return whether a bare number is part of a name, or touches letters that are no unit (``5G``, ``26P``)."""
    if found.kind is not Kind.NUMBER or not isinstance(found.value, Quantity):
        return False
    if (unit := found.value.unit) is not None:
        if _is_title(found) or _is_model(text.low, found, unit):
            return True
        return found.quantum != 1 and unit.istitle() and unit not in SYMBOLS and masks.is_name(text, found.start)
    if BEFORE_CHRIST.match(text.low, found.end) or _DAY_OF_MONTH.match(text.low, found.end):
        return True
    if _GOES_ON.match(text.low, found.end):
        return False
    if _BARE_END.match(text.low, found.end) or masks.is_name(text, found.start):
        return True
    is_small = found.value.low < 100 or _SHORT_NUMBER.match(text.low, found.start) is not None
    return found.quantum == 1 and is_small and word_before(text.low, found.start) in _SINGULAR
