"""The figures of a text as they were read, before anything is compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from etraces_cite.locale import translate
from etraces_cite.model import Figure, Kind, Page
from etraces_cite.report.excerpt import end_on_line, excerpt, source_line
from etraces_cite.report.json import array_lines
from etraces_cite.report.text import Layout, place
from etraces_cite.report.values import bounds, unit

__all__ = ["Reading", "kind_name", "readings_json", "readings_text"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure and the offset, in the source of its page, of the text that it was read from."""

    page: Page
    offset: int
    figure: Figure

    @property
    def start(self) -> int:
        return self.offset + self.figure.start

    @property
    def end(self) -> int:
        return self.offset + self.figure.end


def readings_json(readings: Iterable[Reading], *, paths: bool) -> Iterator[str]:
    """Yield the lines of a JSON array; ``paths`` adds each figure's page, where there are several."""
    yield from array_lines(_document(reading, paths=paths) for reading in readings)


def _document(reading: Reading, *, paths: bool) -> Mapping[str, object]:
    page, figure = reading.page, reading.figure
    span = page.span(reading.start, reading.end)
    low, high = bounds(figure.value, figure.kind)
    return ({"path": page.path} if paths else {}) | {
        "line": span.line,
        "column": span.column,
        "end_column": end_on_line({page.path: page.source}, span),
        "text": page.source[reading.start : reading.end],
        "kind": figure.kind.value,
        "low": low,
        "high": high,
        "unit": unit(figure.value),
        "hedge": figure.hedge,
    }


def readings_text(readings: Iterable[Reading], layout: Layout) -> Iterator[str]:
    """Yield each figure under its line, and what was read."""
    paint = layout.style.paint
    for reading in readings:
        span = reading.page.span(reading.start, reading.end)
        line = source_line({span.path: reading.page.source}, span) or ""
        shown = excerpt(line, span, max(layout.width - 8, 20))
        yield paint(f"{place(span)}:", "bold")
        yield paint(shown.gutter(), "faint") + shown.shown
        yield paint(shown.margin(), "faint") + paint(shown.carets, "good") + f" {_read(reading.figure)}"


def _read(figure: Figure) -> str:
    """Return what a figure was read as: its hedge, its value, its unit and its kind."""
    low, high = bounds(figure.value, figure.kind)
    amount = low if low == high else f"{low} … {high}"
    words = (figure.hedge, amount, unit(figure.value), f"({kind_name(figure.kind)})")
    return " ".join(word for word in words if word)


def kind_name(kind: Kind) -> str:
    """Return the name of a kind in the reader's language."""
    names = {
        Kind.NUMBER: translate("number"),
        Kind.MONEY: translate("money"),
        Kind.PERCENT: translate("percentage"),
        Kind.RATIO: translate("ratio"),
        Kind.DURATION: translate("duration"),
        Kind.DATE: translate("date"),
        Kind.ORDINAL: translate("ordinal"),
        Kind.REFERENCE: translate("reference"),
    }
    return names[kind]
