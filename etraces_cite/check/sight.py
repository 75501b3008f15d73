"""What pages see of the dossier, and what they are judged by: the whole, or where they are few the sources that they cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from etraces_cite.check.dossiers import DossierFiles
from etraces_cite.check.former import Seen
from etraces_cite.evidence.shelf import Shelf
from etraces_cite.model import CaptureState, Dossier

if TYPE_CHECKING:
    from etraces_cite.check.grounds import Grounds
    from etraces_cite.check.survey import Common, Survey

__all__ = ["DossierSight"]


class DossierSight:
    """What pages see of a dossier.

    :param names: those of the configuration that hold a number.
    :param states: what is here of each source that has a record, by key.
    """

    def __init__(
        self, files: DossierFiles, names: Sequence[str], states: Mapping[str, CaptureState], shelf: Shelf
    ) -> None:
        self._files, self._names, self._states, self._shelf = files, tuple(names), states, shelf
        self._memory = files.memory
        self._part: Dossier | None = None

    @cached_property
    def whole(self) -> bytes:
        """A digest of all that a page can see."""
        captured = (part for key, state in self._states.items() for part in (key, state.value))
        return self._memory.key("whole", self._files.key, str(len(self._names)), *self._names, *captured)

    def digest(self, seen: Seen) -> bytes:
        """Return a digest of what a page sees; where :meth:`grounds` gave a part, it is one of those pages."""
        return self._survey.digest(seen, self._part or self._files.loaded.dossier)

    def grounds(self, seen: Sequence[Seen] | None) -> Grounds:
        """Return what some pages are judged by.

        :param seen: what these see; None for all pages.
        """
        if seen is None or self._files.is_loaded:
            return self._whole_grounds
        keys = [self._survey.keys_of(one) for one in seen]
        known = [one for one in keys if one is not None]
        if len(known) == len(keys):
            self._part = self._files.part(frozenset().union(*known), self._common)
        return self._whole_grounds if self._part is None else self._grounds(self._part, self._common)

    @cached_property
    def _whole_grounds(self) -> Grounds:
        return self._grounds(self._files.loaded.dossier, None)

    def _grounds(self, dossier: Dossier, common: Common | None) -> Grounds:
        from etraces_cite.check.grounds import Grounds

        here = (one.capture for one in self._files.outline.entries if self._states[one.key] is CaptureState.PRESENT)
        texts = frozenset(capture.text_sha256 for capture in here if capture)
        return Grounds(dossier, self._names, texts, str(self._shelf.store.folder), self._shelf, common)

    @cached_property
    def _survey(self) -> Survey:
        from etraces_cite.check.survey import Survey

        captured = {key: state.value for key, state in self._states.items()}
        return Survey(self.whole, self._files.outline, self._common, captured)

    @cached_property
    def _common(self) -> Common:
        from etraces_cite.check.survey import Common

        key = self._memory.key("common", self._files.key, *self._names)
        return self._memory.once(key, Common, self._in_common)

    def _in_common(self) -> Common:
        from etraces_cite.check.survey import Common

        grounds = self._whole_grounds
        measures, pattern = dict(grounds.dossier.measures), grounds.pattern
        return Common(grounds.claims.shared, measures, pattern.pattern if pattern else None)
