"""The same dossier gives the same bytes: in another folder, on another day, in another time zone, with other hashes of strings."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

BUILD = """
import datetime, sys
import time_machine
from sphinx.cmd.build import main
day, *arguments = sys.argv[1:]
with time_machine.travel(datetime.datetime.fromisoformat(day)):
    sys.exit(main(["-q", "-W", *arguments]))
"""
CONF = """
html_baseurl = "https://lampes.example/"
html_theme = "furo"
html_last_updated_fmt = None
etraces_cite_articles = ["index"]
etraces_cite_cards = True
copyright = "2026, la rédaction"
extensions += ["etraces_cite.pdf", "sphinxext.opengraph", "sphinx_sitemap"]
ogp_site_url = html_baseurl
ogp_social_cards = {"enable": False}
sitemap_url_scheme = "{link}"
"""


def build(folder: Path, rootdir: Path, day: str, **environment: str) -> dict[str, str]:
    """Build the dossier in a folder and return the digest of each file of the site by its path."""
    shutil.copytree(rootdir / "test-dossier", folder / "src")
    with (folder / "src" / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(CONF)
    (folder / "src" / "dispenses.md").write_text(
        "# Revue\n\n:::{press-review}\n:::\n\n:::{data-files}\n:::\n", encoding="utf-8"
    )
    site = folder / "site"
    command = [sys.executable, "-c", BUILD, day, "-b", "html", "-d", str(folder / "trees"), "src", str(site)]
    subprocess.run(
        command, cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": "1790000000", **environment}, check=True
    )
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_two_builds_give_the_same_bytes(tmp_path: Path, rootdir: Path) -> None:
    (tmp_path / "un").mkdir()
    (tmp_path / "autre" / "plus-bas").mkdir(parents=True)
    one = build(tmp_path / "un", rootdir, "2026-11-24T10:00:00+00:00", TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    other = build(
        tmp_path / "autre" / "plus-bas", rootdir, "2031-02-03T23:00:00+00:00",
        TZ="America/Los_Angeles", PYTHONHASHSEED="7", LC_ALL="C",
    )  # fmt: skip
    assert {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} == set()
    for name in (
        "index.html",
        "dispenses.atom",
        "dispenses/lampes.html",
        "data/datapackage.json",
        "_images/index-card.png",
        "sitemap.xml",
    ):
        assert name in one
