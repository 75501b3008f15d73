"""A source from its address: what a careful reader's program asks for, how far it goes, and what it refuses.

http and https only; no private address, at any hop; no cookie, no credential, no referrer; bounded in size, time and
redirects; under our own name. A server that refuses is taken at its word.
"""

from __future__ import annotations

import http.client
import ssl
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import etraces_cite
from etraces_cite.errors import EtracesError
from etraces_cite.evidence.network import Deadline, ForbiddenAddressError, connection
from etraces_cite.locale import Message, msg

__all__ = ["Exchange", "FetchError", "Fetched", "GoneError", "Limits", "Post", "fetch"]

USER_AGENT = f"etraces-cite/{etraces_cite.__version__} (+https://github.com/e-traces/e-traces)"
ACCEPTED = "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown; q=0.9, */*; q=0.1"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
CHUNK = 65536
_KEPT = "!#$%&'()*+,/:;=?@[]~-._"
"""Characters of an address that are sent as they are (RFC 3986), the rest percent-encoded."""


Watch = Callable[[int, int | None], None]


class FetchError(EtracesError):
    """A source that could not be had; nothing was stored."""


class GoneError(FetchError):
    """The server says that the source is not there (404, 410)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far to go for a source."""

    size: int = 50_000_000
    """Bytes of an answer, as received and as unpacked."""
    seconds: float = 60.0
    """For everything, redirects included."""
    redirects: int = 10
    allow_private: bool = False
    """True to ask a server of this machine or of the local network."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as they went over the wire."""

    address: str
    method: str
    target: str
    """What is asked for of the host: the path and the query."""
    sent: bytes
    request_headers: Mapping[str, str]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    """As received: compressed where the server compressed it."""
    location: str | None = None
    """Where a redirect leads, as an absolute address."""


@dataclass(frozen=True, slots=True)
class Post:
    """What is sent with a request."""

    body: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """A source as received."""

    data: bytes
    """Unpacked."""
    content_type: str | None
    address: str
    """Where it was in the end."""
    exchanges: tuple[Exchange, ...] = field(repr=False)
    """The redirects, then the answer."""

    @property
    def robots(self) -> str:
        """What the server asks of programs in ``X-Robots-Tag`` (``noarchive``, say), empty where it asks nothing."""
        return ", ".join(value for name, value in self.exchanges[-1].headers if name.lower() == "x-robots-tag")


def fetch(
    address: str, limits: Limits | None = None, *, post: Post | None = None, watch: Watch | None = None
) -> Fetched:
    """Ask for a source and return it.

    :param post: what to send, where the request is for a time-stamp.
    :param watch: is told how many bytes are here, and how many there will be where the server says so.
    :raises FetchError: where it cannot be had, for whatever reason; the message says which.
    """
    bounds = limits or Limits()
    deadline = Deadline(bounds.seconds)
    exchanges: list[Exchange] = []
    asked = address
    while True:
        exchange = _ask(asked, bounds, deadline, post, watch)
        exchanges.append(exchange)
        if exchange.location is None:
            break
        asked = exchange.location
        if len(exchanges) > bounds.redirects:
            raise FetchError(msg("more than {count} redirects", count=bounds.redirects), where=address)
    _judge(exchange)
    headers = {name.lower(): value for name, value in exchange.headers}
    data = _unpacked(exchange, headers.get("content-encoding", ""), bounds)
    if not data:
        raise FetchError(msg("the answer is empty"), where=asked)
    return Fetched(data, headers.get("content-type"), asked, tuple(exchanges))


def _ask(address: str, limits: Limits, deadline: Deadline, post: Post | None, watch: Watch | None) -> Exchange:
    parts = _split(address)
    host, method = parts.hostname or "", "POST" if post else "GET"
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    headers = {"User-Agent": USER_AGENT, "Accept": ACCEPTED, "Accept-Encoding": "gzip, identity", "Connection": "close"}
    if post:
        headers |= {"Content-Type": post.content_type, "Accept": "*/*"}
    try:
        with connection(parts.scheme, host, parts.port, deadline, allow_private=limits.allow_private) as made:
            made.request(method, target, body=post.body if post else None, headers=headers)
            response = made.getresponse()
            location = _location(address, response)
            received = b"" if location else _received(response, limits, address, watch)
    except TimeoutError as error:
        raise FetchError(
            msg("not received within {seconds} seconds", seconds=f"{limits.seconds:g}"), where=address, hint=_BY_HAND
        ) from error
    except ForbiddenAddressError as error:
        hint = msg("--allow-private allows the addresses of this machine and of the local network")
        raise FetchError(error.message, where=address, hint=hint) from error
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            msg("its certificate is not valid: {reason}", reason=error.verify_message), where=address
        ) from error
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise FetchError(msg("cannot be reached: {reason}", reason=reason), where=address) from error
    return Exchange(
        address=address,
        method=method,
        target=target,
        sent=post.body if post else b"",
        request_headers=headers,
        status=response.status,
        reason=response.reason,
        headers=tuple(response.getheaders()),
        body=received,
        location=location,
    )


