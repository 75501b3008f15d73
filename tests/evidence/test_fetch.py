"""What is fetched, and every way in which a server can keep a source from us: one clear error each."""

import ipaddress
import socket
import time

import pytest

from etraces_cite import __version__
from etraces_cite.evidence.fetch import FetchError, GoneError, Limits, Post, fetch
from etraces_cite.evidence.network import is_public
from serving import PAGE, Served

HERE = Limits(allow_private=True, size=1_000_000, seconds=5)
SLOW = Limits(allow_private=True, seconds=0.6)


def refusal(address: str, limits: Limits = HERE) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(address, limits)
    assert caught.value.where
    return caught.value.message.render("en")


def test_a_page_is_had_as_it_was_sent(server: Served) -> None:
    fetched = fetch(f"{server.address}/page", HERE)
    assert fetched.data == PAGE.encode()
    assert fetched.content_type == "text/html; charset=utf-8"
    assert fetched.address == f"{server.address}/page"


def test_we_ask_under_our_own_name_and_tell_nothing_of_the_reader(server: Served) -> None:
    fetch(f"{server.address}/once", HERE)
    assert len(server.requests) == 3
    for headers in server.requests:
        assert headers["User-Agent"].startswith(f"etraces-cite/{__version__} (+https://")
        assert not {"Cookie", "Referer", "Authorization"} & headers.keys()


def test_each_redirect_is_known(server: Served) -> None:
    fetched = fetch(f"{server.address}/once", HERE)
    assert [(hop.status, hop.location) for hop in fetched.exchanges] == [
        (301, f"{server.address}/twice"),
        (302, f"{server.address}/page?xtor=RSS-1"),
        (200, None),
    ]
    assert fetched.address == f"{server.address}/page?xtor=RSS-1"


@pytest.mark.parametrize("name", ["zipped", "deflated"])
def test_a_compressed_page_is_unpacked(name: str, server: Served) -> None:
    assert fetch(f"{server.address}/{name}", HERE).data == PAGE.encode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("401", "only for those who are signed in or pay (401)"),
        ("402", "only for those who are signed in or pay (402)"),
        ("403", "the server refuses programs (403 Forbidden): it is not asked again"),
        ("429", "the server refuses programs (429 Too Many Requests): it is not asked again"),
        ("451", "the server refuses programs (451 Unavailable For Legal Reasons): it is not asked again"),
        ("404", "not there (404 Not Found)"),
        ("410", "not there (410 Gone)"),
        ("500", "the server has a fault of its own (500 Internal Server Error)"),
        ("503", "the server has a fault of its own (503 Service Unavailable)"),
        ("204", "an answer that holds no source (204 No Content)"),
        ("round", "more than 10 redirects"),
        ("nowhere", "a redirect (302) that leads nowhere"),
        ("to-file", "only http and https addresses are fetched"),
        ("brotli", 'a compression that was not asked for: "br"'),
        ("half-zipped", "its compression is broken: cut short"),
        ("short", "cut short: 9 bytes of 1000"),
        ("empty", "the answer is empty"),
        ("endless", "longer than 1 MB"),
        ("bomb", "longer than 1 MB"),
    ],
)
def test_what_cannot_be_had_is_said(name: str, said: str, server: Served) -> None:
    assert refusal(f"{server.address}/{name}") == said


@pytest.mark.parametrize("status", [404, 410])
def test_a_source_that_is_gone_is_told_from_one_that_cannot_be_reached(status: int, server: Served) -> None:
    with pytest.raises(GoneError):
        fetch(f"{server.address}/{status}", HERE)


@pytest.mark.parametrize("name", ["slow", "slow-head"])
def test_a_server_that_drips_is_left_in_time(name: str, server: Served) -> None:
    start = time.monotonic()
    assert refusal(f"{server.address}/{name}", SLOW) == "not received within 0.6 seconds"
    assert time.monotonic() - start < 3


def test_this_machine_is_not_asked_unless_it_is_allowed(server: Served) -> None:
    assert refusal(f"{server.address}/page", Limits()).endswith("is at 127.0.0.1, which is not a public address")
    assert refusal(server.address.replace("127.0.0.1", "localhost"), Limits()).startswith("localhost is at ")
    assert server.requests == []


def test_a_redirect_to_a_private_address_is_refused_at_its_hop(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    # the first hop stands for a public server; each hop is judged anew
    monkeypatch.setattr("etraces_cite.evidence.network.is_public", lambda address: str(address) == "127.0.0.1")
    said = refusal(f"{server.address}/to-private", Limits(seconds=5))
    assert said == "169.254.169.254 is at 169.254.169.254, which is not a public address"
    assert len(server.requests) == 1


def test_the_address_that_was_judged_is_the_one_connected_to(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere at its second question is asked once only."""
    asked: list[str] = []
    resolve = socket.getaddrinfo

    def answers(host: str, *rest: int, **options: int) -> list[tuple[object, ...]]:
        if host != "presse.example":
            return resolve(host, *rest, **options)
        asked.append(host)
        return resolve("127.0.0.1" if len(asked) == 1 else "10.0.0.1", *rest, **options)

    port = server.address.rpartition(":")[2]
    monkeypatch.setattr(socket, "getaddrinfo", answers)
    assert fetch(f"http://presse.example:{port}/page", HERE).data == PAGE.encode()
    assert asked == ["presse.example"]


@pytest.mark.parametrize(
    "address",
    [
        "ftp://presse.example/", "file:///etc/passwd", "http:///page", "javascript:alert(1)", "http://presse.example:0/",
    ],
)  # fmt: skip
def test_only_web_addresses_are_fetched(address: str) -> None:
    assert refusal(address) == "only http and https addresses are fetched"


def test_an_address_with_a_password_is_not_sent() -> None:
    assert refusal("http://anne:secret@presse.example/") == "an address with a name or a password is not fetched"


@pytest.mark.parametrize("address", ["http://[::1", "http://presse.example:port/"])
def test_what_is_no_address_is_said(address: str) -> None:
    assert refusal(address).startswith("not an address: ")


def test_a_server_that_is_not_there_is_said() -> None:
    assert refusal("http://127.0.0.1:1/").startswith("cannot be reached: ")


def test_what_is_sent_is_sent_once(server: Served) -> None:
    fetched = fetch(server.address, HERE, post=Post(b"question", "application/timestamp-query"))
    assert fetched.data == b"not a time-stamp"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_not(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_a_public_address_is(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
