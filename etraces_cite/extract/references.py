"""Legal and page references: ``article L. 241-1``, ``loi n° 2021-646``, ``page 12``, ``49.3``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from etraces_cite.extract.folding import Folded
from etraces_cite.extract.lexicon import trie

__all__ = ["Cited", "references"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference where it is written."""

    start: int
    end: int
    label: str


_NOUNS = (
    "article", "articles", "art.", "art", "alinéa", "alinéas", "page", "pages", "p.", "pp.", "note", "notes", "chapitre", "chapitres", "titre", "section", "sections",
    "annexe", "annexes", "figure", "figures", "fig.", "tableau", "tableaux", "paragraphe", "paragraphes", "§", "§§", "tome", "volume", "vol.", "ligne", "lignes", "amendement", "amendements",
    "n°", "nº", "no", "n°s", "nos", "numéro", "numéros", "recommandation", "recommandations", "proposition", "lot", "étape", "phase", "niveau", "catégorie", "classe", "scénario", "question",
    "partie", "épisode", "acte", "scène", "verset", "version", "règlement", "directive", "loi", "décret", "arrêté", "ordonnance", "décision", "délibération", "circulaire", "convention",
    "rapport", "projet", "dossier", "chambre", "point", "axe", "colonne", "case", "pièce", "cote", "feuillet", "folio", "livre", "norme", "iso", "résolution", "protocole", "avis", "rubrique",
    "chap.", "sect.", "cf.", "chaîne", "canal", "terminal", "quai", "voie", "route", "porte", "salle", "bureau", "bâtiment", "lycée", "zone", "groupe", "module", "option", "type", "modèle", "série", "formulaire", "exercice",
)  # fmt: skip
_NUMBERED = frozenset(
    ("règlement", "directive", "loi", "décret", "arrêté", "ordonnance", "décision", "délibération", "circulaire", "convention", "rapport", "projet", "dossier", "norme", "résolution", "protocole", "avis", "point", "livre", "exercice", "proposition", "version")
)
"""Nouns whose number is a reference only with n° or in a form of its own (2016/679): ``la loi 2018`` is a year."""

_CUE = re.compile(rf"(?:^|[^\w.°])({trie(_NOUNS)}) {{0,40}}(?:(n ?°s?|nº|no\.?|numéros?) {{0,40}})?(?:\((?:ue|ce|cee)\) {{0,3}})?(?:([lrd]o?\.?|\*r\.?|a\.) {{0,3}})?$")
_ACT = re.compile(
    rf"({trie(('loi', 'loi organique', 'loi constitutionnelle', 'décret', 'décret-loi', 'ordonnance', 'arrêté', 'décision', 'délibération', 'directive', 'règlement', 'circulaire', 'avis', 'projet de loi', 'proposition de loi', 'rapport', 'amendement', 'résolution', 'convention', 'arrêt', 'question', 'pourvoi', 'dossier', 'requête', 'affaire', 'article', 'articles'))})"
    r" {1,40}(?:n ?°s?|nº|no\.?|numéros?) {0,40}$"
)
_LABEL = re.compile(
    r"[0-9]+(?:[-‑./][0-9]+)*(?:er|re|e)?(?![0-9])(?: {1,2}(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)(?![^\W_]))?"
    r"(?: {1,2}(?:dc|qpc|[a-d](?= \(| du | de |,|\.|$)))?"
)
_CODE_ARTICLE = re.compile(r"(?<![^\W_])(?:[lrda]|lo|\*r)\. {0,3}(?:\*)?$|(?<![^\W_])[lrd] ?$")
_NEXT = re.compile(r"(?:, ?| et | ou | à |-| et à l'article | ainsi que )(?:[lrd]\. ?)?(?=[0-9])")
_UNIT_AFTER = re.compile(r" {0,2}(?:%|€|\$|(?:pour cent|euros?|ans?|mois|jours?|heures?|minutes?|points?|voix|millions?|milliards?|km|mètres?|personnes?)(?![^\W_]))")
_49_3 = re.compile(r"49[.-]3(?![0-9])")
_DETERMINED = re.compile(r"(?:^|[ ('])(?:le|du|au|l'article|un|ce|de) {1,3}$")


def references(text: Folded, start: int) -> tuple[Cited, ...]:
    """Read the reference whose first digit is at ``start``, and those that a list continues: ``articles 21 et 24``."""
    low = text.low
    window = low[max(0, start - 48) : start]
    begin = _begin(low, start, window)
    if begin is None:
        return ()
    label = _LABEL.match(low, start)
    if label is None or _UNIT_AFTER.match(low, label.end()):
        return ()
    found = [_cited(text, begin, start, label)]
    plural = _is_list(low[begin:start])
    while plural and (step := _NEXT.match(low, found[-1].end)) is not None:
        label = _LABEL.match(low, step.end())
        if label is None or _UNIT_AFTER.match(low, label.end()) or re.compile(r" [a-zà-ÿ]+s(?![^\W_])").match(low, label.end()) or len(found) > 50:
            break
        letter = re.compile(r"[lrd]\. ?").search(step[0])
        found.append(_cited(text, step.start() + letter.start() if letter else step.end(), step.end(), label))
    return tuple(found)


def _is_list(cue: str) -> bool:
    return cue.lstrip().startswith(("articles", "pages", "pp", "art", "alinéas", "notes", "§§", "annexes", "chapitres", "sections", "amendements", "nos", "n°s", "l.", "r.", "d.", "figures", "tableaux", "lignes", "recommandations"))


def _begin(low: str, start: int, window: str) -> int | None:
    """Return where the cue of a reference begins, or None where the number is none."""
    if (act := _ACT.search(window)) is not None:
        return start - len(act[0])
    if (cue := _CUE.search(window)) is not None:
        noun = cue[1]
        if noun in _NUMBERED and cue[2] is None and not re.compile(r"\(?(?:19|20)[0-9]{2}/[0-9]+|[0-9]{2,4}-[0-9]{2,}").match(low, start):
            return None
        if noun in ("no", "nos") and cue[2] is None and noun == "nos":
            return None
        return start - (len(cue[0]) - (cue.start(1) - cue.start()))
    if (code := _CODE_ARTICLE.search(window)) is not None and re.compile(r"[0-9]+(?:-[0-9]+)+|[0-9]{3,4}(?![0-9 ])").match(low, start):
        return start - len(code[0])
    if _49_3.match(low, start) and _DETERMINED.search(window):
        return start
    return None


def _cited(text: Folded, begin: int, start: int, label: re.Match[str]) -> Cited:
    code = re.compile(r"(?:[lrda]|lo|\*r)\.? {0,3}$").search(text.low[max(begin, start - 6) : start])
    written = " ".join(text.cased[start : label.end()].split())
    if code is not None and not text.low[begin : start - len(code[0])].endswith(tuple("abcdefghijklmnopqrstuvwxyz")):
        letters = text.cased[start - len(code[0]) : start].strip()
        written = f"{letters} {written}" if letters.endswith(".") else f"{letters}. {written}"
    return Cited(begin, label.end(), written)
