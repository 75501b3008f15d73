"""``capture export`` and ``import``: a set of captures between people who may share them.

The set is a tar of objects under their digests, and a manifest that says whose they are::

    manifest.json    {"version": 1, "captures": [{"key", "sha256", "text-sha256", "extractor", "media-type"}]}
    objects/3f9a77…  the bytes
"""

from __future__ import annotations

import io
import json
import re
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etraces_cite.capture.shelves import Project
from etraces_cite.errors import SourceError
from etraces_cite.evidence.files import replace_file
from etraces_cite.evidence.store import ObjectState, digest_of
from etraces_cite.locale import Message, msg
from etraces_cite.model import Capture, CaptureState, Record

__all__ = ["Mismatch", "export_set", "import_set"]

VERSION = 1
MANIFEST = "manifest.json"
_OBJECT = re.compile(r"objects/([0-9a-f]{64})")
LARGEST = 200_000_000
"""Bytes of one object of a set."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Why a set is not taken in, key by key."""

    key: str
    reason: Message


def export_set(project: Project, path: Path, keys: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """Write the captures of some keys, or all that are here, to a tar; return the keys that it holds and those not here.

    The same captures give the same bytes.
    """
    held: list[tuple[Record, Capture]] = []
    missing: list[str] = []
    for record in project.chosen(keys):
        if record.capture and project.shelf.state_of(record.capture) is CaptureState.PRESENT:
            held.append((record, record.capture))
        elif keys or record.capture:
            missing.append(record.reference)
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        _write(tar, MANIFEST, _manifest(held))
        for digest in sorted({digest for _, capture in held for digest in _digests(project, capture)}):
            _write(tar, f"objects/{digest}", project.store.read(digest))
    replace_file(path, file.getvalue())
    return [record.reference for record, _ in held], missing


def _digests(project: Project, capture: Capture) -> Iterator[str]:
    yield from (capture.sha256, capture.text_sha256)
    token = capture.timestamp_sha256
    if token and project.store.state_of(token) is ObjectState.PRESENT:
        yield token


def _manifest(held: Sequence[tuple[Record, Capture]]) -> bytes:
    captures = [
        {
            "key": record.reference,
            "sha256": capture.sha256,
            "text-sha256": capture.text_sha256,
            "extractor": capture.extractor,
            "media-type": capture.media_type,
        }
        for record, capture in held
    ]
    return json.dumps({"version": VERSION, "captures": captures}, ensure_ascii=False, indent=2).encode() + b"\n"


def _write(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o644
    tar.addfile(entry, io.BytesIO(data))


def import_set(project: Project, path: Path) -> tuple[list[str], list[Mismatch]]:
    """Take in a set whole, or nothing of it; return the keys, and what speaks against it.

    Each object must be what its name says, and each capture what the record of its key describes here.

    :raises SourceError: where the file is no such set.
    """
    manifest, objects = _read(path)
    mismatches = [*_unlike(project, manifest, objects)]
    wanted = {digest for entry in manifest for digest in (entry["sha256"], entry["text-sha256"])}
    tokens = {record.capture.timestamp_sha256 for record in project.records.values() if record.capture}
    if stray := [digest for digest in objects if digest not in wanted | tokens]:
        mismatches.append(Mismatch(stray[0], msg("an object that no capture of the set names")))
    if not mismatches:
        with project.store.writing() as writer:
            for data in objects.values():
                writer.put(data)
    return [entry["key"] for entry in manifest], mismatches


def _unlike(
    project: Project, manifest: Sequence[Mapping[str, str]], objects: Mapping[str, bytes]
) -> Iterator[Mismatch]:
    for entry in manifest:
        key, record = entry["key"], project.records.get(entry["key"])
        if record is None or record.capture is None:
            yield Mismatch(key, msg("no record here describes this capture"))
            continue
        capture = record.capture
        if (capture.sha256, capture.text_sha256) != (entry["sha256"], entry["text-sha256"]):
            yield Mismatch(key, msg("not the digests of the record"))
        elif project.shelf.state_of(capture) is CaptureState.REMOVED:
            yield Mismatch(key, msg("this capture was taken down"))
        elif not {capture.sha256, capture.text_sha256} <= objects.keys():
            yield Mismatch(key, msg("the set lacks its objects"))


def _read(path: Path) -> tuple[list[Mapping[str, str]], dict[str, bytes]]:
    objects: dict[str, bytes] = {}
    manifest: Any = None
    try:
        with tarfile.open(path, mode="r:") as tar:
            for entry in tar:
                data = _member(tar, entry, path)
                if entry.name == MANIFEST:
                    manifest = json.loads(data)
                else:
                    objects[_named(entry.name, data, path)] = data
    except (tarfile.TarError, OSError, ValueError) as error:
        raise SourceError(msg("not a set of captures: {reason}", reason=error), where=str(path)) from error
    return _validated(manifest, path), objects


def _member(tar: tarfile.TarFile, entry: tarfile.TarInfo, path: Path) -> bytes:
    file = tar.extractfile(entry) if entry.isreg() and entry.size <= LARGEST else None
    if file is None:
        raise SourceError(msg("not a set of captures: {reason}", reason=entry.name), where=str(path))
    return file.read()


def _named(name: str, data: bytes, path: Path) -> str:
    found = _OBJECT.fullmatch(name)
    if found is None or digest_of(data) != found[1]:
        raise SourceError(msg("an object of the set is not what its name says: {name}", name=name), where=str(path))
    return found[1]


def _validated(manifest: Any, path: Path) -> list[Mapping[str, str]]:
    names = ("key", "sha256", "text-sha256")
    is_right = (
        isinstance(manifest, dict)
        and manifest.get("version") == VERSION
        and isinstance(manifest.get("captures"), list)
        and all(
            isinstance(e, dict) and all(isinstance(e.get(name), str) for name in names) for e in manifest["captures"]
        )
    )
    if not is_right:
        raise SourceError(msg("not a set of captures: {reason}", reason=MANIFEST), where=str(path))
    return list(manifest["captures"])
