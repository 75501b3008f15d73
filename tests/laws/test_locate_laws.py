"""Laws of the locator: what is in a text is found there, however it is set; what is not, is not."""

import re
import unicodedata

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etraces_cite.evidence.bounds import is_inside, is_inside_figure, is_inside_word
from etraces_cite.evidence.locate import CaptureText
from etraces_cite.evidence.normal import BREAK, letters_of, normal_form, normal_text
from etraces_cite.model import LocatedStatus, Page, Span

WORD = st.sampled_from(
    ["caméras", "camera", "l’objectif", "aujourd'hui", "tué", "tue", "10", "400", "12,5", "2,5", "%", "«", "»", "–", "piétons", "d’un",
     "marché", "Marché", "efficace", ":", ";", "É", "été", "œuvre", "2018-2020", "15", "€", "(sic)", "…"]
)  # fmt: skip
WORDS = st.lists(WORD, min_size=3, max_size=30)
SPACES = st.sampled_from([" ", "\u00a0", "\u202f", "  ", "\n", "\n\n", " \u200b", "\t"])


@st.composite
def set_in_type(draw: st.DrawFn, text: str) -> str:
    """Return a text as another typesetter would set it."""
    out = []
    for before, char in zip(f" {text}", text, strict=False):
        if char == " ":
            out.append(draw(SPACES))
        elif char in "’'":
            out.append(draw(st.sampled_from("’'ʼ")))
        elif char in "–-":
            out.append(draw(st.sampled_from("-–‑")))
        elif before.isalpha() and char.isalpha() and draw(st.integers(0, 9)) == 0:
            out.append(draw(st.sampled_from(["\u00ad", "-\n", "\u00ad\n", "\u2060"])) + char)
        else:
            out.append(char)
    return "".join(out).replace("ff", "\ufb00")


@given(WORDS, st.data())
def test_what_is_in_a_text_is_found_however_it_is_set(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    exact = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    assume(re.search(r"\w", exact) and not re.search(r"\d \d", " ".join(words)))
    text = CaptureText(data.draw(set_in_type(" ".join(words))))
    located = text.locate(exact)
    assert located.status is not LocatedStatus.MISSING
    for place in located.places:
        assert text.original[place.start : place.end] == place.text
        assert letters(place.text) == letters(exact)


def letters(text: str) -> str:
    """Return the letters and digits, which nothing may change."""
    return re.sub(r"[\W_]", "", normal_form(text).text)


@given(WORDS, st.data())
def test_what_is_found_is_what_was_looked_for(words: list[str], data: st.DataObject) -> None:
    exact = list(" ".join(words[:8]))
    at = data.draw(st.integers(0, len(exact) - 1))
    exact[at] = data.draw(st.sampled_from("aeéE0123456789"))
    changed = "".join(exact)
    located = CaptureText(data.draw(set_in_type(" ".join(words)))).locate(changed)
    for place in located.places:
        assert letters(place.text) == letters(changed)


@given(st.integers(1_000, 10**12), st.sampled_from([" ", "\u00a0", "\u202f", ".", "'", ""]), st.data())
def test_a_part_of_a_figure_is_not_the_figure(value: int, grouping: str, data: st.DataObject) -> None:
    figure = f"{value:,}".replace(",", grouping) + data.draw(st.sampled_from(["", ",5", ",25"]))
    text = CaptureText(f"Il y en a {figure} ici.")
    cut = data.draw(st.integers(1, len(figure) - 1))
    for part in (figure[:cut], figure[cut:]):
        if part[0].isdigit() and part[-1].isdigit():
            assert text.locate(part).status is LocatedStatus.MISSING
    assert text.locate(figure).status is LocatedStatus.FOUND


@given(st.text(alphabet=st.sampled_from("aé\u0301 \n\u00a0-«»’\u00ad\ufb01,;0:\u200b\u2060e"), max_size=40), st.data())
@settings(max_examples=300)
def test_every_slice_of_a_normal_form_has_its_place(text: str, data: st.DataObject) -> None:
    normal = normal_form(text)
    assume(normal.text)
    start = data.draw(st.integers(0, len(normal.text) - 1))
    end = data.draw(st.integers(start + 1, len(normal.text)))
    first, last = normal.original_span(start, end)
    assert 0 <= first <= last <= len(text)
    here = normal_form(text[first:last]).text
    assert re.sub(r"\W", "", normal.text[start:end]) in re.sub(r"\W", "", here) or BREAK in normal.text


@given(st.text(max_size=200))
def test_any_text_has_a_normal_form_without_odd_spaces(text: str) -> None:
    normal = normal_form(text).text
    assert "  " not in normal
    assert not re.search("[\u00a0\u202f\u00ad\u200b\n\t’]", normal)


@given(st.text(alphabet="0123 .,'/-aé_\u0301" + BREAK, max_size=14))
@settings(max_examples=2000)
def test_a_look_at_two_characters_says_what_the_whole_search_says(text: str) -> None:
    for offset in range(len(text) + 1):
        assert is_inside(text, offset) == (is_inside_word(text, offset) or is_inside_figure(text, offset))


@given(
    st.text(alphabet="aé\u0301 \n\u00a0\u2009-«»’`\u00ad\ufb01,;0:\u200b\u2060e" + BREAK, max_size=40),
    st.integers(0, 60),
)
def test_words_have_the_same_form_with_and_without_a_way_back(text: str, longer: int) -> None:
    whole = text + "." * longer * 20  # past the length from which each character is looked for
    assert normal_text(whole) == normal_form(whole).text
    assert normal_text(whole).rstrip(".") == normal_text(text).rstrip(".")


@given(st.text(alphabet="aAéÉçœŒÆØİǅßſ 1’«\u0301", max_size=30))
def test_letters_are_without_accents_and_capitals_one_for_one(text: str) -> None:
    table = {code: unicodedata.normalize("NFD", chr(code))[0].lower() for code in range(0xC0, 0x250)}
    plain = text.translate(table)
    assert letters_of(text) == (plain.lower() if len(plain.lower()) == len(text) else plain)


@given(st.text(alphabet="a\n", max_size=20), st.data())
def test_a_span_is_the_places_of_its_ends(source: str, data: st.DataObject) -> None:
    page = Page("page.md", source, ())
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    assert page.span(start, end) == Span("page.md", *page.position(start), *page.position(end))
