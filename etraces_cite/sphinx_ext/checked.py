"""The pages that were checked, each with its blocks and the figures that stand in them."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping

from etraces_cite.model import Outcome, Page, Result, Verdict

from .alignment import Written

__all__ = ["CheckedPages"]


class CheckedPages:
    """The pages of a check by path, as the reader of prose read them."""

    def __init__(self, result: Result) -> None:
        self._pages: Mapping[str, Page] = {page.path: page for page in result.pages}
        self._by_page: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in result.verdicts:
            if verdict.outcome is not Outcome.NOTE:
                self._by_page[verdict.span.path].append(verdict)

    @functools.cached_property
    def _by_passage(self) -> Mapping[tuple[str, int], list[Verdict]]:
        """The figures by page and offset of the passage that they stand in: needed for the pages that are written only."""
        found: dict[tuple[str, int], list[Verdict]] = defaultdict(list)
        for verdicts in self._by_page.values():
            for verdict in verdicts:
                found[verdict.span.path, self._passage_start(verdict)].append(verdict)
        return found

    def _passage_start(self, verdict: Verdict) -> int:
        """Return the offset in its page of the passage that a figure stands in."""
        span = verdict.span
        return self._pages[span.path].line_starts[span.line - 1] + span.column - 1 - verdict.figure.start

    def written(self, path: str) -> list[Written]:
        """Return the blocks of a page, those of the files that it includes among them; none for a page that is left out."""
        page = self._pages.get(path)
        return list(self._blocks(page)) if page and page.unchecked is None else []

    def _blocks(self, page: Page) -> Iterator[Written]:
        for passage in page.passages:
            verdicts = self._by_passage.get((page.path, passage.start), ())
            yield Written(passage, page.position(passage.start)[0], tuple(verdicts))
        for included in page.includes:
            yield from self._blocks(included)

    def verdicts(self, path: str) -> list[Verdict]:
        """Return the figures of a page, notes excepted; none for a page that is left out."""
        page = self._pages.get(path)
        return list(self._figures(page)) if page and page.unchecked is None else []

    def _figures(self, page: Page) -> Iterator[Verdict]:
        yield from self._by_page.get(page.path, ())
        for included in page.includes:
            yield from self._figures(included)
