"""The typography of what is published: French spaces, apostrophes and quotation marks, on each page, outside code."""

from __future__ import annotations

import re

import pytest
from lxml import html

from .conftest import SITE, every_page

FAULTS = {
    "a straight apostrophe": r"\w'\w",
    "a plain space before a sign": r" [;:!?»%€]",
    "no space before a sign": r"\w[;!?»](?!\w)",
    "a plain space after «": r"« ",
    "no space after «": r"«\w",
    "a plain space in a number": r"(?<![\d,.])\d{1,3} \d{3}(?!\d)",
    "a plain space after n°": r"\bn° ",
    "three dots for an ellipsis": r"\.\.\.",
}


def visible(address: str) -> str:
    """Return the words of a page and those that it says aloud, code and addresses left out."""
    document = html.parse(SITE / address).getroot()
    for code in document.xpath("//script | //style | //pre | //code | //kbd | //samp | //svg"):
        code.drop_tree()
    for link in document.xpath("//a[starts-with(normalize-space(), 'http')]"):
        link.text = ""
    said = document.xpath("//body//@alt | //body//@title | //body//@aria-label | //body//@placeholder | //title/text()")
    return "\n".join([str(document.text_content()), *map(str, said)])


@pytest.mark.parametrize("fault", FAULTS)
def test_no_page_has(fault: str) -> None:
    found = []
    for address in every_page():
        text = visible(address)
        places = re.finditer(FAULTS[fault], text)
        found += [f"{address}: {text[max(0, seen.start() - 25) : seen.end() + 15]!r}" for seen in places]
    assert found == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("a straight apostrophe", "l'amende"),
        ("a plain space before a sign", "Pourquoi ?"),
        ("no space before a sign", "Pourquoi?"),
        ("a plain space after «", "« mot"),
        ("no space after «", "«mot"),
        ("a plain space in a number", "les 10 600 caméras"),
        ("a plain space after n°", "n° 817"),
        ("three dots for an ellipsis", "etc..."),
    ],
)
def test_a_fault_would_be_seen(fault: str, words: str) -> None:
    assert re.search(FAULTS[fault], words)
