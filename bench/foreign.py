"""The PDF builder on documentation that is not ours: ``nox -s foreign``.

The sources of a few projects are fetched from PyPI and their documentation is built as they wrote it, plus our
extension. It fails if a build crashes, or warns of a node that the guide does not say is unsupported.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tarfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

PROJECTS = ("attrs", "click", "flask", "packaging")
"""Both markups: click and the change log of attrs are MyST, the others reStructuredText; all document an API."""

UNSUPPORTED = frozenset({"CollapsedLog"})
"""The nodes of other extensions that these projects use, and that know neither us nor docutils (docs/guide/pdf.md)."""

_OURS = re.compile(r"\[etraces\.(pdf-[a-z]+)\]")
_NODE = re.compile(r"unknown node type: (\w+)")

_CONF = """\
import importlib
import os
import sys

os.chdir({docs!r})  # as Sphinx does for a conf.py of its own
sys.path[:0] = [{source!r}, {docs!r}]
__file__ = {conf!r}
with open(__file__, encoding="utf-8") as written:
    exec(compile(written.read(), __file__, "exec"))


def there(name):
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


extensions = [*filter(there, extensions), "etraces_cite.pdf"]
intersphinx_mapping = {{}}
"""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of one project."""

    status: int
    log: str
    seconds: float

    @property
    def warnings(self) -> Counter[str]:
        return Counter(_OURS.findall(self.log))

    @property
    def unknown(self) -> set[str]:
        return set(_NODE.findall(self.log))


def fetch(name: str, folder: Path) -> Path:
    """Download the newest sources of a project and unpack them; return their folder."""
    pip = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--no-binary",
        ":all:",
        "--dest",
        str(folder),
    ]
    subprocess.run([*pip, name], check=True)
    archive = next(folder.glob(f"{name}-*.tar.gz"))
    with tarfile.open(archive) as unpacked:
        unpacked.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


def build(source: Path, folder: Path) -> Built:
    """Build the documentation of a project, and measure it."""
    docs, conf = source / "docs", folder / "conf"
    conf.mkdir(exist_ok=True)
    values = {"source": str(source / "src"), "docs": str(docs), "conf": str(docs / "conf.py")}
    (conf / "conf.py").write_text(_CONF.format(**values), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "dossierpdf",
        "-c",
        str(conf),
        str(docs),
        str(folder / "pdf"),
    ]
    before = _children()
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"LANGUAGE": "en"})
    return Built(ran.returncode, ran.stderr, _children() - before)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Build each project; return 1 if one fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("build/foreign"))
    parser.add_argument("projects", nargs="*", default=PROJECTS)
    options = parser.parse_args()
    failed = False
    for name in options.projects:
        folder = options.folder.resolve() / name
        folder.mkdir(parents=True, exist_ok=True)
        built = build(fetch(name, folder), folder)
        unlisted = built.unknown - UNSUPPORTED
        failed = failed or built.status != 0 or bool(unlisted)
        print(
            f"{name}: {'built' if built.status == 0 else 'FAILED'} in {built.seconds:.1f} s CPU, {dict(built.warnings)}"
        )
        if built.status != 0:
            print(built.log[-2000:])
        if unlisted:
            print(f"  nodes that the guide does not list: {', '.join(sorted(unlisted))}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
