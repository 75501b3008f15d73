"""The words of French dates as tables."""

from __future__ import annotations

from etraces_cite.extract.lexicon import with_plain_forms

__all__ = ["MONTHS", "MONTH_NAMES", "ORDINAL_PARTS", "SEASONS", "YEAR_CUES"]

MONTH_NAMES = with_plain_forms(
    {
        "janvier": 1, "février": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "août": 8, "septembre": 9,
        "octobre": 10, "novembre": 11, "décembre": 12,
    }
)  # fmt: skip

MONTHS = MONTH_NAMES | with_plain_forms(
    {
        "janv": 1, "jan": 1, "fév": 2, "févr": 2, "avr": 4, "juil": 7, "juill": 7, "sept": 9, "sep": 9, "oct": 10, "nov": 11, "déc": 12,
    }
)  # fmt: skip
"""Months and their abbreviations, which are read only beside a day or a year."""

SEASONS = with_plain_forms(
    {
        "printemps": ((3, 20), (6, 20)),
        "été": ((6, 21), (9, 22)),
        "automne": ((9, 23), (12, 20)),
        "hiver": ((12, 21), (3, 19)),
    }
)
"""Seasons of the northern hemisphere, as first and last day; winter begins in the year before the one it is named for."""

ORDINAL_PARTS = with_plain_forms(
    {"premier": 1, "première": 1, "1er": 1, "1ère": 1, "1re": 1, "deuxième": 2, "second": 2, "seconde": 2, "2e": 2, "2ème": 2, "2nd": 2,
     "troisième": 3, "3e": 3, "3ème": 3, "quatrième": 4, "4e": 4, "4ème": 4, "dernier": -1, "dernière": -1}
)  # fmt: skip

YEAR_CUES = frozenset(
    with_plain_forms(
        dict.fromkeys(
            "en depuis dès année années annee exercice bilan fin début courant millésime édition éditions saison session été hiver printemps automne jusqu'en d'ici l'an an "
            "avant après horizon rapport budget plf lfi plfss lfss finances rentrée campagne vers milieu mi d'avant d'après entre élection élections présidentielle présidentielles législatives "
            "municipales régionales européennes baromètre enquête sondage promotion coupe crise loi lois".split()
        )
    )
)
"""Words after which four digits are a year."""
