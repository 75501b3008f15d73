"""Numerals that count nothing: ``tous deux``, ``logement neuf``, ``un tiers`` who is somebody, ``un jour`` that is no day."""

from __future__ import annotations

from etraces_cite.extract.folding import word_before
from etraces_cite.extract.words import FUNCTION_WORDS
from etraces_cite.patterns import regex

__all__ = ["is_idiom"]

_PHRASES = regex(
    r"(?:mille et une?|mille (?:mercis|excuses|pardons)|deux poids|deux par deux|trois par trois|deux à deux|quatre à quatre|cent pas|mille-feuilles?"
    r"|mille-pattes|un (?:à|par) un|une (?:à|par) une|quatre-quarts|deux-points|deux-roues|deux-pièces|deux-mâts|trois-quarts(?! d[eu'])(?<!des trois-quarts)(?<!les trois-quarts)(?<!aux trois-quarts)|trois-mâts|quatre-mâts"
    r"|demie?s?[ -](?:finales?|mesures?|frères?|sœurs?|tours?|mots?|teintes?|dieux?|lunes?|cercles?|pensions?|portions?))(?![^\W_])"
)
_BOTH = regex(r"(?<![^\W_])(tou(?:te)?s(?: les)?|l'un des|l'une des|eux|elles|nous|vous|à|en|par|les) {1,3}$")
_NO_NOUN = regex(
    r"(?:\W*$| ?[.,;:!?)»]| (?:et|ou|à|de|du|des|dans|sur|pour|en|par|qui|que|est|sont|ont|a|avec|au|aux|la|le|les|se|d'\w+|étaient|avaient|s'|ne|n'\w+)(?![^\W_]))"
)
_ONE_THING = regex(r"(?<![^\W_])(?:un|le|du|au|ce|cet|son|leur|mon|ton|notre|votre) [a-zà-ÿ-]+ {1,3}$")
"""A noun in the singular before *neuf*, which then is no number: ``un véhicule neuf hybride``."""
_NEW_AFTER = frozenset("un à tout flambant du de quoi rien sang œil regard remis remise".split())
_THOUSAND = regex(r"(?<![^\W_])(?:des|les) {1,3}$")
_THIRD = regex(
    r"un {1,3}tiers(?= {1,3}(?:par|des|du|de la|de l'|de (?:ces|ses|leurs?|son|sa|ce|cette|nos|vos|notre|votre|chaque|tous|toutes|plus|moins)|d'entre|de \w+s)(?![^\W_]))"
)
_THIRD_BEFORE = regex(
    r"(?:^\W*|près d'|plus d'|moins d'|raison d'|hauteur d'|limite d'|dépass\w+|jusqu'à|concerne\w*|constitu\w+|équiva\w+ à|environ|presque|quasi|soit|que|atteint|représente\w*"
    r"|(?:baiss|dimin|hauss|rédu|recul|augment|progress|chut|amput|bond|croi|cro[iî]|gonfl|majo|mino|raccour|allong|dépass)\w*(?: \w+)? (?:d'|de)) {0,3}$"
)
_DAY_BEFORE = regex(
    r"(?:[:+(] |(?<![^\W_])(?:ans et|an et|mois et|moins|plus|maximum de|minimum de|[,(] soit|en|pendant|durant|dans|après|depuis|sous|il y a|pour|à|d'|environ|jusqu'à|sur|est de|ou|par) {0,3})$"
)
_DAY_AFTER = regex(
    r"(?: {1,3}(?:révolue|complète|entière|complet|entier|franc|calendaire|supplémentaire|civile|de présence|d'ancienneté|d'expérience|d'absence|de (?:congés?|repos|prison|grève|suspension|carence|retard|travail|marche)|et demie?|par|sur|plus tard|avant|après|à)(?![^\W_]))"
)
_TIMES_BEFORE = regex(r"(?:(?:renouvel|reconduct|prolong)[a-zà-ÿ]+|au moins|au plus|plus d'|maximum) {0,3}$")
_TIMES_AFTER = regex(
    r" (?:par|tou(?:te)?s les (?:[0-9]|deux|trois|quatre|cinq|six|dix|douze|quinze|jours|semaines|mois|ans)|sur|chaque|et demie|l'an)(?![^\W_])| ?(?:[;.)]|$)(?<!encore une fois.)(?<!pour une fois.)(?<!était une fois.)"
)
"""Where *une fois* counts: elsewhere it means once something is done, or some time."""
_POINT_BEFORE = regex(
    r"(?<![^\W_])(?:(?:gagn|perd|coûte|ajout|donnant)[a-zà-ÿ]* {1,3}|au moins {1,3}"
    r"|(?:recul|baiss|progress|augment|hauss|chut|grimp|mont|remont|relev|avanc|écart|accro[iî])[a-zà-ÿ]*(?: [a-zà-ÿ]+)? d')$"
)
_POINT_AFTER = regex(
    r" (?:de (?:pourcentage|pib|croissance|base|plus|moins)|et demi|(?:d(?:e |')[a-zà-ÿ]+ )?supplémentaire|(?:supérieur|inférieur)e?)(?![^\W_])"
)
"""Where *un point* is one of a score or of a rate."""
_HOUR_DESCRIBED = regex(
    r" (?:correcte|exacte|précise|tardive|matinale|indue|avancée|locale|fixe|donnée|convenue)(?![^\W_])"
)
_DESCRIBED = regex(
    r" (?:férié|représentative|normale|moyenne|type|donnée?|précise?|record|ordinaire|classique|typique|particulière|difficile"
    r"|exceptionnelle|comme|où)(?![^\W_])"
)
"""What describes a day or a year rather than counts it."""
_SECOND = regex(r"une {1,3}seconde {1,3}([^\W\d_]+)")


