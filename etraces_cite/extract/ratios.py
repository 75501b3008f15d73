"""Ratios: ``sept sur dix``, ``deux policiers sur trois``, ``1 pour 25``, ``deux fois plus``, ``la moitié``, ``a doublé``."""

from __future__ import annotations

from fractions import Fraction

from etraces_cite.extract.counting import noun_after, unit_after
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.lexicon import MULTIPLES, trie
from etraces_cite.extract.numbers import Amount, amount
from etraces_cite.extract.parts import Part
from etraces_cite.extract.reading import Read, exact
from etraces_cite.model import Kind, Quantity
from etraces_cite.patterns import regex

__all__ = ["OF", "ratio", "ratio_word"]

OF = regex(r" {1,40}(sur|pour) {1,40}(?=[0-9a-z])")
_MORE = regex(r" {1,40}(plus|moins)(?![^\W_])")
_BY = regex(r"(multipli|divis)[ée]?(?:e|s|es|er|ent|ant|ait|a|aient)?(?: [a-zà-ÿ'-]+){0,5} par {1,3}$")


def ratio(text: Folded, part: Part) -> Read | None:
    """Read the ratio that an amount begins."""
    by = (
        _BY.search(text.low[max(0, part.start - 60) : part.start])
        if text.low[part.start - 4 : part.start] == "par "
        else None
    )
    if by is not None and part.unit is None and part.value > 0:
        return _read(part, part.end, part.value if by[1] == "multipli" else Fraction(1, part.value), "fois")
    if part.unit is not None:
        return _times(text, part) if part.unit.code == "fois" else None
    if part.amount.is_part or part.quantum != 1 or part.value < 1:
        return None
    return _of(text, part, noun_after(text, part.end, singular=part.value < 2))


def _times(text: Folded, part: Part) -> Read | None:
    """Read ``deux fois plus`` (2), ``deux fois moins`` (1/2) and ``neuf fois sur dix`` (9/10)."""
    more = _MORE.match(text.low, part.end)
    if more is None or part.value == 0:
        return _of(text, part, None)
    return _read(part, more.end(), Fraction(1, part.value) if more[1] == "moins" else part.value, "fois")


def _of(text: Folded, part: Part, noun: object) -> Read | None:
    end = getattr(noun, "end", part.end)
    step = OF.match(text.low, end)
    whole = amount(text, step.end()) if step else None
    if step is None or whole is None or not _is_whole(text, part, whole, has_noun=end != part.end, link=step[1]):
        return None
    return _read(part, whole.end, Fraction(part.value, whole.value), None)


def _is_whole(text: Folded, part: Part, whole: Amount, *, has_noun: bool, link: str) -> bool:
    """Return whether ``whole`` is what a part is taken of, and not another count: ``30 sur 2 564``."""
    if whole.quantum < 1 or whole.value <= part.value or whole.is_part or whole.about:
        return False
    if unit_after(text, whole.end) is not None:
        return False
    is_round = whole.value <= 10 or whole.value in (20, 25, 50) or str(whole.value).strip("0") == "1"
    if link == "pour":
        return is_round and not has_noun
    if has_noun and noun_after(text, whole.end, singular=False) is not None:
        return False
    return is_round or part.value == 1 or (not has_noun and whole.value <= 100)


def _read(part: Part, end: int, value: Fraction | int, unit: str | None) -> Read:
    value = exact(value)
    return Read(part.start, end, Kind.RATIO, Quantity(value, value, unit), Fraction(1), part.amount.in_words)


_HALF = regex(r"moiti[ée](?![^\W_]| prix| plus|-)(?: moins| moindres?)?")
_HALF_BEFORE = regex(r"(?<![^\W_])(la|de|pour|une|une bonne|une petite|une grosse|par) {1,3}$")
_PART = regex(
    r"(?:le|au) {1,3}(tiers|quart|double|triple)(?= {1,3}d(?:e|es|u)(?![^\W_])| {1,3}d'| {1,3}au (?:moins|plus)(?![^\W_])|(?<=le double)|(?<=le triple))"
)
_PARTS = {"tiers": Fraction(1, 3), "quart": Fraction(1, 4), "double": Fraction(2), "triple": Fraction(3)}
_MULTIPLE = regex(lambda: rf"({trie(MULTIPLES)})(?:e|s|es)?(?![^\W_])")
_COPULA = regex(r"(?<![^\W_])(?:est|sont|été) {1,3}$")
"""Before a word without its accent, these make it an adjective: ``son rôle est double``."""
_AUXILIARY = regex(
    r"(?<![^\W_])(?:a|ont|avait|avaient|aura|auront|aurait|auraient|ait|aient|ayant|avoir|été|est|sont|presque|plus que|quasiment|quasi|ainsi|pratiquement|même|déjà)"
    r" {1,3}$"
)


def ratio_word(low: str, start: int) -> Read | None:
    """Read the ratio that one word states, with its article."""
    if (half := _HALF.match(low, start)) is not None:
        if half[0][-1] not in "ée":
            return _word(start, half.end(), Fraction(1, 2))
        before = _HALF_BEFORE.search(low[max(0, start - 14) : start])
        if before is None:
            return None
        article = len(before[0]) if before[1] in ("la", "une") or before[1].startswith("une ") else 0
        return _word(start - article, half.end(), Fraction(1, 2), about=before[1].startswith("une "))
    if (part := _PART.match(low, start)) is not None:
        return _word(part.start(1), part.end(), _PARTS[part[1]])
    multiple = _MULTIPLE.match(low, start)
    if multiple is None or (multiple[1].endswith("e") and _COPULA.search(low[max(0, start - 8) : start])):
        return None
    if _AUXILIARY.search(low[max(0, start - 24) : start]):
        return _word(start, multiple.end(), Fraction(MULTIPLES[multiple[1]]))
    return None


def _word(start: int, end: int, value: Fraction, *, about: bool = False) -> Read:
    unit = "fois" if value > 1 else None
    return Read(start, end, Kind.RATIO, Quantity(value, value, unit), Fraction(1), in_words=True, about=about)
