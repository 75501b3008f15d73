"""The site as a reader meets it: on a phone or a desk, light or dark, with a keyboard, without JavaScript, on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .conftest import AXE, SCREENSHOTS, Visit, pages

Open = Callable[..., Visit]

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
DOSSIER = "dossiers/cameras-pietons.html"


def test_there_is_a_site_to_look_at() -> None:
    assert {"index.html", "sources.html", "verification.html", "mentions.html", DOSSIER} <= set(pages())


@pytest.mark.parametrize("address", pages())
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_page_is_self_contained_fits_and_is_accessible(visit: Open, address: str, width: int, scheme: str) -> None:
    seen = visit(address, width=width, color_scheme=scheme)
    name = address.removesuffix(".html").replace("/", "-")
    seen.page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
    assert seen.foreign == []
    assert seen.complaints == []
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"
    assert violations(seen) == []


def violations(seen: Visit) -> list[str]:
    """Return what axe-core objects to, a line for each rule with the first place."""
    assert AXE.is_file(), "axe-core is missing: npm install --prefix build/browser axe-core"
    seen.page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = seen.page.evaluate("axe.run().then(result => result.violations)")
    return [f"{rule['id']}: {len(rule['nodes'])} × {rule['nodes'][0]['html'][:120]}" for rule in found]


@pytest.mark.parametrize("address", pages())
def test_a_page_says_its_language_and_has_one_title(visit: Open, address: str) -> None:
    page = visit(address).page
    assert page.get_attribute("html", "lang") == "fr"
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("address", ["index.html", DOSSIER])
def test_nothing_is_stored_before_the_reader_acts(visit: Open, address: str) -> None:
    page = visit(address).page
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("address", ["index.html", DOSSIER, "sources.html", "verification.html", "mentions.html"])
def test_no_word_of_the_theme_is_left_in_english(visit: Open, address: str) -> None:
    markup = visit(address).page.content()
    english = (
        "Toggle",
        "Skip to content",
        "Back to top",
        "On this page",
        "Made with",
        ">Next<",
        ">Previous<",
        ">Home<",
        "Permalink",
    )
    assert [words for words in english if words in markup] == []


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_page_without_marks_a_figure_leads_to_its_source(visit: Open, *, scripts: bool) -> None:
    page = visit("verification.html", java_script_enabled=scripts).page
    link = page.locator("a:has(> .etraces-fact)").first
    assert "« 10 600 caméras »" in (link.get_attribute("title") or "").replace("\u202f", " ").replace("\u00a0", " ")
    link.click()
    target = page.locator(":target")
    assert page.url.endswith("sources.html#fact-cameras-acquises")
    assert target.is_visible()
    assert "10\u202f600" in target.inner_text()


def test_without_javascript_a_dossier_can_be_read_whole(visit: Open) -> None:
    seen = visit(DOSSIER, java_script_enabled=False, width=390)
    article = seen.page.locator("article")
    assert article.locator("h2").count() >= 3
    assert all(heading.is_visible() for heading in article.locator("h2").all())
    assert seen.page.locator(".etraces-box").first.is_visible()


def test_the_keyboard_reaches_the_text_first_and_sees_where_it_is(visit: Open) -> None:
    page = visit(DOSSIER).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.url.endswith("#furo-main-content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_waived_figure_tells_its_reason(visit: Open) -> None:
    for address in (page for page in pages() if page.startswith("dossiers/")):
        page = visit(address).page
        figures = page.locator("a.etraces-figure:has(.etraces-sign:text('○'))")
        if figures.count():
            assert "non sourcé" in (figures.first.text_content() or "")
            figures.first.click()
            assert "Motif" in page.locator(".etraces-popover").inner_text()
            return
    pytest.fail("no dossier waives a figure")


def test_paper_shows_the_text_and_nothing_of_the_screen(visit: Open) -> None:
    page = visit(DOSSIER).page
    page.emulate_media(media="print")
    hidden = (".sidebar-drawer", ".toc-drawer", ".mobile-header", ".related-pages", ".content-icon-container")
    assert [name for name in hidden if page.locator(name).first.is_visible()] == []
    assert page.locator("article h1").is_visible()
    assert page.locator(".etraces-box").first.is_visible()
