"""The three ways of reading a bibliography give the same: the patterns for tidy and for plain entries, and pybtex for all."""

import re
import sys
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etraces_cite.parse import bib

ROOT = Path(__file__).parents[2]
VALUES = st.text(st.sampled_from("aÉ1 ,{}\"#=\\&~-_\n\u00a0@%'"), max_size=12)
NAMES = st.sampled_from(
    ["Martin, Jeanne", "Jeanne Martin", "de La Fontaine, Jean", "{La Gazette}", "{{La Poste}}", "others", "AEF", "a, b, c",
     "a, b, c, d", "{Un and Deux}", "Dup{\\'e}, Marie", "Saint~Just, Louis", "van der Berg", "{A} B", "", "É, à", "X,Y"]
)  # fmt: skip
FIELDS = st.one_of(
    st.tuples(st.sampled_from(["title", "Title", "url", "date", "journaltitle", "a:b", "x1"]), VALUES),
    st.tuples(st.sampled_from(["author", "editor"]), st.lists(NAMES, max_size=3).map(" and ".join)),
    st.tuples(st.just("date"), st.sampled_from(["2020-11-24", "2020", "hier", "2020-05/2021-06"])),
)
ENCLOSED = st.sampled_from(["{%s}", '"%s"', "%s", "{{%s}}", "{%s} # {x}", "{a {%s} b}"])
SPACES = st.sampled_from(["", " ", "\n  ", "\t", "\u00a0"])


@st.composite
def entries(draw: st.DrawFn) -> str:
    space = draw(SPACES)
    fields = [
        f"{name}{space}={draw(SPACES)}{draw(ENCLOSED) % value}" for name, value in draw(st.lists(FIELDS, max_size=4))
    ]
    kind = draw(st.sampled_from(["online", "Article", "string", "comment", "preamble", "stringy", "misc ", "book"]))
    key = draw(st.sampled_from(["a", "b-2020", "é:x", "", "a b"]))
    opening, closing = draw(st.sampled_from(["{}", "{}", "{}", "()", "{ ", "{}}"])), draw(SPACES)
    return f"@{kind}{opening[0]}{closing}{key}{draw(SPACES)},{space}{(',' + space).join(fields)}{draw(st.sampled_from(['', ',', ', ,']))}{opening[1:]}"


TIDY_VALUES = st.one_of(
    st.sampled_from(["2020-11-24", "mars", " mars ", "2020", "{2020}", "3", "hier", "a  b", " a", "a\u00a0", "https://x.fr/?utm_source=1#a", "a {B} c",
                     "l''été", "a--b", "\\'e", "a~b", "«\u202fa \u202f»", "", "{A} and B", "2020\\%"]),
    NAMES,
)  # fmt: skip
TIDY_FIELDS = st.tuples(
    st.sampled_from(
        ["title", "Title", "url", "date", "urldate", "year", "month", "day", "author", "editor", "doi", "note"]
    ),
    st.sampled_from(["=", " = ", "\t=  "]),
    TIDY_VALUES,
).map(lambda parts: f"{parts[0]}{parts[1]}{{{parts[2]}}}")
TIDY_ENTRIES = st.builds(
    lambda kind, key, space, fields, comma: (
        f"@{kind}{{{key},\n" + ",\n".join(space + one for one in fields) + f"{comma}\n}}"
    ),
    st.sampled_from(["online", "Article"]),
    st.sampled_from(["a", "b", "é:x"]),
    st.sampled_from(["  ", "\t", ""]),
    st.lists(TIDY_FIELDS, min_size=1, max_size=5),
    st.sampled_from([",", ""]),
)


def by_pybtex(source: str) -> object:
    nothing = re.compile(r"(?!)")
    with (
        mock.patch.object(bib, "TIDY", nothing),
        mock.patch.object(bib, "PLAIN", nothing),
        mock.patch.object(bib, "plain_names", return_value=()),
    ):
        return bib.parse_bibliography(source, "references.bib")


@given(st.lists(entries(), min_size=1, max_size=4).map("\n".join))
@example("@online{a, title = {l'{\\'e}tude}, author = {Martin, Jeanne and others}, year = 2020}")
@example('@string{x = "y"}\n@online{a, title = x, url = {u?utm_source=1}}')
def test_both_ways_agree_on_every_field_and_finding(source: str) -> None:
    assert bib.parse_bibliography(source, "references.bib") == by_pybtex(source)


@given(st.lists(TIDY_ENTRIES, min_size=1, max_size=3).map("\n".join))
@settings(max_examples=300, deadline=None)
def test_tidy_entries_are_read_the_same(source: str) -> None:
    assert bib.parse_bibliography(source, "references.bib") == by_pybtex(source)


def test_most_entries_of_the_project_are_tidy() -> None:
    source = (ROOT / "references.bib").read_text(encoding="utf-8")
    assert len(bib.TIDY.findall(source)) > source.count("\n@") * 3 / 4


@pytest.mark.parametrize("path", ["references.bib", "tests/cases/dossier/references.bib"])
def test_both_ways_agree_on_the_bibliographies_of_the_project(path: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    assert bib.parse_bibliography(source, "references.bib") == by_pybtex(source)


def test_plain_entries_need_no_pybtex(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "pybtex"]:
        monkeypatch.setitem(sys.modules, name, None)
    source = "".join(
        f"@online{{k{n}, author = {{Martin, Jeanne}}, title = {{Le {{M}}ot}}, date = {{2020}},}}\n" for n in range(10)
    )
    assert len(bib.parse_bibliography(source, "references.bib")[0]) == 10
