"""Regular expressions that are compiled when they are first used.

There are hundreds, and a page needs few of them: to compile all takes longer than to check the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr

__all__ = ["Lazy", "regex"]

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

    The methods of the compiled one are then its own, so that a call costs what it costs there.
    """

    pattern: str | bytes
    flags: int

    def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return self.__dict__[name]


if TYPE_CHECKING:

    def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """Return an expression, as :func:`re.compile` does, but compiled when it is first used."""
else:
    regex = Lazy
