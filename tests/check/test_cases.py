"""The whole chain on an invented town: what must pass, and what must be flagged, as French prose."""

import subprocess
import sys
from pathlib import Path

import pytest

from etraces_cite import config
from etraces_cite.check import check_page, load_dossier
from etraces_cite.match.claims import Claims
from etraces_cite.match.names import name_pattern
from etraces_cite.model import Finding
from etraces_cite.parse.prose import parse_text

CASES = Path(__file__).parents[1] / "cases"
ARROW = "\n→ "


@pytest.fixture(scope="module")
def claims() -> Claims:
    dossier, findings, _ = load_dossier(config.load(CASES / "dossier"))
    assert findings == []
    return Claims(dossier)


def blocks(name: str) -> list[str]:
    """Return the blocks of a case file, its heading and introduction left out; a fence or a footnote belongs to its block."""
    text = (CASES / name).read_text(encoding="utf-8")
    found: list[str] = []
    for part in text.split("\n\n")[2:]:
        if found and (found[-1].count(":::") % 2 or part.startswith("[^")):
            found[-1] += "\n\n" + part
        else:
            found.append(part.strip())
    return found


def findings_of(prose: str, claims: Claims) -> list[Finding]:
    page = parse_text(prose, "page.md", root=CASES)
    names = name_pattern(claims.dossier.references, ())
    found = [finding for _, findings in check_page(page, claims, names) for finding in findings]
    return [finding for finding in [*page.findings, *found] if finding.code not in ("figure-note", "record-missing")]


@pytest.mark.parametrize("prose", blocks("must-pass.md"))
def test_must_pass(prose: str, claims: Claims) -> None:
    assert [(f.code.value, f.text, f.message.render("en")) for f in findings_of(prose, claims)] == []


@pytest.mark.parametrize("case", blocks("must-flag.md"))
def test_must_flag(case: str, claims: Claims) -> None:
    prose, *expected = case.split(ARROW)
    found = findings_of(prose, claims)
    assert [f"{finding.code}: {finding.text}" for finding in found] == [line.strip() for line in expected]
    assert prose[found[0].span.column - 1 : found[0].span.end_column - 1] == found[0].text
    assert found[0].span.line == 1


def test_who_asks_for_the_facts_alone_loads_no_markdown() -> None:
    code = "import sys, etraces_cite.check.order; sys.exit(any(name.startswith('markdown_it') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
