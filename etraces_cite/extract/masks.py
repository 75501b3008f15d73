"""What looks like a number and is none: addresses, telephone numbers, versions, model names, keys, list markers."""

from __future__ import annotations

import re

from etraces_cite.extract.folding import Folded
from etraces_cite.extract.lexicon import trie
from etraces_cite.extract.words import FUNCTION_WORDS

__all__ = ["NOT_PROSE", "not_a_number"]

NOT_PROSE = r"https?://|www\.|ftp://|mailto:|doi:"
"""How a piece that is no prose begins, besides ``#`` and ``@``; it ends at the next space."""

_PIECE = re.compile(r"[^ \ufffc<>«»]*")
_TOKEN = re.compile(r"[\w.@/:#?&=%+~-]*\w|")
_TELEPHONE = re.compile(r"(?:\+ ?33|0033)[ .]?(?:\(0\) ?)?[1-9](?:[ .-]?[0-9]{2}){4}(?![0-9])|0[1-9](?:[ .-]?[0-9]{2}){4}(?![0-9])|(?:39|36|34|32|31|30|118) ?[0-9]{2}(?= \((?:gratuit|service))")
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.]|,[0-9]*\.)")
_COMMAS = re.compile(r"[0-9]{1,2}(?:,[0-9]{1,2}){2,}(?![0-9])")
_DATE = re.compile(r"[0-3]?[0-9]\.[01]?[0-9]\.(?:[12][0-9]{3}|[0-9]{2})(?![0-9.])")
_ZERO = re.compile(r"0[0-9]+(?![0-9]|[,.][0-9])")
_RUN = re.compile(r"[0-9][0-9 ./-]*")
_KEYS = re.compile(
    rf"(?:^|[^\w])({trie(('siren', 'siret', 'isbn', 'issn', 'iban', 'rcs', 'tél', 'tel', 'téléphone', 'fax', 'bp', 'cs', 'cedex', 'rna', 'waldec', 'uai', 'finess', 'nir', 'ape', 'naf', 'ean', 'isni', 'orcid', 'pmid', 'arxiv', 'bic', 'tva', 'covid', 'sars-cov', 'port', 'windows', 'python', 'android', 'ios', 'iphone', 'galaxy', 'http', 'ipv', 'php', 'html', 'css', 'mpeg', 'mp', 'sha'))})"
    r"(?:-1[03])? {0,3}(?:n°|:|\.)? {0,3}$"
)
_POSTCODE = re.compile(r"(?:0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}(?= (?:[A-ZÉÈÎ][\w'-]+))")
_SIRET = re.compile(r"[0-9]{3} [0-9]{3} [0-9]{3} [0-9]{5}(?![0-9])")
_CARD = re.compile(r"[0-9]{4}(?: [0-9]{4}){2,}")
_MARKER = re.compile(r"\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}(?:[.)]|°\)?|\.?-) (?=\S)|[0-9]{1,2}(?:\.[0-9]{1,2}){1,4} {1,3}(?=[^\W\d_])")
_ENUMERATED = re.compile(r"[0-9]{1,2}\)(?! ?[0-9])")
_KEYCAP = re.compile("[0-9]\ufe0f?\u20e3")
_ALWAYS = re.compile(r"24 ?h(?:eures)? ?(?:sur|/) ?24|7 ?j(?:ours)? ?(?:sur|/) ?7|24/7|24/24|7/7|50/50|24h/24|7j/7|20/20(?= hind)")
_SCORE = re.compile(r"[0-9]{1,2}-[0-9]{1,2}(?![0-9-]| ?(?:%|€|[a-zà-ÿ]))")
_HYPHEN_OK = ("mi", "post", "pré", "ex", "anti", "avant", "après", "début", "fin")
_CALLER = re.compile(r"\[[0-9, –-]{1,12}\]")
_TIGHT = re.compile(r"[0-9][0-9.,]*[^\W\d_]*")
_WORD_AFTER = re.compile(r"[\w.-]*\w|")


def not_a_number(text: Folded, start: int) -> int | None:
    """Return where to go on reading if the digit at ``start`` begins no number, else None."""
    low = text.low
    before = low[start - 1] if start else " "
    if before not in " (" and (end := _glued(text, start, before)) is not None:
        return end
    for pattern in (_ALWAYS, _SIRET, _CARD, _KEYCAP, _COMMAS):
        if (match := pattern.match(low, start)) is not None:
            return match.end()
    return _dotted(low, start) or _key(low, start) or _telephone(low, start) or _marker(text, start) or _postcode(text, start)


