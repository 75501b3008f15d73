"""Addresses of passages, to the letter of the specification of text fragments."""

from urllib.parse import unquote

import pytest

from etraces_cite.evidence.fragment import passage_address

PAGE = "https://presse.example/a"


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        (("caméras",), "#:~:text=cam%C3%A9ras"),
        (("10\u202f400 caméras",), "#:~:text=10%20400%20cam%C3%A9ras"),
        (("caméras-piétons",), "#:~:text=cam%C3%A9ras%2Dpi%C3%A9tons"),
        (("2,4 millions",), "#:~:text=2%2C4%20millions"),
        (("R&D",), "#:~:text=R%26D"),
        (("l’appel d’offres",), "#:~:text=l%E2%80%99appel%20d%E2%80%99offres"),
        (("15 %",), "#:~:text=15%20%25"),
        (("en 2018", "marché, ", ""), "#:~:text=march%C3%A9%2C-,en%202018"),
        (("en 2018", "", " à la suite"), "#:~:text=en%202018,-%C3%A0%20la%20suite"),
        (("b", "a-a", "c-c"), "#:~:text=a%2Da-,b,-c%2Dc"),
        (("deux\n lignes",), "#:~:text=deux%20lignes"),
    ],
)
def test_an_address_is_encoded_as_specified(words: tuple[str, ...], fragment: str) -> None:
    assert passage_address(PAGE, *words) == PAGE + fragment


def test_the_fragment_of_the_page_is_kept_and_an_older_directive_is_not() -> None:
    assert passage_address(f"{PAGE}#haut", "mot") == f"{PAGE}#haut:~:text=mot"
    assert passage_address(f"{PAGE}#haut:~:text=autre", "mot") == f"{PAGE}#haut:~:text=mot"
    assert passage_address(f"{PAGE}#:~:text=autre", "mot") == f"{PAGE}#:~:text=mot"


def test_a_long_passage_is_named_by_its_ends() -> None:
    words = [f"mot{n}" for n in range(80)]
    start, end = passage_address(PAGE, " ".join(words)).partition("text=")[2].split(",")
    assert unquote(start).split() == words[:5]
    assert unquote(end).split() == words[-5:]
