"""Addresses lose what follows the reader, and nothing else."""

import sys

import pytest

from etraces_cite.capture.addresses import is_address, without_tracking

CLEANED = [
    ("https://x.fr/a?userid=3ebc-5f", "https://x.fr/a"),
    ("https://x.fr/a?b=2&a=1&userid=3ebc#nav", "https://x.fr/a?b=2&a=1#nav"),
    ("https://x.fr/a?utm_source=x&v=abc&fbclid=1", "https://x.fr/a?v=abc"),
    ("https://x.fr/a?v=abc&utm_source=x&w=2", "https://x.fr/a?v=abc&w=2"),
    ("https://x.fr/a#xtor=RSS-1", "https://x.fr/a"),
    ("https://x.fr/a?at_medium=x&at_campaign=y", "https://x.fr/a"),
]
KEPT = [
    "https://www.youtube.com/watch?v=abc", "https://x.fr/?b=%E9&a=1", "https://x.fr/a%20b?q=œ", "https://x.fr/#!/page/2",
    "https://x.fr/a?utmost=1", "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000043530276", "https://x.fr/a?a=1&a=2",
]  # fmt: skip


@pytest.mark.parametrize("library", [True, False])
@pytest.mark.parametrize(("address", "cleaned"), [*CLEANED, *((address, address) for address in KEPT)])
def test_only_tracking_goes(address: str, cleaned: str, library: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not library:
        monkeypatch.setitem(sys.modules, "courlan", None)
    kept, dropped = without_tracking(address)
    assert kept == cleaned
    assert bool(dropped) == (address != cleaned)


@pytest.mark.parametrize(
    ("source", "is_one"), [("https://x.fr", True), ("a.html", False), ("C:/a", False), ("ftp://x", True)]
)
def test_an_address_is_told_from_a_file(source: str, is_one: bool) -> None:
    assert is_address(source) is is_one
