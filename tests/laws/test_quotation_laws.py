"""Laws of the quotations of prose that are told at a glance: the glance spares work, and never changes what is read."""

from hypothesis import given, settings
from hypothesis import strategies as st

from etraces_cite.french import count_words
from etraces_cite.match import prose_quotations
from etraces_cite.match.prose_quotations import quotations_in, readings

TEXTS = st.lists(
    st.sampled_from(
        ["«", "»", "« ", " »", "mot", "le parc", "10\u202f400", "10 400", ", dit-il, ", " – a-t-elle dit –", "[…]", "(...)", "[sic]",
         "\ufffc", " ", "  ", ",", ".", "!", "é", "-", "2,5 %", "d’un"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=1000)
@given(TEXTS)
def test_quotations_are_between_the_outermost_marks(text: str) -> None:
    """One mark after the other, counted: what the glance at a passage with one quotation must not change."""
    depth, start, found = 0, 0, []
    for at, char in enumerate(text):
        if char == "«":
            depth += 1
            start = at + 1 if depth == 1 else start
        elif char == "»" and depth:
            depth -= 1
            if not depth:
                found.append(text[start:at].strip())
    if depth:
        found.append(text[start:].strip())
    assert [text[first:last] for first, last in quotations_in(text)] == found


@settings(max_examples=1000)
@given(TEXTS)
def test_words_without_a_mark_of_the_writer_are_read_in_one_way(text: str) -> None:
    if not prose_quotations._WRITERS.search(text):
        for pattern in (prose_quotations._OMISSION, prose_quotations._INSERTION, prose_quotations._INTERRUPTION):
            assert not pattern.search(text)
        assert len(list(readings(text))) <= 1


@settings(max_examples=1000)
@given(TEXTS)
def test_four_words_of_letters_are_four_words(text: str) -> None:
    plain = " ".join(text.split())
    assert prose_quotations._is_long(plain) == (count_words(plain) >= prose_quotations.SHORTEST)
