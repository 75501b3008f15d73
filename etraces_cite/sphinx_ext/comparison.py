"""The values of one measure, source by source: a verdict in words, a table, a chart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging

from etraces_cite.codes import Code
from etraces_cite.french import format_period, typeset
from etraces_cite.locale import msg
from etraces_cite.match.measures import Comparison, comparisons
from etraces_cite.model import Quantity
from etraces_cite.parse.nearest import did_you_mean

from .charts import Chart, UnlikeUnitsError, chart_of
from .directives import EtracesDirective, Options
from .drawing import can_draw, drawing
from .findings import with_hint
from .nodes import paragraph
from .sources import Stated
from .tables import Cell, table
from .voices import Voice, consensus_words, voices
from .wording import quoted

__all__ = ["CompareDirective", "ComparisonDirective"]

logger = logging.getLogger(__name__)

NO_CHARTS = "chart-missing"
"""A chart is asked for, and the library that draws it is not installed."""


class CompareDirective(EtracesDirective):
    """What the directives that compare share: how one measure is shown."""

    def compared(self, measure: str) -> Comparison | None:
        """Return the comparison of a measure; complain of a measure that no fact has."""
        self.note_use("measure", measure)
        known = {one.measure.id: one for one in comparisons(self.sources.dossier)}
        if measure not in known:
            message = msg('no fact has the measure "{measure}"', measure=measure)
            self.complain(Code.MEASURE_UNKNOWN, with_hint(message, did_you_mean(measure, known)))
        return known.get(measure)

    def shown(self, comparison: Comparison, *, with_chart: bool, caption: str) -> Iterator[nodes.Node]:
        """Yield the verdict of a comparison, its chart, its table and the note of its measure.

        :param caption: the caption of the table.
        """
        heard = voices(self.sources, comparison)
        words = self.blocks.say(consensus_words(comparison))
        verdict = self.blocks.say(msg("Verdict: {words}.", words=words))
        yield paragraph(nodes.strong("", verdict), classes=["etraces-verdict", f"etraces-{comparison.consensus}"])
        if with_chart and (chart := self._chart(comparison, heard)):
            yield from self.figure(chart, comparison.measure.id)
        yield self._table(comparison, heard, caption)
        if comparison.measure.note:
            yield paragraph(typeset(comparison.measure.note), classes=["etraces-note"])

    # -- table -----------------------------------------------------------------------------------------------------

    def _table(self, comparison: Comparison, heard: list[Voice], caption: str) -> nodes.table:
        names = (msg("Who says so"), msg("Value, quotation and date"))
        rows = [self._row(voice) for voice in heard]
        rows += [self._computed_row(stated) for stated in filter(None, map(self.sources.stated, comparison.derived))]
        return table([self.blocks.say(name) for name in names], rows, caption=caption, classes=["etraces-comparison"])

    def _row(self, voice: Voice) -> list[Cell]:
        values: list[nodes.Node] = []
        for stated in voice.facts:
            self.note_source(stated)
            value = self.blocks.link("fact", stated.id, stated.text, title=stated.label)
            values.append(paragraph(nodes.strong("", "", value), classes=["etraces-said"]))
            values.append(paragraph(*self._carried(stated), classes=["etraces-quotation"]))
        return [self._who(voice), values]

    def _who(self, voice: Voice) -> Cell:
        if not voice.is_repeated:
            return [voice.name]
        repeated = self.blocks.say(msg("one source, carried by {count}", count=len(voice.facts)))
        return [paragraph(voice.name), paragraph(repeated, classes=["etraces-repeated"])]

    def _carried(self, stated: Stated) -> Iterator[nodes.Node | str]:
        """Yield the quotation of a fact, its source and the address of the passage."""
        fact = stated.fact
        assert fact is not None
        yield quoted(fact.quotation.exact)
        yield " — "
        yield self.blocks.link("source", fact.key, self.sources.source_line(fact.key))
        if link := self.blocks.passage(fact):
            yield " ("
            yield link
            yield ")"
        if period := fact.as_of or fact.valid:
            yield f". {self.blocks.say(msg('About: {period}.', period=format_period(period.low, period.high)))}"

    def _computed_row(self, stated: Stated) -> list[Cell]:
        assert stated.derived is not None
        value = self.blocks.link("fact", stated.id, stated.text, title=stated.label)
        said = paragraph(nodes.strong("", "", value), classes=["etraces-said"])
        how = paragraph(*self.blocks.formula(stated.derived), classes=["etraces-quotation"])
        return [[self.blocks.say(msg("Our computation"))], [said, how]]

    # -- chart -----------------------------------------------------------------------------------------------------

    def _chart(self, comparison: Comparison, heard: list[Voice]) -> Chart | None:
        facts = [(voice.name, stated, stated.fact.value) for voice in heard for stated in _unlike(voice)
                 if stated.fact and isinstance(stated.fact.value, Quantity)]  # fmt: skip
        try:
            return chart_of(typeset(comparison.measure.label), facts, comparison.measure.unit)
        except UnlikeUnitsError as error:
            self.complain_of_units(error)
            return None

    def complain_of_units(self, error: UnlikeUnitsError) -> None:
        one, other = error.args
        self.complain(Code.UNIT_MISMATCH, msg("one axis cannot carry {one} and {other}", one=one, other=other))

    def figure(self, chart: Chart, name: str) -> Iterator[nodes.Node]:
        """Yield the drawing of a chart with the meaning of its signs; nothing, with a warning, where none can be made."""
        blocks = self.blocks
        yield from self.image(f"chart-{name}", lambda: chart.svg(blocks), chart.said(blocks), chart.legend(blocks))

    def image(self, name: str, svg: Callable[[], str], alt: str, caption: str) -> Iterator[nodes.Node]:
        """Yield a drawing with its caption; nothing, with a warning, where the library that draws is not installed."""
        if not can_draw():
            message = msg("charts need vl-convert: pip install etraces-cite[charts]")
            logger.warning(
                "%s", message.render(self.config.language), type="etraces", subtype=NO_CHARTS,
                location=(self.env.current_document.docname, self.lineno), once=True,
            )  # fmt: skip
            return
        image = drawing(self.env, self.env.current_document.docname, name, svg(), alt)
        made = nodes.figure("", image, nodes.caption("", caption), classes=["etraces-chart"])
        self.set_source_info(made)
        yield made


def _unlike(voice: Voice) -> Iterator[Stated]:
    """Yield the facts of a voice that differ as they are printed: a repost draws no second line."""
    said: set[str] = set()
    for stated in voice.facts:
        assert stated.fact is not None
        key = repr(
            (getattr(stated.fact.value, "low", None), getattr(stated.fact.value, "high", None), stated.fact.bound)
        )
        if key not in said:
            said.add(key)
            yield stated


class ComparisonDirective(CompareDirective):
    """The values of one measure, side by side: who says what, when, in which words, and whether they agree."""

    required_arguments = 1
    option_spec: ClassVar[Options] = {"chart": directives.flag}

    def run(self) -> list[nodes.Node]:
        comparison = self.compared(self.arguments[0])
        if comparison is None:
            return []
        caption = typeset(comparison.measure.label)
        return list(self.shown(comparison, with_chart="chart" in self.options, caption=caption))
