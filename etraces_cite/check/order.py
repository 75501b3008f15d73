"""The whole check: parse → extract → match → findings. The only file that knows the order.

What a changed page alone does not need, the dossier read and checked by itself, is loaded when it is asked for.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from etraces_cite.check.judged import Judged
from etraces_cite.codes import Code, severity
from etraces_cite.config import Config, today
from etraces_cite.extract.figures import read
from etraces_cite.locale import msg
from etraces_cite.match.block import Block, Match, Problem, sources_of
from etraces_cite.match.captures import Shelf, locate_quotations, quotation_findings
from etraces_cite.match.citations import unknown_citations, unknown_default_sources, without_record
from etraces_cite.match.claims import NOTHING, Claims
from etraces_cite.match.matching import match_block, match_header_dates
from etraces_cite.match.miscalculations import miscalculations
from etraces_cite.match.names import NamePattern, spans_of_names
from etraces_cite.match.prose_quotations import Sources, check_passage
from etraces_cite.model import (
    Dossier,
    Figure,
    Finding,
    Located,
    Outcome,
    Page,
    Passage,
    PassageKind,
    ProseQuotation,
    Record,
    Span,
    Verdict,
)

__all__ = [
    "Judged", "check_page", "check_quotations", "dossier_findings", "findings_between", "in_one_list", "judge", "load_dossier", "load_pages",
    "located_in", "misquoted_in", "parse_file", "unreadable_in",
]  # fmt: skip


def load_dossier(config: Config) -> tuple[Dossier, list[Finding], dict[str, str]]:
    """Return the bibliography and the records, what is wrong in them, and the texts of their files by path."""
    from etraces_cite.parse.bib import parse_bibliography
    from etraces_cite.parse.records import parse_records
    from etraces_cite.parse.source import read_source

    file = config.root / config.bibliography
    source = read_source(file, config.bibliography) if file.is_file() else ""
    references, faults = parse_bibliography(source, config.bibliography)
    records = parse_records(config.root / config.records, config.relative)
    dossier = Dossier(
        references,
        tuple(records.records),
        records.measures,
        records.derived,
        records.questions,
        records.actors,
        records.ties,
    )
    return dossier, [*faults, *records.findings], {config.bibliography: source, **records.sources}


def load_pages(config: Config, paths: Sequence[str] = ()) -> list[Page]:
    """Return the pages to check and those that they include, each once, in the order of their paths."""
    return in_one_list([parse_file(path, config) for path in config.page_paths(paths)])


def parse_file(path: Path, config: Config) -> Page:
    """Return the page in a file, with the pages that it includes."""
    from etraces_cite.parse.prose import parse_page  # late: who asks for the facts alone needs no Markdown

    return parse_page(path, config.relative(path), root=config.root)


def in_one_list(pages: Sequence[Page]) -> list[Page]:
    """Return pages and those that they include, each once."""
    included = itertools.chain.from_iterable(_included(page) for page in pages)
    return list({page.path: page for page in [*included, *pages]}.values())


def dossier_findings(dossier: Dossier) -> list[Finding]:
    """Return what is wrong in the records, links of the chain that no page is needed for."""
    in_records = (finding for record in dossier.records for finding in unreadable_in(record))
    return [*findings_between(dossier), *in_records]


def findings_between(dossier: Dossier) -> list[Finding]:
    """Return what is wrong between records, and what no record tells by itself: which of them are due to be read again."""
    from etraces_cite.match import DOSSIER_CHECKS
    from etraces_cite.match.reviews import reviews_due

    findings = [finding for check in DOSSIER_CHECKS for finding in check(dossier)]
    return [*findings, *reviews_due(dossier, today())]


def unreadable_in(record: Record) -> tuple[Finding, ...]:
    """Return the facts of a record whose value is not in their quotation."""
    from etraces_cite.match.quotations import unreadable_facts

    return tuple(unreadable_facts(Dossier(records=(record,)), read))


def located_in(record: Record, shelf: Shelf) -> dict[str, Located]:
    """Return where the quotations of a record stand in the stored copy of its source."""
    return dict(locate_quotations(Dossier(records=(record,)), shelf))


def misquoted_in(record: Record, located: Mapping[str, Located]) -> tuple[Finding, ...]:
    """Return the quotations of a record that are not in their source, or not just once.

    :param located: what :func:`located_in` found.
    """
    return tuple(quotation_findings(Dossier(records=(record,)), located))


def judge(page: Page, claims: Claims, names: NamePattern, shelf: Shelf) -> Judged:
    """Return what becomes of the figures and the quotations of a page; of one that is left out, nothing."""
    if page.unchecked is not None:
        return Judged()
    verdicts: list[Verdict] = []
    quoted: list[ProseQuotation] = []
    findings: list[Finding] = []
    for verdict, found in check_page(page, claims, names):
        verdicts += verdict
        findings += found
    for quotation, found in check_quotations(page, claims, shelf):
        quoted.append(quotation)
        findings += found
    return Judged(tuple(verdicts), tuple(quoted), tuple(findings))


def check_page(page: Page, claims: Claims, names: NamePattern = None) -> Iterator[tuple[list[Verdict], list[Finding]]]:
    """Yield the verdicts and findings of each block of a page, in reading order."""
    yield [], list(unknown_default_sources(page, claims.dossier.references))
    for group in _tables(page.passages):
        blocks = [_block(page, passage, claims, names) for passage in group]
        matched = [match_block(block) for block in blocks]
        if len(blocks) > 1:
            rows = list(zip(blocks[1:], matched[1:], strict=True))
            matched[0] = match_header_dates(blocks[0], matched[0], rows)
        for block, matches in zip(blocks, matched, strict=True):
            findings = [*unknown_citations(block), *without_record(block, claims)]
            findings += [_finding(block, match, problem) for match in matches if (problem := _problem_of(match))]
            if claims.miscalculated:
                wrong = miscalculations(block, matches, claims.miscalculated)
                findings += [_finding(block, match, problem) for match, problem in wrong]
            yield [_verdict(block, match) for match in matches], findings


def check_quotations(page: Page, claims: Claims, shelf: Shelf) -> Iterator[tuple[ProseQuotation, list[Finding]]]:
    """Yield the quotations of a page, in reading order, and what is wrong with each."""
    references = claims.dossier.references
    for passage in page.passages:
        if "«" in passage.text:
            sources = Sources(sources_of(page, passage, claims), references, claims.records, shelf)
            yield from check_passage(page, passage, sources)


def _tables(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Group the rows of a table; any other passage stands alone."""
    for is_row, group in itertools.groupby(passages, key=lambda passage: passage.kind is PassageKind.ROW):
        members = list(group)
        yield from ([members] if is_row else ([member] for member in members))


