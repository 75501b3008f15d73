"""Prose as the figure reader will see it: what must be read, at its place; what must not; who inherits what."""

import itertools
from pathlib import Path

import pytest

from etraces_cite.codes import Code
from etraces_cite.errors import SourceError
from etraces_cite.model import Page
from etraces_cite.parse.prose import parse_page, parse_text

OPAQUE = "\ufffc"
Piece = tuple[int, int, str]


def read(source: str) -> Page:
    return parse_text(source, "docs/page.md", root=Path("/nowhere"))


def pieces(page: Page) -> list[Piece]:
    """Return what is visible of a page, a run of text at a time, with its line and column."""
    return [
        (*page.position(passage.start + start), text) for passage in page.passages for start, text in runs(passage.text)
    ]


def runs(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for is_visible, group in itertools.groupby(text, key=lambda character: character not in (OPAQUE, "\n")):
        run = "".join(group)
        if is_visible and run.strip():
            found.append((start + len(run) - len(run.lstrip()), run.strip()))
        start += len(run)
    return found


READ: list[tuple[str, str, list[Piece]]] = [
    ("a paragraph", "10 caméras\nsur deux lignes", [(1, 1, "10 caméras"), (2, 1, "sur deux lignes")]),
    ("an indented continuation", "10\n    20", [(1, 1, "10"), (2, 5, "20")]),
    ("a heading and its closing marks", "## Les 10 ##\n\nOu 20\n=====\n", [(1, 4, "Les 10"), (3, 1, "Ou 20")]),
    ("nested lists", "- un 10\n  1. deux 20\n     * trois 30\n", [(1, 3, "un 10"), (2, 6, "deux 20"), (3, 8, "trois 30")]),
    ("a list of numbers", "1. 1\n2. 2\n", [(1, 4, "1"), (2, 4, "2")]),
    ("a task", "- [x] 10 tâches\n", [(1, 3, "[x] 10 tâches")]),
    ("a loose list", "- 10\n\n  20\n\n- 30\n", [(1, 3, "10"), (3, 3, "20"), (5, 3, "30")]),
    ("a block quote, lazy lines too", "> 10\n> > 20\n> 25\n30\n", [(1, 3, "10"), (2, 5, "20"), (3, 3, "25"), (4, 1, "30")]),
    ("a list in a block quote", "> - 10\n>   15\n>\n>   20\n", [(1, 5, "10"), (2, 5, "15"), (4, 5, "20")]),
    ("a table", "| An | N |\n|---|--:|\n| 2018 | 10 **400** |\n",
     [(1, 3, "An"), (1, 8, "N"), (3, 3, "2018"), (3, 10, "10   400")]),
    ("a table without outer bars", "An | N\n---|---\n2018 | 4 \\| 5\n",
     [(1, 1, "An"), (1, 6, "N"), (3, 1, "2018"), (3, 8, "4  | 5")]),
    ("a table in a list item", "1. x\n\n   1 | 2\n   -- | --\n   1 | 2\n2. 3 | 4\n", [(1, 4, "x"), (3, 4, "1"), (3, 8, "2"), (5, 4, "1"), (5, 8, "2"), (6, 4, "3 | 4")]),
    ("an empty first cell", "> | | 10 |\n> |-|-|\n> | | 20 |\n", [(1, 7, "10"), (3, 7, "20")]),
    ("a footnote and its second paragraph", "[^a]: Note 10\n\n    et 20\n", [(1, 7, "Note 10"), (3, 5, "et 20")]),
    ("a definition list", "Terme 10\n: Sens 20\n\n  Suite 30\n", [(1, 1, "Terme 10"), (2, 3, "Sens 20"), (4, 3, "Suite 30")]),
    ("a field list", ":10: 10\n  20\n", [(1, 2, "10"), (1, 6, "10"), (2, 3, "20")]),
    ("emphasis", "*10* __20__ ~~30~~ ***40***", [(1, 2, "10    20     30      40")]),
    ("markers that are text", "5 * 3 et a_10_b, 2 ~ 3", [(1, 1, "5 * 3 et a_10_b, 2 ~ 3")]),
    ("the text of a link", "voir [10 *20*](https://x.fr/30 'titre 40') et [50][r]\n\n[r]: https://y.fr/60\n",
     [(1, 1, "voir  10  20"), (1, 44, "et  50")]),
    ("a span with attributes", "un [10]{.x data-n=20} et", [(1, 1, "un  10"), (1, 23, "et")]),
    ("an escape keeps its place", "10 \\* 5 \\% 100\\$", [(1, 1, "10  * 5  % 100 $")]),
    ("text between HTML tags", "<b>10</b> caméras", [(1, 4, "10"), (1, 11, "caméras")]),
    ("roles that print their text", "{strong}`10` {abbr}`CNIL (loi 78)` {sup}`2` {bdg-primary}`30`",
     [(1, 10, "10         CNIL (loi 78)        2                30")]),
    ("the text of a reference", "{ref}`le tableau 10 <tab-20>` et {py:func}`f <g3>`", [(1, 7, "le tableau 10"), (1, 31, "et           f")]),
    ("a colon fence without a name", ":::note\n10\n:::\n", [(2, 1, "10")]),
    ("an admonition with its title", ":::{admonition} Les 10 *cas*\n:class: c-20\n\n30\n:::\n", [(1, 17, "Les 10  cas"), (4, 1, "30")]),
    ("options between dashes", "```{admonition} T\n---\nclass: c-20\nname: |\n  n-30\n---\n40\n```\n", [(1, 17, "T"), (7, 1, "40")]),
    ("a note that begins on its first line", "```{note} 10 et\n20\n```\n", [(1, 11, "10 et"), (2, 1, "20")]),
    ("fences in fences", "::::{note}\n:::{tip} 10\n```{warning}\n20\n```\n:::\n30\n::::\n", [(2, 10, "10"), (4, 1, "20"), (7, 1, "30")]),
    ("a fence in a list in a quote", "> - un\n>   :::{note}\n>   10\n>   :::\n", [(1, 5, "un"), (3, 5, "10")]),
    ("a first line that is a fence, not an option", ":::::{grid} 2 3\n::::{grid-item-card} Carte 10\n20\n::::\n:::::\n",
     [(2, 22, "Carte 10"), (3, 1, "20")]),
    ("a dropdown, tabs, a card", ":::{dropdown} A 1\n2\n:::\n:::{tab-item} B 3\n4\n:::\n:::{card} C 5\n6\n+++\n7\n:::\n",
     [(1, 15, "A 1"), (2, 1, "2"), (4, 15, "B 3"), (5, 1, "4"), (7, 11, "C 5"), (8, 1, "6"), (10, 1, "7")]),
    ("the caption of a figure", ":::{figure} img-1.png\n:alt: image 2\n\nLégende 3\n\nSuite 4\n:::\n", [(4, 1, "Légende 3"), (6, 1, "Suite 4")]),
    ("the title of a table", ":::{table} Titre 1\n\n| a |\n|---|\n| 2 |\n:::\n", [(1, 12, "Titre 1"), (3, 3, "a"), (5, 3, "2")]),
    ("a table of lists", ":::{list-table} T 1\n:header-rows: 1\n\n* - An\n  - N 2\n* - 2018\n  - 400\n\n    de plus\n:::\n",
     [(1, 17, "T 1"), (4, 5, "An"), (5, 5, "N 2"), (6, 5, "2018"), (7, 5, "400"), (9, 5, "de plus")]),
    ("a table of values", ':::{csv-table} T 1\n:header-rows: 1\n\nAn, "N, 2"\n2018, 400\n"3\n4"; 5,\n:::\n',
     [(1, 16, "T 1"), (4, 1, "An"), (4, 6, "N, 2"), (5, 1, "2018"), (5, 7, "400"), (6, 1, '"3'), (7, 1, '4"; 5')]),
    ("values with another separator", ":::{csv-table}\n:delim: ;\n\n1,5 ; 2\n:::\n", [(4, 1, "1,5"), (4, 7, "2")]),
    ("an unknown directive", ":::{encart} Un titre 1\n2\n:::\n:::{graphe} g-3\n4\n:::\n", [(1, 13, "Un titre 1"), (2, 1, "2"), (5, 1, "4")]),
    ("text around comments and targets", "(cible-1)=\n10\n% 20\n30\n\n+++ 40\n\n50\n", [(2, 1, "10"), (4, 1, "30"), (8, 1, "50")]),
    ("text after block attributes", "{#id-1 .c2}\n10\n", [(2, 1, "10")]),
    ("Windows line ends", "# 1\r\n\r\nun *2*\r\ntrois 3\r\n\r\n- 4\r\n", [(1, 3, "1"), (3, 1, "un  2"), (4, 1, "trois 3"), (6, 3, "4")]),
    ("no-break spaces at the ends", "\u00a010\u202f400\u00a0\n\u00a020", [(1, 2, "10\u202f400"), (2, 2, "20")]),
    ("a comment in a quote at the very end", "> 10\n>\n>%\n>", [(1, 3, "10")]),
    ("tabs", "-\t10\n\t20\n\n1.\t- 30\n", [(1, 3, "10"), (2, 2, "20"), (4, 6, "30")]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_what_is_read_is_at_its_place(source: str, expected: list[Piece]) -> None:
    assert pieces(read(source)) == expected


NOT_READ = [
    ("inline code", "`10` ``20 ` 21`` {code}`30`"),
    ("blocks of code", "```\n10\n```\n\n~~~python\n20\n~~~\n\n    30\n\n```{code-block} python\n:caption: 40\n50\n```\n"),
    ("addresses", "<https://x.fr/10> https://x.fr/20-30?a=40. www.x.fr/50 <jean2@x.fr> jean2@x.fr"),
    ("formulas", "$10$ {math}`20`\n\n$$30$$\n\n```{math}\n40\n```\n\n$$\n50\n$$ (eq60)\n"),
    ("raw HTML", "<div data-n='10'>\n20\n</div>\n\n<img src='30.png'> <!-- 40 -->\n\n<!--\n50\n-->\n"),
    ("comments, targets, attributes, references", "% 10\n\n(cible-20)=\n\n{#id-30}\n\n[a]: https://x.fr/40 'titre 50'\n"),
    ("images", "![alt 10](img-20.png 'titre 30'){width=40px}\n\n```{image} 50.png\n:alt: 60\n```\n"),
    ("lists of pages", "```{toctree}\n:maxdepth: 2\n\nLes 10 <page-10>\n```\n"),
    ("what others print", ":::{fact-box} a-10 b-20\n:::\n:::{bibliography}\n:filter: 30\n:::\n:::{fact-table}\n40\n:::\n:::{mermaid}\n50\n:::\n"),
    ("citations and their locators", "{cite:p}`a-10` {cite:t}`{voir 20 }b-30{, p. 40}` {footcite}`c50`"),
    ("targets of roles", "{ref}`tab-10` {doc}`page-20` {octicon}`x;1em` {fact}`f-30` {py:func}`g40`"),
    ("footnote marks, entities", "[^10] &#50;"),
    ("front matter", "---\ntitle: 10\nsources: [a-20]\n---\n"),
]  # fmt: skip


@pytest.mark.parametrize("source", [case[1] for case in NOT_READ], ids=[case[0] for case in NOT_READ])
def test_what_is_not_prose_is_not_read(source: str) -> None:
    assert not any(character.isdecimal() for passage in read(source).passages for character in passage.text)


def test_cells_and_opaque_parts_are_borders_that_no_figure_crosses() -> None:
    (_, row) = read("a | b\n--|--\n10 | 400\n").passages
    assert row.text == f"10 {OPAQUE} 400"
    (paragraph,) = read("10`x`400").passages
    assert paragraph.text == f"10{OPAQUE * 3}400"


UNREAD = [
    ("```{eval-rst}\nNote 10\n```\n", 1, 1, "```{eval-rst}"),
    ("{{ inconnu }} caméras\n", 1, 1, "{{ inconnu }}"),
    ("Les\n{{ a.b }}\n", 2, 1, "{{ a.b }}"),
    ("{{ bloc }}\n", 1, 1, "{{ bloc }}"),
    ("---\nmyst:\n  substitutions:\n    nb: 30 000\n---\n\nles {{ nb }}\n", 7, 5, "{{ nb }}"),
    ("---\nsubstitutions: {nb: 3}\n---\n\nles {{ nb }}\n", 5, 5, "{{ nb }}"),
    ("---\nsubstitutions: {nb: Trente mille caméras}\n---\n\nles {{ nb }}\n", 5, 5, "{{ nb }}"),
    ("---\nsubstitutions: {nb: une centaine}\n---\n\nles {{ nb }}\n", 5, 5, "{{ nb }}"),
    ("soit 5&nbsp;% et", 1, 7, "&nbsp;"),
    ("soit 10&#8239;400", 1, 8, "&#8239;"),
    ("de 5 $ en 2020 à 6 $", 1, 6, "$ en 2020 à 6 $"),
    ("{inconnu}`10 cas`", 1, 1, "{inconnu}`10 cas`"),
    ("```{include} absent.md\n```\n", 1, 1, "```{include} absent.md"),
    ("```{include} a.rst\n:parser: rst\n```\n", 1, 1, "```{include} a.rst"),
    ("```{csv-table} T\n:file: a.csv\n```\n", 1, 1, "```{csv-table} T"),
    ("```{note} `10`\n20\n```\n", 1, 1, "```{note} `10`"),
    (": \t<https://x.fr/2> et\n      30", 1, 1, ": \t<https://x.fr/2> et"),
    ("---\nsources: [a\n---\n", 3, 1, "---"),
    ("---\ntitle: a\nsources: 3\n---\n", 3, 1, "sources: 3"),
    ("---\nunchecked: true\n---\n", 2, 1, "unchecked: true"),
    ("---\ndate: demain\n---\n", 2, 1, "date: demain"),
]


@pytest.mark.parametrize(("source", "line", "column", "text"), UNREAD)
def test_what_cannot_be_read_is_said(source: str, line: int, column: int, text: str) -> None:
    (finding,) = read(source).findings
    assert finding.code is Code.PROSE_UNREAD
    assert (finding.span.line, finding.span.column, finding.text) == (line, column, text)


@pytest.mark.parametrize(
    "source",
    [
        "---\nmyst:\n  substitutions:\n    nom: Axon, l’unité centrale\n---\n\n{{ nom }} et {{nom}}\n",
        "R&D, 5 & 6, AT&T 10 %",
        "$x = 10$",
        "{octicon}`report;1em` {inconnu}`mot`",
        "```{include} absent.md\n:literal:\n```\n",
    ],
)
def test_what_holds_no_figure_is_not_reported(source: str) -> None:
    assert read(source).findings == ()


def citations(page: Page) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return of each passage its first word, the keys it cites and those it inherits."""
    return [
        (passage.text.replace(OPAQUE, " ").split()[0], tuple(one.key for one in passage.citations), passage.inherited)
        for passage in page.passages
    ]


def test_a_key_is_at_its_place() -> None:
    source = "> Selon {cite:p}`a , b-2` et\n> {cite:ts}`{voir }c{, § 4},\n> d`, {cite}`e` {footcite:p}`f`."
    page = read(source)
    (passage,) = page.passages
    assert [one.key for one in passage.citations] == ["a", "b-2", "c", "d", "e", "f"]
    for one in passage.citations:
        assert source[passage.start + one.start : passage.start + one.end] == one.key


def test_a_malformed_citation_still_gives_a_key_to_be_refused() -> None:
    (passage,) = read("{cite:p}`{voir a,b`").passages
    assert [one.key for one in passage.citations] == ["{voir a", "b"]


def test_our_roles_keep_their_text() -> None:
    source = "- un {fact}`trente\n  mille <cameras>`, {fact}`a-1` et {unsourced}`50 <compté le 3 mai>` {unsourced}`60`"
    (passage,) = read(source).passages
    slices = [source[passage.start + role.start : passage.start + role.end] for role in passage.roles]
    assert slices == [
        "{fact}`trente\n  mille <cameras>`", "{fact}`a-1`", "{unsourced}`50 <compté le 3 mai>`", "{unsourced}`60`",
    ]  # fmt: skip
    texts = [(role.name, passage.text[role.text_start : role.text_end], role.target) for role in passage.roles]
    assert texts == [
        ("fact", "trente\n  mille", "cameras"), ("fact", "", "a-1"), ("unsourced", "50", "compté le 3 mai"),
        ("unsourced", "60", ""),
    ]  # fmt: skip
    assert passage.text.startswith(
        f"un {OPAQUE * 7}trente\n  mille{OPAQUE * 11}, {OPAQUE * 11} et {OPAQUE * 12}50{OPAQUE}"
    )


def test_items_inherit_from_the_paragraph_that_leads_in() -> None:
    source = (
        "Trois points {cite:p}`a` :\n\n% commentaire\n\n- un {cite:p}`b`\n  - dedans\n- deux\n\n  suite\n\n"
        "Fin\n\n- trois\n"
    )
    assert citations(read(source)) == [
        ("Trois", ("a",), ()), ("un", ("b",), ("a",)), ("dedans", (), ("a", "b")), ("deux", (), ("a",)), ("suite", (), ("a",)),
        ("Fin", (), ()), ("trois", (), ()),
    ]  # fmt: skip


def test_a_heading_inherits_from_its_section() -> None:
    source = "# Un\n\nx {cite:p}`a`\n\n## Deux\n\n:::{note}\n- y {cite:p}`b`\n:::\n\n## Trois\n\nz {cite:p}`c`\n"
    found = {word: inherited for word, _, inherited in citations(read(source))}
    assert (found["Un"], found["Deux"], found["Trois"]) == (("a", "b", "c"), ("b",), ("c",))


def test_a_row_inherits_from_the_header_and_the_caption() -> None:
    source = (
        ":::{table} Titre {cite:p}`a`\n\n| An {cite:p}`b` | N |\n|---|---|\n| un | 1 {cite:p}`c` |\n| deux | 2 |\n:::\n"
    )
    assert citations(read(source)) == [
        ("Titre", ("a",), ("b", "c")), ("An", ("b",), ("a",)), ("un", ("c",), ("a", "b")), ("deux", (), ("a", "b")),
    ]  # fmt: skip
    source = ":::{list-table} T {cite:p}`a`\n:header-rows: 1\n\n* - An {cite:p}`b`\n* - un\n:::\n"
    assert citations(read(source)) == [("T", ("a",), ("b",)), ("An", ("b",), ("a",)), ("un", (), ("a", "b"))]
    source = ":::{csv-table} T {cite:p}`a`\n:header-rows: 1\n\nAn {cite:p}`b`\nun\n:::\n"
    assert citations(read(source)) == [("T", ("a",), ("b",)), ("An", ("b",), ("a",)), ("un", (), ("a", "b"))]


def test_a_title_inherits_from_what_it_stands_above() -> None:
    source = ":::{dropdown} Titre\nx {cite:p}`a`\n:::\n\nTerme\n: sens {cite:p}`b`\n"
    assert [inherited for _, _, inherited in citations(read(source))] == [("a",), (), ("b",), ()]


def test_a_block_inherits_from_the_footnotes_that_it_refers_to() -> None:
    source = "Un[^n] et[^x].\n\nDeux.\n\n[^n]: Note {cite:p}`a`\n\n    suite {cite:p}`b`\n"
    assert citations(read(source))[:2] == [("Un", (), ("a", "b")), ("Deux.", (), ())]


def test_the_front_matter_is_read() -> None:
    page = read("---\nsources: [a, b]\ndate: 2020-11\nunchecked: page du guide\n---\n\nx\n")
    assert (page.default_sources, page.unchecked) == (("a", "b"), "page du guide")
    assert page.date is not None
    assert page.date.high.isoformat() == "2020-11-30"
    assert read("---\nsources: a\ndate: 2020-11-24\n---\n").default_sources == ("a",)
    assert read("---\ntitle: x\n---\n").date is None


def test_front_matter_stands_only_at_the_head_of_a_page() -> None:
    page = read("x\n\n---\nunchecked: non\n---\n")
    assert page.unchecked is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    return tmp_path


def write(folder: Path, **files: str) -> Page:
    for name, text in files.items():
        (folder / "docs" / f"{name}.md").write_text(text, encoding="utf-8", newline="")
    return parse_page(folder / "docs" / "page.md", "docs/page.md", root=folder)


def test_an_included_file_is_a_page_of_its_own(folder: Path) -> None:
    page = write(
        folder,
        page="---\nsources: [s]\n---\n\n# Titre\n\n:::{include} part.md\n:::\n\nfin[^n]\n",
        part="---\nsources: [t]\n---\n\ndebut 10 {cite:p}`a`\n\n[^n]: 20 {cite:p}`b`\n",
    )
    (part,) = page.includes
    assert part.path == "docs/part.md"
    assert pieces(part) == [(5, 1, "debut 10"), (7, 7, "20")]
    assert part.default_sources == ("s",)
    assert citations(page) == [("Titre", (), ("a", "b")), ("fin", (), ("b",))]


PARTS = [
    (":start-line: 2\n:end-line: 4", [(3, 1, "trois 3"), (4, 1, "quatre 4")]),
    (":start-line: -2", [(5, 1, "cinq 5"), (6, 1, "six 6 fin")]),
    (":start-after: quatre", [(4, 8, "4"), (5, 1, "cinq 5"), (6, 1, "six 6 fin")]),
    (
        ":start-after: deux 2\n:end-before: fin",
        [(3, 1, "trois 3"), (4, 1, "quatre 4"), (5, 1, "cinq 5"), (6, 1, "six 6")],
    ),
    (":end-before: 'trois'", [(1, 1, "un 1"), (2, 1, "deux 2")]),
]


@pytest.mark.parametrize(("options", "expected"), PARTS)
def test_a_part_of_a_file_is_included(folder: Path, options: str, expected: list[Piece]) -> None:
    page = write(
        folder,
        page=f"```{{include}} part.md\n{options}\n```\n",
        part="un 1\ndeux 2\ntrois 3\nquatre 4\ncinq 5\nsix 6 fin\n",
    )
    assert page.findings == ()
    assert pieces(page.includes[0]) == expected


def test_an_include_from_the_root_of_the_sources(folder: Path) -> None:
    (folder / "docs" / "sub").mkdir()
    (folder / "docs" / "sub" / "page.md").write_text("```{include} /part.md\n```\n", encoding="utf-8")
    (folder / "docs" / "part.md").write_text("10\n", encoding="utf-8")
    page = parse_page(folder / "docs" / "sub" / "page.md", "docs/sub/page.md", root=folder)
    assert [one.path for one in page.includes] == ["docs/part.md"]


@pytest.mark.parametrize("options", [":start-after: absent", ":end-before: absent", ":start-line: x"])
def test_an_include_that_chooses_nothing_is_reported(folder: Path, options: str) -> None:
    page = write(folder, page=f"```{{include}} part.md\n{options}\n```\n", part="un\n")
    assert [one.code for one in page.findings] == [Code.PROSE_UNREAD]


def test_files_that_include_each_other_are_reported(folder: Path) -> None:
    page = write(folder, page="a\n\n```{include} part.md\n```\n", part="b\n\n```{include} page.md\n```\n")
    assert page.findings == ()
    (part,) = page.includes
    assert [(one.code, one.span.path, one.span.line) for one in part.findings] == [
        (Code.PROSE_UNREAD, "docs/part.md", 3)
    ]
    assert part.includes == ()


def test_a_file_that_is_not_utf8_stops_the_check_and_says_where(folder: Path) -> None:
    path = folder / "docs" / "page.md"
    path.write_bytes("été\nd'\u00e9".encode() + b"t\xe9\n")
    with pytest.raises(SourceError) as caught:
        parse_page(path, "docs/page.md", root=folder)
    assert caught.value.where == "docs/page.md:2:5"
    with pytest.raises(SourceError):
        parse_page(folder / "docs" / "absent.md", "docs/absent.md", root=folder)


def test_an_included_file_that_is_not_utf8_is_reported(folder: Path) -> None:
    (folder / "docs" / "part.md").write_bytes(b"\xff\xfe1\x000\x00")
    page = write(folder, page="```{include} part.md\n```\n")
    assert [one.code for one in page.findings] == [Code.PROSE_UNREAD]


def test_a_byte_order_mark_does_not_shift_the_first_line(folder: Path) -> None:
    (folder / "docs" / "page.md").write_bytes(b"\xef\xbb\xbf10 *20*\n")
    assert pieces(parse_page(folder / "docs" / "page.md", "docs/page.md", root=folder)) == [(1, 1, "10  20")]
