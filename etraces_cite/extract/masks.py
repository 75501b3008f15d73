"""What looks like a number and is none: addresses, telephone numbers, versions, model names, keys, list markers."""

from __future__ import annotations

import re

from etraces_cite.extract.folding import Folded, word_before
from etraces_cite.extract.units import CURRENCY_BEFORE
from etraces_cite.extract.words import FUNCTION_WORDS
from etraces_cite.patterns import regex

__all__ = ["ADDRESS", "AFTER_STREET_NUMBERS", "ALWAYS", "KEYS", "LINKS", "NOT_PROSE", "is_name", "not_a_number"]

NOT_PROSE = r"https?://|www\.|ftp://|mailto:|doi:"
"""How a piece that is no prose begins, besides ``#`` and ``@``; it ends at the next space."""

_TOKEN = regex(r"[\w.@/:#?&=%+~-]*\w|")
_TELEPHONE = regex(
    r"(?:\+ ?33|0033)[ .]?(?:\(0\) ?)?[1-9](?:[ .-]?[0-9]{2}){4}(?![0-9])|0[1-9](?:[ .-]?[0-9]{2}){4}(?![0-9])|(?:39|36|34|32|31|30|118) ?[0-9]{2}(?= \((?:gratuit|service))"
)
_DOTTED = regex(r"[0-9]+(?:\.[0-9]+){2,}")
_GROUPED = regex(r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.]|,[0-9]*\.)")
_COLONS = regex(r"[0-9]+(?::[0-9]+){2,}|[0-9]{1,2}:[0-9]{1,2}(?![0-9:])")
"""Scales of images and the like: ``4:2:2``, ``16:9``."""
_COMMAS = regex(r"[0-9]{1,2}(?:,[0-9]{1,2}){2,}(?![0-9])")
_DATE = regex(r"[0-3]?[0-9]\.[01]?[0-9]\.[12][0-9]{3}(?!\.?[0-9])|[0-3][0-9]\.[01][0-9]\.[0-9]{2}(?!\.?[0-9])")
_ZERO = regex(r"0[0-9]+(?![0-9]|[,.][0-9])")
_RUN = regex(r"[0-9][0-9 ./-]*")
KEYS = frozenset(
    """
    version versions v v. siren siret isbn issn iban rcs tél tel tél. tel. téléphone fax bp cs cedex rna waldec uai finess nir ape naf ean isni orcid pmid arxiv bic tva
    natura cerfa covid sars-cov port windows python android ios iphone galaxy http ipv php html css mpeg mp sha isbn-10 isbn-13
    """.split()
)
"""Words whose number is a key or part of a name."""
_STREETS = r"rue|avenue|av\.|boulevard|bd|quai|place|chemin|impasse|allée|route|cours|square|passage"
_STREET = f"(?:{_STREETS})"
AFTER_STREET_NUMBERS = frozenset((*_STREETS.split("|"), "bis", "ter"))
ADDRESS = regex(
    rf"[0-9]{{1,4}}(?: (?:bis|ter))?,? (?={_STREET} "
    r"(?:(?:de|du|des|de la|d') ?)?[A-ZÀÂÉÈÊÎÔ])"
)
_POSTCODE = regex(r"(?:0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}(?= (?:[A-ZÉÈÎ][\w'-]+))")
_SIRET = regex(r"[0-9]{3} [0-9]{3} [0-9]{3} [0-9]{5}(?![0-9])")
_CARD = regex(r"[0-9]{4}(?: [0-9]{4}){2,}(?: [0-9]{1,3}(?![0-9]))?")
_MARKER = regex(
    r"\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}(?:[.)]|\.?-) (?=.{0,40}[^\W\d_])|[0-9]{1,2}(?:\.[0-9]{1,2}){1,4}\.? {1,3}(?=[A-ZÀÂÉÈÊÎÔ«\u0152])"
)
"""A list marker or the number of a section, at the start of a block: ``1. Le marché``, ``2) …``, ``1.2 Titre``."""
_OPENING = regex(r"[ (*]*+")
_ITEM = regex(r"[0-9]{1,2}° ?(?![CF](?![^\W_]))(?:bis |ter )?(?=[A-ZÀÂÉÈÊÎÔÛ«L\u0152]|[ld]'|[0-9«(])")
_POINT = regex(r"[0-9]{1,2}\.(?= {1,3}[A-ZÀÂÉÈÊÎÔÛ«])")
_LOWER_ITEM = regex(r"[0-9]{1,2}° (?=(?:les?|la|des?|du|une?|aux?|à) |[ld]')")
_ENUMERATED = regex(r"[0-9]{1,2}°?\)(?! ?[0-9])")
_MAN_PAGE = regex(r"[0-9]\)")
_KEYCAP = regex("[0-9]\ufe0f?\u20e3")
ALWAYS = regex(
    r"24 ?h(?:eures)? ?(?:sur|/) ?24|7 ?j(?:ours)? ?(?:sur|/) ?7|24/7|24/24|7/7|50/50|24h/24|7j/7|20/20(?= hind)"
)
_HYPHEN_OK = ("mi", "post", "pré", "ex", "anti", "avant", "après", "début", "fin")
_INTERVAL = regex(r"[0-9]+[,;][0-9]+[\]\[]")
_CALLER = regex(r"\[(?!0)[0-9, –-]{1,12}\]")


