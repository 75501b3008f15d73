"""What becomes of each family of nodes, and of what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from . import curiosity
from .conftest import Built

Maker = Callable[..., Built]


def test_typst_in_a_page_is_text(make: Maker) -> None:
    trap = r'#panic("x") #import "y" @ref <label> // rien /* rien */ #{1+1} \u{41} ] } ) = titre'
    escaped = re.sub(r"([\\#@<>/*{}\[\]()=\"_`])", r"\\\1", trap)
    built = make(
        f"# Titre {escaped}\n\n{escaped}\n\n- {escaped}\n\n| {escaped} |\n|---|\n| {escaped} |\n\n`{trap}`\n",
        smartquotes=False,
    )
    printed = "".join(built.text().split())
    assert printed.count("".join(trap.split())) >= 6  # heading (contents and page), paragraph, item, cells, code


def test_typst_in_conf_py_is_text(make: Maker) -> None:
    built = make("# Titre\n\nTexte.\n", dossierpdf_title='#panic("x")', dossierpdf_notice='"] #panic()')
    assert '#panic("x")' in built.text(0)
    assert '"] #panic()' in built.text(0)


CURIOUS = "# Titre\n\n```{curious}\nContenu *gardé*.\n```\n"
EXTENSIONS = ["myst_parser", "etraces_cite.pdf", curiosity.__name__]


def test_an_unknown_node_warns_and_keeps_its_content(make: Maker) -> None:
    built = make(CURIOUS, extensions=EXTENSIONS)
    assert re.search(r"index\.md:3: WARNING: unknown node type: curiosity .*\[etraces\.pdf-node\]", built.warnings)
    assert "Contenu gardé." in built.text()


def test_the_warning_about_an_unknown_node_can_be_suppressed(make: Maker) -> None:
    built = make(CURIOUS, extensions=EXTENSIONS, suppress_warnings=["etraces.pdf-node"])
    assert built.warnings == ""


def test_an_extension_can_teach_us_its_node(make: Maker) -> None:
    built = make(CURIOUS, extensions=EXTENSIONS, curiosity_is_taught=True)
    assert built.warnings == ""
    assert "card({" in built.source


def test_notes_stand_at_the_foot_of_the_page_that_calls_them(everything: Built) -> None:
    text = next(everything.text(n) for n in range(3, 8) if "Une note longue" in everything.text(n))
    assert text.index("Une note longue") < text.index("Une cible de renvoi") < text.index("Première note, avec un lien")
    assert text.count("Première note, avec un") == 1  # called twice


def test_a_note_called_in_two_cells_is_printed_once(everything: Built) -> None:
    assert everything.text().count("Note dans un tableau.") == 1
    assert "Note dans une tête de tableau." in everything.text()


def test_a_note_that_nothing_calls_is_kept(make: Maker) -> None:
    built = make("# Titre\n\n```{eval-rst}\nTexte.\n\n.. [1] Note orpheline.\n```\n")
    assert "Note orpheline." in built.text()


def test_the_head_of_a_long_table_comes_again(everything: Built) -> None:
    pages = [everything.text(n) for n in range(len(everything.pdf.pages))]
    assert [("ligne 1\n" in page, "ligne 40" in page) for page in pages if "ligne 2" in page] == [
        (True, False),
        (False, True),
    ]
    assert all(re.search(r"N\s+Texte", page) for page in pages if re.search(r"ligne \d", page))


def test_spans_and_columns_survive(everything: Built) -> None:
    assert "colspan: 2" in everything.source
    assert "rowspan: 2" in everything.source
    assert "board((20fr, 80fr, )" in everything.source


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def test_an_image_that_is_a_paragraph_is_a_block_and_one_in_a_line_is_not(make: Maker) -> None:
    page = "# Titre\n\n![seule](x.svg)\n\n[![liée](x.svg)](https://example.org)\n\nDans ![la ligne](x.svg) même.\n\n- ![item](x.svg)\n"
    built = make(page, files={"x.svg": SVG})
    assert built.warnings == ""
    pictures = re.findall(r'^((?:inline-)?picture)\(.*alt: "([^"]+)"', built.source, re.MULTILINE)
    assert pictures == [("picture", "seule"), ("picture", "liée"), ("inline-picture", "la ligne"), ("picture", "item")]
    alternatives = [element["/Alt"] for element in structure(built.pdf) if "/Alt" in element]
    assert alternatives == ["seule", "liée", "la ligne", "item"]


def structure(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The elements of the structure tree, in reading order."""

    def walk(node: object) -> Iterator[DictionaryObject]:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for child in node:
                yield from walk(child)
        elif isinstance(node, DictionaryObject):
            yield node
            yield from walk(node.get("/K"))

    yield from walk(reader.trailer["/Root"]["/StructTreeRoot"])


def test_an_image_without_alternative_warns_and_is_decoration(make: Maker) -> None:
    built = make("# Titre\n\n![](x.svg)\n", files={"x.svg": SVG})
    assert re.search(
        r"index\.md:\d+: WARNING: image without alternative text: x\.svg \[etraces\.pdf-alt\]", built.warnings
    )


def test_a_figure_is_described_by_its_caption(make: Maker) -> None:
    built = make("# Titre\n\n```{figure} x.svg\nLa légende.\n```\n", files={"x.svg": SVG})
    assert built.warnings == ""
    assert 'alt: "La légende."' in built.source


def test_figure_prefers_svg(everything: Built) -> None:
    assert 'picture("images/dessin.svg"' in everything.source
    assert "dessin.png" not in everything.source


