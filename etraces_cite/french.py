"""French typography and the tables that several layers share: hedges, unit names, counted nouns.

Formatting goes through Babel (CLDR, locale ``fr``). The space rules are those of the *Lexique des règles typographiques
en usage à l'Imprimerie nationale*.
"""

from __future__ import annotations

import calendar
import datetime
import enum
import functools
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from etraces_cite.patterns import regex

__all__ = [
    "HEDGES",
    "NARROW_SPACE",
    "NO_BREAK_SPACE",
    "UNITS",
    "Bound",
    "bound_of",
    "count_words",
    "format_day",
    "format_number",
    "format_period",
    "format_quantity",
    "is_followable",
    "normalise",
    "noun_stem",
    "typeset",
    "unit_code",
    "visible",
]

NO_BREAK_SPACE = "\u00a0"
NARROW_SPACE = "\u202f"


class Bound(enum.StrEnum):
    """What a hedge claims of the value behind a figure."""

    ABOUT = "about"
    """Near it, on either side: ``environ``."""
    NEARLY = "nearly"
    """Near it and not above: ``près de``."""
    OVER = "over"
    """At least it: ``plus de``."""
    UNDER = "under"
    """At most it: ``moins de``, ``jusqu'à``."""


HEDGES: Mapping[str, Bound] = {
    **dict.fromkeys(
        (
            "about", "environ", "autour de", "quelque", "quelques", "à peu près", "approximativement", "de l'ordre de",
            "aux alentours de", "aux environs de", "dans les", "grosso modo", "peu ou prou", "à quelque chose près",
            "une sorte de", "vers", "circa", "estimé à", "estimée à", "estimés à", "estimées à", "à peine", "tout juste",
            "plus ou moins", "avoisine", "avoisinent", "avoisinait", "avoisinant", "~", "≈",
        ),
        Bound.ABOUT,
    ),
    **dict.fromkeys(
        ("près de", "presque", "pas loin de", "quasiment", "quasi", "pratiquement", "bientôt", "un peu moins de", "frôle", "frôlait"),
        Bound.NEARLY,
    ),
    **dict.fromkeys(
        (
            "plus de", "plus que", "au moins", "pas moins de", "minimum", "au minimum", "un minimum de", "supérieur à",
            "supérieure à", "supérieurs à", "supérieures à", "supérieur ou égal à", "supérieure ou égale à",
            "supérieurs ou égaux à", "supérieures ou égales à", "au-dessus de", "au-delà de", "à partir de", "un peu plus de", "bien plus de", "dépasse",
            "dépassait", "dépassent", "dépassé", "dépassant", "passé", "passés", "passées", "au bas mot", "tout au moins",
            "à tout le moins", "au grand minimum", "+ de", ">", "≥",
        ),
        Bound.OVER,
    ),
    **dict.fromkeys(
        (
            "moins de", "moins que", "au plus", "tout au plus", "maximum", "au maximum", "un maximum de", "max", "jusqu'à",
            "jusqu'en", "jusqu'au", "pas plus de", "inférieur à", "inférieure à", "inférieurs à", "inférieures à",
            "inférieur ou égal à", "inférieure ou égale à", "inférieurs ou égaux à", "inférieures ou égales à",
            "au-dessous de", "en dessous de", "en deçà de", "au grand maximum", "<", "≤",
        ),
        Bound.UNDER,
    ),
}  # fmt: skip
"""Hedges in their normal form (see :func:`normalise`), and what each claims."""