_SCORE = regex(r"([0-9]{1,2})-([0-9]{1,2})(?![0-9]|-[0-9]|[.,][0-9])( ?[%€$£°a-zà-ÿ])?")
_ALIKE = regex("|".join(pattern.pattern for pattern in (ALWAYS, _SIRET, _CARD, _KEYCAP, _COMMAS, _COLONS)))


_PLAIN = regex(
    r"[1-9][0-9]{0,3}(?: [0-9]{3}){0,4}(?![0-9])(?:,[0-9]{1,4}(?![0-9,]))?(?= (?![0-9hj(])|[;%€»] |,(?![0-9])|$)"
    rf"(?!,? (?:(?:bis|ter),? )?{_STREET} )"
)
"""The shape of most numbers, in which nothing but a key is mistaken for one: it is looked for first, because it spares the
rest. A mask that can begin with this shape has to be excluded from it."""


def not_a_number(text: Folded, start: int) -> int | None:
    """Return where to go on reading if the digit at ``start`` begins no number, else None."""
    before = text.low[start - 1] if start else " "
    if before != " " and (end := _glued(text, start, before)) is not None:
        return end
    return _key(text.low, start) if _PLAIN.match(text.low, start) else _mask(text, start)


def _mask(text: Folded, start: int) -> int | None:
    low = text.low
    if (alike := _ALIKE.match(low, start)) is not None:
        return alike.end()
    score = _SCORE.match(low, start)
    if score is not None and (score[3] is None or int(score[1]) >= int(score[2])):
        return score.end(2)
    if (address := ADDRESS.match(text.cased, start)) is not None:
        return address.end()
    return (
        _dotted(low, start)
        or _key(low, start)
        or _telephone(low, start)
        or _marker(text, start)
        or _postcode(text, start)
    )


def _glued(text: Folded, start: int, before: str) -> int | None:
    """Decide on a digit that touches what stands before it."""
    low = text.low
    if before == "%" and low[start - 2 : start - 1] == " ":
        return None
    if before.isalnum() or before in "_@#\\=&?%":
        return None if _touches_a_code(low, start) else _end_of_token(low, start)
    if before == "(" and _follows_code(low, start) and (page := _MAN_PAGE.match(low, start)) is not None:
        return page.end()
    if before == "[" and (caller := _CALLER.match(low, start - 1)) is not None:
        return caller.end()
    if before in "[]" and (interval := _INTERVAL.match(low, start)) is not None:
        return interval.end()
    if before in "-/.:+" and start > 1:
        return _after_joint(low, start, before)
    return None


def _follows_code(low: str, start: int) -> bool:
    """Return whether a parenthesis touches a word or follows code: ``logrotate(8)``."""
    before = low[max(0, start - 3) : start - 1]
    return before[-1:].isalnum() or before.rstrip(" ").endswith("\ufffc")


_CODE = regex(r"(?<![^\W_])[a-z]{3}$")
_CODE_ARTICLE = regex(r"[0-9]{2,4}(?:-[0-9]+)+")
_QUARTER = regex(r"(?<![^\W_])[ts][1-4](?: |-|/)(?:19|20)[0-9]{2}(?![0-9])")


def _touches_a_code(low: str, start: int) -> bool:
    """Return whether the letters before a digit are a currency (``EUR29,99``), a code (``L1221-24``) or a quarter (``T1 2021``)."""
    code = _CODE.search(low[max(0, start - 4) : start])
    if code is not None:
        return code[0] in CURRENCY_BEFORE
    if low[start - 1] in "lrd" and not low[start - 2 : start - 1].isalnum():
        return _CODE_ARTICLE.match(low, start) is not None
    return _QUARTER.match(low, start - 1) is not None


