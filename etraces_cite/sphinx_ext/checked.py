"""The pages that were checked, each with its blocks and the figures that stand in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from etraces_cite.model import Outcome, Page, Result, Verdict

from .alignment import Written

__all__ = ["CheckedPages"]


class CheckedPages:
    """The pages of a check by path, as the reader of prose read them."""

    def __init__(self, result: Result) -> None:
        self._pages: Mapping[str, Page] = {page.path: page for page in result.pages}
        self._verdicts: dict[tuple[str, int], list[Verdict]] = defaultdict(list)
        for verdict in result.verdicts:
            if verdict.outcome is not Outcome.NOTE:
                self._verdicts[verdict.span.path, self._passage_start(verdict)].append(verdict)

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
            verdicts = self._verdicts.get((page.path, passage.start), ())
            yield Written(passage, page.position(passage.start)[0], tuple(verdicts))
        for included in page.includes:
            yield from self._blocks(included)

    def verdicts(self, path: str) -> list[Verdict]:
        """Return the figures of a page, notes excepted."""
        return [verdict for one in self.written(path) for verdict in one.verdicts]
