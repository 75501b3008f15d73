"""A proof of when the bytes were there: a token of a time-stamp authority over their digest (RFC 3161).

The authority receives the digest, never the source.
"""

from __future__ import annotations

from typing import Any

from etraces_cite.errors import EtracesError
from etraces_cite.evidence.fetch import Limits, Post, fetch
from etraces_cite.evidence.text import need
from etraces_cite.locale import msg

__all__ = ["TimestampError", "timestamp"]

_QUERY = "application/timestamp-query"


class TimestampError(EtracesError):
    """An authority that gave no token, or one for something else."""


def timestamp(data: bytes, authority: str, limits: Limits | None = None) -> bytes:
    """Return the token (the whole answer, in DER) of an authority for the SHA-256 of ``data``.

    That it answers this request, for these bytes, is checked; whom to trust is the reader's choice
    (``openssl ts -verify`` with the authority's certificate).

    :raises TimestampError: where the answer is not a token for these bytes.
    :raises FetchError: where the authority cannot be reached.
    """
    library: Any = need("rfc3161_client", "etraces-cite[timestamp]")
    request = library.TimestampRequestBuilder(data=data, hash_algorithm=library.HashAlgorithm.SHA256).build()
    answer = fetch(authority, limits, post=Post(request.as_bytes(), _QUERY))
    try:
        response = library.decode_timestamp_response(answer.data)
        info = response.tst_info
        is_ours = info.nonce == request.nonce and info.message_imprint.message == request.message_imprint.message
    except ValueError as error:
        raise TimestampError(msg("no time-stamp: {reason}", reason=error), where=authority) from error
    if not is_ours:
        raise TimestampError(msg("a time-stamp for something else"), where=authority)
    return answer.data
