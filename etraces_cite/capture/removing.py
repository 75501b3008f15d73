"""``capture remove``: a copy is taken down; its digest, the day and the reason stay."""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from etraces_cite.capture.record_file import write_record
from etraces_cite.capture.shelves import Project
from etraces_cite.errors import ConfigError
from etraces_cite.evidence.store import Tombstone
from etraces_cite.locale import msg
from etraces_cite.model import Capture

__all__ = ["remove"]


def remove(project: Project, key: str, reason: str, *, today: datetime.date) -> tuple[Capture, tuple[str, ...]]:
    """Delete the bytes and the text of a source, and say so in its record; return its capture and the other keys it was of.

    :raises ConfigError: where the record describes no capture.
    """
    (record,) = project.chosen([key])
    capture = record.capture
    if capture is None:
        raise ConfigError(msg("the record of {key} describes no capture", key=key), where=record.path)
    others = tuple(
        other.reference
        for other in project.records.values()
        if other.reference != key and other.capture and other.capture.sha256 == capture.sha256
    )
    with project.store.writing() as writer:
        for digest in (capture.sha256, capture.text_sha256):
            writer.bury(Tombstone(digest, key, today, reason))
        if capture.removed is None:
            removed = replace(capture, removed=today)
            write_record(project.record_path(key), removed, key=key, seen=project.record_text(record))
    return capture, others
