"""A mapping kept in pieces, so that a few of its names are read without the others."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from etraces_cite.cache.memory import Memory

__all__ = ["keep_pieces", "recall_names", "recall_pieces"]

T = TypeVar("T")
OF_A_PIECE = 32
"""Names, on the average."""


def keep_pieces(memory: Memory, key: bytes, mapping: Mapping[str, T]) -> int:
    """Keep a mapping under a key, with the places of its names, and return in how many pieces: who looks for a name must know."""
    count = max(len(mapping) // OF_A_PIECE, 1)
    pieces: dict[int, dict[str, tuple[int, T]]] = {number: {} for number in range(count)}
    for place, (name, value) in enumerate(mapping.items()):
        pieces[_number(name, count)][name] = (place, value)
    for number, piece in pieces.items():
        memory.keep(_key(memory, key, number), piece)
    return count


def recall_names(memory: Memory, key: bytes, count: int, names: Iterable[str], kind: Any) -> dict[str, Any] | None:
    """Return some names of a mapping, those that it has; None where it is not whole."""
    wanted = list(names)
    pieces = _pieces(memory, key, {_number(name, count) for name in wanted}, kind)
    if pieces is None:
        return None
    found = {name: entry for piece in pieces for name, entry in piece.items()}
    return {name: found[name][1] for name in wanted if name in found}


def recall_pieces(memory: Memory, key: bytes, count: int, kind: Any) -> dict[str, Any] | None:
    """Return a mapping in its order; None where it is not whole."""
    pieces = _pieces(memory, key, range(count), kind)
    if pieces is None:
        return None
    entries = sorted(((place, name, value) for piece in pieces for name, (place, value) in piece.items()), key=_place)
    return {name: value for _, name, value in entries}


def _place(entry: tuple[int, str, Any]) -> int:
    return entry[0]


def _pieces(memory: Memory, key: bytes, numbers: Iterable[int], kind: Any) -> list[dict[str, tuple[int, Any]]] | None:
    keys = [_key(memory, key, number) for number in numbers]
    found: dict[bytes, Any] = memory.recall(keys, dict[str, tuple[int, kind]])
    return list(found.values()) if len(found) == len(keys) else None


def _number(name: str, count: int) -> int:
    return zlib.crc32(name.encode()) % count


def _key(memory: Memory, key: bytes, number: int) -> bytes:
    return memory.key("piece", key, str(number))
