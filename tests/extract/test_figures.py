"""What the figure reader reads, in sentences."""

import datetime

import pytest

from etraces_cite.extract.figures import read
from etraces_cite.model import Figure, Label, Period, Quantity


def shown(figure: Figure) -> str:
    """Return a figure in one line: its text, kind and value, its unit and its hedge."""
    value = figure.value
    if isinstance(value, Period):
        parts = [value.low.isoformat()] if value.low == value.high else [f"{value.low}..{value.high}"]
    elif isinstance(value, Quantity):
        parts = [str(value.low)] if value.low == value.high else [f"{value.low}..{value.high}"]
        parts.append(value.unit or "-")
    else:
        assert isinstance(value, Label)
        parts = [value.text]
    return " ".join([f"[{figure.text}]", figure.kind, *parts, *([f"({figure.hedge})"] if figure.hedge else [])])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ils ont acheté 10 400 caméras.", ["[10 400 caméras] number 10400 caméras"]),
        ("Le parc passe à 12,5 %.", ["[12,5 %] percent 25/2 %"]),
        ("Le marché vaut entre 1,5 et 1,75 million d’euros.", ["[entre 1,5 et 1,75 million d’euros] money 1500000..1750000 EUR"]),
        ("Elle tient quatre heures maximum.", ["[quatre heures] duration 4 hour (maximum)"]),
        ("Elle tient quinze à vingt minutes.", ["[quinze à vingt minutes] duration 15..20 minute"]),
        ("Il est publié le 16 novembre 2020.", ["[16 novembre 2020] date 2020-11-16"]),
        ("Près de 13 000 actions ont été déclarées.", ["[13 000 actions] number 13000 actions (près de)"]),
    ],
)
def test_a_sentence_is_read(sentence: str, expected: list[str]) -> None:
    assert [shown(figure) for figure in read(sentence)] == expected


def test_a_missing_year_comes_from_the_context() -> None:
    (figure,) = read("Le vote a lieu le 24 novembre.", context=datetime.date(2020, 12, 14))
    assert shown(figure) == "[24 novembre] date 2020-11-24"
    assert figure.is_relative
