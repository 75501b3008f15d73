"""Laws of the figure reader.

1. Writing a quantity and reading it back is the identity, in every style of digits and in words, up to 10^15.
2. A hedge never changes the value.
3. A text cut at a paragraph has the figures of its parts.
4. No figure overlaps another; each is the exact slice of a text that is left as it was.
5. A text in composed and in combining accents has the same figures.
"""

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etraces_cite.extract.figures import read
from etraces_cite.french import HEDGES
from etraces_cite.model import Figure, Kind, Quantity

WHOLE = st.one_of(st.integers(0, 2_000), st.integers(0, 10**6), st.integers(0, 10**15))
SEPARATORS = st.sampled_from(["\u202f", "\u00a0", " ", ".", "'", "\u2019", "\u2009"])


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


def value(text: str, unit: str | None = "caméras") -> Fraction:
    (figure,) = read(text)
    assert isinstance(figure.value, Quantity)
    assert (figure.value.low, figure.value.unit) == (figure.value.high, unit)
    return figure.value.low


# Words, written without the reader's tables


SMALL = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split()
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def below_hundred(number: int, *, belgian: bool) -> str:
    if number < 20:
        return SMALL[number]
    tens, unit = divmod(number, 10)
    if belgian and tens in (7, 8, 9):
        head = {7: "septante", 8: "huitante", 9: "nonante"}[tens]
    elif tens in (7, 9):
        head, unit = ("soixante" if tens == 7 else "quatre-vingt"), unit + 10
    elif tens == 8:
        return "quatre-vingts" if unit == 0 else f"quatre-vingt-{SMALL[unit]}"
    else:
        head = TENS[tens]
    if unit == 0:
        return head
    joint = " et " if unit in (1, 11) and not head.startswith("quatre") else "-"
    return head + joint + SMALL[unit]


def below_thousand(number: int, *, belgian: bool) -> str:
    hundreds, rest = divmod(number, 100)
    head = "" if hundreds == 0 else "cent" if hundreds == 1 else f"{SMALL[hundreds]} cent{'s' if rest == 0 else ''}"
    return f"{head} {below_hundred(rest, belgian=belgian) if rest or not hundreds else ''}".strip()


def in_words(number: int, *, belgian: bool = False) -> str:
    words = []
    for scale, name in ((10**12, "billion"), (10**9, "milliard"), (10**6, "million"), (1000, "mille")):
        count, number = divmod(number, scale)
        if count:
            one = "" if scale == 1000 and count == 1 else below_thousand(count, belgian=belgian) + " "
            one = one.replace("cents ", "cent ").replace("vingts ", "vingt ") if scale == 1000 else one
            words.append(one + name + ("s" if scale > 1000 and count > 1 else ""))
    if number or not words:
        words.append(below_thousand(number, belgian=belgian))
    return " ".join(words)


@given(WHOLE, SEPARATORS)
def test_a_grouped_number_is_read_back(number: int, separator: str) -> None:
    assert value(f"On compte {grouped(number, separator)} caméras.") == number


@given(st.integers(0, 10**9), st.integers(1, 9_999), SEPARATORS)
def test_a_decimal_number_is_read_back(whole: int, part: int, separator: str) -> None:
    written = f"{grouped(whole, separator)},{part:04d}"
    assert value(f"Il vaut {written} euros.", "EUR") == Fraction(whole) + Fraction(part, 10_000)


@given(st.integers(2, 10**15 - 1), st.booleans(), st.booleans())
def test_a_number_in_words_is_read_back(number: int, belgian: bool, hyphens: bool) -> None:
    words = in_words(number, belgian=belgian)
    words = words.replace(" ", "-") if hyphens else words
    (figure,) = read(f"On en compte {words}.")
    assert isinstance(figure.value, Quantity)
    assert figure.value.low == number
    assert figure.text == words


