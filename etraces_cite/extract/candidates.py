"""Where a figure can begin: a digit, or one of some two hundred words after a space or another boundary.

Most of a text begins no figure, so it is first looked at from afar: one byte a character, in which every boundary is a
space, every digit ``0`` and every letter plain and small. Bytes are searched two to three times as fast as a text, and
the text itself is spelt out for the readers only where something was seen. What is seen is never less than what there
is; at each place the expression on the text decides.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from etraces_cite.extract.calendar import MONTH_NAMES
from etraces_cite.extract.folding import Folded, has_rare
from etraces_cite.extract.lexicon import CARDINALS, COLLECTIVES, FRACTIONS, MULTIPLES, ORDINALS, SCALES, plain, trie
from etraces_cite.extract.units import UNIT_WORDS
from etraces_cite.patterns import regex

__all__ = ["Candidates", "begins", "outline", "outline_of"]

_BOUNDARY = " ;:'(\\[«\"“–—/*_\ufffc„>~≈<≤≥=+±-"
_DIGITS = "0123456789½⅓⅔¼¾⅕⅙⅛"
_TOKENS = "#@"
"""What begins a piece that is no prose, besides the schemes of addresses."""

_AFTER_ONE = frozenset(
    (
        *SCALES, *COLLECTIVES, *FRACTIONS, *(word for word, unit in UNIT_WORDS.items() if not unit.ambiguous and word.isalpha()),
        "sur", "mille",
    )
)  # fmt: skip
"""Without the units that begin with a word of the table: ``kilomètre-heure``."""
_NUMERALS = frozenset(CARDINALS) - {"un", "une", "mil"}
_ADJECTIVE = "(?:bon|bonne|petite?|grosse?|gros|belle|demi-?) {0,3}"
_BEFORE_COLLECTIVE = f"(?:{_ADJECTIVE})?"
_COLLECTIVE = rf"{_BEFORE_COLLECTIVE}(?:{trie(COLLECTIVES)})(?= d)"
_PART = r"(?:tiers|quart|double|triple)(?= d| au (?:moins|plus))"
_OF_YEAR = "(?= (?:de )?[0-9])"

_WORDS = {*CARDINALS, *ORDINALS, *MONTH_NAMES, *MULTIPLES, "moitié", "moitie", "demi", "quart"} - {"un", "une", "mil"}
_ADDRESSES = {"http", "https", "www", "ftp", "mailto", "doi"}
_BEGINNINGS = frozenset(_WORDS | _ADDRESSES)
_ARTICLES = frozenset(("un", "une"))
_SEASONS = ("été", "hiver", "printemps", "automne")
_COMPANY: tuple[tuple[str, str], ...] = (
    ("mil", "(?= )"), ("l", f"[ae] {_COLLECTIVE}"), ("cette ", _COLLECTIVE), ("le ", _PART), ("le ", "(?:double|triple)"), ("au ", _PART),
    *((season, _OF_YEAR) for season in _SEASONS), ("ete", ""), ("derni", "(?:er|ere)(?= )"), ("huitaine", ""), ("quinzaine", ""),
)  # fmt: skip
"""Words that begin a figure only in some company: what is looked for from afar, never less than in the text."""
_COMPANIONS = frozenset(
    ("mil", "la", "le", "cette", "au", *_SEASONS, "ete", "dernier", "dernière", "derniere", "huitaine", "quinzaine")
)
"""Their first words."""
_IN_COMPANY = regex(
    rf"(?:mil(?= )|(?:l[ae]|cette) {_COLLECTIVE}|(?:le|au) {_PART}|le (?:(?<=soit le )(?:double|triple))"
    rf"|(?:{'|'.join(_SEASONS)}){_OF_YEAR}|ete(?= [0-9])|derni(?:er|ère|ere)(?= (?:trimestre|semestre|jour|semaine|quinzaine))"
    r"|huitaine(?:(?<=sous huitaine)|(?<=(?:dans|sous) la huitaine))"
    r"|quinzaine(?:(?<=sous quinzaine)|(?<=(?:dans|sous) la quinzaine)|(?<=la quinzaine)(?= (?:suivante|précédente))))(?![^\W_])"
)
"""The same in the text."""

_ROMAN = r"[ivxlc](?!ill)(?:(?<=[ivx])|[ivxlc])[ivxlc]{0,6}+(?:e|er|re|ème|ère)"


def _any_of(starts: Iterable[Sequence[str]]) -> str:
    return trie(starts).removeprefix("(?:").removesuffix(")")


_TOKEN = regex(r"[^\W_]+")
_ROMAN_RANK = regex(rf"{_ROMAN}(?![^\W_])")


def begins(low: str, start: int) -> int:
    """Return where the word ends that begins a figure or an address at ``start``, -1 where none does.

    Words are looked up in sets: an expression of them all takes longer to compile than most pages to read.
    """
    token = _TOKEN.match(low, start)
    if token is None:
        return -1
    word = token[0]
    if word in _BEGINNINGS:
        return token.end()
    if word in _ARTICLES:
        return token.end() if _counts_one(low, token.end()) else -1
    if word in _COMPANIONS:
        found = _IN_COMPANY.match(low, start)
    else:
        found = _ROMAN_RANK.match(low, start) if word[0] in "ivxlc" else None
    return found.end() if found is not None else -1


_NEXT = regex(r"(?: {1,40}|-)([^\W_]+)")
_ADJECTIVES = ("bon", "petit", "gros", "belle", "demi")
_DESCRIBED = regex(lambda: rf"(?: {{1,40}}|-){_ADJECTIVE}(?:{trie(_AFTER_ONE)})(?![^\W_])")
_OTHER = regex(r"(?: {1,3}|, |-)(?:(?:à|ou|et) )?(?!(?:neuf|trois-quarts)(?![^\W_]))([^\W_]+)")
_GOES_ON = regex(r" (?:virgule ([^\W_]+)|(?:fois|point|pour (?:cent|mille))(?![^\W_])|et (?:demi|un))")


def _counts_one(low: str, end: int) -> bool:
    """Return whether what stands after *un* shows that it is a figure; else it is an article."""
    if (after := _NEXT.match(low, end)) is not None:
        if after[1] in _AFTER_ONE:
            return True
        if after[1].startswith(_ADJECTIVES) and _DESCRIBED.match(low, end) is not None:
            return True
    other = _OTHER.match(low, end)
    if other is not None and other[1] in _NUMERALS:
        return True
    more = _GOES_ON.match(low, end)
    return more is not None and (more[1] is None or more[1] in _NUMERALS)


def _seen(character: str) -> str:
    """Return what a character of Latin-1 looks like from afar."""
    low = unicodedata.normalize("NFD", character.lower())[0]
    if character in _DIGITS + _TOKENS:
        return "0"
    if character in _BOUNDARY + "\n\u00a0?":
        return " "
    if has_rare(character):
        return "\0"
    return low if "a" <= low <= "z" or low == "," else "."


_SEEN = "".join(map(_seen, map(chr, range(256)))).encode()
"""Characters outside Latin-1 are encoded as ``?``, which is a space then: any of them may be a boundary."""


_NOT_SEEN = regex(r"[^\x00-\x7f]|\\-|(?<![0-9])-")


def _from_afar(part: str) -> str:
    """Return a word or an expression in the letters of an outline, where ``#`` is ``0`` and so may follow a word."""
    return _NOT_SEEN.sub(" ", plain(part)).replace(r"[^\W_]", "[a-z]")


