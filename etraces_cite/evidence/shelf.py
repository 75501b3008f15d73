"""What this machine has of the captures that records describe."""

from __future__ import annotations

import datetime

from etraces_cite.evidence.locate import CaptureText, short_text
from etraces_cite.evidence.store import ObjectState, Store
from etraces_cite.model import Capture, CaptureState

__all__ = ["Shelf"]

AT_MOST = 20_000_000
"""Characters of texts that are held at the same time: what bounds memory."""


class Shelf:
    """The captures of a store; each text is read and made ready once, as long as they are not too many to hold."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._states: dict[tuple[str, str, datetime.date | None], CaptureState] = {}
        """By what the state hangs on."""
        self._texts: dict[str, CaptureText] = {}
        self._held = 0

    def state_of(self, capture: Capture | None) -> CaptureState:
        """Return what is here of a capture; a present one has been read and hashed, bytes and text."""
        if capture is None:
            return CaptureState.UNDESCRIBED
        known = self._states.get(key := (capture.sha256, capture.text_sha256, capture.removed))
        if known is None:
            known = self._states[key] = self._state(capture)
        return known

    def _state(self, capture: Capture) -> CaptureState:
        digests = dict.fromkeys((capture.sha256, capture.text_sha256))
        states = [self.store.state_of(digest) for digest in digests]
        if capture.removed or ObjectState.REMOVED in states:
            return CaptureState.REMOVED
        if ObjectState.CORRUPT in states:
            return CaptureState.CORRUPT
        if states[0] is ObjectState.ABSENT:
            return CaptureState.ABSENT
        return CaptureState.DRIFTED if states[-1] is ObjectState.ABSENT else CaptureState.PRESENT

    def text_of(self, capture: Capture | None) -> CaptureText | None:
        """Return the text of a capture that is present, None for any other."""
        if capture is None or self.state_of(capture) is not CaptureState.PRESENT:
            return None
        digest = capture.text_sha256
        known = self._texts.get(digest)
        if known is None:
            text = self.store.read(digest).decode("utf-8")
            if self._held > AT_MOST:
                self._texts.clear()
                self._held = 0
            self._held += len(text)
            known = self._texts[digest] = CaptureText(text)
        return known

    def ready(self, text: str) -> CaptureText:
        """Return any text ready for searches, as that of a capture is."""
        return short_text(text)

    def corrupt_of(self, capture: Capture) -> list[str]:
        """Return the paths of the objects of a capture whose bytes are not those of their digest."""
        digests = dict.fromkeys((capture.sha256, capture.text_sha256))
        return [str(self.store.path_of(name)) for name in digests if self.store.state_of(name) is ObjectState.CORRUPT]
