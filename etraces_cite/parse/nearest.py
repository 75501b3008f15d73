"""What a writer may have meant by an unknown name."""

from __future__ import annotations

from collections.abc import Iterable

from etraces_cite.locale import Message, msg

__all__ = ["did_you_mean"]


def did_you_mean(name: str, known: Iterable[str], *, at_most: int = 12) -> Message | None:
    """Return a hint that proposes the nearest known name, else the names where they are few, else None."""
    import difflib  # late: for a fault alone

    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    if near:
        return msg('did you mean "{name}"?', name=near[0])
    if 0 < len(names) <= at_most:
        return msg("one of: {levels}", levels=", ".join(names))
    return None
