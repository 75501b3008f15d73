"""The ``[capture]`` of a record, written without touching a word of the rest."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from etraces_cite.errors import SourceError
from etraces_cite.evidence.files import replace_file
from etraces_cite.evidence.text import need
from etraces_cite.locale import msg
from etraces_cite.model import Capture
from etraces_cite.parse.source import read_source
from etraces_cite.parse.toml_places import places

__all__ = ["with_capture", "write_record"]

TABLE = "capture"
_COMMENT_LINES = re.compile(r"(?:[ \t]*#[^\n]*\n)+\Z")


def write_record(path: Path, capture: Capture, *, key: str, seen: str | None) -> None:
    """Write the capture into the record, which is made where there is none.

    :param seen: the text of the record when it was read, None where there was none.
    :raises SourceError: where the file is no longer what was read.
    """
    now = read_source(path, str(path)) if path.is_file() else None
    if now != seen:
        raise SourceError(
            msg("the record has changed meanwhile: nothing was written"),
            where=str(path),
            hint=msg("run the command again"),
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    has_mark = path.is_file() and path.read_bytes().startswith(b"\xef\xbb\xbf")
    text = with_capture(seen if seen is not None else f'reference = "{key}"\n', capture)
    replace_file(path, text.encode("utf-8-sig" if has_mark else "utf-8"))


def with_capture(source: str, capture: Capture) -> str:
    """Return the text of a record with its ``[capture]``: every comment, blank line and order is kept.

    A record that has the table keeps its keys in their order; one that has none gets it before its first other table.
    """
    tomlkit: Any = need("tomlkit")
    values = _values(capture)
    if TABLE in tomllib.loads(source):
        document = tomlkit.parse(source)
        table = document[TABLE]
        for name, value in values.items():
            if table.get(name) != value:
                table[name] = value
        for name in [name for name in table if name not in values]:
            del table[name]
        text: str = tomlkit.dumps(document)
    else:
        text = _inserted(source, tomlkit.dumps({TABLE: values}))
    _assert_same_rest(source, text)
    return text


def _values(capture: Capture) -> Mapping[str, object]:
    written = {
        "sha256": capture.sha256,
        "text-sha256": capture.text_sha256,
        "extractor": capture.extractor,
        "media-type": capture.media_type,
        "captured": capture.captured,
        "address": capture.address,
        "archives": list(capture.archives),
        "timestamp-sha256": capture.timestamp_sha256,
        "removed": capture.removed,
    }
    return {name: value for name, value in written.items() if value is not None}


def _inserted(source: str, table: str) -> str:
    """Put the table before the first one of the record, and before the comment that belongs to that."""
    headers = (
        place.value_start
        for place in places(source).values()
        if source[place.value_start : place.value_start + 1] == "["
    )
    starts = [at for at in headers if source.rfind("\n", 0, at) + 1 == at]
    at = min(starts, default=len(source))
    if comment := _COMMENT_LINES.search(source[:at]):
        at = comment.start()
    before, after = source[:at].rstrip("\n"), source[at:]
    newline = "\r\n" if "\r\n" in source else "\n"
    text = f"{before}\n\n{table.rstrip()}\n" + (f"\n{after}" if after.strip() else "")
    return text if newline == "\n" else text.replace("\r\n", "\n").replace("\n", newline)


def _assert_same_rest(before: str, after: str) -> None:
    """Refuse a text that says anything else than before outside of the table."""
    old, new = tomllib.loads(before), tomllib.loads(after)
    old.pop(TABLE, None)
    new.pop(TABLE)
    if old != new:
        raise SourceError(
            msg("the record cannot be edited without changing the rest"),
            hint=msg("write its [capture] before its facts"),
        )
