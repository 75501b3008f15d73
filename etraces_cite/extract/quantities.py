"""Quantities: amounts with their units, ranges, ratios, compound durations and prices."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction


from etraces_cite.extract.counting import Counted, noun_after, unit_after
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.numbers import Amount, amount, half_after
from etraces_cite.extract.units import CURRENCY_BEFORE, SECONDS, Unit
from etraces_cite.model import Kind, Quantity

__all__ = ["Read", "quantity"]


@dataclass(frozen=True, slots=True)
class Read:
    """A quantity where it is written, hedge aside."""

    start: int
    end: int
    kind: Kind
    value: Quantity
    quantum: Fraction
    in_words: bool
    about: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of a range: an amount, perhaps with its unit."""

    amount: Amount
    counted: Counted | None
    start: int
    end: int
    value: Fraction
    quantum: Fraction

    @property
    def unit(self) -> Unit | None:
        return self.counted.unit if self.counted else None


_LINK = re.compile(r" {0,40}(à|ou|et|jusqu'à|-|–|—|/) {0,40}(?=[0-9a-z$€£½¼¾])")
_SCORE = re.compile(r"[0-9]{1,2}-[0-9]{1,2}(?![^\W_])")
_SUR = re.compile(r" {1,40}(sur|pour) {1,40}(?=[0-9a-z])")
_MORE = re.compile(r" {1,40}(plus|moins)(?![^\W_])")
_CHANGE = re.compile(
    r"(?:pass|augment|baiss|chut|grimp|progress|relev|remont|évolu|bond|tomb|ramen|rédui|port|desc|dimin|recul|all|gliss|vari[eé]r?ai?t?$|mont|abaiss|s'envol|hiss|pouss|majo|réviser?)"
    r"[a-zà-ÿ]*(?: {1,3}[a-zà-ÿ']+){0,2} {1,3}(?:de|d') {0,3}$"
)
_ENTRE = re.compile(r"entre {1,40}(?:(?:environ|quelque|près de|les) {1,40})?$")
_AND_PART = re.compile(r"(?:,? {1,3}(?:et )?)(?=[0-9a-z])")


def quantity(text: Folded, start: int) -> tuple[Read, ...]:
    """Read what starts at ``start``: one quantity or range, two where a change is told, none where nothing is one."""
    first = _part(text, start)
    if first is None:
        return ()
    ratio = _ratio(text, first)
    if ratio is not None:
        return (ratio,)
    return _range(text, first) or (_single(text, first),)


def _part(text: Folded, start: int) -> _Part | None:
    prefix = _currency_before(text.low, start)
    read = amount(text, start)
    if read is None:
        return None
    if prefix is not None:
        return _prefixed(text, read, *prefix)
    counted = unit_after(text, read.end, joint=read.takes_de or read.is_part)
    sign = _sign(text.low, start)
    value, end = Fraction(read.value), read.end
    part = _Part(read, None, start, end, value, Fraction(read.quantum))
    if counted is not None:
        part = _compound(text, _with_unit(part, counted))
    return replace(part, value=-part.value, start=sign) if sign is not None else part


def _with_unit(part: _Part, counted: Counted) -> _Part:
    factor = counted.unit.factor
    return replace(part, counted=counted, end=counted.end, value=part.value * factor, quantum=part.quantum * factor)


def _sign(low: str, start: int) -> int | None:
    """Return where a minus sign starts, if the amount has one."""
    if low[start - 1 : start] in ("-", "–") and (start == 1 or low[start - 2] in " («\"=:;+"):
        return start - 1
    if low.startswith("- ") and not low[2:start].strip():
        return 0
    match = re.compile(r"(?:^|[^\W_]* |[(«:;,] ?)moins {1,3}$").search(low[max(0, start - 24) : start])
    if match is None or re.compile(r"(?:au|de|du|ou|pas|le|les|la|plus|bien|et|deux|fois|d'au|en) {1,3}moins {1,3}$").search(match[0]):
        return None
    return low.rindex("moins", 0, start)


_BEFORE = re.compile(r"([a-z]{0,3}[$€£¥₽₹₪₩₿]|\$us|\b[a-z]{3}) {0,2}$")


def _currency_before(low: str, start: int) -> tuple[str, int] | None:
    """Return the code of a currency written before an amount and where it starts: ``$10``, ``EUR 20``."""
    match = _BEFORE.search(low[max(0, start - 6) : start])
    if match is None or match[1] not in CURRENCY_BEFORE:
        return None
    return CURRENCY_BEFORE[match[1]], max(0, start - 6) + match.start(1)


def _prefixed(text: Folded, read: Amount, code: str, start: int) -> _Part:
    counted = Counted(Unit(code, Kind.MONEY), read.end)
    return _Part(read, counted, start, read.end, Fraction(read.value), Fraction(read.quantum))


# Compound units