def _block(page: Page, passage: Passage, claims: Claims, names: NamePattern) -> Block:
    dossier = claims.dossier
    keys = sources_of(page, passage, claims)
    figures = read(passage.text, context=_date_context(page, keys, dossier))
    if figures and (taken := spans_of_names(names, passage.text)):
        figures = tuple(figure for figure in figures if not _is_inside(figure, taken))
    return Block(
        page=page,
        passage=passage,
        figures=figures,
        keys=keys,
        sources=claims.of(keys) if figures else NOTHING,
        known_nouns=claims.known_nouns,
        references=dossier.references,
        disputes=claims.disputes,
        every_claim=claims.by_id,
    )


def _date_context(page: Page, keys: Sequence[str], dossier: Dossier) -> datetime.date | None:
    """A date without a year takes that of the first entry the block cites, else of the page."""
    for key in keys:
        entry = dossier.references.get(key)
        if entry and entry.published:
            return entry.published.low
    return page.date.low if page.date else None


def _is_inside(figure: Figure, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < figure.end and figure.start < end for start, end in spans)


def _verdict(block: Block, match: Match) -> Verdict:
    return Verdict(
        _placed(block, match),
        _span(block, match.figure),
        match.outcome,
        tuple([claim.id for claim in match.claims]),
        match.reason,
        match.references,
    )


def _span(block: Block, figure: Figure) -> Span:
    start = block.passage.start
    return block.page.span(start + figure.start, start + figure.end)


def _placed(block: Block, match: Match) -> Figure:
    """Return the figure with the text of the page: the passage that was read has its markup blanked."""
    start, figure = block.passage.start, match.figure
    written = block.page.source[start + figure.start : start + figure.end]
    return figure if written == figure.text else replace(figure, text=written)


def _problem_of(match: Match) -> Problem | None:
    if match.problem is None and match.outcome is Outcome.NOTE:
        return Problem(Code.FIGURE_NOTE, msg("this figure is not checked: no fact of the block counts this"))
    return match.problem


def _finding(block: Block, match: Match, problem: Problem) -> Finding:
    span = _span(block, match.figure)
    text = _placed(block, match).text
    return Finding(problem.code, severity(problem.code), span, text, problem.message, problem.hint, problem.facts)


def _included(page: Page) -> Iterator[Page]:
    for other in getattr(page, "includes", ()):
        yield other
        yield from _included(other)
