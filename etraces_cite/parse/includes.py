"""Files that a page includes: which file, and which part of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

__all__ = ["find_file", "included_part"]


def find_file(argument: str, page: Path, root: Path) -> Path | None:
    """Return the file that an ``include`` names, or None where there is none.

    A relative path starts from the page's folder. One with a leading slash starts from the folder of Sphinx's sources: the
    nearest folder above the page, the root at most, where the file exists.
    """
    if not argument.startswith("/"):
        path = page.parent / argument
        return path if path.is_file() else None
    top = root.resolve()
    for folder in page.resolve().parents:
        if folder.is_relative_to(top) and (folder / argument[1:]).is_file():
            return folder / argument[1:]
    return None


def included_part(text: str, options: Mapping[str, str]) -> tuple[int, int]:
    """Return the offsets of the part that ``start-line``, ``end-line``, ``start-after`` and ``end-before`` choose.

    :raises ValueError: for a number that is none, or a text that is not there; its argument is the name of the option.
    """
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    first, last, _ = slice(_number(options, "start-line"), _number(options, "end-line")).indices(len(lines))
    start = sum(len(line) + 1 for line in lines[:first])
    end = min(len(text), start + sum(len(line) + 1 for line in lines[first:last]))
    for name in ("start-after", "end-before"):
        marker = options.get(name)
        if not marker:
            continue
        place = text.find(marker, start, end)
        if place < 0:
            raise ValueError(name)
        start, end = (place + len(marker), end) if name == "start-after" else (start, place)
    return start, end


def _number(options: Mapping[str, str], name: str) -> int | None:
    written = options.get(name)
    if not written:
        return None
    try:
        return int(written)
    except ValueError as error:
        raise ValueError(name) from error
