"""Laws of the candidates: what is seen from afar is what stands in the text.

1. Looking at the outline finds the very places that trying every place of the text finds, in the same order.
2. Where nothing is seen no figure begins, at the start of the text either.
3. The first word of a text, which has no boundary before it, is told apart.
"""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etraces_cite.extract.candidates import Candidates, begins, outline, outline_of
from etraces_cite.extract.folding import fold
from etraces_cite.extract.lexicon import CARDINALS, COLLECTIVES, ORDINALS
from etraces_cite.extract.units import UNIT_WORDS

BOUNDARIES = " ;:'(\\[«\"“–—/*_\ufffc„>~≈<≤≥=+±-"
ANY = [*CARDINALS, *ORDINALS, *COLLECTIVES, *UNIT_WORDS]
CHOSEN = [
    "un", "une", "un", "une", "mois", "fois", "point", "final", "gagné", "moins", "plus", "d’", "l’an", "par", "sur", "million", "neuf", "kilo", "trois", "virgule", "pour", "cent", "et",
    "demi", "à", "ou", "été", "hiver", "dernière", "semaine", "la", "le", "cette", "au", "tiers", "quart", "double", "sous", "dans", "quinzaine", "huitaine", "dizaine", "bonne", "de",
    "Deux", "UN", "XIVe", "ville", "livre", "https://a.fr/1", "www.a.fr", "doi:10.1/2", "#1", "@a", "a_1", "œuf", "½", "⅓", "\u212ailos", "0", "2020", "٣", "ᵉ", "e\u0301te\u0301",
    "de\u00adux", "\t", "\n", "\x85", "\u202f", "\u00a0", "\u2011", "İ", "ß", "€", "…", "?", ".", ", ", "",
]  # fmt: skip
PIECES = st.sampled_from(CHOSEN) | st.sampled_from(CHOSEN) | st.sampled_from(ANY) | st.sampled_from(BOUNDARIES)
TEXTS = st.builds(str.join, st.sampled_from(["", " "]), st.lists(PIECES, max_size=10))


def tried(low: str) -> Iterator[tuple[int, int]]:
    position = 0
    while position < len(low):
        if low[position] in "0123456789½⅓⅔¼¾⅕⅙⅛#@":
            yield position, position + 1
        elif low[position] in BOUNDARIES and (end := begins(low, position + 1)) > 0:
            yield position + 1, end
        position += 1


def places(text: str) -> list[tuple[int, int]]:
    seen, folded = outline(text), fold(text)
    found = Candidates(seen if seen is not None else outline_of(folded))
    position, all_places = 0, []
    while (place := found.after(position, folded.low)) is not None:
        all_places.append(place)
        position = place[0] + 1
    return all_places


@settings(max_examples=200)
@given(TEXTS)
def test_the_outline_shows_every_place_where_a_figure_can_begin(text: str) -> None:
    assert places(text) == list(tried(fold(text).low))


@pytest.mark.parametrize(
    "text",
    [
        "perdu d’un point.", "On gagne un point", "au moins une fois", "à une fois par an", "d’un point;final", "un mois#1", "à onze#1", "il y a un, deux", "l’un\u202fmois", "à un ou deux",
        "à un pour cent", "à un virgule cinq", "à un et demi", "à UN MOIS", "à un \u212ailo", "dans la demi-douzaine d’œufs", "la dernière semaine de mai", "le dernier trimestre",
        "sous quinzaine", "dans la huitaine", "l’été 2020", "à l’ete 2020", "l’hiver de 2020", "est au tiers de", "à le double d’un", "(mil neuf", "le XIVe", "a\ufffcdeux", "≈deux", "–deux",
        "à un neuf", "à une bonne dizaine", "à un nœuds", "à un microgramme", "à un an", "à une heure", "à un milliard", "à un sur deux", "à un\u00a0tiers", "à un-quart", "voir www.a.fr",
    ],
)  # fmt: skip
def test_what_begins_a_figure_in_some_company_is_seen(text: str) -> None:
    assert places(text) == list(tried(fold(text).low)) != []


@settings(max_examples=200)
@given(TEXTS)
def test_nothing_begins_where_nothing_was_seen(text: str) -> None:
    seen, low = outline(text), fold(text).low
    if seen is not None and not Candidates(seen):
        assert list(tried(low)) == []
        assert begins(low, 0) < 0
        assert low.strip(" ") not in ("un", "une")


@settings(max_examples=200)
@given(TEXTS)
def test_a_text_that_begins_with_a_candidate_is_told(text: str) -> None:
    seen, low = outline(text), fold(text).low
    found = Candidates(seen if seen is not None else outline_of(fold(text)))
    assert found.begins_with_word(low) == (begins(low, 0) > 0)


@pytest.mark.parametrize(
    "text",
    [
        "ville", "lille", "une question", "un petit village", "un neuf", "un trois-quarts", "un moisi", "un  fois", "le double", "la dizaine", "au quart", "été", "quinzaine", "dernière fois", "mille2", "mil", "-un",
    ],
)  # fmt: skip
def test_what_lacks_its_company_begins_nothing(text: str) -> None:
    assert begins(text, 0) == -1
