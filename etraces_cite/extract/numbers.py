"""Amounts: a cardinal with its scale, fraction or collective noun, before any unit.

``3 millions 200 000``, ``1,5 million``, ``trois millions et demi``, ``10k``, ``deux tiers``, ``2 1/4``, ``½``, ``une dizaine``.
"""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import NamedTuple

from etraces_cite.extract import grammar
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.lexicon import COLLECTIVES, FRACTIONS, SCALE_SYMBOLS, SCALES, VULGAR, trie
from etraces_cite.extract.powers import SIGNS as POWER_SIGNS
from etraces_cite.extract.powers import power
from etraces_cite.extract.units import UNIT_WORDS
from etraces_cite.model import Kind
from etraces_cite.patterns import regex

__all__ = ["COLLECTIVE", "SCALE_WORDS", "Amount", "amount", "half_after"]


class Amount(NamedTuple):
    """A number without its unit."""

    start: int
    end: int
    value: Fraction | int
    quantum: Fraction | int
    in_words: bool = False
    scale: int = 1
    """The scale word it ends with, which the first amount of a range shares."""
    is_part: bool = False
    """True for a fraction: ``deux tiers``, ``3/4``."""
    about: bool = False
    """True for an approximate noun: ``une dizaine``."""

    @property
    def coefficient(self) -> Fraction | int:
        return self.value if self.scale == 1 else Fraction(self.value, self.scale)

    is_noun: bool = False
    """True where it ends with a noun, which *de* joins to what it counts: ``deux douzaines d'œufs``."""

    @property
    def takes_de(self) -> bool:
        """Whether *de* comes between it and its noun: ``1,5 million de gallons``."""
        return self.is_noun or self.about or self.scale >= 10**6


_SCALE_WORD = regex(lambda: rf" {{0,40}}({trie([*SCALES, 'mille', 'milliers', 'douzaines', 'douzaine'])})(?![^\W_])")
_SCALE_SYMBOL = regex(
    r"(?:( {1,2})(k|Mds?|Mrds?|M(?= {1,2}d['e]))|(k|K|Mds?|Mrds?|M))(?![^\W_]|['’-]\w)(?! {0,2}[€$£])"
)
SCALE_WORDS = {**SCALES, "mille": 1000, "milliers": 1000, "douzaines": 12, "douzaine": 12}
_NAMES = regex(r"(?:3M|[48][Kk])(?![^\W_])")
_MORE = regex(r" {1,40}(?=[0-9a-z])")
_VULGAR = regex(rf" {{0,2}}([{''.join(VULGAR)}])")
_SLASH = regex(
    r" ?/ ?([1-9][0-9]{0,5})(?![0-9/]|[.,][0-9]|(?!i?[eè]mes?(?![^\W_])|es?(?![^\W_]))[^\W_])(?:i?[eè]mes?|es?)?"
)
_MIXED = regex(r" {1,2}([1-9][0-9]?)/([1-9][0-9]{0,2})(?![0-9/])")
_HALF = regex(
    r" {1,40}et (?:(?:(une?|deux|trois) )?(demie?|quarts?|tiers|quatri[eè]me|cinqui[eè]mes?))(?![^\W_])(?! de finale)"
)
_HALF_SIGN = regex(r" {1,3}(?:½|1/2)(?![0-9/])")
_HALVES = {"demi": 2, "demie": 2, "quart": 4, "quarts": 4, "tiers": 3, "quatrième": 4, "quatrieme": 4, "cinquième": 5,
           "cinquieme": 5, "cinquièmes": 5, "cinquiemes": 5}  # fmt: skip
_PART = regex(r"(?: {1,40}|-)((?:bon|petit|gros) {1,3}(?=tiers|quart))?([^\W_]++)(?!-journ)")
_DEMI_SCALE = regex(r"demi(?: |-)(millions?|milliards?|douzaine)(?![^\W_])")


@functools.cache
def _halved() -> str:
    """Return the expression of the units that are halved: ``demi-litre``."""
    return trie(
        word
        for word, unit in UNIT_WORDS.items()
        if unit.kind is Kind.DURATION or (unit.kind is Kind.NUMBER and unit.code not in ("point", "fois", "°"))
    )


