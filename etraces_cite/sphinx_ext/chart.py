"""A chart of facts that a writer names, always with its table."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from etraces_cite.codes import Code
from etraces_cite.french import typeset
from etraces_cite.locale import msg
from etraces_cite.model import Quantity

from .charts import UnlikeUnitsError, chart_of
from .comparison import CompareDirective
from .directives import Options
from .sources import Stated
from .tables import table

__all__ = ["ChartDirective"]


class ChartDirective(CompareDirective):
    """Facts and derived facts as bars from zero, each named by its label, and the table of what is drawn."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Options] = {"title": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        facts = self.stated(self.arguments[0].replace(",", " ").split())
        drawn = [(stated.label, stated, amount) for stated in facts if (amount := self._amount(stated))]
        if not drawn:
            return []
        title = typeset(self.options.get("title") or drawn[0][0])
        blocks = self.blocks
        rows = [blocks.row(stated) for _, stated, _ in drawn]
        made: list[nodes.Node] = []
        try:
            made += self.figure(chart_of(title, drawn), "-".join(stated.id for _, stated, _ in drawn)[:60])
        except UnlikeUnitsError as error:
            self.complain_of_units(error)
        return [*made, table(blocks.headings(), rows, caption=title)]

    def _amount(self, stated: Stated) -> Quantity | None:
        """Return what an axis can carry of a fact; complain of a date or a number of law."""
        value = stated.fact.value if stated.fact else self.sources.values.get(stated.id)
        if isinstance(value, Quantity):
            return value
        message = msg('"{fact}" is no amount: a chart cannot show it', fact=stated.id)
        self.complain(Code.UNIT_MISMATCH, message)
        return None
