"""The places of keys and values in a TOML document."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etraces_cite.parse.toml_places import Path, places

DOCUMENT = '''\
# [facts.not-a-table] = "no"
reference = "mediapart"  # value = 3

[capture]
archives = [
  "https://a.org/#x", # one
  'b',
]

[facts.cameras]
label = "Caméras [de] l’appel # d’offres"
value = 30_000
quotation = { exact = "30 000 \\"caméras\\"", prefix = 'de ' }
note = """
deux = 2
[facts.dans-la-chaine]
"""
date = 2020-11-16 10:00:00
  "clé \\u00e9trange" . b = [ { x = 1 }, { x = 2, y = [3] } ]

[ facts . "autre" ]
raw = \'\'\'un "deux" \'trois\'\'\'\'
[[lots]]
prix = 1.50
[[lots]]
prix = 2e6
[lots.detail]
nom = ""
'''


def written(text: str) -> dict[Path, str]:
    return {path: text[place.value_start : place.value_end] for path, place in places(text).items()}


def test_each_value_is_where_it_is_written() -> None:
    found = written(DOCUMENT)
    assert found["reference",] == "mediapart"
    assert found["capture", "archives", 1] == "b"
    assert found["facts", "cameras", "label"] == "Caméras [de] l’appel # d’offres"
    assert found["facts", "cameras", "value"] == "30_000"
    assert found["facts", "cameras", "quotation", "exact"] == '30 000 \\"caméras\\"'
    assert found["facts", "cameras", "note"] == "deux = 2\n[facts.dans-la-chaine]\n"
    assert found["facts", "cameras", "date"] == "2020-11-16 10:00:00"
    assert found["facts", "cameras", "clé étrange", "b", 1, "y", 0] == "3"
    assert found["facts", "autre"] == '[ facts . "autre" ]'
    assert found["facts", "autre", "raw"] == "un \"deux\" 'trois'"
    assert found["lots", 1, "prix"] == "2e6"
    assert found["lots", 1, "detail", "nom"] == ""


def test_each_key_is_where_it_is_written() -> None:
    for path, place in places(DOCUMENT).items():
        if isinstance(path[-1], str) and "é" not in path[-1]:
            assert DOCUMENT[place.key_start : place.key_end] == path[-1]


def test_strings_and_comments_hold_no_key() -> None:
    assert not any("dans-la-chaine" in path or "not-a-table" in path or "deux" in path for path in places(DOCUMENT))


def paths(value: Any, path: Path = ()) -> set[Path]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path} | {one for name, child in children for one in paths(child, (*path, name))}


def test_the_keys_are_those_that_tomllib_reads() -> None:
    assert set(places(DOCUMENT)) | {()} == paths(tomllib.loads(DOCUMENT))


SCALARS = st.sampled_from(
    ["1", "2.5", "true", "2020-11-16", '"a # b = [c]"', "'x, y'", '"""l\n[m]\n"""', "'''\nn'''", '""']
)
KEYS = st.sampled_from(["a", "b-c", '"d e"', "'f#'", "g . h"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", # note ]\n".join(items) + "\n]")
        | st.dictionaries(st.sampled_from(["p", "q.r"]), inner, max_size=2).map(
            lambda pairs: "{ " + ", ".join(f"{key} = {value}" for key, value in pairs.items()) + " }"
        )
    ),
    max_leaves=6,
)
PAIRS = st.dictionaries(KEYS, VALUES, max_size=4).map(
    lambda pairs: "".join(f"{key} = {value} # key = 1\n" for key, value in pairs.items())
)
DOCUMENTS = st.tuples(PAIRS, st.lists(PAIRS, max_size=3)).map(
    lambda parts: parts[0] + "".join(f"[t{n}.'u']\r\n{pairs}" for n, pairs in enumerate(parts[1]))
)


@given(DOCUMENTS)
def test_any_document_has_the_places_of_the_keys_that_tomllib_reads(text: str) -> None:
    data = tomllib.loads(text)
    assert set(places(text)) | {()} == paths(data)
    for path, place in places(text).items():
        value = data
        for name in path:
            value = value[name]
        if isinstance(value, str) and "\n" not in value:
            assert text[place.value_start : place.value_end] == value


@pytest.mark.parametrize("text", ["", "\n", "# rien", "a = 1", "a = 1\r\n", '\ta."b".c = "x"'])
def test_small_documents(text: str) -> None:
    assert set(places(text)) | {()} == paths(tomllib.loads(text))