_DEMI_UNIT = regex(lambda: rf"demi(?:es?|s)?[ -](?=(?:{_halved()})(?![^\W_]))")
_QUART_OF_UNIT = regex(lambda: rf"quart(?= {{1,3}}(?:de |d')(?:{_halved()})(?![^\W_]))")
COLLECTIVE = regex(
    lambda: (
        rf"(?:(?P<count>une?|la|le|cette|ce|deux|trois|quatre|cinq|six|sept|huit|[2-9]) {{1,40}})"
        rf"(?:(?:bon|bonne|petite?|grosse?|gros|belle|demi-?) {{0,40}})?(?P<noun>{trie(COLLECTIVES)})(?P<plural>s)?(?![^\W_])"
    )
)
_COUNTS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8}


def amount(text: Folded, start: int) -> Amount | None:
    """Read the amount that starts at ``start``, with a digit, a numeral or a fraction sign."""
    low = text.low
    first = low[start] if start < len(low) else ""
    if first in VULGAR:
        return Amount(start, start + 1, Fraction(*VULGAR[first]), 1, is_part=True)
    collective = _collective(low, start) if not "0" <= first <= "9" or low[start + 1 : start + 2] == " " else None
    if collective is not None:
        return collective
    if "0" <= first <= "9" or first in ".,":
        cardinal = grammar.digits(low, start)
        return _from_digits(text, cardinal) if cardinal else None
    if first in "dq" and low.startswith(("demi", "quart"), start) and (half := _half_of_unit(low, start)) is not None:
        return half
    cardinal = grammar.words(low, start)
    return _from_words(low, cardinal) if cardinal else None


def _half_of_unit(low: str, start: int) -> Amount | None:
    """Read ``demi-million``, ``demi-litre`` and ``quart de litre``, whose article may be missing."""
    if (scale := _DEMI_SCALE.match(low, start)) is not None:
        value = Fraction(_scale_of(scale[1]), 2)
        return Amount(start, scale.end(), value, value, True, _scale_of(scale[1]))
    if (demi := _DEMI_UNIT.match(low, start)) is not None:
        return Amount(start, demi.end(), Fraction(1, 2), Fraction(1, 2), True)
    if (quart := _QUART_OF_UNIT.match(low, start)) is not None:
        return Amount(start, quart.end(), Fraction(1, 4), Fraction(1, 4), True, is_part=True)
    return None


def _scale_of(word: str) -> int:
    return SCALE_WORDS[word]


def _from_cardinal(cardinal: grammar.Cardinal) -> Amount:
    return Amount(cardinal.start, cardinal.end, cardinal.value, cardinal.quantum, cardinal.in_words, cardinal.scale)


def _from_digits(text: Folded, cardinal: grammar.Cardinal) -> Amount:
    read = _from_cardinal(cardinal)
    if text.low[read.end : read.end + 2].strip()[:1] in POWER_SIGNS:
        read = _powered(text.low, read)
    return _part_in_digits(text.low, read) or _scaled(text, read)


def _powered(low: str, read: Amount) -> Amount:
    found = power(low, read.end, Fraction(read.value))
    if found is None:
        return read
    value, factor, end = found
    return read._replace(end=end, value=value, quantum=read.quantum * factor)


def _part_in_digits(low: str, read: Amount) -> Amount | None:
    """Read ``7,5/10``, ``2 1/4`` and ``2½``."""
    following = low[read.end : read.end + 1]
    if following == " " and low[read.end + 1 : read.end + 2].isalpha():
        return None  # a word, as after most numbers
    if following not in ("/", " ") and following not in VULGAR:
        return None
    if (slash := _SLASH.match(low, read.end)) is not None and read.value < 10**6:
        return read._replace(end=slash.end(), value=Fraction(read.value) / int(slash[1]), quantum=1, is_part=True)
    if (mixed := _MIXED.match(low, read.end)) is not None and int(mixed[1]) < int(mixed[2]):
        part = Fraction(int(mixed[1]), int(mixed[2]))
        return read._replace(end=mixed.end(), value=read.value + part, quantum=Fraction(1, int(mixed[2])))
    if (vulgar := _VULGAR.match(low, read.end)) is not None:
        return read._replace(end=vulgar.end(), value=read.value + Fraction(*VULGAR[vulgar[1]]), quantum=Fraction(1, 2))
    return None


def _scaled(text: Folded, read: Amount) -> Amount:
    """Read the scale after digits, in words or as a symbol, and a smaller number after it."""
    word = _SCALE_WORD.match(text.low, read.end)
    if word is not None:
        read = read._replace(is_noun=word[1] != "mille")
        return _more(text, _times(read, _scale_of(word[1]), word.end()))
    symbol = _SCALE_SYMBOL.match(text.cased, read.end)
    if symbol is not None and not _NAMES.match(text.cased, read.start):
        return _times(read, SCALE_SYMBOLS[symbol[2] or symbol[3]], symbol.end())
    return read


