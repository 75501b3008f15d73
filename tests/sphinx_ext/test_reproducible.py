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


def copy(folder: Path, rootdir: Path) -> Path:
    """Copy the dossier into a folder, and return that folder."""
    shutil.copytree(rootdir / "test-dossier", folder / "src")
    with (folder / "src" / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(CONF)
    review = "# Revue\n\n:::{press-review}\n:::\n\n:::{data-files}\n:::\n"
    (folder / "src" / "dispenses.md").write_text(review, encoding="utf-8")
    return folder


def build(folder: Path, day: str, *options: str, **environment: str) -> dict[str, str]:
    """Build the dossier of a folder and return the digest of each file of the site by its path."""
    site = folder / "site"
    command = [sys.executable, "-c", BUILD, day, *options, "-b", "html", "-d", str(folder / "trees"), "src", str(site)]
    fixed = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000", **environment}
    subprocess.run(command, cwd=folder, env=fixed, check=True)
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def differing(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def test_two_builds_give_the_same_bytes(tmp_path: Path, rootdir: Path) -> None:
    here, there = tmp_path / "un", tmp_path / "autre" / "plus-bas"
    first = build(copy(here, rootdir), "2026-11-24T10:00:00+00:00", TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    place = {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    assert differing(first, build(copy(there, rootdir), "2031-02-03T23:00:00+00:00", **place)) == set()
    again = build(here, "2026-11-25T10:00:00+00:00", "-E", "-a", TZ="Europe/Paris")
    assert differing(first, again) == set(), "what the first build remembered makes no difference to the second"
    for name in (
        "index.html",
        "dispenses.atom",
        "dispenses/lampes.html",
        "data/datapackage.json",
        "_images/index-card.png",
        "sitemap.xml",
    ):
        assert name in first
