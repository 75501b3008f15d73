"""The Typst code being written: calls that nest, and a buffer that can be captured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

__all__ = ["Code"]


class Code:
    """A buffer of Typst code, one expression a line.

    A body is a code block, ``{[]; "text"; emph({…})}``: its statements are joined into content. The leading ``[]``
    makes the value content even if nothing, or only text, follows.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._source = ""

    def __str__(self) -> str:
        return "".join(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def line(self, expression: str) -> None:
        """One whole expression."""
        self._parts.append(expression + "\n")

    def call(self, function: str, /, *positional: str, **named: str | None) -> None:
        """A whole call: ``anchor("id")``. Values are Typst expressions; a named argument that is None is left out."""
        self._parts.append(f"{function}({_arguments(positional, named)})\n")

    def open(self, function: str, /, *positional: str, **named: str | None) -> None:
        """A call whose last argument is the body that follows, up to :meth:`close`."""
        arguments = _arguments(positional, named)
        self._parts.append(f"{function}({arguments}{', ' if arguments else ''}{{[]\n")

    def close(self) -> None:
        self._parts.append("})\n")

    def open_list(self, function: str, /, *positional: str, **named: str | None) -> None:
        """A call whose last arguments are the items that follow, up to :meth:`close_list`."""
        arguments = _arguments(positional, named)
        self._parts.append(f"{function}({arguments}{', ' if arguments else ''}\n")

    def close_list(self) -> None:
        self._parts.append(")\n")

    def open_body(self) -> None:
        """A bare body, as one more argument of the call that is open."""
        self._parts.append("{[]\n")

    def close_body(self) -> None:
        self._parts.append("},\n")

    def close_item(self) -> None:
        """The end of a call that is itself an argument."""
        self._parts.append("}),\n")

    def source(self, path: str, line: int | None) -> None:
        """A comment that says where the following code comes from; nothing if it was just said."""
        place = f"{path}:{line}" if line else path
        if place != self._source:
            self._source = place
            self._parts.append(f"// {place}\n")

    @contextmanager
    def capture(self) -> Iterator[Code]:
        """What is written inside goes to the buffer that is yielded, not here."""
        outer, self._parts = self._parts, []
        captured = Code()
        try:
            yield captured
        finally:
            captured._parts, self._parts = self._parts, outer


def _arguments(positional: tuple[str, ...], named: Mapping[str, str | None]) -> str:
    keywords = [f"{name.replace('_', '-')}: {value}" for name, value in named.items() if value is not None]
    return ", ".join([*positional, *keywords])
