"""Charts of facts: what is drawn, what is said in its place, and the figure of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etraces_cite.french import NARROW_SPACE
from etraces_cite.locale import Message, msg
from etraces_cite.match.units import canonical, is_counted
from etraces_cite.model import Quantity

from .blocks import Blocks
from .chart_spec import Bar, chart_spec
from .drawing import draw
from .sources import Stated

__all__ = ["Chart", "UnlikeUnitsError", "chart_of"]

_AXIS = {"EUR": "euros", "USD": "dollars", "second": "secondes", "minute": "minutes", "hour": "heures", "day": "jours",
         "week": "semaines", "month": "mois", "year": "ans", "point": "points"}  # fmt: skip
"""Units as an axis names them, where they are codes."""


class UnlikeUnitsError(ValueError):
    """Facts that no one axis can carry: euros and caméras, say."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of a chart and the unit of its axis; at least one bar."""

    title: str
    bars: tuple[Bar, ...]
    unit: str

    def svg(self, blocks: Blocks) -> str:
        return draw(
            chart_spec(self.bars, self.unit), title=self.title, description=self.said(blocks), language=blocks.language
        )

    def said(self, blocks: Blocks) -> str:
        """Return the alternative text: what the chart shows, value by value."""
        values = f"{NARROW_SPACE}; ".join(f"{bar.name}, {bar.text}" for bar in self.bars)
        return blocks.say(msg("Chart. {title}: {values}.", title=self.title, values=values))

    def legend(self, blocks: Blocks) -> str:
        """Return what its signs mean, those that are there."""
        return " ".join(blocks.say(words) for words in self._signs())

    def _signs(self) -> Iterator[Message]:
        hedged = {bar.bound for bar in self.bars if bar.bound}
        if any(bar.low == bar.high and not bar.bound for bar in self.bars):
            yield msg("Full dot: a value stated as exact.")
        if hedged:
            yield msg("Hollow sign: a value that its source says is approximate.")
        if any(bar.low != bar.high for bar in self.bars):
            yield msg("Thick line: a range.")


def chart_of(title: str, facts: Sequence[tuple[str, Stated, Quantity]], unit: str | None = None) -> Chart:
    """Return the chart of some facts, each with its name in the chart and its amount.

    :param unit: the unit of the axis, a code or a counted noun; by default that of the first fact.
    :raises UnlikeUnitsError: where their units do not convert into each other.
    """
    axis = Quantity(facts[0][2].low, facts[0][2].high, unit or facts[0][2].unit)
    bars = tuple(_bar(name, stated, amount, axis) for name, stated, amount in facts)
    return Chart(title, bars, _AXIS.get(axis.unit or "", axis.unit or ""))


def _bar(name: str, stated: Stated, amount: Quantity, axis: Quantity) -> Bar:
    factor, base = canonical(amount)
    axis_factor, axis_base = canonical(axis)
    if base != axis_base and not (is_counted(base) and is_counted(axis_base)):
        raise UnlikeUnitsError(amount.unit, axis.unit)
    scale = factor / axis_factor
    bound = stated.fact.bound if stated.fact else None
    return Bar(name, stated.text, amount.low * scale, amount.high * scale, bound)
