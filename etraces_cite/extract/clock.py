"""Clock times, which are no figures: ``à 18 h 30``, ``dès 9 heures``, ``14:05``."""

from __future__ import annotations

import re

from etraces_cite.patterns import regex

__all__ = ["clock_time"]

_COLON = regex(r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:])")
_HOURS = regex(
    r"([01]?[0-9]|2[0-4]|(?:une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf|vingt|vingt et une|vingt-deux|vingt-trois))"
    r" {0,3}(?:h|heures?)(?![^\W\d_])(?: ?(?:([0-5][0-9])(?![0-9])|(et demie|et quart|moins le quart|trente|quarante-cinq|quinze)(?![^\W_])))?"
)
_LONGEST_HOUR = len("vingt et une   heures")
_LASTS = regex(
    r" {0,3}(?:(?:de (?!paris|l'|la |nuit|demain)|d')(?=[a-zà-ÿ])|par (?:jour|semaine|mois|an|trimestre)(?![^\W_]))"
)
"""What makes hours a duration: ``à partir de 6 heures de travail``."""
_AFTER = regex(
    r" {1,3}(?:du (?:matin|soir)|de l'apr[eè]s-midi|de la nuit|précises?|pile|tapantes?|gmt|utc|\(?heure(?:s)? (?:locales?|de|d'|française|standard)|cet)(?![^\W_])"
)
_TO = regex(r" {0,3}(?:à|et|-|–) {0,3}(?:[01]?[0-9]|2[0-4]) {0,3}(?:h|heures?)(?![^\W\d_])(?: ?[0-5][0-9](?![0-9]))?")
_AT = regex(
    r"(?:^|[ («-])(?:à|vers|dès|aux environs de|sur les|est|était|sera|à partir de|jusque vers|avant|après|passé|depuis|,) {1,40}$"
)
_SURE_AT = regex(r"(?:^|[ («-])(?:à|vers|dès|à partir de|il est|il était|il sera) {1,40}$")
_MEASURED = regex(
    r"(?:limit|rédui|port|fix|estim|pass|ramen|supérieur|inférieur|éga|équiva|condamn|plafonn|allong|prolong|étend|relev|abaiss|correspond|situ|monte|élev|jusqu)[^ ]*"
    r"(?: [^ ]{1,12}){0,2} à {1,40}$"
)
_AND_A_TIME = regex(r" {0,3}et (?:l'heure|la fin|le (?:début|lever|coucher)|midi|minuit)(?![^\W_])")
_OPEN_UNTIL = regex(
    r"(?<![^\W_])(?:ouvert|ferm|accueil|permanence|couvre-feu|nuit|matin|soir|demain|hier|aujourd'hui|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche|depuis|[0-9] ?h|manifest|rassembl)[^.;:!?]*jusqu'à {1,40}$"
)
"""What makes ``jusqu'à 18 heures`` a time of the day, where it is else a duration."""
_DURATION_CUES = regex(
    r"(?:(?:dur[ée]|dépass|excèd|excéd|attein|effectu|travaill|totalis|maxim|minim)[^ ]*|pendant|durant|environ|de|d'|autonomie|total|en|soit|moins|plus|presque|dans|faut|compter|après|il y a|quelque|encore|toutes les|les) {1,40}$"
)


def clock_time(low: str, start: int) -> int | None:
    """Return where the clock time that starts at ``start`` ends, or None where there is none."""
    beginning = low[start : start + _LONGEST_HOUR]
    if "h" not in beginning and ":" not in beginning:
        return None
    colon = _COLON.match(low, start)
    if colon is not None:
        return colon.end()
    hours = _HOURS.match(low, start)
    if hours is None:
        return None
    before = low[max(0, start - 40) : start]
    to = _TO.match(low, hours.end())
    if to is not None and re.search(r"(?:de|entre|dès|,|\(|:) {1,3}$", before) and hours[3] is None:
        return to.end()
    if low.startswith("entre ", max(0, start - 6)) and _AND_A_TIME.match(low, hours.end()):
        return hours.end()
    after = _AFTER.match(low, hours.end())
    if after is not None:
        return after.end()
    return hours.end() if _is_clock(before, hours) else None


def _is_clock(before: str, hours: re.Match[str]) -> bool:
    if _OPEN_UNTIL.search(before):
        return True
    if _MEASURED.search(before) or (hours[2] is None and _LASTS.match(hours.string, hours.end())):
        return False
    if hours[2] is None:
        return _SURE_AT.search(before) is not None
    if hours[2] == "00" or _AT.search(before):
        return True
    return hours[1].isdigit() and int(hours[1]) >= 6 and not _DURATION_CUES.search(before)
