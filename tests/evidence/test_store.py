"""The store: what is in it is what its name says, whatever happens."""

import datetime
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from etraces_cite.evidence.store import ObjectState, Store, StoreError, Tombstone, digest_of

DAY = datetime.date(2026, 11, 24)
WORDS = "Trente mille caméras.".encode()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "captures")


def put(store: Store, data: bytes = WORDS) -> str:
    with store.writing() as writer:
        return writer.put(data)


def test_what_is_put_is_read_under_its_digest(store: Store) -> None:
    digest = put(store)
    assert digest == digest_of(WORDS)
    assert store.read(digest) == WORDS
    assert store.state_of(digest) is ObjectState.PRESENT
    assert put(store) == digest
    assert list(store.digests()) == [digest]
    assert not (store.folder / "incoming").exists()


def test_a_store_that_is_not_there_holds_nothing(store: Store) -> None:
    assert list(store.digests()) == []
    assert store.state_of("0" * 64) is ObjectState.ABSENT
    with pytest.raises(StoreError, match="no copy with this digest is here"):
        store.read("0" * 64)
    assert not store.folder.exists()


@pytest.mark.parametrize("change", [lambda b: b[:-1], lambda b: b + b" ", lambda b: b"t" + b[1:], lambda _: b""])
def test_one_changed_byte_is_seen_and_named(change, store: Store) -> None:
    digest = put(store)
    path = store.path_of(digest)
    path.chmod(0o644)
    path.write_bytes(change(WORDS))
    assert store.state_of(digest) is ObjectState.CORRUPT
    with pytest.raises(StoreError, match="corrupt") as caught:
        store.read(digest)
    assert caught.value.where == str(path)
    assert put(store) == digest, "storing it again mends it"
    assert store.read(digest) == WORDS


def test_a_removed_copy_leaves_a_tombstone_and_is_not_taken_in_again(store: Store) -> None:
    digest = put(store)
    with store.writing() as writer:
        writer.bury(Tombstone(digest, "presse", DAY, "à la demande de l’éditeur"))
    assert store.state_of(digest) is ObjectState.REMOVED
    assert not store.path_of(digest).exists()
    tombstone = store.tombstone_of(digest)
    assert tombstone == Tombstone(digest, "presse", DAY, "à la demande de l’éditeur")
    with pytest.raises(StoreError, match="removed on 2026-11-24: à la demande de l’éditeur"):
        put(store)


def test_an_interrupted_removal_is_finished(store: Store) -> None:
    digest = put(store)
    (store.folder / "tombstones" / digest).write_text(
        json.dumps({"key": "presse", "removed": "2026-11-24", "reason": "données personnelles"})
    )
    assert store.state_of(digest) is ObjectState.REMOVED
    with store.writing():
        pass
    assert not store.path_of(digest).exists()


def test_a_broken_tombstone_is_named(store: Store) -> None:
    put(store)
    path = store.folder / "tombstones" / ("0" * 64)
    path.write_text("{")
    with pytest.raises(StoreError) as caught:
        store.tombstone_of("0" * 64)
    assert caught.value.where == str(path)


def test_one_writes_at_a_time(store: Store) -> None:
    with store.writing(), pytest.raises(StoreError, match="another command"), store.writing(wait=0.1):
        pytest.fail("two writers at once")
    put(store)


def test_a_second_writer_waits_for_the_first(store: Store) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, store.folder], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path()}
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    start = time.monotonic()
    put(store)
    assert time.monotonic() - start > 0.1
    assert holder.wait(10) == 0
    holder.stdout.close()


HOLD = """
import sys, time
from pathlib import Path
from etraces_cite.evidence.store import Store
with Store(Path(sys.argv[1])).writing():
    print("held", flush=True)
    time.sleep(0.4)
"""
WRITE = textwrap.dedent("""
import sys
from pathlib import Path
from etraces_cite.evidence.store import Store
store = Store(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(100_000):
    with store.writing() as writer:
        writer.put(f"{number} ".encode() * 20_000)
""")


def path() -> str:
    return os.pathsep.join(sys.path)


def test_a_writer_that_is_killed_leaves_whole_objects(store: Store) -> None:
    """Twelve writers are killed at twelve moments: every object is whole, and the next writer needs no repair."""
    for number in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITE, store.folder], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path()}
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.01 + number * 0.007)
        writer.send_signal(signal.SIGKILL)
        writer.wait(10)
        writer.stdout.close()
        assert all(store.state_of(digest) is ObjectState.PRESENT for digest in store.digests())
    assert len(list(store.digests())) > 1
    digest = put(store)
    assert store.read(digest) == WORDS
