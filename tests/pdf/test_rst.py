"""A project in reStructuredText: what the documentation of libraries is made of, none of which is ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from .conftest import EPOCH, Built, build
from .test_document import resolved, silent, squeeze


@pytest.fixture(scope="session")
def library(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setenv("LANGUAGE", "en")
        return build(rootdir / "test-rst", tmp_path_factory.mktemp("library"))


def test_it_builds_without_a_warning(library: Built) -> None:
    assert library.warnings == ""


def test_no_word_is_lost(library: Built) -> None:
    printed = squeeze(library.text())
    texts = [
        (docname, text.astext())
        for docname in library.app.env.found_docs
        for text in resolved(library, docname).findall(nodes.Text)
        if not silent(text)
    ]
    assert len(texts) > 300
    assert [place for place in texts if squeeze(place[1]) not in printed] == []


@pytest.mark.parametrize(
    "words",
    [
        "(ii) another",
        "B. another",
        "term : classifier one : classifier two",
        "-f FILE, --file=FILE",
        "Portable Document Format",
        "sum_of(a: int, b: int = 1, /, *, exact: bool = False) → int",
        "async do(what[, how[, when]])",
        "class library.Thing[T](name, *args, **kwargs)",
        "Set by Typst.",
        "Always on paper.",
        "Only in version two.",
        "1.1 Lists",
        "Listing 1.1 – A listing in a definition",
    ],
)
def test_it_is_printed_as_it_reads(library: Built, words: str) -> None:
    assert "".join(words.split()) in "".join(library.text().split())


def test_what_is_not_for_paper_is_not_printed(library: Built) -> None:
    assert "Never on paper" not in library.text()


def test_the_contents_of_a_page_are_not_printed_twice(library: Built) -> None:
    assert "On this page" not in library.text()