_SHORT = 4
"""From afar the words after *un* are told by so many letters, which makes the expression a third as long."""


def _one_from_afar() -> str:
    heads = {
        _from_afar(word)[:_SHORT]
        for word in (*_AFTER_ONE, *_NUMERALS, "fois", "point", "virgule", "pour", "demi", "un")
    }
    return rf"e?(?=[ ,]{{1,40}}(?:{_from_afar(_ADJECTIVE)})?(?:(?:a|ou|et) )?{trie(heads)})"


def _seen_words() -> bytes:
    company = [(*_from_afar(word), *filter(None, [_from_afar(seen)])) for word, seen in _COMPANY]
    starts = [*map(_from_afar, _BEGINNINGS), *company, ("u", "n", _one_from_afar())]
    return rf" (?:{_any_of(starts)}|{_from_afar(_ROMAN)})(?![a-z])".encode()


_SEEN_WORD = regex(_seen_words)
_FAR = str.maketrans(dict.fromkeys("⅓⅔⅕⅙⅛", "0") | {"\u212a": "k"})


def outline(text: str) -> bytes | None:
    """Return a text as it looks from afar, after one space; None where a character is rare, so that it is folded first."""
    latin = text.replace("\ufffc", " ").encode("latin-1", "replace")
    if latin.count(b"?") != text.count("?") and has_rare(text):
        return None
    seen = (b" " + latin).translate(_SEEN)
    return None if b"\0" in seen else seen


def outline_of(folded: Folded) -> bytes:
    """Return what :func:`outline` does, for a text that has been folded."""
    return (b" " + folded.cased.translate(_FAR).encode("latin-1", "replace")).translate(_SEEN)


class Candidates:
    """The places of one text where a figure can begin, from the first to the last.

    An offset in the outline is one more than in the text, because of its first space.
    """

    __slots__ = ("_digit", "_end", "_seen", "_word")

    def __init__(self, seen: bytes) -> None:
        self._seen = seen
        self._digit = seen.find(b"0")
        self._look(0)

    def __bool__(self) -> bool:
        return self._digit >= 0 or self._word >= 0 or self._seen.strip() in (b"un", b"une")

    def begins_with_word(self, low: str) -> bool:
        """Return whether the first word of the text is a candidate, which :meth:`after` leaves out; asked before it."""
        return self._word == 0 and begins(low, 0) > 0

    def after(self, position: int, low: str) -> tuple[int, int] | None:
        """Return where the next candidate starts, and where its first word or sign ends.

        :param position: where it begins at the earliest, its boundary included; never less than in the call before.
        :param low: the text in the reader's spelling.
        """
        at = position + 1
        if 0 <= self._digit < at:
            self._digit = self._seen.find(b"0", at)
        if self._word >= 0 and not (self._end and self._word >= at):
            self._find_word(at, low)
        if self._word >= 0 and not 0 <= self._digit < self._word:
            return self._word, self._end
        return (self._digit - 1, self._digit) if self._digit >= 0 else None

    def _look(self, at: int) -> None:
        """Find the next word that is seen in the outline: where it starts in the text, -1 where none does."""
        seen = _SEEN_WORD.search(self._seen, at)
        self._word = seen.start() if seen is not None else -1
        self._end = 0

    def _find_word(self, at: int, low: str) -> None:
        """Go on to a word that is seen at ``at`` or after it and stands in the text."""
        while self._word >= 0:
            if self._word >= at and low[self._word - 1] in _BOUNDARY and (end := begins(low, self._word)) > 0:
                self._end = end
                return
            self._look(max(at, self._word + 1))
