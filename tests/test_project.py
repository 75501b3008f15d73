"""The project's own files agree with each other."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from etraces_cite import __version__

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMMAND = "python3 -m venv .venv && .venv/bin/pip install nox && .venv/bin/nox -s {}"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def sessions() -> list[str]:
    """Return the names of the functions that noxfile.py makes sessions of."""
    functions = [node for node in ast.parse(text("noxfile.py")).body if isinstance(node, ast.FunctionDef)]
    return [f.name for f in functions if any("nox.session" in ast.unparse(mark) for mark in f.decorator_list)]


def test_the_version_is_written_once() -> None:
    files = [
        *ROOT.glob("*.*"),
        *ROOT.glob(".*.yaml"),
        *(ROOT / "etraces_cite").rglob("*.py"),
        ROOT / "docs" / "conf.py",
    ]
    written = re.compile(rf"(?<![\d.]){re.escape(__version__)}(?![\d.])")
    holders = [
        file.relative_to(ROOT).as_posix()
        for file in files
        if file.is_file() and written.search(file.read_text("utf-8"))
    ]
    assert holders == ["etraces_cite/__init__.py"]
    assert PYPROJECT["project"]["dynamic"] == ["version"]


@pytest.mark.parametrize("session", sessions())
def test_every_session_is_documented(session: str) -> None:
    assert f"nox -s {session}" in text("CONTRIBUTING.md") + text("README.md")


def test_every_session_that_is_documented_exists() -> None:
    named = re.findall(r"nox -s ([a-z]+)", text("CONTRIBUTING.md") + text("README.md"))
    assert set(named) == set(sessions())


@pytest.mark.parametrize("session", ["dossier", "tests"])
def test_the_set_up_commands_are_in_the_readme(session: str) -> None:
    assert COMMAND.format(session) in text("README.md")


def test_the_first_step_of_ci_is_the_readme_command() -> None:
    assert COMMAND.format("tests") in text(".ci/run")


def test_every_session_that_uses_a_group_finds_it() -> None:
    used = set(re.findall(r'install\(session((?:, "\w+")+)', text("noxfile.py")))
    names = {name for group in used for name in re.findall(r'"(\w+)"', group)}
    assert names
    assert names <= set(PYPROJECT["dependency-groups"])


def test_python_versions_are_those_of_the_classifiers() -> None:
    assert PYPROJECT["project"]["requires-python"] == ">=3.11"
    assert f"Programming Language :: Python :: 3.{sys.version_info.minor}" in PYPROJECT["project"]["classifiers"]


def test_every_dependency_is_imported_and_every_import_is_a_dependency() -> None:
    names = {
        "yaml": "pyyaml",
        "markdown_it": "markdown-it-py",
        "mdit_py_plugins": "mdit-py-plugins",
        "vl_convert": "vl-convert-python",
    }
    imported = {names.get(name, name.replace("_", "-")) for name in _third_party(ROOT / "etraces_cite")}
    project = PYPROJECT["project"]
    extras = {re.split(r"[<>=\[]", name)[0] for extra in project["optional-dependencies"].values() for name in extra}
    declared = {re.split(r"[<>=\[]", dependency)[0] for dependency in project["dependencies"]}
    assert imported - extras <= declared
    loaded_by_name = {"myst-parser", "sphinx-design"}  # extensions: conf.py names them
    assert declared - imported <= loaded_by_name


def _third_party(folder: Path) -> set[str]:
    found = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"etraces_cite"}


def test_the_hook_runs_the_command() -> None:
    (hook,) = yaml.safe_load(text(".pre-commit-hooks.yaml"))
    assert hook["entry"].split()[0] in PYPROJECT["project"]["scripts"]
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)


def test_read_the_docs_publishes_nothing_unchecked() -> None:
    jobs = yaml.safe_load(text(".readthedocs.yaml"))["build"]["jobs"]["build"]
    assert jobs["html"][0] == "etraces-cite verify"
    assert all("-W" in command for command in [*jobs["html"], *jobs["pdf"]] if command.startswith("sphinx-build"))


def test_the_french_catalogue_is_complete_and_compiled() -> None:
    command = [sys.executable, ROOT / "tools" / "catalogue.py", "--check"]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", env=environ, check=False)
    assert (ran.stdout, ran.stderr, ran.returncode) == ("", "", 0)
