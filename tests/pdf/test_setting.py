"""How pages are set: what stays together, what shares a line, what is not spread."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from .conftest import Built

Maker = Callable[..., Built]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="280"><rect width="300" height="280"/></svg>'


def test_a_line_between_a_heading_and_a_figure_stays_with_both(make: Maker) -> None:
    """Whatever is above: the page is filled line by line until the figure no longer fits."""
    sections = "\n".join(
        f"# Partie {lines}\n\n"
        + "Une ligne.\n\n" * lines
        + f"## Figure {lines}\n\nVerdict {lines}.\n\n```{{figure}} x.svg\n:alt: x\n\nLégende {lines}.\n```\n"
        for lines in range(8, 24)
    )
    built = make(f"{sections}", files={"x.svg": SVG})
    pages = [page.extract_text() for page in built.pdf.pages]
    for number in range(8, 24):
        page = next(n for n, text in enumerate(pages) if f"Verdict {number}." in text)
        assert f"Figure {number}\n" in pages[page]
        assert f"Légende {number}." in pages[page]


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("| a | b |", ["auto", "auto"]),
        ("| a | " + "des mots " * 20 + "|", ["auto", r"\d\dfr|\d\d\dfr"]),
        ("| une cellule de vingt | " + "des mots " * 20 + "|", ["20fr", r"\d\dfr|\d\d\dfr"]),
    ],
)
def test_columns_fit_what_they_hold(make: Maker, row: str, columns: list[str]) -> None:
    built = make(f"# Titre\n\n| x | y |\n|---|---|\n{row}\n")
    found = re.search(r"board\(\((.*?), \)", built.source)
    assert found
    widths = found[1].split(", ")
    assert len(widths) == len(columns)
    assert all(re.fullmatch(pattern, width) for pattern, width in zip(columns, widths, strict=True)), widths


def test_a_digest_is_not_spread_over_the_line(make: Maker) -> None:
    digest = "3f9a77c1" * 8
    assert "ragged({" in make(f"# Titre\n\nL’empreinte est `{digest}`, en entier.\n").source
    assert "ragged({" not in make("# Titre\n\nUne phrase ordinaire.\n").source