def test_a_remote_image_is_not_fetched(make: Maker) -> None:
    built = make("# Titre\n\n![Une photo](https://example.org/photo.png)\n")
    assert "[etraces.pdf-image]" in built.warnings
    assert "[Une photo]" in built.text()


def test_a_figure_that_holds_nothing_to_hear_is_described_by_its_caption(make: Maker) -> None:
    """PDF/UA asks for it; a diagram that only a site can draw is such a figure."""
    built = make(
        "# Titre\n\n```{graphviz}\n:caption: Qui parle à qui\n\ndigraph { a -> b }\n```\n",
        extensions=["myst_parser", "sphinx.ext.graphviz", "etraces_cite.pdf"],
    )
    assert "unknown node type: graphviz" in built.warnings
    assert "/Figure" in [element.get("/S") for element in structure(built.pdf)]
    assert "Qui parle à qui" in [element.get("/Alt") for element in structure(built.pdf)]


def test_joiners_of_emoji_are_dropped_without_a_word(make: Maker) -> None:
    built = make("# Titre\n\nOutils 🛠\ufe0f, mains 👩\u200d🔧.\n")
    assert "U+FE0F" not in built.warnings
    assert "Outils [U+1F6E0], mains [U+1F469][U+1F527]." in built.text()


def test_characters_without_a_glyph_are_named(make: Maker) -> None:
    built = make("# Titre\n\nUne fusée 🚀 part.\n")
    assert "🚀 (U+1F680)" in built.warnings
    assert "[etraces.pdf-glyph]" in built.warnings
    assert "Une fusée [U+1F680] part." in built.text()


def test_what_is_hidden_on_a_screen_lies_open_on_paper(everything: Built) -> None:
    text = everything.text()
    for words in (
        "Second onglet",
        "Contenu du second onglet.",
        "Contenu du volet, ouvert sur papier.",
        "En-tête",
        "Pied",
    ):
        assert words in text


def test_struck_text_is_struck_and_boxes_are_ticked(everything: Built) -> None:
    assert 'struck({[]\n"biffé"\n})' in everything.source
    assert "checkbox(true)" in everything.source
    assert "checkbox(false)" in everything.source


def test_an_address_is_never_hyphenated_nor_spread(make: Maker) -> None:
    address = "https://example.org/" + "-".join(["autorisation", "representants", "enregistrement"] * 3)
    built = make("# Titre\n\n" + "\n\n".join(f"{'m' * width} <{address}>, consulté." for width in range(1, 40)))
    printed = "".join(built.text().split())
    assert printed.count(address) == 39
    assert built.source.count("ragged({") == 39


def test_a_term_and_its_definition_are_one_paragraph(make: Maker) -> None:
    """Else a page could end between them: pages are filled line by line until one would."""
    terms = "\n\n".join(f"Terme {n}\n: Définition {n}.\n\n  Suite {n}." for n in range(80))
    built = make(f"# Titre\n\n{terms}\n", myst_enable_extensions=["deflist"])
    for page in built.pdf.pages:
        text = page.extract_text()
        for number in re.findall(r"^Terme (\d+)$", text, re.MULTILINE):
            assert f"Définition {number}." in text


def test_only_and_raw(everything: Built) -> None:
    text = everything.text()
    assert "Réservé à la page web" not in text
    assert "Gras de Typst" in text


def test_a_fault_of_typst_names_the_line_and_the_page(make: Maker) -> None:
    from etraces_cite.pdf.compiler import CompileError

    page = "# Titre\n\nAvant.\n\n```{raw} typst\n#inconnu\n```\n"
    with pytest.raises(CompileError, match=r"unknown variable: inconnu.*dossier\.typ:\d+.*\(made from index\.md:3\)"):
        make(page)


def test_a_template_that_is_not_there(make: Maker) -> None:
    from etraces_cite.pdf.compiler import CompileError

    with pytest.raises(CompileError, match=r"dossierpdf_template: no such file: .*absent\.typ"):
        make("# Titre\n", dossierpdf_template="absent.typ")


def test_a_template_may_replace_the_page_and_any_element(make: Maker) -> None:
    template = """
        #let strong(body) = [GRAS#body]
        #let dossier(title: "", body, ..others) = { set document(title: title); set text(lang: "fr"); body }
    """
    built = make("# Titre\n\nUn **mot**.\n", files={"mine.typ": template}, dossierpdf_template="mine.typ")
    assert "GRASmot" in built.text()


def test_a_formula_in_latex_is_never_lost(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etraces_cite.pdf.builder.convert", lambda formulas: {})
    built = make("# Titre\n\nSoit $a^2$, et $b_1$.\n", myst_enable_extensions=["dollarmath"])
    assert built.warnings.count("[etraces.pdf-math]") == 1
    assert "Soit a^2, et b_1." in built.text()


def test_a_formula_is_set_where_tylax_is_installed(make: Maker) -> None:
    pytest.importorskip("tylax")
    built = make("# Titre\n\nSoit $\\frac{a}{b}$.\n", myst_enable_extensions=["dollarmath"])
    assert built.warnings == ""
    assert "\\frac" not in built.text()


def test_a_reference_out_of_the_pdf_keeps_its_text(make: Maker) -> None:
    orphan = "---\norphan: true\n---\n# Ailleurs\n"
    built = make("# Titre\n\nVoir {doc}`ailleurs`.\n", files={"ailleurs.md": orphan})
    assert "[etraces.pdf-link]" in built.warnings
    assert "Voir Ailleurs." in built.text()