def _after_joint(low: str, start: int, before: str) -> int | None:
    earlier = low[start - 2]
    if earlier.isspace() or earlier in '(«"':
        if before == "+" and (phone := _TELEPHONE.match(low, start - 1)) is not None:
            return phone.end()
        return None
    if before == "-" and earlier.isalpha():
        word = re.compile(r"[^\W\d_]+-$").search(low[max(0, start - 12) : start])
        if word is not None and word[0][:-1] in _HYPHEN_OK:
            return None
        return _end_of_token(low, start)
    if (
        before == "."
        and earlier.isalpha()
        and low[max(0, start - 5) : start - 1].lstrip(" (").split(" ")[-1]
        in ("art", "p", "pp", "vol", "fig", "l", "r", "d", "a", "n", "chap")
    ):
        return None
    if (before == ":" and not earlier.isdigit()) or (before == "." and earlier in ")»"):
        return None
    return _end_of_token(low, start)


def _end_of_token(low: str, start: int) -> int:
    match = _TOKEN.match(low, start)
    return max(match.end() if match else start, start + 1)


def _dotted(low: str, start: int) -> int | None:
    match = _DOTTED.match(low, start)
    if match is None or _GROUPED.match(low, start) or _DATE.match(low, start):
        zero = _ZERO.match(low, start)
        if zero is None or re.compile(r"[0-9]{1,2}(?:[/.-]| ?h| [a-zà-ÿ]{3,9}\.? |:| [01][0-9] [0-9])").match(
            low, start
        ):
            return None
        return _TELEPHONE.match(low, start).end() if _TELEPHONE.match(low, start) else zero.end()  # type: ignore[union-attr]
    return _end_of_token(low, start)


LINKS = frozenset(("à", "et", "ou", "jusqu'à"))
_VERSIONS = regex(r"(?<![^\W_])versions? [0-9][0-9.]*(?:,? (?:à|et|ou|jusqu'à) )$")


def _key(low: str, start: int) -> int | None:
    last = word_before(low, start)
    if last in (":", "n°", "n°:", "."):
        last = word_before(low, start - len(last) - 1)
    if last.rstrip(":") not in KEYS and not (last in LINKS and _VERSIONS.search(low[max(0, start - 40) : start])):
        return None
    match = _RUN.match(low, start)
    return max(start + 1, match.end() if match else start + 1)


def _telephone(low: str, start: int) -> int | None:
    match = _TELEPHONE.match(low, start)
    return match.end() if match else None


def _marker(text: Folded, start: int) -> int | None:
    head = text.low[max(0, start - 8) : start].strip(' (*-«"')
    if not head and _OPENING.fullmatch(text.low, 0, start):
        match = _MARKER.match(text.cased, start)
        if match is not None:
            return match.end()
    if not head and (item := _LOWER_ITEM.match(text.low, start)) is not None:
        return item.end()
    item = _ITEM.match(text.cased, start)
    if item is not None and (not head or head[-1] in ";:.»,"):
        return item.end()
    point = _POINT.match(text.cased, start) if head[-1:] in (":", ";", ".", ")") else None
    if point is not None and (head[-1] != ":" or point[0] == "1."):
        return point.end()
    enumerated = _ENUMERATED.match(text.low, start)
    if enumerated is not None and "(" not in text.low[max(0, start - 60) : start].rsplit(")", 1)[-1]:
        return enumerated.end()
    return None


def _postcode(text: Folded, start: int) -> int | None:
    match = _POSTCODE.match(text.cased, start)
    if match is None:
        return None
    before = text.low[max(0, start - 8) : start].rstrip()
    following = re.compile(r" ([\w'-]+)").match(text.low, match.end())
    gentile = following is not None and following[1].endswith(
        ("ais", "ois", "iens", "ains", "ands", "ards", "aises", "oises", "iennes", "aines")
    )
    counted = before.endswith((" les", " des", " de", " à", "environ", "plus d", "quelque", " et"))
    return match.end() if not gentile and not (counted and not before.endswith(" à")) else None


_OPENING_WORDS = frozenset(
    "seuls seules total soit quelque ajoutez comptez environ près versez réponse résultat".split()
)
"""Words that a bare number may follow where they open a sentence, besides the function words."""


_LETTERS_OF_NAMES = frozenset("BCEFGHIJKMNOPQRSTUVWXZ")
"""A capital that stands alone belongs to a norm or a model (``NF C 18-510``), unless it is a word (``À 12 ans``) or opens an article."""


def is_name(text: Folded, start: int) -> bool:
    """Return whether a bare number belongs to the name before it: ``Web 2.0``, ``France 24``, ``CAC 40``."""
    cased = text.cased
    begin = cased.rfind(" ", max(0, start - 25), start - 1) + 1
    word = cased[begin : start - 1].lstrip('(«"“').rsplit("'", 1)[-1]
    is_named = word[:1].isupper() or (word.isalpha() and not word.islower())
    if cased[start - 1 : start] != " " or not is_named or word.endswith((".", ",", ";", ":")):
        return False
    if len(word) == 1 and word in _LETTERS_OF_NAMES:
        return True
    low = word.lower()
    return low not in FUNCTION_WORDS and low not in _OPENING_WORDS
