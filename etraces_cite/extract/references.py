"""Legal and page references: ``article L. 241-1``, ``loi n° 2021-646``, ``page 12``, ``49.3``."""

from __future__ import annotations

import re
from typing import NamedTuple

from etraces_cite.extract.counting import unit_after
from etraces_cite.extract.folding import Folded, word_before
from etraces_cite.extract.grammar import LONGEST_DIGITS
from etraces_cite.extract.lexicon import trie, with_plain_forms
from etraces_cite.extract.words import FUNCTION_WORDS
from etraces_cite.model import Kind
from etraces_cite.patterns import regex

__all__ = ["LAST_WORDS", "Cited", "references"]


class Cited(NamedTuple):
    """A reference where it is written."""

    start: int
    end: int
    label: str


_NOUNS = with_plain_forms(
    dict.fromkeys(
        """
        article articles art. art alinéa alinéas page pages p. pp. note notes chapitre chapitres chap. titre section sections sect. annexe annexes
        figure figures fig. tableau tableaux paragraphe paragraphes § §§ tome volume vol. ligne lignes amendement amendements recommandation
        recommandations lot étape phase niveau catégorie classe scénario question partie épisode acte scène verset colonne case pièce cote
        feuillet folio chaîne canal terminal quai voie route porte salle bureau bâtiment zone groupe module option type modèle série formulaire axe
        sous-section sous-sections groupes catégories niveaux étapes options lots phases zones mesures annexes alinéas comptes sous-comptes formule équation
        compétences coefficient coefficients échelon échelons tranche tranches classes exemples
        """.split()
    )
)
_ACTS = with_plain_forms(
    dict.fromkeys(
        """
        règlement directive loi décret décret-loi arrêté ordonnance décision délibération circulaire convention rapport projet dossier norme
        résolution protocole avis point livre exercice proposition version arrêt pourvoi requête affaire organique constitutionnelle
        """.split()
    )
)
"""Nouns whose number is a reference after n° or in a form of its own (2016/679): ``la loi 2018`` is a year."""

_SIGNS = ("n°", "nº", "n°s", "no", "no.", "numéro", "numéros", "numero", "n")
_LETTERS = ("l.", "r.", "d.", "a.", "lo.", "*r.", "l", "r", "d", "lo", "o.", "*")
LAST_WORDS = frozenset((*_NOUNS, *_ACTS, *_SIGNS, *_LETTERS, "ue)", "ce)", "cee)", "°"))

