"""No text can be read as Typst: a literal evaluates to the text it was made of."""

import json

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from etraces_cite.pdf.escape import array, dictionary, literal, typographic

TRAPS = st.sampled_from(
    ['"', "\\", "#", "$", "*", "_", "@", "<", ">", "`", "//", "/*", "*/", "\\u{41}", "]", "}", ")", "\n"]
)
TEXTS = st.lists(st.one_of(TRAPS, st.text())).map("".join)
ENCODABLE = TEXTS.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text))


def evaluate(expression: str) -> object:
    return json.loads(typst.eval(b"", expression))


@settings(max_examples=150, deadline=None)
@given(ENCODABLE)
def test_a_literal_evaluates_to_its_text(text: str) -> None:
    assert evaluate(literal(text)) == text


@given(TEXTS)
def test_a_literal_stays_on_one_line_and_can_be_encoded(text: str) -> None:
    """Line numbers of errors, and source comments, hang on it (Typst ends lines as Unicode does)."""
    written = literal(text)
    assert len(written.splitlines()) == 1
    assert written.encode().startswith(b'"')


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert literal("a\ud800b") == '"a�b"'


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(ENCODABLE, ENCODABLE, max_size=4))
def test_a_dictionary_evaluates_to_itself(entries: dict[str, str]) -> None:
    assert evaluate(dictionary({key: literal(value) for key, value in entries.items()})) == entries


@pytest.mark.parametrize("items", [[], ["un"], ["un", "deux"]])
def test_an_array_of_one_is_an_array(items: list[str]) -> None:
    assert evaluate(array([literal(item) for item in items])) == items


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("vraiment ?", "vraiment\u202f?"),
        ("« oui »", "«\u202foui\u202f»"),
        ("«\u00a0oui\u00a0»", "«\u202foui\u202f»"),
        ("dit-il ; puis : rien", "dit-il\u202f; puis\u202f: rien"),
        ("(vraiment !)", "(vraiment\u202f!)"),
        ("a != b", "a != b"),
        ("un :role: deux", "un :role: deux"),
        ("10\u202f600 caméras", "10\u202f600 caméras"),
        ("sans espace?", "sans espace?"),
        (" » et la suite d'un mot en gras", "\u202f» et la suite d'un mot en gras"),
    ],
)
def test_high_punctuation_keeps_to_its_word(typed: str, set_: str) -> None:
    assert typographic(typed) == set_
