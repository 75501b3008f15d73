"""The Vega specification of a chart of amounts: a line a fact, from zero, in pixels of our own choice.

Nothing in it depends on the measure of a text, so that the drawing is the same whatever fonts a machine has. An exact value is a
full dot; one that its source hedges is a hollow one, pointed where it says « plus de » or « moins de »; a range is a thick stroke.

https://vega.github.io/vega/docs/specification/
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from etraces_cite.french import Bound, typeset

__all__ = ["INK", "Bar", "chart_spec"]

Json = Mapping[str, Any]

WIDTH, MARGIN = 394, 14
"""Pixels: a phone of 390 px shows the drawing at nine tenths of its size, so that its letters stay above 11 px."""
FONT = "Arial, Helvetica, Roboto, 'Liberation Sans', sans-serif"
FONT_SIZE, LINE = 14, 19
WORDS = 54
"""Characters of a line."""
ABOVE, BELOW = 12, 20
"""Pixels from the last line of a label to the stroke below it, and from there to the next label: what belongs together stands together."""
INK, QUIET, STROKE = "#1d2329", "#5a626b", "#0b4f6c"

_SHAPES = {Bound.OVER: "triangle-right", Bound.UNDER: "triangle-left"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart."""

    name: str
    """Who says it."""
    text: str
    """What is said, as the prose prints it."""
    low: Fraction
    high: Fraction
    """In the unit of the axis."""
    bound: Bound | None = None
    """What the source's hedge claims."""


def chart_spec(bars: Sequence[Bar], unit: str) -> Json:
    """Return the specification of a chart; ``unit`` is written at the end of the axis."""
    placed, height = _placed(bars)
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": WIDTH,
        "height": height,
        "padding": {"left": MARGIN, "right": MARGIN + 8, "top": 6, "bottom": 48},
        "autosize": "none",
        "background": "#ffffff",
        "config": {"aria": False, "axis": {"aria": False}, "mark": {"aria": False}},
        "data": [{"name": "bars", "values": placed}, {"name": "lines", "values": list(_lines(bars))}],
        "scales": [{"name": "x", "type": "linear", "domain": [0, _end(bars)], "range": [0, WIDTH], "zero": True}],
        "axes": [_axis(bars, unit)],
        "marks": [*_strokes(), _text()],
    }


def _placed(bars: Sequence[Bar]) -> tuple[list[Json], int]:
    top = 0
    placed: list[Json] = []
    for bar in bars:
        top += LINE * len(_wrapped(bar)) + ABOVE
        placed.append(
            {
                "low": float(bar.low), "high": float(bar.high), "y": top,
                "shape": _SHAPES.get(bar.bound, "circle") if bar.bound else "circle",
                "fill": "#ffffff" if bar.bound else STROKE,
                "size": 0 if bar.low != bar.high else 150,
            }
        )  # fmt: skip
        top += BELOW
    return placed, top


def _wrapped(bar: Bar) -> list[str]:
    """Return the label of a bar, its lines broken by a count of characters, not by a measure of their widths."""
    return textwrap.wrap(typeset(f"{bar.name} : {bar.text}"), WORDS, break_on_hyphens=False) or [""]


def _lines(bars: Iterable[Bar]) -> Iterable[Json]:
    top = 0
    for bar in bars:
        for line in _wrapped(bar):
            top += LINE
            yield {"text": line, "y": top - 5}
        top += ABOVE + BELOW


def _end(bars: Iterable[Bar]) -> float:
    return float(max(bar.high for bar in bars)) * 1.04 or 1.0


def _axis(bars: Sequence[Bar], unit: str) -> Json:
    return {
        "scale": "x", "orient": "bottom", "values": _ticks(_end(bars)), "format": ",~f", "labelOverlap": False,
        "labelFlush": True, "title": unit, "titleAnchor": "end", "titleFontWeight": "normal", "titlePadding": 6,
        "labelFontSize": FONT_SIZE - 1, "titleFontSize": FONT_SIZE - 1, "labelColor": QUIET, "titleColor": QUIET,
        "domainColor": QUIET, "tickColor": QUIET, "labelFont": FONT, "titleFont": FONT,
        "grid": True, "gridColor": "#e3e6e9",
    }  # fmt: skip


def _ticks(end: float) -> list[float]:
    """Return two to five round values from zero on, few enough that their labels never touch."""
    step = 10.0 ** math.floor(math.log10(end))
    while end / step < 2:
        step /= 2
    while end / step >= 5:
        step *= 2
    return [step * place for place in range(int(end / step) + 1)]


def _strokes() -> Iterable[Json]:
    at = {"y": {"field": "y"}}
    low, high = {"scale": "x", "field": "low"}, {"scale": "x", "field": "high"}
    thin = {"x": {"scale": "x", "value": 0}, "x2": low, "stroke": {"value": "#9aa3ab"}, "strokeWidth": {"value": 1.5}}
    thick = {"x": low, "x2": high, "stroke": {"value": STROKE}, "strokeWidth": {"value": 9}}
    point = {
        "x": high, "shape": {"field": "shape"}, "fill": {"field": "fill"}, "size": {"field": "size"},
        "stroke": {"value": STROKE}, "strokeWidth": {"value": 2},
    }  # fmt: skip
    for kind, look in (("rule", thin), ("rule", thick), ("symbol", point)):
        yield {"type": kind, "from": {"data": "bars"}, "aria": False, "encode": {"enter": {**at, **look}}}


def _text() -> Json:
    look = {
        "x": {"value": 0}, "y": {"field": "y"}, "text": {"field": "text"}, "fontSize": {"value": FONT_SIZE},
        "font": {"value": FONT}, "fill": {"value": INK}, "baseline": {"value": "alphabetic"},
    }  # fmt: skip
    return {"type": "text", "from": {"data": "lines"}, "aria": False, "encode": {"enter": look}}
