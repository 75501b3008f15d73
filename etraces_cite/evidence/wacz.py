"""A web archive as one file that a browser can show: WACZ 1.1.1, a ZIP of a WARC, an index of it and a list of its pages.

The format is Webrecorder's (specs.webrecorder.net/wacz/1.1.1). Written here over :mod:`warcio` and :mod:`zipfile`: the package
``wacz`` brings some thirty others, of which one exchange with a server needs none.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import etraces_cite
from etraces_cite.evidence.text import need

__all__ = ["sort_key", "wacz"]

DATA, INDEX, PAGES = "archive/data.warc.gz", "indexes/index.cdxj", "pages/pages.jsonl"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The date of every member of the ZIP: the same exchange gives the same bytes, whenever it is written."""


def wacz(warc: bytes) -> bytes:
    """Return the WACZ of a compressed WARC that holds one source; its page is the last answer, redirects before it.

    :raises ExtractionError: where warcio is not installed.
    """
    answers = list(_answers(warc))
    page = answers[-1]
    files = {
        DATA: warc,
        INDEX: "".join(
            sorted(f"{key} {_digits(at)} {_json(entry)}\n" for key, at, entry in map(_line, answers))
        ).encode(),
        PAGES: _lines({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}, _page(page)),
    }
    package = _json(_package(files, page)).encode()
    digest = {"path": "datapackage.json", "hash": _hash(package)}
    return _zipped({**files, "datapackage.json": package, "datapackage-digest.json": _json(digest).encode()})


Answer = Mapping[str, str]
"""What the index and the list of pages need to know of one answer."""


def _answers(warc: bytes) -> Iterator[Answer]:
    archive: Any = need("warcio.archiveiterator", "etraces-cite[warc]")
    records = archive.ArchiveIterator(io.BytesIO(warc))
    for record in records:
        if record.rec_type != "response":
            continue
        headers, http = record.rec_headers, record.http_headers
        record.content_stream().read()  # the length of a record is known at its end
        yield {
            "url": headers.get_header("WARC-Target-URI"),
            "date": headers.get_header("WARC-Date"),
            "digest": headers.get_header("WARC-Payload-Digest") or "",
            "mime": (http.get_header("Content-Type") or "").partition(";")[0].strip(),
            "status": http.get_statuscode(),
            "offset": str(records.get_record_offset()),
            "length": str(records.get_record_length()),
        }


def _line(answer: Answer) -> tuple[str, str, Mapping[str, str]]:
    names = ("url", "mime", "status", "digest", "length", "offset")
    entry = {**{name: answer[name] for name in names}, "filename": DATA.rpartition("/")[2]}
    return sort_key(answer["url"]), answer["date"], entry


def sort_key(address: str) -> str:
    """Return the key of an address in an index (SURT, the Sort-friendly URI Reordering Transform): ``com,example)/page?id=3``."""
    parts = urlsplit(address.lower())
    host = re.sub(r"^www\d*\.", "", parts.hostname or "")
    port = "" if parts.port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f":{parts.port}"
    names = host if re.fullmatch(r"[\d.]+|.*:.*", host) else ",".join(reversed(host.split(".")))
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    path = parts.path.rstrip("/") or "/"
    return f"{names}{port}){path}{'?' if query else ''}{query}"


def _page(answer: Answer) -> Mapping[str, str]:
    identity = hashlib.sha256(answer["url"].encode()).hexdigest()[:22]
    return {"id": identity, "url": answer["url"], "ts": answer["date"], "title": answer["url"]}


def _package(files: Mapping[str, bytes], page: Answer) -> Mapping[str, object]:
    return {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "software": f"etraces-cite {etraces_cite.__version__}",
        "created": page["date"],
        "mainPageUrl": page["url"],
        "mainPageDate": page["date"],
        "resources": [
            {"name": path.rpartition("/")[2], "path": path, "hash": _hash(data), "bytes": len(data)}
            for path, data in files.items()
        ],
    }


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the ZIP; its members are stored as they are, so that a player can read a part of them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for path, data in files.items():
            archive.writestr(zipfile.ZipInfo(path, _OLDEST), data)
    return file.getvalue()


def _digits(date: str) -> str:
    return re.sub(r"\D", "", date)[:14]


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(*values: object) -> bytes:
    return "".join(f"{_json(value)}\n" for value in values).encode()
