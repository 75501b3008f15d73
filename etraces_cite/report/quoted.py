"""The quotations of prose, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from etraces_cite.locale import msg
from etraces_cite.model import ProseQuotation, QuotationOutcome, Result
from etraces_cite.report.excerpt import printable
from etraces_cite.report.text import Layout, place

__all__ = ["quotation_lines", "quotations_at"]

_COLOURS = {"✓": "good", "…": "note", "✗": "error"}


def quotations_at(result: Result, path: str, line: int) -> tuple[ProseQuotation, ...]:
    """Return the quotations of prose that stand, in whole or in part, on a line of a page."""
    return tuple(q for q in result.quoted if q.span.path == path and q.span.line <= line <= q.span.end_line)


def quotation_lines(quotations: Iterable[ProseQuotation], layout: Layout) -> Iterator[str]:
    """Yield what became of each quotation of prose, and the source's own words where it leaves some out."""
    paint = layout.style.paint
    said = {
        QuotationOutcome.FOUND: ("✓", msg("in the stored copy of the source")),
        QuotationOutcome.RECORDED: ("✓", msg("in the record of the source")),
        QuotationOutcome.TITLE: ("✓", msg("the title of the source")),
        QuotationOutcome.UNCHECKED: ("…", msg("the stored copy is not on this machine")),
        QuotationOutcome.MISSING: ("✗", msg("in no source cited here")),
        QuotationOutcome.UNSOURCED: ("✗", msg("quoted from no source")),
    }
    for quotation in quotations:
        sign, name = said[quotation.outcome]
        yield paint(f"{place(quotation.span)}:", "bold") + f" « {printable(quotation.text)} »"
        source = f" ({quotation.key})" if quotation.key else ""
        said_of_it = msg("{name}: {text}", name=msg("quotation"), text=f"{name.render()}{source}").render()
        yield f"  {paint(sign, _COLOURS[sign])} {said_of_it}"
        for words in quotation.left_out:
            yield "    " + msg("left out: {words}", words=printable(words)).render()
