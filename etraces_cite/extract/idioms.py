"""Numerals that count nothing: ``tous deux``, ``logement neuf``, ``sept d'un coup``."""

from __future__ import annotations

import re

__all__ = ["is_idiom"]

_BEFORE = (
    (("deux",), re.compile(r"(?:tous|toutes|tous les|toutes les|à|en|l'un des|par|eux|elles|nous|vous) {1,3}$"), re.compile(r"(?=\W*(?:$|[.,;:!?)»]| (?:ont|sont|se|à|de|d'|par|et|qui|étaient|avaient)))")),
    (("neuf",), re.compile(r"(?:à|tout|flambant|du|de|quoi de|rien de|sang|œil|regard|presque) {1,3}$"), re.compile(r"(?=\W*(?:$|[.,;:!?)»]| (?:et|à|pour|dans|qui|de|par|en|avec|sur)))")),
    (("mille",), re.compile(r"(?:des|à|les|mille fois) {1,3}$"), re.compile(r"(?= (?:et (?:une?|des)|fois|mercis|excuses|pardons|feuilles))")),
)  # fmt: skip
_PHRASES = re.compile(
    r"(?:mille et une?|mille (?:mercis|excuses|pardons|fois merci)|deux poids|deux par deux|trois par trois|deux à deux|quatre à quatre|cent pas|mille-feuilles?|mille-pattes|"
    r"un (?:à|par) un(?! )|une (?:à|par) une|quatre-quarts|deux-points|deux-roues|deux-pièces|deux-mâts|trois-quarts|trois-mâts|"
    r"quatre-mâts|sept-cents-pas|demi(?:e|-)?(?:s)?[ -](?:finales?|mesures?|frères?|sœurs?|tours?|mots?|teintes?|dieux?|lunes?|cercles?|pensions?|portions?))(?![^\W_])"
)
_NEW = re.compile(r"([^\W\d_]+) {1,3}$")
_NOT_NOUN_AFTER = re.compile(r"\W*$|[.,;:!?)»]| (?:à|et|de|du|des|dans|sur|pour|en|par|qui|que|est|sont|a|ou|avec|au|aux|la|le|les)(?![^\W_])")


def is_idiom(low: str, start: int) -> int | None:
    """Return where the idiom that starts at ``start`` ends, or None."""
    match = _PHRASES.match(low, start)
    if match is not None:
        return match.end()
    for words, before, after in _BEFORE:
        for word in words:
            if low.startswith(word, start) and before.search(low[max(0, start - 12) : start]) and after.match(low, start + len(word)):
                return start + len(word)
    return _adjective(low, start)


def _adjective(low: str, start: int) -> int | None:
    """Read *neuf* after its noun as the adjective: ``un logement neuf``."""
    end = start + 4
    if not low.startswith("neuf", start) or not _NOT_NOUN_AFTER.match(low, end):
        return None
    before = _NEW.search(low[max(0, start - 30) : start])
    if before is None:
        return None
    from etraces_cite.extract.words import FUNCTION_WORDS

    return end if before[1] not in FUNCTION_WORDS and before[1] not in ("seuls", "trente", "soixante") else None
