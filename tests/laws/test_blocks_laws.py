"""The two tiers of the block parser give the same: patterns for plain blocks, and Markdown-it for all."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etraces_cite.parse.block_tokens import block_tokens
from etraces_cite.parse.markdown import markdown_tokens
from etraces_cite.parse.plain_blocks import plain_tokens

ROOT = Path(__file__).parents[2]

BEGINNINGS = st.sampled_from(
    ["", "", "", " ", "  ", "    ", "\t", "> ", "- ", "-  ", "* ", "+ ", "1. ", "2. ", "10) ", "# ", "## ", "#", "| ", ":::", "::::", "```",
     "````", "~~~", "% ", "(t)=", ": ", "~ ", ":f: ", "[^n]: ", "[^n] ", "[r]: ", "[x](y) ", "---", "===", "***", "* * *", "_", "__", "**", "+++",
     "$$", "<div>", "<!--", "{#i}", "{.a .b}", "{% x %}", "{{ v }}", "{cite:p}`a` ", "{", "(", "-5 ", "+", "...", "\u00a0", "\x0b", "\u2028", "=", "!", "`a` ", "[ ] "]
)  # fmt: skip
ENDS = st.sampled_from(
    ["", "", "a", "12 b", "a | b", "|", "|---|", "--|--", ":-|", "a |", " a", "{note} x", "{note}", "a ##", "a #", "# #", "a\t", "a  ", ")=", "}",
     "}}", "\\", "\\|", "`", "1.", "- a", ":", ": a", "a: b", "\u00a0", "[", "]: x", "a\x0c", "é", "---", "::: "]
)  # fmt: skip
LINES = st.builds(
    lambda indent, beginning, end: indent + beginning + end,
    st.sampled_from(["", "", "", "", "  ", "   ", "    "]),
    BEGINNINGS,
    ENDS,
)
PLAIN_LINES = st.sampled_from(
    ["", "", "", "Un mot", "12 mots", "# Titre #", "- un", "- deux", "  suite", "    suite", "  - trois", "1. un", "2. deux", "   suite", ": sens",
     "  sens", "[^n]: note", "[^m]: note", "::: {note}", ":::", ":::{note} a", "```", "```{x} y", "| a | b |", "|---|:-:|", "| 1 | 2 |", "| 3 |", "(cible)=",
     "% rien", "---", "+++", "{#i}", "**gras** et *x*", "«\u202fa\u202f»", "{cite:p}`a` b", "[a](b) c", "> a", "Mot", "* un", "* * *", "1) un",
     "* - un", "* - *un* x", "  - deux", "   - trois", "    quatre", "* - - un", "1. - un", "* 12. un", "-   1) un", "* -"]
)  # fmt: skip
PAGES = st.lists(st.one_of(PLAIN_LINES, PLAIN_LINES, LINES), max_size=14).map("\n".join)


@settings(max_examples=800, deadline=None)
@given(PAGES)
@example("---\na: b\n---\n\nx\n")
@example("x\n\n---\n\ny\n---\n")
@example("Terme\n: sens\n: autre\n\nTerme\n\n: sens\n\n  suite\n\nfin")
@example("* - a\n  - b\n* - c\n\n    d\n  - e\n\nfin\n")
@example("- a\n\n  b\n  - c\n- d\n\n\n- e\n\n* f\n1. g\n2. h")
def test_both_tiers_give_the_same_blocks(source: str) -> None:
    assert block_tokens(source, {}) == markdown_tokens(f"{source}\n", {})


PAGES_OF_THE_PROJECT = sorted([*(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md")])


@pytest.mark.parametrize("path", PAGES_OF_THE_PROJECT, ids=lambda path: path.stem)
def test_both_tiers_give_the_same_blocks_on_the_pages_of_the_project(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert block_tokens(source, {}) == markdown_tokens(f"{source}\n", {})


def test_most_pages_of_the_project_are_plain_to_their_end() -> None:
    texts = [f"{path.read_text(encoding='utf-8')}\n" for path in PAGES_OF_THE_PROJECT]
    assert sum(plain_tokens(text)[1] == len(text) for text in texts) > len(texts) * 3 / 4


@pytest.mark.parametrize("source", ["* - un\n  - deux\n* - trois\n  - quatre\n", "1. - un\n   - deux\n2. suite\n"])
def test_a_list_in_an_item_is_plain(source: str) -> None:
    assert plain_tokens(source)[1] == len(source)