_SMALLER = {"year": ("month", 12), "hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24), "week": ("day", 7)}
_MINUTES = re.compile(r" {0,2}([0-5][0-9])(?: ?(?:min|mn|minutes)(?![^\W_])|(?![^\W_]| [0-9%€$]|[.,][0-9]))")
_CENTS = re.compile(r" {0,2}([0-9]{2})(?![0-9]|[.,][0-9]| ?(?:%|€)| [0-9]{3}|[^\W_])")
_CENTS_AFTER = re.compile(r"(?: et | )([0-9]{1,2}) ?(?:cents?|centimes?)(?![^\W_])")


def _compound(text: Folded, part: _Part) -> _Part:
    """Add the smaller unit that follows: ``un an et six mois``, ``1 h 30``, ``12 € 50``, ``trois ans et demi``."""
    unit = part.unit
    assert unit is not None
    if unit.kind is Kind.DURATION and (half := half_after(text.low, part.end)) is not None:
        return replace(part, end=half[1], value=part.value + half[0] * unit.factor, quantum=half[0] * unit.factor)
    if unit.kind is Kind.DURATION and unit.code in _SMALLER:
        return _with_minutes(text, part, unit) or _with_smaller(text, part, *_SMALLER[unit.code]) or part
    if unit.kind is Kind.MONEY and part.quantum >= 1 and len(unit.code) == 3:
        return _with_cents(text, part) or part
    return part


def _with_minutes(text: Folded, part: _Part, unit: Unit) -> _Part | None:
    if unit.code != "hour" or part.quantum != 1:
        return None
    match = _MINUTES.match(text.low, part.end)
    if match is not None:
        return replace(part, end=match.end(), value=part.value + Fraction(int(match[1]), 60), quantum=Fraction(1, 60))
    minutes = _next_amount(text, part.end)
    if minutes is None or not minutes.in_words or not 5 <= minutes.value < 60 or unit_after(text, minutes.end) is not None:
        return None
    if noun_after(text, minutes.end, singular=False) is not None:
        return None
    return replace(part, end=minutes.end, value=part.value + Fraction(minutes.value, 60), quantum=Fraction(1, 60))


def _next_amount(text: Folded, end: int) -> Amount | None:
    step = _AND_PART.match(text.low, end)
    if step is None or text.low[step.end() : step.end() + 1] in ("-", "–"):
        return None
    return amount(text, step.end())


def _with_smaller(text: Folded, part: _Part, code: str, ratio: int) -> _Part | None:
    step = _AND_PART.match(text.low, part.end)
    rest = _part(text, step.end()) if step else None
    if rest is None or rest.unit is None or rest.unit.kind is not Kind.DURATION:
        return None
    if rest.unit.code == code and rest.value < ratio * 4:
        return replace(part, end=rest.end, value=part.value + rest.value / ratio, quantum=rest.quantum / ratio)
    if rest.unit.code in SECONDS and part.unit is not None and SECONDS.get(part.unit.code, 0) > SECONDS[rest.unit.code]:
        factor = Fraction(SECONDS[rest.unit.code], SECONDS[part.unit.code])
        return replace(part, end=rest.end, value=part.value + rest.value * factor, quantum=rest.quantum * factor)
    return None


def _with_cents(text: Folded, part: _Part) -> _Part | None:
    match = _CENTS_AFTER.match(text.low, part.end)
    if match is None and text.low[part.end - 1] in "€$£s" and part.amount.scale == 1:
        match = _CENTS.match(text.low, part.end)
    if match is not None:
        return replace(part, end=match.end(), value=part.value + Fraction(int(match[1]), 100), quantum=Fraction(1, 100))
    cents = _next_amount(text, part.end)
    if cents is None or not cents.in_words or not 1 <= cents.value < 100 or part.amount.scale > 1000:
        return None
    after = unit_after(text, cents.end)
    if after is not None and not after.unit.code.startswith("cent"):
        return None
    if after is None and noun_after(text, cents.end, singular=False) is not None:
        return None
    end = after.end if after else cents.end
    return replace(part, end=end, value=part.value + Fraction(cents.value, 100), quantum=Fraction(1, 100))


# Ratios


def _ratio(text: Folded, part: _Part) -> Read | None:
    """Read ``sept sur dix``, ``deux policiers sur trois``, ``1 pour 25``, ``deux fois plus``."""
    if part.unit is not None and part.unit.code == "fois" and (more := _MORE.match(text.low, part.end)) is not None:
        value = 1 / part.value if more[1] == "moins" and part.value else part.value
        return _read(part, more.end(), Kind.RATIO, Quantity(value, value, "fois"))
    if part.unit is not None and part.unit.code != "fois":
        return None
    if part.amount.is_part or part.quantum != 1 or part.value < 1:
        return None
    noun = noun_after(text, part.end, singular=part.value < 2) if part.unit is None else None
    step = _SUR.match(text.low, noun.end if noun else part.end)
    whole = amount(text, step.end()) if step else None
    if step is None or whole is None or not _is_whole(text, part, whole, noun is not None, step[1]):
        return None
    return _read(part, whole.end, Kind.RATIO, Quantity(part.value / whole.value, part.value / whole.value))


def _is_whole(text: Folded, part: _Part, whole: Amount, has_noun: bool, link: str) -> bool:
    """Return whether ``whole`` is what a part is taken of, and not another count: ``30 sur 2 564``."""
    if whole.quantum < 1 or whole.value <= part.value or whole.is_part or whole.about:
        return False
    if part.amount.in_words and part.value == 1 and link == "pour" and whole.value in (100, 1000):
        return False
    if unit_after(text, whole.end) is not None:
        return False
    round_whole = whole.value <= 10 or whole.value in (20, 25, 50) or str(whole.value).strip("0") == "1"
    if link == "pour":
        return round_whole and not has_noun and whole.value > 1
    if noun_after(text, whole.end, singular=False) is not None and has_noun:
        return False
    return round_whole or part.value == 1 or (not has_noun and whole.value <= 100)


# Ranges


def _range(text: Folded, first: _Part) -> tuple[Read, ...]:
    link = _LINK.match(text.low, first.end)
    if link is None:
        return ()
    between = _ENTRE.search(text.low[max(0, first.start - 24) : first.start]) if link[1] == "et" else None
    if link[1] == "et" and between is None:
        return ()
    start = link.end()
    second = _second(text, start)
    if second is None:
        return ()
    low, high = _share(first, second)
    if low is None or high is None or not _is_range(text, low, high, link[1], first, second):
        return ()
    if link[1] == "à" and _CHANGE.search(text.low[max(0, first.start - 48) : first.start]):
        return (_single(text, low, unit_only=True), _single(text, high))
    begin = first.start - len(between[0]) if between else first.start
    return (_joined(text, begin, low, high),)


def _second(text: Folded, start: int) -> _Part | None:
    if text.low[start] in "$€£":
        start += 1
    if text.low.startswith(("un ", "une ", "l"), start) and not text.low.startswith(("un million", "un milliard", "une dizaine", "une centaine", "un an", "une heure")):
        pass
    return _part(text, start)


def _share(first: _Part, second: _Part) -> tuple[_Part | None, _Part | None]:
    """Give the first amount the scale and the unit that only the second one states."""
    low = first
    scale = second.amount.scale
    if first.unit is None and first.amount.scale == 1 and scale > 1 and first.value < second.amount.coefficient:
        low = replace(low, value=first.value * scale, quantum=first.quantum * scale)
    if first.unit is None and second.counted is not None:
        factor = second.counted.unit.factor
        low = replace(low, counted=second.counted, value=low.value * factor, quantum=low.quantum * factor)
    if low.unit is not None and second.unit is None:
        return None, None
    return _same_unit(low, second)


def _same_unit(low: _Part, high: _Part) -> tuple[_Part | None, _Part | None]:
    if low.unit is None or high.unit is None or low.unit.code == high.unit.code:
        return low, high
    if low.unit.code in SECONDS and high.unit.code in SECONDS:
        factor = Fraction(SECONDS[low.unit.code], SECONDS[high.unit.code])
    elif (low.unit.code, high.unit.code) == ("month", "year"):
        factor = Fraction(1, 12)
    else:
        return None, None
    return replace(low, value=low.value * factor, counted=high.counted), high


def _is_range(text: Folded, low: _Part, high: _Part, link: str, first: _Part, second: _Part) -> bool:
    if low.value >= high.value or first.amount.about != second.amount.about:
        return False
    bare = high.unit is None
    if link == "/":
        return False
    if link in ("-",):
        tight = text.low[first.end : first.end + 1] == "-"
        noun = noun_after(text, second.end, singular=False, joint=second.amount.takes_de)
        return not bare or noun is not None or (not tight and first.start == 0)
    if link == "ou":
        return low.quantum == high.quantum or not bare
    return True


def _joined(text: Folded, start: int, low: _Part, high: _Part) -> Read:
    single = _single(text, high)
    unit = single.value.unit
    quantity_ = Quantity(low.value, single.value.high, unit)
    return Read(start, single.end, single.kind, quantity_, min(low.quantum, high.quantum), low.amount.in_words and high.amount.in_words, high.amount.about)


def _single(text: Folded, part: _Part, *, unit_only: bool = False) -> Read:
    unit = part.unit
    if unit is not None:
        return _read(part, part.end, unit.kind, Quantity(part.value, part.value, unit.code))
    kind = Kind.RATIO if part.amount.is_part else Kind.NUMBER
    noun = None
    if not unit_only and not part.amount.is_part:
        noun = noun_after(text, part.end, singular=abs(part.value) < 2, joint=part.amount.takes_de)
    if noun is None:
        return _read(part, part.end, kind, Quantity(part.value, part.value))
    return _read(part, noun.end, kind, Quantity(part.value, part.value, noun.unit.code))


def _read(part: _Part, end: int, kind: Kind, value: Quantity) -> Read:
    return Read(part.start, end, kind, value, part.quantum, part.amount.in_words, part.amount.about)
