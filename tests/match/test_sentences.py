"""Where French sentences end."""

import pytest

from etraces_cite.match.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Un fait. Un autre.", ["Un fait. ", "Un autre."]),
        (
            "Selon M. Dupont, l’art. 21 est clair. Le 3 mai, il change.",
            ["Selon M. Dupont, l’art. 21 est clair. ", "Le 3 mai, il change."],
        ),
        ("Il en coûte 1.500 euros. « Trop ! » dit-on.", ["Il en coûte 1.500 euros. ", "« Trop ! » dit-on."]),
        ("Pas de point final", ["Pas de point final"]),
        ("Oui ? 400 caméras.", ["Oui ? ", "400 caméras."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


@pytest.mark.parametrize("text", ["", "…", "A. B. C.", "Fin.\ufffc Suite. Et fin."])
def test_sentences_cover_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)) == text
