"""Evidence on paper: each figure with its note, its sign, and where the note is when it was given before."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes

from . import evident
from .conftest import EPOCH, Built, build
from .test_document import resolved, squeeze

Maker = Callable[..., Built]

FILLER = "Encore une phrase qui ne dit rien. " * 120
PAGE = f"""\
# Titre

Premier[^a], second[^b], encore[^a].

{FILLER}

Loin[^a], puis tout près[^a].

| Tableau |
|---------|
| loin[^b] |

[^a]: La preuve.
[^b]: Une autre preuve.
"""


def test_evidence_that_is_far_is_referred_to_with_its_page(make: Maker) -> None:
    built = make(PAGE, extensions=["myst_parser", "etraces_cite.pdf", evident.__name__])
    text = built.text()
    assert built.warnings == ""
    assert "Premier≠1, second≠2, encore≠1." in text
    assert "Loin≠3, puis tout près≠3." in text
    assert "loin≠2" in text  # a table calls by number alone
    assert text.count("La preuve.") == 1
    page = next(n for n in range(len(built.pdf.pages)) if "La preuve." in built.text(n)) + 1
    assert re.search(rf"3 ?\s*Voir note\s1, p.\s{page}\.", text)


def test_an_ordinary_note_gives_its_number_again_however_far(make: Maker) -> None:
    text = make(PAGE).text()
    assert "Loin1, puis tout près1." in text
    assert "Voir note" not in text


PASSAGES = "[un](https://example.org/a#:~:text=dix%20mille), [deux](https://example.org/a#:~:text=cent), [trois](https://example.org/a#b)."


def test_an_address_on_paper_leads_to_the_page_and_a_link_to_the_passage(make: Maker) -> None:
    built = make(f"# Titre\n\n{PASSAGES}\n")
    text = "".join(built.text().split())
    assert "un1,deux1,trois2." in text
    assert text.count("https://example.org/a") == 2
    assert ":~:" not in text
    assert 'out("https://example.org/a#:~:text=dix%20mille"' in built.source


@pytest.fixture(scope="session")
def dossier(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        extensions = ["myst_parser", "sphinx_design", "etraces_cite", "etraces_cite.pdf"]
        return build(rootdir / "test-dossier", tmp_path_factory.mktemp("dossier"), extensions=extensions)


def calls(built: Built) -> list[tuple[str, str, str]]:
    """Each marked figure: the text before the call, its sign, the body of its note."""
    found = []
    for docname in sorted(built.app.env.found_docs):
        doctree = resolved(built, docname)
        notes = {note["ids"][0]: note for note in doctree.findall(nodes.footnote)}
        for call in doctree.findall(nodes.footnote_reference):
            before = call.parent[call.parent.index(call) - 1]
            body = [child for child in notes[call["refid"]].children if not isinstance(child, nodes.label)]
            found.append((before.astext(), call.get("sign", ""), " ".join(child.astext() for child in body)))
    return found


def test_each_figure_is_followed_by_its_sign_and_the_number_of_its_note(dossier: Built) -> None:
    text = squeeze(dossier.text())
    found = calls(dossier)
    assert len(found) >= 5
    for figure, sign, body in found:
        assert squeeze(body) in text
        numbers = {match[1] for match in re.finditer(rf"{re.escape(squeeze(figure))}{re.escape(sign)}(\d+)", text)}
        assert numbers, f"{figure} {sign}"
        assert any(f"{number}{squeeze(body)}" in text for number in numbers), f"{figure}: {body}"
