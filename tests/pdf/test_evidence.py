"""Evidence on paper: each figure with its note, its sign, and where the note is when it was given before."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
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


def test_no_line_begins_with_a_sign_or_the_number_of_a_note(make: Maker) -> None:
    """In every width of line."""
    words = "\n\n".join(
        f"{'m' * width} une caméra[^a], 12\u202f %[^a], (deux)[^a], « trois »[^a], 10\u202f600[^a] et quatre caméras[^a] encore."
        for width in range(1, 70)
    )
    extensions = ["myst_parser", "etraces_cite.pdf", evident.__name__]
    lines = make(f"# Titre\n\n{words}\n\n[^a]: La preuve.\n", extensions=extensions).text().splitlines()
    assert sum("≠" in line for line in lines) >= 70
    assert not [line for line in lines if line.lstrip().startswith("≠")]
    assert not [line for line in lines if line.rstrip().endswith("≠")]


PASSAGES = "[un](https://example.org/a#:~:text=dix%20mille), [deux](https://example.org/a#:~:text=cent), [trois](https://example.org/a#b)."


def test_an_address_on_paper_leads_to_the_page_and_a_link_to_the_passage(make: Maker) -> None:
    built = make(f"# Titre\n\n{PASSAGES}\n")
    text = "".join(built.text().split())
    assert "un1,deux1,trois2." in text
    assert text.count("https://example.org/a") == 2
    assert ":~:" not in text
    assert 'out("https://example.org/a#:~:text=dix%20mille"' in built.source


CAPTURE = f"""
[capture]
sha256 = "{"3f9a" * 16}"
text-sha256 = "{"77c1" * 16}"
extractor = "plain 1"
media-type = "text/plain"
captured = 2026-11-24
archives = ["https://archive.example/durand"]
"""


@pytest.fixture(scope="session")
def dossier(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("dossier") / "source"
    shutil.copytree(rootdir / "test-dossier", root)
    with (root / "records" / "durand-2021.toml").open("a", encoding="utf-8") as record:
        record.write(CAPTURE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        extensions = ["myst_parser", "sphinx_design", "etraces_cite", "etraces_cite.pdf"]
        return build(root, root.parent / "build", extensions=extensions)


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


def test_the_cover_and_the_appendix_give_the_digest_that_the_command_prints(dossier: Built) -> None:
    """In another process, whose sets are in another order."""
    verify = [sys.executable, "-m", "etraces_cite", "verify", "--digest", "--root", str(dossier.app.srcdir)]
    ran = subprocess.run(verify, capture_output=True, text=True, check=False, env=os.environ | {"LANGUAGE": "fr"})
    counted = re.search(r"(\d+) chiffres", ran.stdout)
    digest = re.search(r"empreinte (\w{4} \w{4})", ran.stdout)
    assert counted, ran.stderr
    assert digest
    cover = dossier.text(0)
    assert f"chiffres vérifiés — empreinte du contrôle {digest[1]}" in cover
    text = dossier.text()
    assert re.search(rf"^{digest[1].replace(' ', '')}[0-9a-f]{{56}}$", text, re.MULTILINE)
    assert "pipx run --spec . etraces-cite verify --digest" in text
    assert "Là où les sources se contredisent" in text


def test_the_appendix_gives_the_addresses_and_the_digests_in_full(dossier: Built) -> None:
    printed = "".join(dossier.text().partition("Les sources et leurs empreintes")[2].split())
    sources = dossier.app.env.domains["etraces"].sources
    captures = [record.capture for record in sources.records.values() if record.capture]
    addresses = [address for key in sources.records if (address := sources.address(key))]
    assert captures
    assert addresses
    for capture in captures:
        assert capture.sha256 in printed
        assert capture.text_sha256 in printed
    for address in addresses:
        assert address in printed
