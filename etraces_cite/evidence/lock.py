"""One writer at a time: a lock that the system itself lets go when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["BusyError", "locked"]

PAUSE = 0.05
"""Seconds between two attempts."""


class BusyError(Exception):
    """Another process holds the lock, and did not let go in time."""


@contextmanager
def locked(path: Path, *, wait: float) -> Iterator[None]:
    """Hold the lock of the file ``path``, which stays there, empty, when it is let go.

    :param wait: seconds to wait for another holder.
    :raises BusyError: where the other holds it longer.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + wait
        while not _take(descriptor):
            if time.monotonic() >= deadline:
                raise BusyError
            time.sleep(PAUSE)
        yield
    finally:
        os.close(descriptor)  # closing lets go, for both kinds of lock


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
