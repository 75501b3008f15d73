"""The time to read a text grows with its length, whatever the text: counted in steps of the program, not by a clock."""

import sys

import pytest

from etraces_cite.extract.figures import read

LENGTH = 2_400
HOSTILE = {
    "ones": "1 ", "cents": "cent ", "digits": "7", "dots": "1.", "commas": "1,", "hyphens": "1-", "slashes": "1/", "groups": "123 ", "grouped dots": "123.",
    "quatre vingt": "quatre-vingt-", "mille": "mille ", "millions": "un million ", "virgule": "un virgule ", "articles": "articles 1, ",
    "entre": "entre 1 et ", "de à": "de 1 à ", "letters and digits": "a1", "addresses": "http://1", "months": "mai ", "days": "1 mai ", "years": "2020-",
    "and a half": "et demi ", "units": "1 an et ", "percent": "% ", "parentheses": "(1", "spaces": " ", "combining": "e\u0301\u0301\u0301", "soft": "1\u00ad",
    "one of": "un sur ", "hedges": "près de ", "romans": "XIV", "une une": "une ", "demi": "demi-", "tiers": "un tiers ", "colons": "1:", "hashes": "#1", "hours": "1 h ",
}  # fmt: skip


def steps(text: str) -> int:
    """Return how many lines of the reader run on ``text``."""
    count = 0

    def trace(frame: object, event: str, argument: object) -> object:
        nonlocal count
        count += 1
        return trace

    read(text)  # expressions are compiled at their first use, which is no step of reading
    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        read(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_text_takes_at_most_twice_the_steps(piece: str) -> None:
    short = piece * (LENGTH // len(piece))
    assert steps(short * 2) <= 2.2 * steps(short) + 200


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_long_text_comes_to_an_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(figure.end <= len(text) for figure in read(text))


def test_a_run_of_a_hundred_thousand_digits_is_no_quantity_and_costs_few_steps() -> None:
    assert read("7" * 100_000) == ()
    assert steps("7" * 100_000) < 2_000
