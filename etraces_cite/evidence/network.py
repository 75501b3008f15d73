"""Connections that go where they may: an address is resolved, judged, and connected to as judged, within a deadline.

Judging the name and connecting to it afterwards would leave a gap (DNS rebinding): here the socket is opened to the very
address that was judged.
"""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from etraces_cite.locale import Message, msg

__all__ = ["Deadline", "ForbiddenAddressError", "connection", "is_public"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class ForbiddenAddressError(Exception):
    """A host that is not on the public Internet."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host} is {address}")
        self.message: Message = msg("{host} is at {address}, which is not a public address", host=host, address=address)


class Deadline:
    """The moment by which everything must be over."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds, self._clock, self._end = seconds, clock, clock() + seconds

    def left(self) -> float:
        """Return the seconds that are left, more than 0.

        :raises TimeoutError: where there are none.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError
        return left


def is_public(address: Address) -> bool:
    """Say whether an address is on the public Internet (the IANA registries of special-purpose addresses).

    An IPv6 address that stands for an IPv4 one (mapped, 6to4, NAT64, Teredo) is judged by that.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


@contextmanager
def connection(
    scheme: str, host: str, port: int | None, deadline: Deadline, *, allow_private: bool = False
) -> Iterator[http.client.HTTPConnection]:
    """Open a connection to a host of the public Internet, and close it.

    :raises ForbiddenAddressError: where one of its addresses is not public, unless ``allow_private``.
    :raises OSError: where it has no address, or none that answers; :class:`TimeoutError` past the deadline.
    """
    is_secure = scheme == "https"
    made = http.client.HTTPSConnection(host, port) if is_secure else http.client.HTTPConnection(host, port)
    plain = _socket(_addresses(host, made.port, allow_private=allow_private), made.port, deadline)
    try:
        plain.settimeout(deadline.left())
        tight = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if is_secure else plain
    except BaseException:
        plain.close()
        raise
    made.sock = _Timed(tight, deadline)
    try:
        yield made
    finally:
        made.close()
        tight.close()


def _addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return the addresses of a host, all of them judged: one that is private speaks against the name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    for text in addresses:
        if not allow_private and not is_public(ipaddress.ip_address(text.partition("%")[0])):
            raise ForbiddenAddressError(host, text)
    return addresses


def _socket(addresses: list[str], port: int, deadline: Deadline) -> socket.socket:
    failure: OSError = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=deadline.left())
        except TimeoutError:
            raise
        except OSError as error:
            failure = error
    raise failure


class _Timed:
    """A socket whose every operation has what is left of the deadline: a body of one byte a second ends too.

    :mod:`http.client` closes it as soon as the answer begins; the socket itself is closed by :func:`connection`.
    """

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        self._socket.settimeout(self._deadline.left())
        self._socket.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._socket, self._deadline))

    def close(self) -> None:
        pass


class _TimedReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._socket.settimeout(self._deadline.left())
        return self._socket.recv_into(buffer)
