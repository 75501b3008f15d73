"""Bytes to characters: what the sender says, what the page says, what the bytes say; where these contradict, nothing is guessed.

The order is that of the WHATWG Encoding and HTML standards (byte order mark, transport, ``<meta>``), and so is the reading
of ``iso-8859-1`` as windows-1252. A page that declares one thing and is another is shown garbled by a browser; here it is an
error, because a quotation must not depend on luck.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from email.message import Message as Headers

from etraces_cite.errors import EtracesError
from etraces_cite.locale import msg

__all__ = ["CharsetError", "MediaType", "decode", "decode_as"]

UTF_8, WESTERN = "utf-8", "cp1252"
_MARKS = ((codecs.BOM_UTF8, UTF_8), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_AS_WESTERN = frozenset({"ascii", "iso8859-1", "cp1252"})
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_META_WITHIN = 4096
"""Bytes of a page in which ``<meta charset>`` is looked for (the HTML standard asks for 1024; real pages are later)."""


class CharsetError(EtracesError):
    """Bytes that are not in the character encoding that they declare."""


@dataclass(frozen=True, slots=True)
class MediaType:
    """A media type, in lower case, and the character encoding named with it."""

    essence: str
    charset: str | None = None

    @classmethod
    def parse(cls, header: str) -> MediaType:
        """Read a ``Content-Type`` header (RFC 9110, § 8.3)."""
        headers = Headers()
        headers["content-type"] = header
        return cls(headers.get_content_type(), headers.get_content_charset())

    def __str__(self) -> str:
        """UTF-8 goes without saying."""
        return f"{self.essence}; charset={self.charset}" if self.charset not in (None, UTF_8) else self.essence


def decode(data: bytes, declared: str | None, *, is_html: bool = False) -> tuple[str, str]:
    """Return the text of ``data``, its byte order mark left out, and the name of its encoding.

    :param declared: what the sender or the user says, None where nothing is said.
    :raises CharsetError: for an encoding that is unknown, that cannot be that of these bytes, or that UTF-8 contradicts.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name), name
    if declared is None and is_html and (found := _META.search(data[:_META_WITHIN])):
        declared = found[1].decode("ascii")
    if declared is None:
        return _undeclared(data)
    name = _known(declared)
    if name == WESTERN and not data.isascii() and _is_utf_8(data):
        raise CharsetError(
            msg('declared as "{charset}", but its bytes are UTF-8', charset=declared),
            hint=msg("give --charset utf-8, or --charset {charset} if the text really reads so", charset=WESTERN),
        )
    return _strict(data, name), name


def decode_as(data: bytes, charset: str) -> tuple[str, str]:
    """Return the text of ``data`` in the encoding that somebody chose, whatever the bytes look like.

    :raises CharsetError: for an encoding that is unknown, or that cannot be that of these bytes.
    """
    name = _known(charset)
    mark = next((mark for mark, marked in _MARKS if marked == name and data.startswith(mark)), b"")
    return _strict(data[len(mark) :], name), name


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        raise CharsetError(
            msg('unknown character encoding "{charset}"', charset=declared),
            hint=msg("name the right one with --charset"),
        ) from None
    return WESTERN if name in _AS_WESTERN else name


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True


def _undeclared(data: bytes) -> tuple[str, str]:
    """UTF-8 where the bytes are, which no other text is by chance; else the encoding of Western Europe."""
    name = UTF_8 if _is_utf_8(data) else WESTERN
    return _strict(data, name), name


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise CharsetError(
            msg('declared as "{charset}", but byte {byte} cannot be read so', charset=name, byte=error.start + 1),
            hint=msg("name the right encoding with --charset"),
        ) from error
    except LookupError:  # a codec of bytes to bytes (hex, zip)
        raise CharsetError(
            msg('unknown character encoding "{charset}"', charset=name), hint=msg("name the right one with --charset")
        ) from None