@given(st.integers(2, 999), st.sampled_from(["millions", "milliards"]), st.integers(1, 9))
def test_a_scale_multiplies(whole: int, scale: str, part: int) -> None:
    factor = {"millions": 10**6, "milliards": 10**9}[scale]
    assert value(f"Soit {whole},{part} {scale} d’euros.", "EUR") == (whole + Fraction(part, 10)) * factor


BEFORE = sorted(
    hedge for hedge in HEDGES if hedge.endswith((" de", "environ", "quelque", "presque", "moins", "minimum", "maximum", "à", "plus")) and hedge != "au plus"
)  # fmt: skip


@given(st.sampled_from(BEFORE), st.integers(2, 10**9), SEPARATORS)
def test_a_hedge_never_changes_the_value(hedge: str, number: int, separator: str) -> None:
    (figure,) = read(f"Il y en a {hedge} {grouped(number, separator)} caméras.")
    assert isinstance(figure.value, Quantity)
    assert figure.value.low == number
    assert figure.hedge == hedge


PIECES = [
    "10 400 caméras", "10", "400", " ", "-", "à", "de", "entre", "et", "un", "deux", "cent", "vingt", "mille", "million", "millions", "€", "%", "d’euros", "mai", "2020",
    "16", "novembre", "fin", "mi-", "le", "du", "au", "article", "L.", "n°", "h", "30", "ans", "mois", "demi", "tiers", "moitié", "près", "plus", "maximum", "une dizaine",
    "sur", "fois", ",", ".", ":", "(", ")", "\n", "\u202f", "\u00ad", "e\u0301", "🎥", "\ufffc", "XIVe", "1er", "9e", "'", "’", "½", "$", "/", "0", "06 12 34 56 78", "#a1",
]  # fmt: skip
TEXTS = (
    st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=16).map("".join)
    | st.text(max_size=40)
)


@given(TEXTS)
def test_figures_are_slices_that_do_not_overlap(text: str) -> None:
    before = str(text)
    figures = read(text)
    assert text == before
    last = 0
    for figure in figures:
        assert last <= figure.start < figure.end <= len(text)
        assert figure.text == text[figure.start : figure.end]
        assert "\ufffc" not in figure.text
        if isinstance(figure.value, Quantity):
            assert figure.value.low <= figure.value.high
        last = figure.end


def essence(figure: Figure) -> tuple[str, Kind, object, str | None]:
    return unicodedata.normalize("NFC", figure.text), figure.kind, figure.value, figure.hedge


SENTENCES = st.sampled_from(
    [
        "Le parc compte 10 400 caméras.", "Près d’un tiers des élus a voté le 24 novembre 2020.", "De 10 à 15 % en mai 2021.", "Deux cents policiers.",
        "L’article L. 241-1 et la page 12.", "Elle tient quatre heures au plus.", "Un tiers des élus.", "Fin octobre 2019, 12 € 50.", "Rien.",
    ]
)  # fmt: skip


@given(SENTENCES, SENTENCES)
def test_a_text_has_the_figures_of_its_paragraphs(first: str, second: str) -> None:
    together = [essence(f) for f in read(f"{first}\ufffc{second}")]
    assert together == [essence(f) for f in (*read(first), *read(second))]


@given(SENTENCES)
def test_combining_accents_change_nothing(text: str) -> None:
    assert [essence(f) for f in read(unicodedata.normalize("NFD", text))] == [essence(f) for f in read(text)]


@pytest.mark.parametrize(
    "number",
    [0, 1, 16, 17, 21, 70, 71, 77, 80, 81, 91, 99, 100, 101, 180, 200, 1000, 1999, 80_000, 200_000, 10**6, 10**15 - 1],
)
def test_our_own_words_are_french(number: int) -> None:
    assert {0: "zéro", 71: "soixante et onze", 80: "quatre-vingts", 81: "quatre-vingt-un", 80_000: "quatre-vingt mille", 200: "deux cents", 10**6: "un million"}.get(
        number, in_words(number)
    ) == in_words(number)  # fmt: skip
