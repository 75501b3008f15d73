"""The places of letters are those that a list of all of them would give."""

from __future__ import annotations

import pytest

from etraces_cite.sphinx_ext.letters import Letters

UNITS = frozenset("%‰€£$¥°§²³")
TEXTS = [
    "",
    " ",
    "10\u202f400 caméras",
    "« L’été »…",
    "12,5\u00a0% — près de 3 m²_x",
    "_a_ b",
    "§\u00a09",
    "٣٤ élèves",
    "e\u0301te\u0301",
]


def kept(text: str) -> list[int]:
    return [place for place, character in enumerate(text) if character.isalnum() or character in UNITS]


@pytest.mark.parametrize("text", TEXTS)
def test_places_are_those_of_a_list_of_all(text: str) -> None:
    letters, places = Letters(text), kept(text)
    assert letters.key == "".join(text[place] for place in places)
    assert [letters.offset(number) for number in range(len(places))] == places
    assert [letters.before(offset) for offset in range(len(text) + 1)] == [
        sum(place < offset for place in places) for offset in range(len(text) + 1)
    ]
