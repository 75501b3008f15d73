"""The two ways of reading a record give the same: by lines for plain files, and tomllib with its places for all."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etraces_cite.parse.plain_toml import read_plain
from etraces_cite.parse.toml_places import places

ROOT = Path(__file__).parents[2]
VALUES = st.sampled_from(
    ['"x"', '""', '"é à # ["', '"""', '""""""', '"a\\n"', "'x'", "12", "-0", "007", "1_000", "1.50", "-0.0", "1e3", "+1", "inf", "true",
     "2020-11-16", "2020-13-01", "2020-11-16 07:00:00", "07:00:00", "[]", '["a", "b"]', '["a",]', "[1]", '[ "a" ]', '[""]', '[,]', "{ a = 1 }",
     "x", "", '"\t"', '"\x7f"', '"x" y']
)  # fmt: skip
KEYS = st.sampled_from(["reference", "value", "a-b", "a.b", '"q"', "1", "é", "facts", "capture"])
LINES = st.one_of(
    st.tuples(KEYS, st.sampled_from([" = ", "=", "\t=\t", " "]), VALUES, st.sampled_from(["", " ", " # x", "#\x01", "\r"])).map("".join),
    st.sampled_from(["", "  ", "# c", "[facts.a]", "[facts.b]", "[facts]", "[capture]", " [x.y] # z", "[a.b.c]", "[[facts]]", "[ facts.a ]", "[]"]),
)  # fmt: skip
PLAIN_LINES = st.one_of(
    st.tuples(
        st.sampled_from(["reference", "value", "value-2", "val", "a-b", "facts", "capture", "x"]),
        st.sampled_from([" = ", "=", "  =  "]),
        st.sampled_from(
            [
                '"x"',
                '"é # ["',
                '""',
                "12",
                "-0",
                "1.50",
                "2020-11-16",
                "2020-13-01",
                '["a", "b"]',
                "[]",
                '["value = 1"]',
            ]
        ),
    ).map("".join),
    st.sampled_from(["", "# value = 1", "[facts.a]", "[facts.value]", "[facts]", "[capture]", "[x.y]"]),
)


def both(text: str) -> object:
    return tomllib.loads(text, parse_float=Decimal), dict(places(text))


@settings(max_examples=400)
@given(st.lists(st.one_of(LINES, PLAIN_LINES), max_size=7).map("\n".join))
@example("")
@example("value = 1\nvalue = 2\n")
@example("[facts.a]\n[facts.a]\n")
@example("facts = 1\n[facts.a]\n")
@example('value = """"""\n')
@example('reference = "k"\n[facts.a]\nvalue = 1.5\n[facts]\nx = 1\n')
@example("[facts]\na = 1\n[facts.a]\n")
def test_both_ways_agree(text: str) -> None:
    plain = read_plain(text)
    if plain is not None:
        assert (plain[0], dict(plain[1])) == both(text)  # which fails where tomllib refuses the text


@pytest.mark.parametrize("path", sorted(ROOT.glob("docs/records/*.toml")), ids=lambda path: path.stem)
def test_both_ways_agree_on_the_records_of_the_project(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    plain = read_plain(text)
    assert plain is None or (plain[0], dict(plain[1])) == both(text)


def test_most_records_are_plain() -> None:
    texts = [path.read_text(encoding="utf-8") for path in ROOT.glob("docs/records/*.toml")]
    assert sum(read_plain(text) is not None for text in texts) > len(texts) / 2
