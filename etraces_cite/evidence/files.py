"""Writing a file so that no moment of it can be seen: a reader finds the old one or the new one, whole."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["replace_file", "sync_folder"]


def replace_file(path: Path, data: bytes, *, through: Path | None = None) -> None:
    """Write ``data`` to ``path``: to a file beside it first, made durable, then renamed (POSIX rename is atomic).

    :param through: the file written first, on the same file system; by default a hidden one in the same folder. Its name is
        fixed, so that what an interruption leaves is overwritten by the next attempt: the caller holds a lock.
    """
    beside = through or path.with_name(f".{path.name}.tmp")
    beside.unlink(missing_ok=True)
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        beside.chmod(path.stat().st_mode)
    beside.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can (Windows opens no folder)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
