"""Ranges and changes: ``de 10 à 15 %`` is one figure, ``passe de 300 à 450 euros`` two."""

from __future__ import annotations

from fractions import Fraction

from etraces_cite.extract.counting import noun_after
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.parts import Part, part_at
from etraces_cite.extract.quantities import single
from etraces_cite.extract.ratios import ratio
from etraces_cite.extract.reading import Read, exact
from etraces_cite.extract.units import SECONDS
from etraces_cite.model import Quantity
from etraces_cite.patterns import regex

__all__ = ["quantity"]

_LINK = regex(r" {0,40}(à|ou|et|jusqu'à|-|–|—|x(?= {0,40}[0-9])|×) {0,40}(?=-?[0-9a-z$€£½¼¾])")
_FROM = regex(r"(?:^|[^\W_]|[(«,]) {0,3}(?:de|d') {0,3}$")
_CHANGE = regex(
    r"(?<![^\W_])(?!\w*(?:tion|sion|ments?|ée)(?![^\W_]))"
    r"(?:pass|augment|baiss|chut|grimp|progress|relev|remont|évolu|bond|tomb|ramen|rédui|port|desc|dimin|recul|gliss|mont|abaiss|hiss|pouss|varia|saut|élarg)"
    r"[a-zà-ÿ]*(?: {1,3}[a-zà-ÿ']+){0,2} {1,3}(?:de|d') {0,3}$"
)
_BETWEEN = regex(r"(?<![^\W_])entre {1,40}(?:(?:environ|quelque|près de|les) {1,40})?$")


def quantity(text: Folded, start: int, floor: int = 0) -> tuple[Read, ...]:
    """Read what starts at ``start``: one quantity or range, two where a change is told, none where nothing is one."""
    first = part_at(text, start, floor)
    if first is None:
        return ()
    found = ratio(text, first)
    if found is not None:
        return (found,)
    return _linked(text, first) or (single(text, first),)


def _linked(text: Folded, first: Part) -> tuple[Read, ...]:
    """Read the second amount of a range or a change, if one is linked to the first."""
    link = _LINK.match(text.low, first.end)
    if link is None:
        return ()
    before = text.low[max(0, first.start - 48) : first.start]
    between = _BETWEEN.search(before) if link[1] == "et" else None
    if link[1] == "et" and between is None:
        return ()
    second = part_at(text, link.end(), first.end)
    low = _shared(first, second) if second is not None else None
    if second is None or low is None:
        return ()
    if (link[1] == "à" and _is_change(before, low, second)) or _is_choice(low, second, link[1]):
        return (single(text, low, alone=True), single(text, second))
    if link[1] in _TIMES or not _is_range(text, low, second, link[1]):
        return ()
    return (_joined(text, first.start - (len(between[0]) if between else 0), low, second),)


def _is_change(before: str, low: Part, high: Part) -> bool:
    if low.value > high.value:
        return _FROM.search(before) is not None
    return low.value < high.value and _CHANGE.search(before) is not None


def _shared(first: Part, second: Part) -> Part | None:
    """Give the first amount the scale and the unit that only the second one states; None where they do not agree."""
    low, scale = first, second.amount.scale
    if first.unit is None and first.amount.scale == 1 and scale > 1 and first.value < second.amount.coefficient:
        low = low._replace(value=low.value * scale, quantum=low.quantum * scale)
    if second.unit is None:
        return low if first.unit is None else None
    if first.unit is None:
        factor = second.unit.factor
        return low._replace(unit=second.unit, value=low.value * factor, quantum=low.quantum * factor)
    return _in_unit_of(low, second)


def _in_unit_of(low: Part, high: Part) -> Part | None:
    """Convert the first amount into the unit of the second, where that is exact."""
    if low.unit is None or high.unit is None:
        return None
    codes = low.unit.code, high.unit.code
    if codes[0] == codes[1] or codes[1].startswith(codes[0] + "/"):
        factor = Fraction(1)
    elif codes[0] in SECONDS and codes[1] in SECONDS:
        factor = Fraction(SECONDS[codes[0]], SECONDS[codes[1]])
    elif codes == ("month", "year"):
        factor = Fraction(1, 12)
    else:
        return None
    return low._replace(value=low.value * factor, unit=high.unit)


def _is_range(text: Folded, low: Part, high: Part, link: str) -> bool:
    if low.value >= high.value or low.amount.about != high.amount.about:
        return False
    if link == "ou":
        return _is_next(low, high)
    if (
        link == "-"
        and high.unit is None
        and text.low[low.start - 1 : low.start] == "("
        and text.low[high.end : high.end + 1] == ")"
    ):
        return True
    if link == "-" and high.unit is None:
        return noun_after(text, high.end, singular=False, joint=high.amount.takes_de) is not None
    return True


def _is_next(low: Part, high: Part) -> bool:
    """Return whether *ou* leaves an amount vague (``deux ou trois``, ``20 ou 30``) rather than gives a choice (``16 ou 32``)."""
    step = high.value - low.value
    while step >= 10 and step % 10 == 0 and low.value % 10 == 0:
        step, low, high = step // 10, low._replace(value=low.value // 10), high._replace(value=high.value // 10)
    return step in _STEPS or (low.quantum < 1 and step == low.quantum)


_STEPS = (1, 5)


def _is_choice(low: Part, high: Part, link: str) -> bool:
    """Return whether two amounts share their unit and no more: ``12 ou 18 mois``, ``8 x 4 m``."""
    if link == "ou":
        return (
            high.unit is not None
            and low.amount.about == high.amount.about
            and not (low.value < high.value and _is_next(low, high))
        )
    return link in _TIMES and high.unit is not None and high.unit.code in _LENGTHS


_TIMES = ("x", "×")
_LENGTHS = ("mm", "cm", "dm", "m", "km", "px")


def _joined(text: Folded, start: int, low: Part, high: Part) -> Read:
    last = single(text, high)
    assert isinstance(last.value, Quantity)
    factor = last.value.high / high.value if high.value else 1
    value = Quantity(exact(low.value * factor), last.value.high, last.value.unit)
    in_words = low.amount.in_words and high.amount.in_words
    return Read(start, last.end, last.kind, value, exact(min(low.quantum, high.quantum)), in_words, high.amount.about)
