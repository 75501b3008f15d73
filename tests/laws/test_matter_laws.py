"""The two ways of reading front matter give the same: by lines where it is plain, and by a YAML parser for all."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etraces_cite.parse.plain_matter import read_plain_matter

ROOT = Path(__file__).parents[2]
KEYS = st.sampled_from(["title", "date", "sources", "hide-toc", "on", "Yes", "a_b", "é", "1", "~", "null"])
VALUES = st.one_of(
    st.sampled_from(
        ['"a"', '""', '"a # b: c"', '"a\\n"', '"l’été :\u00a010"', '"a" b', "true", "True", "no", "null", "~", "2026-11-24", "2026-13-01", "2026-11",
         "2026-11-24 10:00", "12", "1e3", "[a, b-2020]", "[caméras, été, À1]", "[×, a]", "[a é]", "[20minutes-2020, a]", "[a,b]", "[a, no]", "[]", "[a, [b]]", "[1e5]", "[0x1f]", "un mot",
         "Un mot, deux (trois)", "l’été «\u202fà\u202f»", "a: b", "a #b", "a#b", "- a", "&a b", "y", "off.", "a -", "a,", "ne", "inf", ".inf", ""]
    ),
    st.text(st.sampled_from("ab é’,.-()/:#'\"[]{}&*!|>%@`\\\u00a0\u202f\u2028\x85\t1"), max_size=8),
)  # fmt: skip
LINES = st.builds(
    lambda key, colon, value, end: key + colon + value + end,
    KEYS,
    st.sampled_from([": ", ":", ":  "]),
    VALUES,
    st.sampled_from(["", " ", " # x"]),
)
TEXTS = st.lists(st.one_of(LINES, st.sampled_from(["", "# x", "  a: b", "- a", "a:"])), max_size=4).map(
    lambda lines: "".join(f"{line}\n" for line in lines)
)


def by_yaml(text: str) -> object:
    return yaml.safe_load(text) or {}


@settings(max_examples=500, deadline=None)
@given(TEXTS)
@example("")
@example("date: 2026-11-24\nhide-toc: true\n")
def test_both_ways_agree(text: str) -> None:
    plain = read_plain_matter(text)
    if plain is not None:
        assert plain == by_yaml(text)  # which fails where YAML refuses the text


def test_most_front_matter_of_the_project_is_plain() -> None:
    heads = [path.read_text(encoding="utf-8").split("---\n")[1] for path in sorted((ROOT / "docs").rglob("*.md"))]
    assert sum(read_plain_matter(head) is not None for head in heads) > len(heads) * 9 / 10


@pytest.mark.parametrize("value", ["no", "Off", "null", "[a, yes]"])
def test_words_that_yaml_takes_for_something_else_are_left_to_it(value: str) -> None:
    assert read_plain_matter(f"title: {value}\n") is None
