"""The site as a reader meets it: on a phone or a desk, light or dark, with a keyboard, without JavaScript, on paper."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from .conftest import AXE, SCREENSHOTS, WEIGHTS, Visit, every_page, pages

Open = Callable[..., Visit]

WIDTHS = (320, 390, 1280)
DOSSIER = "dossiers/cameras-pietons.html"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
SCHEMES: dict[Literal["light", "dark"], list[str]] = {"light": RULES, "dark": COLOURS}
"""What axe-core is asked in each scheme: in the dark only colours differ."""
DRAWERS = {"__navigation": ".sidebar-drawer", "__toc": ".toc-drawer"}
LEAVES = ":is(p, td, dt, pre, li):not(:has(p, td, dt, pre, li), .etraces-evidence-back)"
GOAL = 60_000  # bytes


def test_there_is_a_site_to_look_at() -> None:
    assert {"index.html", "sources.html", "verification.html", "mentions.html", DOSSIER} <= set(pages())


@pytest.mark.parametrize("address", pages())
def test_a_page_is_self_contained_fits_and_is_accessible(visit: Open, address: str) -> None:
    seen = visit(address, width=WIDTHS[0])
    faults = [*seen.foreign, *seen.complaints, *seen.stored]
    for width in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in SCHEMES.items():
            seen.page.emulate_media(color_scheme=scheme)
            found = (*sideways(seen), *violations(seen, rules=rules), *drawer_faults(seen, rules))
            faults += [f"{width} px, {scheme}: {fault}" for fault in found]
            if width != WIDTHS[0]:
                picture = SCREENSHOTS / f"{name_of(address)}-{width}-{scheme}.jpeg"
                seen.page.screenshot(path=picture, full_page=True, type="jpeg", quality=70)
    assert faults == []
    assert [*seen.foreign, *seen.complaints, *seen.stored] == []


def name_of(address: str) -> str:
    """Return the name of the screenshots of a page."""
    return address.removesuffix(".html").replace("/", "-")


def sideways(seen: Visit) -> list[str]:
    """Return what sticks out of the window, but for tables that scroll in their own box, and whether the page scrolls sideways."""
    outside = """() => [...document.querySelectorAll("article *")]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".table-wrapper, .etraces-hidden, pre *"))
        .map(one => "sticks out: " + one.outerHTML.slice(0, 120)).slice(-3)
        .concat(document.documentElement.scrollWidth > innerWidth ? ["scrolls sideways"] : [])"""
    found: list[str] = seen.page.evaluate(outside)
    return found


def drawer_faults(seen: Visit, rules: list[str]) -> Iterator[str]:
    """Open each of the drawers of a narrow window, look at it and close it."""
    for toggle, drawer in DRAWERS.items():
        label = seen.page.locator(f"label[for={toggle}]:visible:not(.overlay)")
        if label.count():
            label.first.click()
            seen.page.wait_for_timeout(300)  # it slides in
            yield from (f"{drawer}: {fault}" for fault in (*violations(seen, drawer, rules), *sideways(seen)))
            seen.page.locator(f"#{toggle}").evaluate("box => { box.checked = false }")


def violations(seen: Visit, part: str = "html", rules: list[str] = RULES) -> list[str]:
    """Return what axe-core objects to in a part of the page, a line for each rule with the first place."""
    assert AXE.is_file(), "axe-core is missing: npm install --prefix build/browser axe-core"
    if seen.page.evaluate("typeof axe === 'undefined'"):
        seen.page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "([part, rules]) => axe.run(part, {runOnly: rules, resultTypes: ['violations']}).then(all => all.violations)"
    found: list[dict[str, Any]] = seen.page.evaluate(run, [part, rules])
    return [f"{rule['id']}: {len(rule['nodes'])} × {rule['nodes'][0]['html'][:120]}" for rule in found]


@pytest.mark.parametrize("address", pages())
def test_a_page_says_its_language_and_has_one_title(visit: Open, address: str) -> None:
    page = visit(address).page
    assert page.get_attribute("html", "lang") == "fr"
    assert page.locator("h1").count() == 1


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
        "Light mode",
        "Contents<",
    )
    assert [words for words in english if words in markup] == []


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_page_without_marks_a_figure_leads_to_its_source(visit: Open, *, scripts: bool) -> None:
    page = visit("verification.html", java_script_enabled=scripts).page
    link = page.locator("a:has(> .etraces-fact)").first
    assert "« 10 600 caméras »" in (link.get_attribute("title") or "").replace("\u202f", " ").replace("\u00a0", " ")
    link.click()
    target = page.locator(":target")
    expect(target).to_be_visible()
    assert page.url.endswith("sources.html#fact-cameras-acquises")
    assert "10\u202f600" in target.inner_text()


@pytest.mark.parametrize("address", pages())
def test_without_javascript_a_page_can_be_read_whole(visit: Open, address: str) -> None:
    seen = visit(address, java_script_enabled=False, width=320)
    article = seen.page.locator("article")
    texts = article.locator("h1, h2, h3, p, li, td, dt, dd, pre, figure")
    folded = "details:not([open]) > :not(summary) *, details:not([open]) > :not(summary), .etraces-hidden"
    hidden = texts.evaluate_all(
        """(all, folded) => all.filter(one => one.textContent.trim() && !one.matches(folded) && !one.checkVisibility())
        .map(one => one.outerHTML.slice(0, 120))""",
        folded,
    )
    assert hidden == []
    assert sideways(seen) == []
    assert (seen.foreign, seen.complaints) == ([], [])


def test_the_keyboard_reaches_the_text_first_and_sees_where_it_is(visit: Open) -> None:
    page = visit(DOSSIER).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Aller au contenu"
    expect(page.get_by_text("Aller au contenu")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#furo-main-content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize(("toggle", "place"), [("__navigation", 1), ("__toc", 2)])
def test_the_keyboard_opens_a_drawer_goes_into_it_and_comes_back(visit: Open, toggle: str, place: int) -> None:
    page = visit(DOSSIER, width=390).page
    for _ in range(1 + place):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == toggle
    drawer = DRAWERS[toggle]
    assert page.locator(f"{drawer} a").first.is_hidden(), "what is closed is not met by Tab"
    page.keyboard.press("Space")
    link = page.locator(f"{drawer} a:visible").first
    expect(link).to_be_in_viewport()
    assert page.evaluate("drawer => document.activeElement.closest(drawer) !== null", drawer)
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == toggle


def test_a_drawer_closes_once_a_link_of_it_is_followed(visit: Open) -> None:
    page = visit(DOSSIER, width=390).page
    page.locator(".toc-header-icon").click()
    link = page.locator(".toc-drawer a:visible").nth(2)
    link.click()
    expect(link).to_be_hidden()
    expect(page.locator(":target")).to_be_in_viewport()


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


@pytest.mark.parametrize("address", pages())
def test_paper_shows_the_text_and_all_that_is_folded_and_nothing_of_the_screen(visit: Open, address: str) -> None:
    page = visit(address).page
    folded = page.locator("article details, article .sd-tab-content")
    words = [text for fold in folded.all() for text in fold.locator(LEAVES).all_text_contents()]
    page.emulate_media(media="print")
    hidden = (".sidebar-drawer", ".toc-drawer", ".mobile-header", ".related-pages", ".content-icon-container")
    assert [name for name in hidden if page.locator(name).first.is_visible()] == []
    assert page.locator("article h1").is_visible()
    if words:
        printed = PdfReader(io.BytesIO(page.pdf()))
        paper = squeezed("".join(part.extract_text() for part in printed.pages))
        assert [text for text in words if squeezed(text) not in paper] == []


def squeezed(text: str) -> str:
    """Return the letters and digits of a text: lines, spaces and ligatures are the printer's."""
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


def test_no_page_is_heavy(visit: Open) -> None:
    weights = {address: visit(address).weight for address in every_page()}
    lines = [f"{weight / 1000:6.1f} kB  {address}" for address, weight in sorted(weights.items(), key=by_weight)]
    over = [address for address, weight in weights.items() if weight > GOAL]
    WEIGHTS.write_text(
        "\n".join(lines) + f"\n{len(over)} of {len(lines)} over {GOAL / 1000:.0f} kB\n", encoding="utf-8"
    )
    assert over == []


def by_weight(item: tuple[str, int]) -> tuple[int, str]:
    """Sort the heaviest page first."""
    return -item[1], item[0]