_CUE = regex(
    lambda: (
        rf"(?:(?<![^\W_])({trie((*_NOUNS, *_ACTS, 'loi organique', 'loi constitutionnelle', 'projet de loi', 'proposition de loi'))})(?:s)? {{0,40}})?"
        rf"(?:(?<![^\W_])({trie(('n°', 'nº', 'n°s', 'n° ', 'n °', 'no', 'no.', 'numéro', 'numéros', 'numero'))}) {{0,40}})?"
        r"(?:\((?:ue|ce|cee)\) {0,3})?(?:(?<![^\W_])(\*?[lrda]o?\.? ?(?:o\. ?|\* ?)?) {0,3})?$"
    )
)
_CUE_STARTS = regex(r"(?<![\w°.])[\w§*(]")
_LONGEST_CUE = 7
_LATIN = (
    "bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies|undecies|duodecies|terdecies|quaterdecies|quindecies|sexdecies"
    "|septdecies|octodecies|novodecies|vicies"
)
_LABEL = regex(
    r"[0-9]+(?:[-./][0-9]+)*(?:er|re|e)?(?![^\W_])"
    rf"(?: {{1,2}}(?:{_LATIN})(?![^\W_])(?: [a-z](?= ))?)?(?: {{1,2}}(?:dc|qpc|[a-d](?= \(| du | de | et |[,.)]|$)))?"
)
_OWN_FORM = regex(r"(?:19|20)?[0-9]{2}/[0-9]+|[0-9]{2,4}-[0-9]{2,}")
_CODE_FORM = regex(r"[0-9]+(?:-[0-9]+)+|[0-9]{3,4}(?![0-9 ])")
_PLURAL_AFTER = regex(r" ([a-zà-ÿ]+s)(?![^\W_])")
_TO_MORE = regex(r" (?:à|et|ou|-) [0-9]")
_YEAR = regex("(?:19|20)[0-9]{2}")
_NUMBERED_BY_THOUSANDS = ("art", "p", "n", "§", "l", "r", "d", "a", "*", "loi", "note", "amendement", "décret")
"""How a cue begins after which 1900–2099 is a number, not a year."""
_GROUPED = regex(r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")
_NEXT = regex(r"(?: ?, ?| et | ou | à |-| et à l'article | ainsi que )([lrd]\. ?|lo ?)?(?=[0-9])")
_LISTED = frozenset(
    "articles pages pp. art. alinéas notes §§ annexes chapitres sections amendements figures tableaux lignes recommandations n°s numéros "
    "groupes zones mesures lots niveaux catégories étapes options phases comptes sous-comptes coefficients échelons tranches classes exemples".split()
)
_CODE_LETTER = regex(r"(?<![^\W_])(\*?[lrda]o?)\.? {0,3}(?:o\. {0,3}|\* {0,3})?$")
_ARTICLE_49_3 = regex(r"49[.-]3(?![0-9])")
_DETERMINERS = frozenset(("le", "du", "au", "article", "un", "ce", "de"))
_MOST_LISTED = 50


_PARAGRAPH = regex(
    r"[0-9]{1,2}°(?! ?[cf](?![^\W_])| (?:parallèle|degré|méridien|celsius))(?: (?:bis|ter|quater)(?![^\W_]))?(?!\))"
)
_PARAGRAPH_BEFORE = regex(r"(?:(?<![^\W_])(?:au|aux|du|le|les|des|ce|dudit)|°,?(?: et| ou| à)?) {1,3}$")


def references(text: Folded, start: int) -> tuple[Cited, ...]:
    """Read the reference whose first digit is at ``start``, and those that a list continues: ``articles 21 et 24``."""
    low = text.low
    paragraph = _PARAGRAPH.match(low, start) if "°" in low[start : start + 3] else None
    if paragraph is not None:
        is_cited = _PARAGRAPH_BEFORE.search(low[max(0, start - 8) : start]) is not None
        return (Cited(start, paragraph.end(), text.cased[start : paragraph.end()]),) if is_cited else ()
    begin = _begin(low, start)
    label = (_numbered(low, begin, start) or _LABEL.match(low, start)) if begin is not None else None
    if begin is None or label is None or _is_quantity(text, label):
        return ()
    if _YEAR.fullmatch(label[0]) and not low[begin:start].lstrip().startswith(_NUMBERED_BY_THOUSANDS):
        return ()
    found = [_cited(text, begin, start, label)]
    if low[begin:start].split(" ")[0] not in _LISTED and not _CODE_LETTER.search(low[begin:start]):
        return tuple(found)
    while len(found) < _MOST_LISTED and (step := _NEXT.match(low, found[-1].end)) is not None:
        label = _LABEL.match(low, step.end())
        if label is None or _is_quantity(text, label) or _counts(low, label.end()):
            break
        found.append(_cited(text, step.start(1) if step[1] else step.end(), step.end(), label))
    return tuple(found)


def _numbered(low: str, begin: int, start: int) -> re.Match[str] | None:
    """Read the number of ``n° 4 521``, its thousands grouped."""
    match = _GROUPED.match(low, start) if low[begin:start].rstrip().endswith(("n°", "numéro")) else None
    return match if match is not None and not _counts(low, match.end()) else None


def _counts(low: str, end: int) -> bool:
    plural = _PLURAL_AFTER.match(low, end)
    return plural is not None and plural[1] not in FUNCTION_WORDS


_SCALE_AFTER = regex(r" {1,3}(?:millions?|milliards?|voix|personnes?)(?![^\W_])")


def _is_quantity(text: Folded, label: re.Match[str]) -> bool:
    """Return whether the number of a would-be reference counts something (``ligne 450 k€``) or is a key too long to be one."""
    if label.end() - label.start() > LONGEST_DIGITS or _SCALE_AFTER.match(text.low, label.end()):
        return True
    grouped = _GROUPED.match(text.low, label.start())
    if grouped is not None and (
        unit_after(text, grouped.end()) or _counts(text.low, grouped.end()) or _TO_MORE.match(text.low, grouped.end())
    ):
        return True
    unit = unit_after(text, label.end())
    return unit is not None and (unit.unit.kind is not Kind.NUMBER or len(unit.unit.code) > 1)


def _begin(low: str, start: int) -> int | None:
    """Return where the cue of a reference begins, or None where the number is none."""
    last = word_before(low, start).rsplit("'", 1)[-1]
    if last not in LAST_WORDS:
        return start if last in _DETERMINERS and _ARTICLE_49_3.match(low, start) else None
    before = low[max(0, start - 48) : start]
    starts = [word.start() for word in _CUE_STARTS.finditer(before)][-_LONGEST_CUE:]
    cue = next(filter(None, (_CUE.match(before, position) for position in starts)), None)
    if cue is None:
        return None
    noun, sign, letter = cue.groups()
    if noun is None and sign is None:
        return start - len(cue[0]) if letter and _is_code(low, start, letter) else None
    if sign is None and noun.split(" ")[0] in _ACTS and not letter and not _OWN_FORM.match(low, start):
        return None
    return start - len(before) + cue.start(1 if noun else 2)


def _is_code(low: str, start: int, letter: str) -> bool:
    """Return whether ``L. 241-1`` stands there; ``d 300`` is none, and a single letter needs its full stop or a hyphen."""
    return _CODE_FORM.match(low, start) is not None and (
        "." in letter or "-" in low[start : start + 6] or letter.strip() == "lo"
    )


_CODES = frozenset(("l", "r", "d", "lo"))


def _cited(text: Folded, begin: int, start: int, label: re.Match[str]) -> Cited:
    """Return the reference with its label: ``L. 241-1`` for an article of a code, ``A.8`` as it is written."""
    written = " ".join(text.cased[start : label.end()].split())
    letter = _CODE_LETTER.search(text.low[begin:start])
    if letter is not None:
        letters = text.cased[begin + letter.start(1) : start].rstrip()
        is_code = letter[1] in _CODES or _CODE_FORM.match(text.low, start) is not None
        mark = " " if letters.lower() == "lo" or letters[-1] == "*" else ". "
        written = f"{letters.rstrip('.')}{mark}{written}" if is_code else letters + written
    return Cited(begin, label.end(), written)
