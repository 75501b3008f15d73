"""The tasks of the project: ``nox`` alone builds the dossier, ``nox -l`` lists the others."""

import functools
import shutil
import time
from pathlib import Path

import nox

nox.needs_version = ">=2026.1"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["dossier"]

ROOT = Path(__file__).parent
BUILD = Path("build")
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)


def install(session: nox.Session, *groups: str, package: bool = True) -> None:
    """Install dependency groups, and the package itself as an editable copy."""
    wanted = nox.project.dependency_groups(PROJECT, *groups)
    arguments = [*(("-e", ".") if package else ()), *wanted]
    if arguments:
        session.log("installing what the session needs (a minute or two the first time)")
        session.install(*arguments)


def sphinx(session: nox.Session, builder: str, *options: str) -> Path:
    """Build the site with ``builder``, every warning an error, and return the folder it is in."""
    folder = BUILD / builder.removeprefix("dossier")
    session.log(f"building {folder}")
    arguments = ["-W", "--keep-going", "-d", str(BUILD / "doctrees"), *options]
    session.run("sphinx-build", "-b", builder, *arguments, "docs", str(folder))
    return folder


@nox.session
def dossier(session: nox.Session) -> None:
    """Check every figure, then build the PDFs and the site that offers them."""
    start = time.monotonic()
    install(session, "docs")
    session.run("etraces-cite", "verify")
    folder = sphinx(session, "dossierpdf")
    site = sphinx(session, "html") / "index.html"
    session.log(f"done in {time.monotonic() - start:.0f} s; every figure is checked")
    session.log(f"the site: {site}")
    for pdf in sorted(folder.glob("*.pdf")):
        session.log(f"the PDF:  {pdf}")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests with this Python, or with another: ``nox -s tests --force-python 3.12``."""
    install(session, "tests")
    session.run("pytest", "-n", "auto", *session.posargs)


@nox.session(python=PYTHONS)
def matrix(session: nox.Session) -> None:
    """Run the tests with each Python that the project supports and that is there."""
    tests.func(session)


@nox.session
def lint(session: nox.Session) -> None:
    """Read the code with ruff and the project's files with their schemas."""
    install(session, "lint", package=False)
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    schema = functools.partial(session.run, "check-jsonschema", "--builtin-schema")
    schema("vendor.readthedocs", ".readthedocs.yaml")
    schema("vendor.citation-file-format", "CITATION.cff")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types with mypy, in strict mode."""
    install(session, "types")
    session.run("mypy")


@nox.session
def layers(session: nox.Session) -> None:
    """Check who imports whom."""
    install(session, "layers")
    session.run("lint-imports", "--no-logo")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site, the PDF and the plain text, every warning an error."""
    install(session, "docs")
    for builder in ("dossierpdf", "html", "text"):
        sphinx(session, builder)


@nox.session
def live(session: nox.Session) -> None:
    """Serve the site on this machine and rebuild it at each change."""
    install(session, "live")
    watched = ("--watch", "references.bib", "--watch", "etraces_cite", "--open-browser")
    session.run("sphinx-autobuild", *watched, *session.posargs, "docs", str(BUILD / "live"))


@nox.session
def browser(session: nox.Session) -> None:
    """Open the site in Chromium and test what a reader sees."""
    install(session, "browser")
    if not shutil.which("chromium"):
        session.error("Chromium is not installed: apt-get install chromium")
    axe = ("npm", "install", "--prefix", str(BUILD / "browser"), "--no-audit", "--no-fund", "axe-core@4")
    session.run(*axe, external=True)
    sphinx(session, "html")
    session.run("pytest", "-n", "2", "tests/browser", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure all, peers in the same run, in one table: CPU seconds, memory and ratios."""
    install(session, "bench")
    if shutil.which("npm"):
        packages = ("textlint@15", "textlint-rule-common-misspellings@1")
        session.run(
            "npm", "install", "--prefix", str(BUILD / "bench"), "--no-audit", "--no-fund", *packages, external=True
        )
    session.run("python", "bench", *session.posargs)


@nox.session
def foreign(session: nox.Session) -> None:
    """Build the documentation of other projects, fetched from PyPI, as PDFs."""
    install(session, "foreign")
    session.run("python", "bench/foreign.py", *session.posargs)


@nox.session
def catalogue(session: nox.Session) -> None:
    """Bring the French catalogue and the reference pages of the guide up to date with the code."""
    install(session, "catalogue")
    session.run("python", "tools/catalogue.py", *session.posargs)
    session.run("python", "tools/reference.py", *session.posargs)
