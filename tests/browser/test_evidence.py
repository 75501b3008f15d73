"""The evidence of a figure in one action: by keyboard, by touch, without JavaScript, on a narrow screen, on paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from .conftest import SCREENSHOTS, Visit, pages
from .test_site import violations

Open = Callable[..., Visit]

DOSSIERS = [address for address in pages() if address.startswith("dossiers/")]
FIGURE = "a.etraces-figure"


def evidence(page: Page) -> str:
    """Return the words of the evidence that is open."""
    return page.locator(".etraces-popover:popover-open").inner_text()


def expected(page: Page, figure: int) -> str:
    """Return the quotation that the note of a figure holds."""
    target = page.locator(FIGURE).nth(figure).get_attribute("href")
    words = page.locator(f"{target}").text_content() or ""
    return words[words.index("«") : words.index("»") + 1]


def test_there_are_dossiers() -> None:
    assert len(DOSSIERS) >= 3


@pytest.mark.parametrize("address", DOSSIERS)
def test_one_keypress_on_the_first_figure_shows_its_evidence_and_escape_goes_back(visit: Open, address: str) -> None:
    page = visit(address).page
    quotation = expected(page, 0)
    page.locator(FIGURE).first.focus()
    page.keyboard.press("Enter")
    shown = page.locator(".etraces-popover")
    expect(shown).to_be_visible()
    assert quotation in (shown.text_content() or "")
    assert page.url.endswith(address), "the page has not moved"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.etraces-popover') !== null"), "Tab goes on into the evidence"
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "chiffre-1"


@pytest.mark.parametrize("address", DOSSIERS)
def test_the_deep_link_carries_the_quotation(visit: Open, address: str) -> None:
    page = visit(address).page
    links: list[list[str]] = page.evaluate(
        "[...document.querySelectorAll('.etraces-evidence a.external')].map(one => [one.href, one.closest('li').textContent])"
    )
    deep = [(address, note) for address, note in links if ":~:text=" in address]
    assert len(deep) > 20
    for address_of_source, note in deep:
        assert address_of_source.startswith("https://")
        terms = address_of_source.partition(":~:text=")[2].split(",")
        words = next(unquote(term) for term in terms if not term.startswith("-") and not term.endswith("-"))
        assert plain(words) in plain(note)


def plain(text: str) -> str:
    """Return words without what typography changes of a quotation: spaces, apostrophes, quotation marks."""
    return " ".join(text.translate(str.maketrans("’“”«»", "'    ")).split())


def test_a_tap_shows_it_and_a_tap_elsewhere_closes_it(visit: Open) -> None:
    page = visit(DOSSIERS[0], width=390, has_touch=True, is_mobile=True).page
    page.locator(FIGURE).nth(1).tap()
    shown = page.locator(".etraces-popover")
    expect(shown).to_be_visible()
    box = shown.bounding_box()
    assert box is not None
    assert box["x"] == 0
    assert abs(box["width"] - 390) < 1, "a sheet at the foot of the phone"
    page.touchscreen.tap(200, 100)
    expect(shown).to_be_hidden()


def test_the_button_closes_it(visit: Open) -> None:
    page = visit(DOSSIERS[0]).page
    page.locator(FIGURE).nth(2).click()
    page.get_by_role("button", name="Fermer").click()
    expect(page.locator(".etraces-popover")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "chiffre-3"


def test_nothing_moves_when_the_evidence_opens(visit: Open) -> None:
    page = visit(DOSSIERS[0]).page
    figure = page.locator(FIGURE).nth(4)
    figure.focus()
    before = figure.bounding_box()
    page.keyboard.press("Enter")
    expect(page.locator(".etraces-popover")).to_be_visible()
    assert figure.bounding_box() == before


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("address", DOSSIERS)
def test_a_narrow_screen_shows_all_of_it_without_scrolling_sideways(
    visit: Open, address: str, *, scripts: bool
) -> None:
    page = visit(address, width=320, java_script_enabled=scripts).page
    page.locator(FIGURE).nth(1).click()
    sheet = page.locator(".etraces-popover" if scripts else ".etraces-evidence:target")
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("address", DOSSIERS)
def test_without_javascript_the_note_opens_at_the_figure_and_leads_back(visit: Open, address: str) -> None:
    page = visit(address, java_script_enabled=False).page
    page.locator(FIGURE).first.focus()
    page.keyboard.press("Enter")
    note = page.locator(".etraces-evidence:target")
    expect(note).to_be_in_viewport()
    expect(page.locator(FIGURE).first).to_be_in_viewport()
    note.locator(".etraces-evidence-back a").first.click()
    assert page.url.endswith("#chiffre-1")
    expect(page.locator(".etraces-evidence:target")).to_have_count(0)
    expect(page.locator(FIGURE).first).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("address", DOSSIERS)
def test_an_open_evidence_is_accessible(visit: Open, address: str, width: int, scheme: str) -> None:
    seen = visit(address, width=width, color_scheme=scheme)
    disputed = seen.page.locator(f"{FIGURE}:has(.etraces-sign)").first
    disputed.focus()
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator(".etraces-popover")).to_be_visible()
    name = Path(address).stem
    seen.page.screenshot(path=SCREENSHOTS / f"evidence-{name}-{width}-{scheme}.png")
    assert violations(seen) == []
    assert seen.foreign == []
    assert seen.complaints == []


@pytest.mark.parametrize("address", DOSSIERS)
def test_a_sign_is_said_in_words_too(visit: Open, address: str) -> None:
    words = {"≈": "arrondi", "=": "calculé", "≠": "contesté", "○": "non sourcé"}
    page = visit(address).page
    signs = page.locator(f"{FIGURE} .etraces-sign").all()
    assert signs
    for sign in signs:
        hidden = sign.evaluate("node => node.nextSibling.textContent")
        assert all(words[character] in hidden for character in sign.inner_text())


@pytest.mark.parametrize("address", DOSSIERS)
def test_paper_shows_the_number_of_each_note_and_the_notes(visit: Open, address: str) -> None:
    page = visit(address).page
    page.locator(FIGURE).first.click()  # an open evidence is not printed a second time
    printed = PdfReader(io.BytesIO(page.pdf()))
    text = " ".join(part.extract_text() for part in printed.pages)
    page.emulate_media(media="print")
    last = page.locator(".etraces-evidence").last
    assert last.is_visible()
    assert page.locator(".etraces-popover").is_hidden()
    numbers = page.evaluate(
        "[...document.querySelectorAll('a.etraces-figure')].map(one => getComputedStyle(one, '::after').content)"
    )
    assert all(number.strip('"').isdecimal() for number in numbers)
    head = " ".join(last.locator("strong").inner_text().split())
    assert head in " ".join(text.split())
    assert "Preuves" in text


def test_the_line_under_the_title_counts_the_figures_of_the_page(visit: Open) -> None:
    for address in DOSSIERS:
        page = visit(address).page
        line = page.locator("h1 ~ .etraces-summary").inner_text()
        assert line.startswith(f"{page.locator(FIGURE).count()} chiffres, ")
        assert "Vérifié le " in line
