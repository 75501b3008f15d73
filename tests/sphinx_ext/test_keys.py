import pytest

from etraces_cite.sphinx_ext.keys import CitedKey, cited_keys

GOOD = {
    "clé": [CitedKey("clé")],
    "a,b": [CitedKey("a"), CitedKey("b")],
    " a , b ": [CitedKey("a"), CitedKey("b")],
    "{voir}a{p. 12}": [CitedKey("a", "voir", "p. 12")],
    "a{p. 1, 2},{et aussi} b": [CitedKey("a", "", "p. 1, 2"), CitedKey("b", "et aussi")],
    "20minutes-2020:11": [CitedKey("20minutes-2020:11")],
}


@pytest.mark.parametrize(("text", "keys"), GOOD.items())
def test_keys_with_what_stands_before_and_after(text: str, keys: list[CitedKey]) -> None:
    assert list(cited_keys(text)) == keys


@pytest.mark.parametrize("text", ["", " ", "a,", ",a", "a b", "{voir}", "a{p. 12", "a}", "{}a"])
def test_what_is_no_list_of_keys_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        list(cited_keys(text))
