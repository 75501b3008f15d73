"""Regular expressions that are compiled when they are first used.

There are hundreds, and a page needs few of them: to compile all takes longer than to check the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, AnyStr

__all__ = ["Lazy", "compile_by", "regex"]

Pattern = str | bytes | Callable[[], str] | Callable[[], bytes]

_METHODS = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "scanner",
    "groupindex",
    "groups",
)


class Lazy:
    """What looks like a compiled expression, and becomes one at the first question.

    The methods of the compiled one are then its own, so that a call costs what it costs there. What it is written as may be
    a function that returns it: an expression of hundreds of words is then spelt out where it is used, if it is.
    """

    flags: int

    def __init__(self, pattern: Pattern, flags: int = 0) -> None:
        self._written, self.flags = pattern, flags

    @property
    def pattern(self) -> str | bytes:
        if not isinstance(self._written, str | bytes):
            self._written = self._written()
        return self._written

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = _compiled(self.pattern, self.flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return self.__dict__[name]


Compile = Callable[[str, int], re.Pattern[str] | None]
_elsewhere: list[Compile] = []


def compile_by(compile_it: Compile | None) -> None:
    """Have expressions compiled by something else, which may know them already; None to have them compiled here again.

    :param compile_it: gives None for an expression that is to be compiled here.
    """
    _elsewhere[:] = [] if compile_it is None else [compile_it]


def _compiled(pattern: str | bytes, flags: int) -> re.Pattern[Any]:
    if isinstance(pattern, str):
        for compile_it in _elsewhere:
            if found := compile_it(pattern, flags):
                return found
    return re.compile(pattern, flags)


if TYPE_CHECKING:

    def regex(pattern: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
        """Return an expression, as :func:`re.compile` does, but compiled when it is first used."""
else:
    regex = Lazy
