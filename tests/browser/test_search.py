"""The search: a reader types what they remember, without accents, with an elision or half a word, and finds the page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from .conftest import Visit
from .test_site import violations

Open = Callable[..., Visit]

SEARCHES = {
    "camera pieton": "dossiers/cameras-pietons.html",
    "caméras-piétons": "dossiers/cameras-pietons.html",
    "l’amende": "dossiers/loi-securite-globale.html",
    "l'amende": "dossiers/loi-securite-globale.html",
    "securite globale": "dossiers/loi-securite-globale.html",
    "representants d'interets": "dossiers/lobbying.html",
    "10 600": "dossiers/cameras-pietons.html",
    "Mediapart": "sources.html",
}


def results(seen: Visit) -> list[str]:
    """Return the pages that are found, once the count is there."""
    expect(seen.page.locator("#etraces-search-count")).not_to_be_empty()
    links = seen.page.locator("#etraces-search-results > li > a").all()
    return [(link.get_attribute("href") or "").removeprefix("/") for link in links]


@pytest.mark.parametrize("words", SEARCHES)
def test_a_search_finds_the_page_that_is_meant(visit: Open, words: str) -> None:
    seen = visit(f"search.html?q={quote(words)}")
    assert SEARCHES[words] in results(seen)[:8]
    assert (seen.foreign, seen.complaints) == ([], [])


def test_the_search_box_of_a_page_leads_to_the_results(visit: Open) -> None:
    seen = visit("index.html")
    seen.page.locator("input[name=q]").fill("matraques")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url("**/search.html*")
    assert seen.page.locator("#etraces-search-words").input_value() == "matraques"


def test_what_is_found_can_be_opened_at_its_section(visit: Open) -> None:
    seen = visit("search.html?q=amende")
    results(seen)
    link = seen.page.locator("#etraces-search-results li li a").first
    link.click()
    expect(seen.page.locator(":target")).to_be_visible()


def test_nothing_found_is_said_with_the_words(visit: Open) -> None:
    seen = visit("search.html?q=zzyzx")
    assert results(seen) == []
    assert "zzyzx" in seen.page.locator("#etraces-search-count").inner_text()


def test_markup_in_the_words_stays_words(visit: Open) -> None:
    seen = visit(f"search.html?q={quote('<img src=x onerror=document.title=1>')}")
    results(seen)
    assert seen.page.locator("#etraces-search-count img").count() == 0
    assert seen.page.title() != "1"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_results_are_accessible_and_fit(visit: Open, width: int, scheme: str) -> None:
    seen = visit("search.html?q=amende", width=width, color_scheme=scheme)
    results(seen)
    assert violations(seen) == []
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
