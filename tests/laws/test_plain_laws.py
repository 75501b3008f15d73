"""Laws of the plain figures, which one expression tells and a few words looked up decide.

1. Whatever stands on both sides, a text has the same figures with them as with the full readers alone.
2. So has all that the project holds: its pages, its records' quotations, the sentences of the cases.
3. They are most of the figures of the dossiers' prose; what may be something else is none of them.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etraces_cite.extract import plain
from etraces_cite.extract.calendar import MONTHS
from etraces_cite.extract.figures import read
from etraces_cite.extract.folding import Folded
from etraces_cite.extract.hedges import HEDGES_AFTER
from etraces_cite.extract.lexicon import CARDINALS, COLLECTIVES, FRACTIONS, ORDINALS, SCALES
from etraces_cite.extract.masks import AFTER_STREET_NUMBERS, KEYS, LINKS
from etraces_cite.extract.references import LAST_WORDS
from etraces_cite.extract.units import CURRENCY_BEFORE, SYMBOLS, TAXES, UNIT_WORDS
from etraces_cite.extract.words import ADJECTIVES, COMPOUNDS, FUNCTION_WORDS, PARTICIPLE_NOUNS
from etraces_cite.extract.years import CUES
from etraces_cite.french import HEDGES
from etraces_cite.model import Figure

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "extract" / "cases").glob("*.md"))
SENTENCES = [re.sub("[⟦⟧]", "", line) for path in CASES for line in path.read_text(encoding="utf-8").splitlines()]
SAMPLED = sorted({word for sentence in SENTENCES for word in re.findall(r"[^\W\d_]+['’]?", sentence)})

BEFORE = [
    *(HEDGES.keys() | LAST_WORDS | KEYS | LINKS | CUES | CURRENCY_BEFORE.keys() | MONTHS.keys()), "", "«", "(", "\ufffc", "\ufffcle", "l’effectif", "d’environ", "Le parc a", "par",
    "divisées par", "moins", "de moins", "au moins", "ne peut être inférieur à", "les années", "entre", "passe de", "version 3 à", "Total :", "- ", "–", "$us", "10", "2020", "il y a", "un",
]  # fmt: skip
NUMBERS = (
    "0 1 2 3 7 12 24 26 31 39 50 75 90 100 118 300 802 1400 1789 1850 1999 2000 2024 3919 9999 75011 10_400 1_500 12_345_678 0,5 1,5 2,5 12,345 1_234,5 2020,5 20,20 12.5 01 007 "
    "24_novembre_2020 31_février_2020 3_mai 8_mai_1945 deux trois neuf six sept dix-huit cent mille vingt-et-un quatre-vingts Deux SIX dix mil onze 3_millions 1,5_million 2_milliards"
).split()
COUNTED = "caméras agents personnes fois voix ouvriers outils étudiants cœurs œuvres policiers".split()
AFTER = [
    *(UNIT_WORDS.keys() | SYMBOLS.keys() | CARDINALS.keys() | SCALES.keys() | COLLECTIVES.keys() | FRACTIONS.keys() | ORDINALS.keys() | MONTHS.keys() | ADJECTIVES | FUNCTION_WORDS),
    *(PARTICIPLE_NOUNS | HEDGES_AFTER | TAXES.keys() | AFTER_STREET_NUMBERS | COMPOUNDS), "d’euros", "de caméras", "d’habitants", "de jours", "de dollars", "livres sterling", "dizaines", "milliers",
    "cours Victor", "av. J.-C.", "de notre ère", "après J.-C.", "du mois", "la dizaine de jours", "le quart", "sur dix", "pour 100", "par an", "l’unité", "pièce", "(HT)", "x 3", "à 15", "et 15",
    "ou 15", "– 12", "jusqu’à 15", "au 15 mai", "et demi", "½", "30", "ème", "et le 3 mai 2021", "député.e.s", "agent(e)s", "et six mois", "et cinquante centimes", "virgule cinq", "%/an",
]  # fmt: skip
SIGNS = [
    "",
    " ",
    ",",
    ", ",
    ".",
    ". ",
    " ;",
    " :",
    "!",
    ")",
    "»",
    "\ufffc",
    "-",
    "/",
    "’",
    " (",
    " –",
    "\u202f",
    "  ",
    "²",
    "°",
    ".s",
    "_",
]


def _one(words: Sequence[str]) -> st.SearchStrategy[str]:
    """Draw plain counted nouns and words of running prose as often as the words of the tables."""
    return st.one_of(st.sampled_from(words), st.sampled_from(COUNTED), st.sampled_from(SAMPLED))


SPACES = st.sampled_from([" ", " ", " ", "\u202f", "\u00a0", "  ", ""])
NUMBER = st.sampled_from([number.replace("_", " ") for number in NUMBERS])
PLACES = st.tuples(_one(BEFORE), SPACES, NUMBER, SPACES, _one(AFTER), st.sampled_from(SIGNS), _one(AFTER)).map("".join)
TEXTS = st.lists(PLACES, min_size=1, max_size=3).map(" ".join)


def read_in_full(text: str) -> tuple[Figure, ...]:
    """Return the figures as the full readers have them, none being plain to them."""
    none = {name: mock.Mock(return_value=None) for name in plain.__all__}
    with mock.patch.multiple(plain, **none):
        return read(text)


@settings(max_examples=1_500)
@given(TEXTS)
def test_a_text_has_the_figures_of_the_full_readers(text: str) -> None:
    assert read(text) == read_in_full(text)


@pytest.mark.parametrize("path", [*CASES, *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda path: path.name)
def test_a_page_has_the_figures_of_the_full_readers(path: Path) -> None:
    lines = [re.sub("[⟦⟧]", "", line) for line in path.read_text(encoding="utf-8").splitlines()]
    for text in [*lines, " ".join(lines)[:20_000]]:
        assert read(text) == read_in_full(text)


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "records").glob("*.toml")), ids=lambda path: path.name)
def test_a_record_has_the_figures_of_the_full_readers(path: Path) -> None:
    for text in path.read_text(encoding="utf-8").splitlines():
        assert read(text) == read_in_full(text)


@pytest.mark.parametrize(
    "text",
    [
        "le parc compte 51 494 caméras en service", "Le parc a 300 caméras.", "12,5 % des agents", "21 % ;", "près de 34 432 plaintes ont été déposées", "il vaut 88,8 millions d’euros",
        "les images restent six mois sur les serveurs", "une durée de 18 mois", "dix-huit communes", "le contrat signé le 26 août 2012 à la mairie", "en 2019, il", "fin 2020.", "il coûte 500 € à la mairie",
        "la mesure touche 68,8 millions d’habitants", "« 25 stations »", "\ufffc300 agents\ufffc", "au moins 12 villes", "le total : 492 votes", "  18 611 caméras  ;", "(95,4 %)",
        "30 000 caméras-piétons", "\ufffc 10 600 \ufffc 3", "les 1 734 avaient dit", "une autonomie de 12 heures", "pour 2020, selon", "quatre ouvriers",
    ],
)  # fmt: skip
def test_what_is_plain(text: str) -> None:
    assert plain_figures(text) >= 1


@pytest.mark.parametrize(
    "text",
    [
        "article 12 caméras", "version 3 à 12 caméras", "les années 20 caméras", "multiplié par 12 caméras", "il fait moins 12 %", "EUR 12 caméras", "12 caméras sur 15", "12 mai prochain",
        "3 dizaines", "12 cours Victor-Hugo", "2020, rue de Lyon", "7 jours sur 7", "12 agents de police", "12 € HT", "12 % à 15 %", "deux ans et demi", "à 18 heures", "deux millions de voix", "3 et 5 mai",
        "9 au 15 mai", "12. Le marché", "12 jusqu’à 15", "en 1806", "365 apr. J.-C.", "12 de notre ère",
    ],
)  # fmt: skip
def test_what_is_left_to_the_full_readers(text: str) -> None:
    first = re.search(r"[0-9]|deux", text)
    assert first is not None
    assert plain_figures(text, before=first.end()) == 0


def test_most_of_plain_prose_is_plain() -> None:
    texts = [line for path in (ROOT / "docs" / "dossiers").rglob("*.md") for line in _prose(path)]
    figures = [read(text) for text in texts]
    assert sum(map(plain_figures, texts)) >= 0.6 * sum(map(len, figures)) >= 60


def _prose(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if re.match(r"[A-ZÀÉ]", line)]


def plain_figures(text: str, before: int | None = None) -> int:
    """Return how many figures of a text were plain, those that begin before an offset alone where it is given."""
    count = 0

    def counted(name: str) -> object:
        reader = getattr(plain, name)

        def call(folded: Folded, start: int) -> object:
            nonlocal count
            found = reader(folded, start)
            count += found is not None and (before is None or start < before)
            return found

        return call

    with mock.patch.multiple(plain, **{name: counted(name) for name in plain.__all__}):
        read(text)
    return count
