"""How French sets a text: the same words and digits, other spaces."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from etraces_cite import french
from etraces_cite.french import typeset

NB, NN = "\u00a0", "\u202f"

SET = {
    "« 10 600 caméras » : non ?": f"«{NN}10{NN}600 caméras{NN}»{NN}: non{NN}?",
    "«Non», dit-il ; oui !": f"«{NN}Non», dit-il{NN}; oui{NN}!",
    "12 % et 15 € l'an...": f"12{NN}% et 15{NN}€ l’an…",
    "2,4 millions d'euros en 3 ans": f"2,4{NB}millions d’euros en 3{NB}ans",
    "le 24 novembre, le 1er mai": f"le 24{NB}novembre, le 1er{NB}mai",
    "la loi n° 2021-646, p. 12, § 4, selon M. Durand": f"la loi n°{NB}2021-646, p.{NB}12, §{NB}4, selon M.{NB}Durand",
    "En 2018 600 caméras": "En 2018 600 caméras",  # a year and a number
    "10 600 000 euros": f"10{NN}600{NN}000{NB}euros",
    "à 12:30, http://gazette.example:80/": "à 12:30, http://gazette.example:80/",
    "un trio de 3 anciens": "un trio de 3 anciens",
}


@pytest.mark.parametrize("typed", SET)
def test_a_text_is_set_as_french_does(typed: str) -> None:
    assert typeset(typed) == SET[typed]


@given(st.text(alphabet="a1l'«»;:!?%€. \u00a0\u202fn°§", max_size=40))
def test_what_is_set_keeps_its_words_and_is_not_set_twice(typed: str) -> None:
    def words(text: str) -> str:
        return "".join(text.replace("'", "’").replace("...", "…").split())

    assert words(typeset(typed)) == words(typed)
    assert typeset(typeset(typed)) == typeset(typed)


PIECES = [
    *"a1l2'«»;:!?%€‰. \u00a0\u202fn°§\n",
    " p. 1",
    "M. D",
    "1er ",
    "mars",
    "3 août",
    "12 345",
    "4 ans",
    "5 h",
    "6 m²",
    "7 Go",
    " :",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_is_looked_for_first_leaves_nothing_out(typed: str) -> None:
    whole = french.visible(typed).replace("'", "’").replace("...", "…")
    whole = french._NO_BREAK.sub(NB, french._NARROW.sub(NN, whole))
    assert typeset(typed) == whole


@given(
    st.fractions(-(10**15), 10**15, max_denominator=1_000) | st.integers(-(10**15), 10**15).map(Fraction),
    st.none() | st.integers(0, 4),
)
def test_a_number_is_written_as_the_unicode_consortium_has_french_written(value: Fraction, digits: int | None) -> None:
    printed = french.format_number(value, digits=digits)
    if "/" in printed:
        assert Fraction(printed) == value
        return
    typed = printed.replace("\u202f", "").replace(",", ".")
    assert Fraction(typed) == (value if digits is None else round(value * 10**digits) / Fraction(10**digits))
    places = len(typed.partition(".")[2])
    pattern = "#,##0" + ("." + "0" * places if places else "")
    assert printed == format_decimal(Decimal(typed), format=pattern, locale="fr", decimal_quantization=False)
