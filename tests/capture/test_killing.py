"""kill -9 at any moment leaves the store and the records whole."""

import os
import signal
import subprocess
import sys
import textwrap
import time
import tomllib
from pathlib import Path

from etraces_cite.evidence.store import ObjectState, Store

from .project import ARTICLE, RECORD, Run

ADD = textwrap.dedent("""
    import datetime, sys
    from pathlib import Path
    from etraces_cite.capture import Options, Project, add
    from etraces_cite.config import load
    class Quiet:
        def say(self, message): pass
        def received(self, count, total): pass
    root = Path(sys.argv[1])
    for number in range(1000):
        path = root.parent / "version.txt"
        path.write_text(path.read_text(encoding="utf-8") + f"Version {number}. ", encoding="utf-8")
        options = Options(datetime.date(2026, 11, 24), replace=True)
        add(Project(load(root)), "presse", str(path), options, Quiet())
        if not number:  # all is loaded: from here on it works
            print("ready", flush=True)
""")


def test_a_command_that_is_killed_leaves_the_record_and_the_store_whole(folder: Path, run: Run) -> None:
    record, store = folder / "docs" / "records" / "presse.toml", Store(folder / "captures")
    rest = tomllib.loads(RECORD)
    digests = set()
    for number in range(14):
        (folder.parent / "version.txt").write_text(f"{ARTICLE}Essai {number}. ", encoding="utf-8")
        environ = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        adding = subprocess.Popen([sys.executable, "-c", ADD, folder], stdout=subprocess.PIPE, env=environ)
        assert adding.stdout is not None
        adding.stdout.readline()
        time.sleep(0.003 * number)
        adding.send_signal(signal.SIGKILL)
        adding.wait(10)
        adding.stdout.close()
        data = tomllib.loads(record.read_text(encoding="utf-8"))
        capture = data.pop("capture", None)
        assert data == rest, "every fact is as it was"
        assert all(store.state_of(digest) is ObjectState.PRESENT for digest in store.digests())
        if capture:
            digests.add(capture["sha256"])
            assert store.state_of(capture["sha256"]) is ObjectState.PRESENT
            assert store.state_of(capture["text-sha256"]) is ObjectState.PRESENT
    assert len(digests) > 10, "they were killed at work, not before"
    assert run("capture", "add", "presse", "../article.txt", "--replace").returncode == 0
    assert list(record.parent.iterdir()) == [record]
