"""The report that a writer reads in a terminal: each finding with its line, then one line of counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from etraces_cite.codes import Severity
from etraces_cite.locale import language, msg, translate, translate_count
from etraces_cite.model import Dossier, Finding, Result, Span, Summary
from etraces_cite.report.digest import check_digest, short_digest
from etraces_cite.report.excerpt import excerpt, printable, source_line
from etraces_cite.report.style import PLAIN, Style

__all__ = ["Layout", "decimal_text", "excerpt_lines", "fact_place", "place", "summary_line", "text_lines"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the text is set: its colours, and the cells of a line."""

    style: Style = PLAIN
    width: int = 100


def text_lines(
    result: Result, layout: Layout, *, seconds: float, notes: bool = False, digest: bool = False
) -> Iterator[str]:
    """Yield the lines of the report; notes are only counted, unless ``notes`` is true; ``digest`` adds that of the check."""
    for finding in result.findings:
        if notes or finding.severity is not Severity.NOTE:
            yield from _finding_lines(finding, result, layout)
            yield ""
    yield summary_line(result.summary, layout.style)
    yield _last_line(result, seconds=seconds, notes=notes, digest=digest)


def place(span: Span) -> str:
    """Return a place as terminals and editors open it: ``path:line:column``."""
    return printable(f"{span.path}:{span.line}:{span.column}")


def _finding_lines(finding: Finding, result: Result, layout: Layout) -> Iterator[str]:
    paint, severity = layout.style.paint, finding.severity.value
    names = {
        Severity.ERROR: translate("error"),
        Severity.WARNING: translate("warning"),
        Severity.NOTE: translate("note"),
    }
    head = paint(f"{place(finding.span)}:", "bold")
    yield f"{head} {paint(names[finding.severity], severity)} [{finding.code.value}]"
    yield from excerpt_lines(result, finding.span, layout, severity)
    yield from _indented(finding.message.render(), "  ", "  ")
    if finding.hint is not None:
        yield from _indented(finding.hint.render(), "  → ", "    ")
    for fact in finding.facts:
        if where := fact_place(result.dossier, fact):
            yield paint(f"  = {printable(fact)}: {where}", "faint")


def excerpt_lines(result: Result, span: Span, layout: Layout, colour: str) -> Iterator[str]:
    """Yield the source line of a span and the carets under it, where the file is known."""
    line = source_line(result.sources, span)
    if line is None:
        return
    shown = excerpt(line, span, max(layout.width - 8, 20))
    yield layout.style.paint(shown.gutter(), "faint") + shown.shown
    yield layout.style.paint(shown.margin(), "faint") + layout.style.paint(shown.carets, colour)


def fact_place(dossier: Dossier, fact: str) -> str:
    """Return where a fact or a derived fact is written, or nothing where there is none of that name."""
    known = dossier.facts.get(fact) or dossier.derived.get(fact)
    return place(known.span) if known else ""


def _indented(text: str, first: str, rest: str) -> Iterator[str]:
    for number, line in enumerate(printable(text).splitlines()):
        yield f"{rest if number else first}{line}"


def summary_line(summary: Summary, style: Style = PLAIN) -> str:
    """Return the counts of a check: ``3 pages · 143 figures: 131 verified, 9 rounded · coverage 97.9 %``."""
    pages = translate_count("{count} page", "{count} pages", summary.pages)
    figures = translate_count("{count} figure", "{count} figures", summary.figures)
    counts = ", ".join(style.paint(text, colour) if colour else text for text, colour in _outcomes(summary))
    coverage = msg("coverage {percentage}", percentage=_percentage(summary.coverage)).render()
    listed = msg("{figures}: {counts}", figures=figures, counts=counts).render()
    return f"{pages} · {listed} · {coverage}"


def _outcomes(summary: Summary) -> Sequence[tuple[str, str | None]]:
    counted = (
        (summary.verified, "good", translate_count("{count} verified", "{count} verified", summary.verified)),
        (summary.rounded, None, translate_count("{count} rounded", "{count} rounded", summary.rounded)),
        (summary.waived, None, translate_count("{count} waived", "{count} waived", summary.waived)),
        (
            summary.contradicted,
            "error",
            translate_count("{count} contradicted", "{count} contradicted", summary.contradicted),
        ),
        (summary.ambiguous, "error", translate_count("{count} ambiguous", "{count} ambiguous", summary.ambiguous)),
        (summary.unsourced, "error", translate_count("{count} unsourced", "{count} unsourced", summary.unsourced)),
    )
    return [(text, colour) for count, colour, text in counted if count or colour == "good"]


def _last_line(result: Result, *, seconds: float, notes: bool, digest: bool) -> str:
    count = Counter(finding.severity for finding in result.findings)
    parts = []
    if count[Severity.ERROR]:
        parts.append(translate_count("{count} error", "{count} errors", count[Severity.ERROR]))
    if count[Severity.WARNING]:
        parts.append(translate_count("{count} warning", "{count} warnings", count[Severity.WARNING]))
    if count[Severity.NOTE]:
        hint = "" if notes else " (etraces-cite verify --notes)"
        parts.append(translate_count("{count} note", "{count} notes", count[Severity.NOTE]) + hint)
    parts += _captures(result.summary)
    if digest:
        parts.append(msg("digest {digest}", digest=short_digest(check_digest(result))).render())
    parts.append(msg("{seconds} s", seconds=decimal_text(Fraction(seconds), 2)).render())
    return " · ".join(parts)


def _captures(summary: Summary) -> Iterator[str]:
    """Yield how much of the right half of the chain was walked: without a stored copy, a quotation is taken on trust."""
    if summary.sources:
        whole = translate_count("{count} source", "{count} sources", summary.sources)
        yield msg("captures here: {here} of {whole}", here=summary.captures, whole=whole).render()
    if summary.unchecked:
        yield translate_count("{count} quotation unchecked", "{count} quotations unchecked", summary.unchecked)


def _percentage(coverage: Fraction) -> str:
    """Return a share in per cent, rounded down: 100 % is said of the whole only."""
    tenths = coverage * 1000 // 1
    text = decimal_text(Fraction(tenths, 10), 0 if tenths % 10 == 0 else 1)
    return msg("{number}%", number=text).render()


def decimal_text(value: Fraction, digits: int) -> str:
    """Return a small number in the reader's language; loads nothing, unlike :func:`~etraces_cite.french.format_number`."""
    text = f"{float(value):.{digits}f}"
    return text.replace(".", ",") if language() == "fr" else text
