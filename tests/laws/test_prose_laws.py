"""Laws of the reading of prose.

1. A passage has the length of the slice of source that it stands for; what is visible in it is there in the source, at
   the same offset; spans of citations and roles are those of the source.
2. The two tiers of the inline reader agree.
3. What is visible is what MyST's own parser takes for text.
"""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from etraces_cite.model import Page, Span
from etraces_cite.parse import inline
from etraces_cite.parse.markdown import markdown_tokens
from etraces_cite.parse.prose import parse_text
from etraces_cite.parse.tokens import Environment

ROOT = Path(__file__).parents[2]
OPAQUE = inline.OPAQUE

WORDS = [
    "10 400", "1", "caméras", "l’été", "«", "»", "(", ")", " ", "  ", "\n", ",", "é", "€", "\u202f", "\u00a0", "§", ":", "-", "=", "|",
]  # fmt: skip
MARKUP = [
    "*", "**", "***", "_", "__", "`", "``", "[", "]", "](x)", "](https://x.fr/2 't 3')", "](<a b>)", "][r]", "!", "\\", "$", "$$", "~",
    "~~", "{", "}", "{strong}`", "{cite:p}`a, b`", "{fact}`deux <f-1>`", "{unsourced}`3`", "{ref}`t 4 <u5>`", "{octicon}`x`", "<b>", "</b>",
    "<", ">", "&", "&amp;", "[^1]", "{.x}", "{#i}", "{{ v }}", "**5 cas**", "*6*", "[7 cas](https://x.fr/8)", "`9`", "<!-- 1 -->",
    "<https://x.fr/2>", "![3](4)", "[1]", "[^n]", "[`a`](b)", "`` a `b` ``", "**5 cas.**", "*6 %*", "a_b", "[C]e", "_2",
    "[5 cas]{.x}", "[{fact}`f-1`]{.x .y}", "[{cite:p}`a`]{.x}", "[ 5 ]{.x}{.y}", "[`6`]{.x}", "{ .x}", "{.x#y}",
]  # fmt: skip
INLINE = st.lists(st.sampled_from(WORDS + MARKUP), max_size=14).map("".join)

PREFIXES = [
    "", "", "", "> ", "- ", "  - ", "1. ", "   ", "    ", "\t", "# ", "> - ", "| ", ":::{note} ", "```{tip}\n", ":::{list-table} t\n",
    ":::", "```", "% ", "(t)=", ": ", ":f 1: ", "[^n]: ", "---", "===", "| a | b |\n|---|---|\n| ", "* - ", "  - ", "{#i}\n",
    ":::{csv-table} t\n", ":::{dropdown} ", "::::{card} ", ":header-rows: 1", "$$", "+++", "<div>", "-\t", "> > ", "~~~ ",
]  # fmt: skip
LINES = st.tuples(st.sampled_from(PREFIXES), INLINE.map(lambda text: text.replace("\n", " "))).map("".join)
PAGES = st.lists(LINES, max_size=12).map("\n".join)


def read(source: str) -> Page:
    return parse_text(source, "page.md", root=Path("/nowhere"))


def offset(page: Page, span: Span) -> int:
    return page.line_starts[span.line - 1] + span.column - 1


def check_offsets(page: Page) -> None:
    for passage in page.passages:
        written = page.source[passage.start : passage.start + len(passage.text)]
        assert len(written) == len(passage.text)
        for seen, there in zip(passage.text, written, strict=True):
            assert seen in (" ", OPAQUE) or seen == there
        for citation in passage.citations:
            assert written[citation.start : citation.end] == citation.key
            assert set(passage.text[citation.start : citation.end]) == {OPAQUE}
        for role in passage.roles:
            assert written[role.start : role.end].startswith("{" + role.name + "}`")
            assert written[role.end - 1] == "`"
            assert role.start < role.text_start <= role.text_end < role.end
    for finding in page.findings:
        assert finding.span == page.span(offset(page, finding.span), offset(page, finding.span) + len(finding.text))


@settings(deadline=None)
@given(PAGES)
def test_every_passage_is_a_slice_of_its_page(source: str) -> None:
    check_offsets(read(source))


