"""The pages that were checked, each with its blocks and the figures that stand in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from etraces_cite.check.remembered import Remembered
from etraces_cite.model import Outcome, Page, Verdict

from .alignment import Written

__all__ = ["CheckedPages"]


class CheckedPage(NamedTuple):
    """A page and its figures, notes excepted."""

    page: Page
    verdicts: Sequence[Verdict]

    def by_passage(self) -> Mapping[int, list[Verdict]]:
        """Return the figures by the offset of the passage that they stand in."""
        found: dict[int, list[Verdict]] = defaultdict(list)
        for verdict in self.verdicts:
            start = self.page.line_starts[verdict.span.line - 1] + verdict.span.column - 1 - verdict.figure.start
            found[start].append(verdict)
        return found


class CheckedPages:
    """The pages of a check by path, as the reader of prose read them; each is opened when it is asked for."""

    def __init__(self, result: Remembered) -> None:
        self._result = result
        self._opened: dict[str, CheckedPage | None] = {}

    def open(self, paths: Collection[str]) -> None:
        """Open some pages at once, which costs less than one by one."""
        waiting = [path for path in paths if path not in self._opened]
        if not waiting:
            return
        found = self._result.opened(waiting)
        for path in waiting:
            page, verdicts = found.get(path, (None, ()))
            figures = [verdict for verdict in verdicts if verdict.outcome is not Outcome.NOTE]
            self._opened[path] = CheckedPage(page, figures) if page else None

    def _page(self, path: str) -> CheckedPage | None:
        self.open([path])
        return self._opened[path]

    def written(self, path: str) -> list[Written]:
        """Return the blocks of a page, those of the files that it includes among them; none for a page that is left out."""
        found = self._page(path)
        return list(self._blocks(found.page)) if found and found.page.unchecked is None else []

    def _blocks(self, page: Page) -> Iterator[Written]:
        found = self._page(page.path)
        by_passage = found.by_passage() if found else {}
        for passage in page.passages:
            yield Written(passage, page.position(passage.start)[0], tuple(by_passage.get(passage.start, ())))
        for included in page.includes:
            yield from self._blocks(included)

    def verdicts(self, path: str) -> list[Verdict]:
        """Return the figures of a page, notes excepted; none for a page that is left out."""
        found = self._page(path)
        return list(self._figures(found.page)) if found and found.page.unchecked is None else []

    def _figures(self, page: Page) -> Iterator[Verdict]:
        found = self._page(page.path)
        yield from found.verdicts if found else ()
        for included in page.includes:
            yield from self._figures(included)
