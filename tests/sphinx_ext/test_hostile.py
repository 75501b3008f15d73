"""A record or an entry that holds markup, a script, a false address or a change of direction comes out as words, and no more."""

from __future__ import annotations

import html.parser

from .project import Project
from .test_marks import figures, note

SCRIPT = "<script>alert(1)</script>"
TURNED = "\u202egauche\u2066"
BAD = f"{SCRIPT} \"a\" 'b' {TURNED} <img src=x onerror=alert(1)> & ]]> {{{{ x }}}}"

RECORD = f"""reference = "mauvais-2022"

[capture]
sha256 = "{"0" * 64}"
text-sha256 = "{"1" * 64}"
extractor = "brut 1"
media-type = "text/plain"
captured = 2026-11-24
archives = ["javascript:alert(1)", "https://archive.example/x?a=<b>&c=%22"]

[facts.bougies]
label = '''Bougies {BAD}'''
measure = "bougies"
value = 77
unit = "bougies"
quotation = '''77 bougies {BAD}'''
locator = '''§ 1 {BAD}'''
according-to = '''Quelqu’un {BAD}
et sa suite'''

[facts.bougies-bis]
label = "Autres bougies"
measure = "bougies"
value = 99
unit = "bougies"
quotation = "99 bougies"
"""

ENTRY = f"""
@online{{mauvais-2022,
  author = {{{{Maison {SCRIPT} {TURNED}}}}},
  title = {{Titre {SCRIPT}}},
  date = {{2022-01-02}},
  url = {{ADDRESS}},
}}
"""

PAGE = """# Mauvais

Il y a 77 bougies {cite:p}`mauvais-2022`, 99 bougies, et {unsourced}`Une dizaine de témoins <motif <b>gras</b> "x">`.
"""


class Tags(html.parser.HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def hostile(project: Project, address: str) -> tuple[str, list[tuple[str, dict[str, str | None]]]]:
    """Build a page that rests on a hostile record; return its HTML and the elements of it."""
    project.write("records/mauvais-2022.toml", RECORD)
    entries = (project.folder / "references.bib").read_text(encoding="utf-8")
    project.write("references.bib", entries + ENTRY.replace("ADDRESS", address))
    project.write("autre.md", PAGE)
    app = project.build()
    text = (app.outdir / "autre.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    return text, tags.found


def test_no_word_of_a_record_becomes_an_element_or_an_attribute(project: Project) -> None:
    text, tags = hostile(project, "https://mauvais.example/a?b=<c>&d='e'")
    assert len(figures(project.doctree("autre"))) == 3
    assert "alert(1)" in text, "the words are there, to be read"
    assert SCRIPT not in text
    assert not [tag for tag, _ in tags if tag == "img"]
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert all("src" in attributes or "alert" not in str(attributes) for tag, attributes in tags if tag == "script")


def test_a_change_of_direction_does_not_reach_the_evidence(project: Project) -> None:
    hostile(project, "https://mauvais.example/")
    document = project.doctree("autre")
    for link in figures(document):
        words = note(document, link)
        assert "\u202e" not in words
        assert "\u2066" not in words


def test_an_address_that_is_none_of_the_web_is_no_link(project: Project) -> None:
    for address in (
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        " javascript:alert(1)",
        "vbscript:x",
    ):
        entries = (project.folder / "references.bib").read_text(encoding="utf-8").partition("@online{mauvais-2022")[0]
        project.write("references.bib", entries)
        _, tags = hostile(project, address)
        addresses = [attributes.get("href") or "" for tag, attributes in tags if tag == "a"]
        assert not [one for one in addresses if one.strip().lower().startswith(("javascript", "data", "vbscript"))]
        assert any(one.startswith("https://archive.example/") for one in addresses), (
            "the archive that can be followed is"
        )
