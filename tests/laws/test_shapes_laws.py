"""Laws of the shapes that are told first: they spare work, and never change what is read.

1. A number in the plain shape is taken for nothing else by the masks that it spares.
2. A run of digits without a separator after it is worth what the styles of grouping make of it.
"""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from etraces_cite.extract import grammar, masks
from etraces_cite.extract.folding import fold

NUMBERS = st.sampled_from("1 7 12 20 24 50 75 118 123 802 1999 2020 3919 2564 75011 0 06 007".split())
AFTER = st.sampled_from(
    [" ", ",", ", ", ";", " ;", ".", ". ", ")", "%", " %", "€", "»", "/", "-", ":", "°", "h", " h ", "j", "\ufffc", "'", "’", "\u202f", "\u20e3", "", " caméras", " rue de", ", rue de L", " bis, quai de",
     " av. J.-C.", " Paris", " euros", "er mai", "e", " (gratuit)", " heures sur 24", " sur 7", " x", "1", " 200", ",5", " 3456", " 34567", "Le"]
)  # fmt: skip
BEFORE = st.sampled_from(
    ["", "- ", "le ", "Le parc a ", "n° ", "tél. : ", "isbn ", "(", "a", "art. ", "[", "$", "à la page "]
)
TEXTS = st.tuples(BEFORE, st.lists(st.builds(str.__add__, NUMBERS, AFTER), min_size=1, max_size=4)).map(
    lambda parts: parts[0] + "".join(parts[1])
)


@settings(max_examples=500)
@given(TEXTS)
def test_the_plain_shape_is_taken_for_nothing_else(text: str) -> None:
    folded = fold(text)
    for digit in re.finditer("[0-9]", folded.low):
        if masks._PLAIN.match(folded.low, digit.start()):
            assert masks._key(folded.low, digit.start()) == masks._mask(folded, digit.start())


@settings(max_examples=500)
@given(TEXTS)
def test_a_plain_run_of_digits_is_what_the_styles_make_of_it(text: str) -> None:
    low = fold(text).low
    for digit in re.finditer("[0-9]", low):
        if grammar._PLAIN.match(low, digit.start()):
            assert grammar.digits(low, digit.start()) == grammar._styled(low, digit.start())
