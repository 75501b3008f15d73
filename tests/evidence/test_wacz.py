"""The keys by which an index of web archives sorts addresses."""

import pytest

from etraces_cite.evidence.wacz import sort_key


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.Presse.example/Article?id=3", "example,presse)/article?id=3"),
        ("http://presse.example", "example,presse)/"),
        ("https://presse.example:443/a/", "example,presse)/a"),
        ("https://presse.example:8443/a", "example,presse:8443)/a"),
        ("https://a.presse.example/?b=2&a=1", "example,presse,a)/?a=1&b=2"),
        ("http://127.0.0.1:8000/page", "127.0.0.1:8000)/page"),
    ],
)
def test_an_address_is_read_from_its_end(address: str, key: str) -> None:
    assert sort_key(address) == key