_BY_HAND = msg("save the page with your browser, and add the file")


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise FetchError(msg("not an address: {reason}", reason=error), where=address) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise FetchError(msg("only http and https addresses are fetched"), where=address)
    if parts.username is not None or parts.password is not None:
        raise FetchError(msg("an address with a name or a password is not fetched"), where=parts.hostname)
    return parts


def _location(address: str, response: http.client.HTTPResponse) -> str | None:
    if response.status not in REDIRECTS:
        return None
    location = response.getheader("Location")
    if not location:
        raise FetchError(msg("a redirect ({status}) that leads nowhere", status=response.status), where=address)
    # http.client reads headers as Latin-1; addresses in them are UTF-8 where they are not ASCII
    return urljoin(address, location.encode("latin-1").decode("utf-8", errors="replace"))


def _received(response: http.client.HTTPResponse, limits: Limits, address: str, watch: Watch | None) -> bytes:
    """Return the body as sent, as long as it is within bounds."""
    declared = response.length
    if declared is not None and declared > limits.size:
        raise _too_long(limits, address)
    chunks, size = [], 0
    while chunk := response.read1(CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > limits.size:
            raise _too_long(limits, address)
        if watch:
            watch(size, declared)
    if declared is not None and size < declared:
        raise FetchError(msg("cut short: {size} bytes of {declared}", size=size, declared=declared), where=address)
    return b"".join(chunks)


def _too_long(limits: Limits, address: str) -> FetchError:
    return FetchError(msg("longer than {size} MB", size=f"{limits.size / 10**6:g}"), where=address)


def _judge(exchange: Exchange) -> None:
    """Raise the error that a status says (RFC 9110, § 15)."""
    if exchange.status in (200, 203):
        return
    values = {"status": exchange.status, "reason": exchange.reason}
    message: Message
    match exchange.status:
        case 401 | 402 | 407:
            message, hint = msg("only for those who are signed in or pay ({status})", **values), _BY_HAND
        case 403 | 429 | 451:
            message, hint = (
                msg("the server refuses programs ({status} {reason}): it is not asked again", **values),
                _BY_HAND,
            )
        case 404 | 410:
            raise GoneError(
                msg("not there ({status} {reason})", **values), where=exchange.address,
                hint=msg("look for it in a public archive, and give that address"),
            )  # fmt: skip
        case status if status >= 500:
            message, hint = (
                msg("the server has a fault of its own ({status} {reason})", **values),
                msg("try again later"),
            )
        case _:
            message, hint = msg("an answer that holds no source ({status} {reason})", **values), _BY_HAND
    raise FetchError(message, where=exchange.address, hint=hint)


def _unpacked(exchange: Exchange, encoding: str, limits: Limits) -> bytes:
    """Return the body with its compression undone, never more than the limit, whatever the bytes promise."""
    match encoding.strip().lower():
        case "" | "identity":
            return exchange.body
        case "gzip" | "x-gzip" | "deflate":
            return _inflated(exchange, limits)
        case other:
            raise FetchError(
                msg('a compression that was not asked for: "{encoding}"', encoding=other), where=exchange.address
            )


def _inflated(exchange: Exchange, limits: Limits) -> bytes:
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # gzip or zlib, as its header says
    try:
        data = inflater.decompress(exchange.body, limits.size + 1)
    except zlib.error as error:
        raise FetchError(msg("its compression is broken: {reason}", reason=error), where=exchange.address) from error
    if len(data) > limits.size:
        raise _too_long(limits, exchange.address)
    if not inflater.eof:
        raise FetchError(msg("its compression is broken: {reason}", reason=msg("cut short")), where=exchange.address)
    return data