UNITS: Mapping[str, str] = {
    **dict.fromkeys(("EUR", "€", "euro", "euros", "eur"), "EUR"),
    **dict.fromkeys(("USD", "$", "dollar", "dollars", "us$", "$us"), "USD"),
    **dict.fromkeys(("GBP", "£", "livre sterling", "livres sterling"), "GBP"),
    **dict.fromkeys(("CHF", "franc suisse", "francs suisses"), "CHF"),
    **dict.fromkeys(("%", "pour cent", "p. 100", "p.100", "pourcent", "pourcents"), "%"),
    **dict.fromkeys(("‰", "pour mille"), "‰"),
    **dict.fromkeys(("second", "seconde", "secondes", "s", "sec"), "second"),
    **dict.fromkeys(("minute", "minutes", "min", "mn"), "minute"),
    **dict.fromkeys(("hour", "heure", "heures", "h"), "hour"),
    **dict.fromkeys(("day", "jour", "jours", "j"), "day"),
    **dict.fromkeys(("week", "semaine", "semaines"), "week"),
    **dict.fromkeys(("month", "mois"), "month"),
    **dict.fromkeys(("year", "an", "ans", "année", "années"), "year"),
}
"""French and international forms of a unit, and its code: ISO 4217 for money, English names for time."""

_FRENCH_UNITS: Mapping[str, tuple[str, str]] = {
    "EUR": ("euro", "euros"), "USD": ("dollar", "dollars"), "GBP": ("livre sterling", "livres sterling"),
    "CHF": ("franc suisse", "francs suisses"), "second": ("seconde", "secondes"), "minute": ("minute", "minutes"),
    "hour": ("heure", "heures"), "day": ("jour", "jours"), "week": ("semaine", "semaines"), "month": ("mois", "mois"),
    "year": ("an", "ans"), "point": ("point", "points"),
}  # fmt: skip

_NORMAL = str.maketrans(
    {"\u2019": "'", "\u02bc": "'", NO_BREAK_SPACE: " ", NARROW_SPACE: " ", "\u2009": " ", "\u2011": "-", "\u2010": "-",
     "\n": " ", "\t": " "}
)  # fmt: skip


@functools.lru_cache(maxsize=4096)
def normalise(words: str) -> str:
    """Return words in the form of the tables: lower case, straight apostrophe, single plain spaces."""
    return " ".join(words.translate(_NORMAL).lower().split())


_GROUPED_DIGITS = regex(r"(?<=\d)[ \u00a0\u202f\u2009](?=\d{3}\b)")
_WORD = regex(r"\S*\w\S*")


def count_words(text: str) -> int:
    """Return the number of words: a number with spaces between its thousands is one."""
    return len(_WORD.findall(_GROUPED_DIGITS.sub("", text)))


def bound_of(hedge: str | None) -> Bound | None:
    """Return what a hedge claims, or None for no hedge or one that the table does not know."""
    if not hedge:
        return None
    normal = normalise(hedge)
    return HEDGES.get(normal) or HEDGES.get(re.sub(r" (?:d'|du|des)$", " de", normal)) or HEDGES.get(
        re.sub(r"(?:d'|du|des)$", "de", normal)
    )  # fmt: skip


def unit_code(text: str) -> str:
    """Return the code of a unit written in French or as a code; a counted noun comes back in its normal form.

    A compound keeps its slash: ``euros/caméra`` gives ``EUR/caméra``.
    """
    head, slash, tail = text.strip().partition("/")
    if slash and text.strip() not in UNITS:
        return f"{unit_code(head)}/{normalise(tail)}"
    return UNITS.get(text.strip()) or UNITS.get(normalise(text)) or normalise(text)


def noun_stem(noun: str) -> str:
    """Return a form under which the singular and the plural of a counted noun meet (``caméras``, ``caméra``)."""
    words = normalise(noun).split()
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def format_number(value: Fraction | Decimal | int, *, digits: int | None = None) -> str:
    """Return a number in French: U+202F between thousands, decimal comma; ``1/3`` stays a fraction.

    :param digits: decimals to round to, half to even; by default all there are (or a fraction where they never end).
    """
    exact = Fraction(value)
    if digits is not None:
        exact = Fraction(round(exact * 10**digits), 10**digits)
    places = _decimal_places(exact)
    if places is None:
        return f"{exact.numerator}/{exact.denominator}"
    shown = max(places, digits or 0)
    scaled = abs(exact.numerator) * 10**shown // exact.denominator
    whole, part = divmod(scaled, 10**shown)
    sign = "-" if exact < 0 else ""
    return f"{sign}{whole:,}{f'.{part:0{shown}}' if shown else ''}".translate(_FRENCH_MARKS)


