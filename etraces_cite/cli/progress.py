"""How far long work is: one line on the terminal of the person who waits, nothing anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self, TextIO, TypeVar

from etraces_cite.locale import Message, msg

__all__ = ["Progress"]

T = TypeVar("T")
WIDTH = 24
ERASE = "\r\x1b[K"


class Progress:
    """A line that is drawn over again, and gone when the work is done; what is said stays."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._is_shown, self._line = stream, stream.isatty(), ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._draw("")

    def _draw(self, line: str) -> None:
        if self._is_shown and line != self._line:
            self._stream.write(f"{ERASE}{line}")
            self._stream.flush()
            self._line = line

    def say(self, message: Message) -> None:
        """Say what is done, on a line of its own."""
        from etraces_cite.report.excerpt import printable

        line = self._line
        self._draw("")
        self._stream.write(f"{printable(message.render())}\n")
        self._draw(line)

    def received(self, count: int, total: int | None) -> None:
        """Show how many bytes are here."""
        kilobytes = msg("{count} kB", count=count // 1000).render()
        self._draw(f"{_bar(count, total)} {kilobytes}" if total else kilobytes)

    def over(self, items: Iterable[T], total: int) -> Iterator[T]:
        """Yield items, showing how many of them are done."""
        for count, item in enumerate(items, start=1):
            self._draw(f"{_bar(count, total)} {count}/{total}")
            yield item


def _bar(count: int, total: int) -> str:
    done = WIDTH * min(count, total) // total if total else WIDTH
    return f"[{'#' * done}{' ' * (WIDTH - done)}]"
