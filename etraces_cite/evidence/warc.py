"""The exchange with the server as a web archive (WARC 1.1, ISO 28500), for those whose tools read these."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from etraces_cite.evidence.fetch import Exchange
from etraces_cite.evidence.text import need

__all__ = ["warc"]


def warc(exchanges: Iterable[Exchange]) -> bytes:
    """Return a compressed WARC of requests and answers, redirects included, as they went over the wire.

    :raises ExtractionError: where warcio is not installed.
    """
    need("warcio", "etraces-cite[warc]")
    writing: Any = need("warcio.warcwriter", "etraces-cite[warc]")
    heads: Any = need("warcio.statusandheaders", "etraces-cite[warc]")
    file = io.BytesIO()
    writer = writing.WARCWriter(file, gzip=True, warc_version="WARC/1.1")
    for exchange in exchanges:
        status = f"{exchange.status} {exchange.reason}"
        answer = heads.StatusAndHeaders(status, list(exchange.headers), protocol="HTTP/1.1")
        asked = heads.StatusAndHeaders(
            f"{exchange.method} {exchange.target} HTTP/1.1", _asked(exchange), is_http_request=True
        )
        response = writer.create_warc_record(
            exchange.address, "response", payload=io.BytesIO(exchange.body), http_headers=answer
        )
        request = writer.create_warc_record(
            exchange.address, "request", payload=io.BytesIO(exchange.sent), http_headers=asked
        )
        writer.write_request_response_pair(request, response)
    return file.getvalue()


def _asked(exchange: Exchange) -> list[tuple[str, str]]:
    return [("Host", urlsplit(exchange.address).netloc), *exchange.request_headers.items()]