_FRENCH_MARKS = str.maketrans({",": NARROW_SPACE, ".": ","})


def _decimal_places(value: Fraction) -> int | None:
    """Return how many decimals write ``value`` exactly, or None where they never end."""
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def format_quantity(low: Fraction, high: Fraction, unit: str | None, *, digits: int | None = None) -> str:
    """Return an amount or a range with its unit in French typography: ``10 400 caméras``, ``entre 15 et 20 minutes``."""
    if low == high:
        return f"{_with_scale(low, digits)}{_unit_after(unit, low)}"
    amounts = f"{format_number(low, digits=digits)} et {format_number(high, digits=digits)}"
    return f"entre {amounts}{_unit_after(unit, high)}"


def _with_scale(value: Fraction, digits: int | None) -> str:
    """Return whole thousands of millions in words, as prose does: ``15 millions``."""
    for scale, name in ((10**9, "milliard"), (10**6, "million")):
        if value >= scale and (value * 10 / scale).denominator == 1:
            plural = "s" if value >= 2 * scale else ""
            return f"{format_number(value / scale)}{NO_BREAK_SPACE}{name}{plural}"
    return format_number(value, digits=digits)


def _unit_after(unit: str | None, value: Fraction) -> str:
    if not unit:
        return ""
    head, slash, tail = unit.partition("/")
    singular, plural = _FRENCH_UNITS.get(head, (head, head))
    name = plural if abs(value) >= 2 else singular
    per = f" par {_FRENCH_UNITS.get(tail, (tail, tail))[0]}" if slash else ""
    scaled = value >= 10**6 and (value / 10**5).denominator == 1
    joint = (f" d{chr(0x2019)}" if name[:1].lower() in "aeéiouhy" else " de ") if scaled else NO_BREAK_SPACE
    return f"{joint}{name}{per}"


MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def format_period(low: datetime.date, high: datetime.date) -> str:
    """Return a date or a span of days, both included, as prose writes it: ``16 novembre 2020``, ``mai 2020``, ``fin octobre 2020``.

    An end at the calendar's own end is open: ``depuis le 26 janvier 2022``, ``jusqu’au 25 janvier 2022``.
    """
    if low == datetime.date.min or high == datetime.date.max:
        return _open_period(low, high)
    if low == high:
        return _day(low)
    if low.year == high.year:
        named = _part_of_month(low, high) if low.month == high.month else _part_of_year(low, high)
        if named:
            return named
    if _is_first(low) and _is_last(high):
        return _whole_months(low, high)
    return _days(low, high)


SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