@settings(deadline=None)
@given(PAGES)
def test_windows_line_ends_change_no_column(source: str) -> None:
    unix, windows = read(source), read(source.replace("\n", "\r\n"))
    check_offsets(windows)
    assert [one.text for one in unix.findings] == [one.text.replace("\r", "") for one in windows.findings]


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem)
def test_the_pages_of_this_project_obey_the_law(path: Path) -> None:
    check_offsets(parse_text(path.read_text(encoding="utf-8"), path.name, root=path.parent))


def by_rules(source: str, env: Environment) -> inline.Inline:
    """Read a block with Markdown's inline rules, whatever it holds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inline, "read_simply", lambda *_: False)
        return inline.read_inline(source, env, {})


def defined(env: Environment) -> Environment:
    """Return what a page shares that defines two links."""
    markdown_tokens("[1]: https://x.fr/\n[r]: https://y.fr/\n", env)
    return env


@settings(max_examples=400, deadline=None)
@given(INLINE, st.booleans())
def test_the_two_tiers_of_the_inline_reader_agree(source: str, has_links: bool) -> None:
    env: Environment = defined({}) if has_links else {}
    quick, thorough = inline.read_inline(source, env, {}), by_rules(source, env)
    assert quick.text == thorough.text
    assert quick.citations == thorough.citations
    assert quick.roles == thorough.roles
    assert quick.notes == thorough.notes
    assert [(one.start, one.end) for one in quick.unread] == [(one.start, one.end) for one in thorough.unread]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "10 cas ",
                "**5** ",
                "*6 cas*, ",
                "[7](x) ",
                "`8` ",
                "{cite:p}`a` ",
                "{fact}`deux <b>` ",
                "«\u202f",
                "& ",
                "**5 cas.** ",
                "[1] ",
                "[^n] ",
                "[`a`](b) ",
                "`` a `b` `` ",
                "a_b ",
                "[{fact}`f-1`]{.x} ",
            ]
        )
    ).map("".join)
)
def test_ordinary_prose_takes_the_quick_tier(source: str) -> None:
    assert inline.read_simply(inline.Inline(source), {})
    assert inline.read_inline(source, {}, {}).text == by_rules(source, {}).text


EXTENSIONS = {
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "strikethrough",
    "substitution",
    "tasklist",
}
MYST = create_md_parser(MdParserConfig(enable_extensions=EXTENSIONS), RendererHTML)


def printed(tokens: list[Token]) -> str:
    """Return the text that MyST's parser finds in tokens, without spaces."""
    text = ""
    in_address = False
    for token in tokens:
        if token.type == "link_open" and token.markup == "autolink":
            in_address = True
        elif token.type == "link_close":
            in_address = False
        elif in_address:
            continue
        elif token.type == "inline":
            text += printed(token.children or [])
        elif token.type in ("text", "text_special"):
            text += re.sub(r"\s", "", token.content)
    return text


def visible(text: str) -> str:
    return re.sub(rf"[\s{OPAQUE}]", "", text)


@pytest.fixture
def _addresses_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """MyST prints an address in plain text as text; that we do not read it is another matter."""
    monkeypatch.setattr(inline, "_ADDRESS", re.compile(r"(?!)"))


HAS_OTHER_TEXT = re.compile(r"&amp;|\{(?:strong|fact|unsourced|ref)\}")
OTHER_BLOCKS = re.compile(r":::|```\{|\||&amp;|\{(?:strong|fact|unsourced|ref)\}|\A---", re.MULTILINE)


@pytest.mark.usefixtures("_addresses_are_text")
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(INLINE.filter(lambda text: not HAS_OTHER_TEXT.search(text)))
def test_what_is_visible_is_what_myst_prints(source: str) -> None:
    assert visible(inline.read_inline(source, {}, {}).text) == printed(MYST.parseInline(source, {}))


@pytest.mark.usefixtures("_addresses_are_text")
@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(PAGES.filter(lambda text: not OTHER_BLOCKS.search(text)))
def test_the_blocks_are_those_of_myst(source: str) -> None:
    assert visible("".join(passage.text for passage in read(source).passages)) == printed(MYST.parse(source, {}))