def is_idiom(low: str, start: int) -> int | None:
    """Return where reading goes on if the numeral at ``start`` counts nothing, else None."""
    first = low[start]
    if first == "u":
        return _one(low, start)
    if first == "d" and low.startswith("deux", start):
        return _both(low, start)
    if first == "n" and low.startswith("neuf", start):
        return _new(low, start)
    if first == "m" and low.startswith("mille ", start) and _THOUSAND.search(low[max(0, start - 6) : start]):
        return start + 5
    match = _PHRASES.match(low, start) if first in "cdmqt" else None
    return match.end() if match else None


def _one(low: str, start: int) -> int | None:
    """Drop *un* where it is an article: a third person, some day, a year that is described."""
    phrase = _PHRASES.match(low, start)
    if phrase is not None:
        return phrase.end()
    before = low[max(0, start - 30) : start]
    if low.startswith("un tiers de confiance", start):
        return start + 8
    if low.startswith("un tiers", start) and not _THIRD.match(low, start) and not _THIRD_BEFORE.search(before):
        return start + 8
    if low.startswith("une heure", start) and _HOUR_DESCRIBED.match(low, start + 9):
        return start + 9
    if low.startswith(("un jour", "une année"), start):
        end = start + (7 if low.startswith("un jour", start) else 9)
        if _DESCRIBED.match(low, end) or before.endswith("sous "):
            return end
        alone = not before.strip() and not low[end : end + 3].strip(" .!?")
        return None if alone or _DAY_BEFORE.search(before) or _DAY_AFTER.match(low, end) else end
    if low.startswith(("une fois", "un fois", "un point"), start):
        end = start + 8
        before_it, after = (_TIMES_BEFORE, _TIMES_AFTER) if "fois" in low[start:end] else (_POINT_BEFORE, _POINT_AFTER)
        return None if before_it.search(before) or after.match(low, end) else end
    second = _SECOND.match(low, start)
    return start + 3 if second is not None and second[1] not in FUNCTION_WORDS else None


def _both(low: str, start: int) -> int | None:
    """Drop *deux* in ``tous deux``, ``les deux`` and ``à deux``, where no noun follows."""
    phrase = _PHRASES.match(low, start)
    if phrase is not None:
        return phrase.end()
    if _COLON.match(low, start) and _COLON_BEFORE.search(low[max(0, start - 16) : start]):
        return start + 11
    end = start + 4
    before = _BOTH.search(low[max(0, start - 12) : start])
    if before is None or low[end : end + 1].isalpha() or low[end : end + 1] == "-":
        return None
    if (before[1] in ("à", "par") and _OF_THEM.match(low, end)) or _BY.search(low[max(0, start - 24) : start]):
        return None
    return end if before[1] in ("tous", "toutes") or _NO_NOUN.match(low, end) else None


_BY = regex(r"(?<![^\W_])(?:divis|multipli)[a-zà-ÿ]*(?: [a-zà-ÿ]+)? par {1,3}$")
_COLON = regex(r"deux points(?! ?(?:de|d'|en|sur|par|à|au|dans|pour|contre|supplémentaires|forts|faibles)(?![^\W_]))")
_COLON_BEFORE = regex(r"(?<![^\W_])(?:contenir|contient|suivie?s? (?:de|par)|termin[a-zà-ÿ]+ par|tapez|signe) {1,3}$")
"""Where *deux points* is the sign of punctuation."""
_OF_THEM = regex(r" de (?:ses|ces|leurs|nos|vos|mes|tes) |(?: d'entre)")


def _new(low: str, start: int) -> int | None:
    """Read *neuf* after its noun as the adjective: ``un logement neuf``."""
    end = start + 4
    if _ONE_THING.search(low[max(0, start - 40) : start]):
        return end
    if not _NO_NOUN.match(low, end):
        return None
    before = word_before(low, start).rsplit("'", 1)[-1]
    if before in _NEW_AFTER:
        return end
    if not before or not before.isalpha() or before in FUNCTION_WORDS or before in ("seuls", "seules"):
        return None
    return end