def format_day(day: datetime.date) -> str:
    """Return a day in short, as a note writes it: ``24 nov. 2026``."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NO_BREAK_SPACE}{SHORT_MONTHS[day.month - 1]} {day.year}"


def _open_period(low: datetime.date, high: datetime.date) -> str:
    if low != datetime.date.min:
        return f"depuis le {_day(low)}"
    return f"jusqu\u2019au {_day(high)}" if high != datetime.date.max else "sans limite de date"


def _day(date: datetime.date, *, with_month: bool = True, with_year: bool = True) -> str:
    number = "1er" if date.day == 1 else str(date.day)
    month = f"{NO_BREAK_SPACE}{MONTHS[date.month - 1]}" if with_month else ""
    return f"{number}{month}{f' {date.year}' if with_year else ''}"


def _is_first(date: datetime.date) -> bool:
    return date.day == 1


def _is_last(date: datetime.date) -> bool:
    return date.day == calendar.monthrange(date.year, date.month)[1]


def _part_of_month(low: datetime.date, high: datetime.date) -> str | None:
    month = f"{MONTHS[low.month - 1]} {low.year}"
    if _is_last(high):
        return {1: month, 21: f"fin {month}"}.get(low.day)
    return {(1, 10): f"début {month}", (11, 20): f"mi-{month}"}.get((low.day, high.day))


def _part_of_year(low: datetime.date, high: datetime.date) -> str | None:
    if not (_is_first(low) and _is_last(high)):
        return None
    parts = {(1, 12): "", (1, 4): "début ", (5, 8): "mi-", (9, 12): "fin "}
    part = parts.get((low.month, high.month))
    return None if part is None else f"{part}{low.year}"


def _whole_months(low: datetime.date, high: datetime.date) -> str:
    if low.month == 1 and high.month == 12:
        return f"de {low.year} à {high.year}"
    start = MONTHS[low.month - 1] + (f" {low.year}" if low.year != high.year else "")
    elided = "d\u2019" if start[0] in "aeiouéê" else "de "
    return f"{elided}{start} à {MONTHS[high.month - 1]} {high.year}"


def _days(low: datetime.date, high: datetime.date) -> str:
    is_same_year = low.year == high.year
    start = _day(low, with_month=(low.year, low.month) != (high.year, high.month), with_year=not is_same_year)
    return f"du {start} au {_day(high)}"


_NARROW = regex(
    r"""
      [ \u00a0\u202f]+ (?= [;!?»%‰€] | :(?:\s|$) )   # high marks, and signs after a number
    | (?<= «) [ \u00a0\u202f]*
    | (?<= \d) (?<! \d{4}) [ \u00a0] (?= \d{3} (?!\d) )   # groups of thousands
    """,
    re.VERBOSE,
)
_MONTHS_OF_DATES = "|".join(MONTHS)
_NO_BREAK = regex(
    rf"""
      (?: (?<=\bn°) | (?<=\bp\.) | (?<=\bM\.) | (?<=§) ) [ ]+
    | (?<= \d ) [ ] (?= (?:{_MONTHS_OF_DATES}|millions?|milliards?|euros?|ans?|mois|jours?|heures?|h|min|km|m²?|Go|Mo)\b )
    | (?<= \b1er ) [ ] (?= (?:{_MONTHS_OF_DATES})\b )
    """,
    re.VERBOSE,
)
_SIGNS = regex("[;!?»%‰€:«]")
_AFTER_DIGIT = regex("\\d[ \u00a0]")
_GROUPS = regex("\\d[ \u00a0]\\d{3}")
_UNITS = regex("\\d [jfmasondehkGM]")
_ABBREVIATIONS = regex("[°.§] ")
"""Without one of these, which are found fast, neither of the above has anything to do: most texts are without."""


_UNSEEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


def visible(text: str) -> str:
    """Return text without control characters and without those that turn the direction of what follows.

    The latter make a page say another thing than its source (Unicode Technical Report 36, § 2.4); XML 1.0 forbids most of the former.
    """
    return _UNSEEN.sub("", text) if _UNSEEN.search(text) else text


def is_followable(address: str) -> bool:
    """Return True for an address of the web: a ``javascript:`` or ``data:`` address is printed as text."""
    return address.startswith(("https://", "http://"))


def typeset(text: str) -> str:
    """Return text as French sets it: the same words and digits, other spaces, apostrophes and dots.

    U+202F before ``; : ! ? » % €``, after ``«`` and between groups of three digits; U+00A0 between a number and its unit or
    month, after ``n°``, ``p.``, ``§`` and ``M.``; ’ for the straight apostrophe, … for three dots. A line of prose breaks at neither
    space. What a reader cannot see is left out (see :func:`visible`). Source: Lexique des règles typographiques en usage à
    l'Imprimerie nationale, with the narrow space before the colon too.
    """
    text = visible(text).replace("'", "\u2019").replace("...", "…")
    after_digit = _AFTER_DIGIT.search(text) is not None
    if _SIGNS.search(text) or (after_digit and _GROUPS.search(text)):
        text = _NARROW.sub(NARROW_SPACE, text)
    if (after_digit and _UNITS.search(text)) or _ABBREVIATIONS.search(text) or "1er " in text:
        text = _NO_BREAK.sub(NO_BREAK_SPACE, text)
    return text
