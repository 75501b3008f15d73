"""Compiled expressions, kept: to compile those that one page needs takes longer than to read and to match it.

Python has no way to save one, so what its compiler gives to its matcher is kept (:pep:`3147` does so for modules). That is not a public
part of Python: the key has the version of Python to the letter, the matcher refuses a program that is not sound, and
whatever goes wrong, the expression is compiled as if nothing were kept.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any

from etraces_cite import patterns
from etraces_cite.cache.memory import Memory

__all__ = ["Expressions", "remembering_expressions"]

Program = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, how many groups, the groups that have a name, and the name of each group."""
CODE = "I"
"""The matcher's code is of such numbers."""
FAULTS = (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError, re.error)


@contextmanager
def remembering_expressions(memory: Memory) -> Iterator[None]:
    """Have the expressions that are needed from the memory, and keep in it those that had to be compiled."""
    if not memory.is_kept:
        yield
        return
    expressions = Expressions(memory)
    patterns.compile_by(expressions.compiled)
    try:
        yield
    finally:
        patterns.compile_by(None)
    expressions.keep()


class Expressions:
    """The compiled expressions that a memory keeps."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.new: dict[str, Program] = {}

    @cached_property
    def known(self) -> dict[str, Program]:
        return self.memory.recall_one(self._key, dict[str, Program]) or {}

    @property
    def _key(self) -> bytes:
        return self.memory.key("expressions")

    def compiled(self, pattern: str, flags: int) -> re.Pattern[str] | None:
        """Return an expression, as :func:`re.compile` does; None where that must do it, or say what is wrong."""
        name = f"{int(flags)} {pattern}"
        known = self.known.get(name)
        found = _pattern(pattern, known) if known else None
        if found is None and (program := _program(pattern, flags)) is not None:
            found = _pattern(pattern, program)
            if found is not None:
                self.new[name] = program
        return found

    def keep(self) -> None:
        """Keep what had to be compiled, with what was kept."""
        if self.new:
            self.memory.keep(self._key, {**self.known, **self.new})


def _pattern(pattern: str, program: Program) -> re.Pattern[str] | None:
    with suppress(*FAULTS):
        import _sre  # type: ignore[import-not-found]

        flags, code, groups, indexes, names = program
        found: re.Pattern[str] = _sre.compile(pattern, flags, array(CODE, code).tolist(), groups, indexes, names)
        return found
    return None


def _program(pattern: str, flags: int) -> Program | None:
    """Return what Python's compiler makes of an expression, as in :func:`re._compiler.compile`."""
    with suppress(*FAULTS):
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed: Any = _parser.parse(pattern, flags)
        code = array(CODE, map(int, _compiler._code(parsed, flags)))  # noqa: SLF001 (there is no public one)
        indexes = parsed.state.groupdict
        names: list[str | None] = [None] * parsed.state.groups
        for name, group in indexes.items():
            names[group] = name
        return int(flags | parsed.state.flags), code.tobytes(), parsed.state.groups - 1, indexes, tuple(names)
    return None