def _glued(text: Folded, start: int, before: str) -> int | None:
    """Decide on a digit that touches what stands before it."""
    low = text.low
    if before.isalnum() or before in "_@#\\=&?%":
        return _end_of_token(low, start)
    if before == "[" and (caller := _CALLER.match(low, start - 1)) is not None:
        return caller.end()
    if before in "-/.:+" and start > 1:
        return _after_joint(low, start, before)
    return None


def _after_joint(low: str, start: int, before: str) -> int | None:
    earlier = low[start - 2]
    if earlier.isspace() or earlier in "(«\"":
        if before == "+" and (phone := _TELEPHONE.match(low, start - 1)) is not None:
            return phone.end()
        return None
    if before == "-" and earlier.isalpha():
        word = re.compile(r"[^\W\d_]+-$").search(low[max(0, start - 12) : start])
        if word is not None and word[0][:-1] in _HYPHEN_OK:
            return None
        return _end_of_token(low, start)
    if before == "." and earlier.isalpha() and low[max(0, start - 5) : start - 1].lstrip(" (").split(" ")[-1] in ("art", "p", "pp", "vol", "fig", "l", "r", "d", "a", "n", "chap"):
        return None
    if before == ":" and not earlier.isdigit():
        return None
    return _end_of_token(low, start)


def _end_of_token(low: str, start: int) -> int:
    match = _TOKEN.match(low, start)
    return max(match.end() if match else start, start + 1)


def _dotted(low: str, start: int) -> int | None:
    match = _DOTTED.match(low, start)
    if match is None or _GROUPED.match(low, start) or _DATE.match(low, start):
        zero = _ZERO.match(low, start)
        if zero is None or re.compile(r"[0-9]{1,2}(?:[/.-]| ?h| [a-zà-ÿ]{3,9}\.? |:| [01][0-9] [0-9])").match(low, start):
            return None
        return _TELEPHONE.match(low, start).end() if _TELEPHONE.match(low, start) else zero.end()  # type: ignore[union-attr]
    return _end_of_token(low, start)


def _key(low: str, start: int) -> int | None:
    if not _KEYS.search(low[max(0, start - 24) : start]):
        return None
    match = _RUN.match(low, start)
    return max(start + 1, match.end() if match else start + 1)


def _telephone(low: str, start: int) -> int | None:
    match = _TELEPHONE.match(low, start)
    return match.end() if match else None


def _marker(text: Folded, start: int) -> int | None:
    head = text.low[max(0, start - 8) : start].strip(" (*-")
    if not head and not text.low[:start].strip(" (*"):
        match = _MARKER.match(text.low, start)
        if match is not None and re.search(r"[^\W\d_]", text.low[match.end() : match.end() + 40]) and not re.match(r"[0-9]+\.[0-9]+ (?:%|€|fois|millions?|milliards?|ans|points|[a-z]{1,3} )", match[0] + text.low[match.end() : match.end() + 12]):
            return match.end()
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
    gentile = following is not None and following[1].endswith(("ais", "ois", "iens", "ains", "ands", "ards", "aises", "oises", "iennes", "aines"))
    counted = before.endswith((" les", " des", " de", " à", "environ", "plus d", "quelque", " et"))
    return match.end() if not gentile and not (counted and not before.endswith(" à")) else None


_NAME = re.compile(r"(?<![^\W_])([^\W\d_][\w'&.-]*) $")


def is_name(text: Folded, start: int, end: int) -> bool:
    """Return whether a bare number belongs to the name before it: ``Web 2.0``, ``France 24``, ``CAC 40``."""
    match = _NAME.search(text.cased[max(0, start - 24) : start])
    if match is None or not match[1][0].isupper() or match[1].endswith("."):
        return False
    low = match[1].lower()
    if low in FUNCTION_WORDS or low.rsplit("'", 1)[-1] in FUNCTION_WORDS:
        return False
    position = start - len(match[0])
    opening = text.cased[:position].rstrip()[-1:] if position < 4 else text.cased[max(0, position - 3) : position].rstrip()[-1:]
    sentence_start = not opening or opening in ".!?:;«\ufffc"
    return not sentence_start or match[1].isupper()
