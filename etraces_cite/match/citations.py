"""Keys that prose and records name, against the bibliography and the records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from etraces_cite.codes import Code, severity
from etraces_cite.locale import Message, msg
from etraces_cite.match.block import Block
from etraces_cite.match.claims import Claims
from etraces_cite.model import Dossier, Finding, Page, Reference, Span

__all__ = ["unknown_citations", "unknown_default_sources", "unknown_references", "without_record"]


def unknown_references(dossier: Dossier) -> Iterator[Finding]:
    """Report the records of sources that the bibliography does not have.

    Bad: reference = "mediapart-2020"
    Good: reference = "mediapart-2020-12-14"
    """
    for record in dossier.records:
        if record.reference not in dossier.references:
            span = record.span or Span(record.path, 1, 1, 1, 1)
            yield _unknown(Code.RECORD_REFERENCE, span, record.reference, dossier.references)


def unknown_citations(block: Block) -> Iterator[Finding]:
    """Report the cited keys that the bibliography does not have.

    Bad: {cite:p}`mediapart-2020-12-41`
    Good: {cite:p}`mediapart-2020-12-14`
    """
    for citation in block.passage.citations:
        if citation.key not in block.references:
            start = block.passage.start
            span = block.page.span(start + citation.start, start + citation.end)
            yield _unknown(Code.CITATION_UNKNOWN, span, citation.key, block.references)


def unknown_default_sources(page: Page, references: Mapping[str, Reference]) -> Iterator[Finding]:
    """Report the keys of the front matter that the bibliography does not have."""
    for key in page.default_sources:
        if key not in references:
            start = max(page.source.find(key), 0)
            yield _unknown(Code.CITATION_UNKNOWN, page.span(start, start + len(key)), key, references)


def without_record(block: Block, claims: Claims) -> Iterator[Finding]:
    """Report the cited sources that have no record, in a block that prints no figure: there a note is enough."""
    if block.figures:
        return
    for citation in block.passage.citations:
        if citation.key in block.references and not claims.has_record(citation.key):
            start = block.passage.start
            span = block.page.span(start + citation.start, start + citation.end)
            message = msg("{key} has no record: no figure of it can be checked", key=citation.key)
            yield Finding(Code.RECORD_MISSING, severity(Code.RECORD_MISSING), span, citation.key, message)


def _unknown(code: Code, span: Span, key: str, references: Mapping[str, Reference]) -> Finding:
    from difflib import get_close_matches  # late: only a slip asks for it

    near = get_close_matches(key, list(references), n=1)
    hint: Message = msg("did you mean {key}?", key=near[0]) if near else msg("add this entry to the bibliography")
    return Finding(code, severity(code), span, key, msg("{key} is not in the bibliography", key=key), hint)