def _times(read: Amount, scale: int, end: int) -> Amount:
    return read._replace(end=end, value=read.value * scale, quantum=read.quantum * scale, scale=scale)


def _more(text: Folded, read: Amount) -> Amount:
    """Add what a smaller number says: ``3 millions 200 000``, ``3 millions et demi``."""
    if read.scale < 1000:
        return read
    if (half := half_after(text.low, read.end)) is not None:
        part, end = half
        return read._replace(end=end, value=read.value + part * read.scale, quantum=read.scale * part)
    step = _MORE.match(text.low, read.end)
    if step is None:
        return read
    rest = _smaller(text, step.end(), read.scale)
    return (
        read._replace(end=rest.end, value=read.value + rest.value, quantum=rest.quantum, scale=rest.scale)
        if rest
        else read
    )


def _smaller(text: Folded, start: int, scale: int) -> Amount | None:
    """Read a number below ``scale`` that continues the number before it, as grouped digits or with its own scale."""
    if "0" <= text.low[start] <= "9":
        cardinal = grammar.digits(text.low, start)
        if cardinal is None:
            return None
        rest = _scaled(text, _from_cardinal(cardinal))
        continues = rest.scale > 1 or (" " in text.low[start : rest.end] and rest.quantum == 1)
    else:
        cardinal = grammar.words(text.low, start)
        if cardinal is None or text.low.startswith(("un ", "une "), start):
            return None
        rest = _from_cardinal(cardinal)
        continues = rest.value >= 1000
    return rest if continues and rest.value < scale and rest.scale < scale else None


def half_after(low: str, start: int) -> tuple[Fraction, int] | None:
    """Read ``et demi``, ``et quart``, ``et deux tiers`` at ``start``; return the part and where it ends."""
    if (sign := _HALF_SIGN.match(low, start)) is not None:
        return Fraction(1, 2), sign.end()
    match = _HALF.match(low, start)
    if match is None or (match[1] is None and match[2] not in ("demi", "demie", "quart")):
        return None
    return Fraction(_COUNTS.get(match[1] or "", 1), _HALVES[match[2]]), match.end()


def _from_words(low: str, cardinal: grammar.Cardinal) -> Amount:
    read = _from_cardinal(cardinal)
    part = _PART.match(low, read.end)
    if part is not None and part[2] in FRACTIONS and (1 <= read.value <= 16 or part[2].endswith("s")):
        return _part_in_words(low, read, part[2], part.end())._replace(about=part[1] is not None)
    if (half := half_after(low, read.end)) is not None:
        value = half[0] * (read.scale if read.scale >= 10**6 else 1)
        return read._replace(end=half[1], value=read.value + value, quantum=value)
    return read


def _part_in_words(low: str, read: Amount, noun: str, end: int) -> Amount:
    """Read ``deux tiers``, ``un demi-million``, ``trois quarts``."""
    if noun.startswith("demi") and (unit := _DEMI_UNIT.match(low, end - len(noun))) is not None:
        return read._replace(end=unit.end(), value=Fraction(read.value, 2), quantum=Fraction(1, 2))
    if noun.startswith("demi") and (scale := _DEMI_SCALE.match(low, end - len(noun))) is not None:
        value = Fraction(_scale_of(scale[1]), 2) * read.value
        return read._replace(end=scale.end(), value=value, quantum=value, scale=_scale_of(scale[1]))
    return read._replace(end=end, value=Fraction(read.value, FRACTIONS[noun]), quantum=1, scale=1, is_part=True)


def _collective(low: str, start: int) -> Amount | None:
    """Read ``une dizaine``, ``une bonne centaine``, ``deux douzaines``."""
    match = COLLECTIVE.match(low, start)
    if match is None:
        return None
    count, noun = match["count"], match["noun"]
    number = _COUNTS.get(count) or (int(count) if count.isdigit() else 1)
    if (number > 1) != bool(match["plural"]) and noun != "douzaine":
        return None
    value = COLLECTIVES[noun] * number
    half = "demi" in match[0][len(count) : -len(noun)]
    exact = noun == "douzaine" and number > 1
    return Amount(
        start,
        match.end(),
        Fraction(value, 2) if half else value,
        COLLECTIVES[noun],
        True,
        1,
        about=not exact,
        is_noun=True,
    )
