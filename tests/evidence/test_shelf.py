"""What a shelf holds of the captures."""

import datetime
from pathlib import Path

import pytest

from etraces_cite.evidence import shelf
from etraces_cite.evidence.shelf import Shelf
from etraces_cite.evidence.store import Store
from etraces_cite.model import Capture

DAY = datetime.date(2026, 11, 24)


def test_texts_that_are_too_many_to_hold_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    with store.writing() as writer:
        digests = {text: writer.put(text.encode()) for text in ("Un\u202fmot", "Deux mots", "Trois mots")}
    held = Shelf(store)
    monkeypatch.setattr(shelf, "AT_MOST", 10)
    for _ in range(2):
        for text, digest in digests.items():
            found = held.text_of(Capture(digest, digest, "plain 1", "text/plain", DAY))
            assert found is not None
            assert found.original == text
            assert len(held._texts) <= 2
