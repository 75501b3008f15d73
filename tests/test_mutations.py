"""Every checked figure of the dossiers is broken in every way we know, and each break must be named at its place."""

from pathlib import Path

import pytest

import planted
from etraces_cite import config
from etraces_cite.check import dossier_findings, load_dossier, verify
from etraces_cite.codes import Severity
from etraces_cite.model import Quantity, Result
from etraces_cite.sphinx_ext.planted import read_score

ROOT = Path(__file__).parents[1]
LEAST = 0.97


@pytest.fixture(scope="module")
def result() -> Result:
    return verify(config.load(ROOT))


def test_the_dossiers_are_clean(result: Result) -> None:
    errors = [(f.span.path, f.span.line, f.code.value) for f in result.findings if f.severity is Severity.ERROR]
    assert errors == []
    assert result.summary.coverage == 1


def test_a_broken_figure_of_prose_is_named_at_its_place(result: Result, capsys: pytest.CaptureFixture[str]) -> None:
    found = planted.count(result)
    with capsys.disabled():
        named, total = found.named.total(), found.planted.total()
        print(f"\nplanted errors: {named} of {total} named ({found.share:.1%}); by kind: {dict(found.named)}")
        print("\n".join(found.missed))
    assert found.share >= LEAST


def test_the_published_score_is_not_above_that_of_this_check(result: Result) -> None:
    score = read_score(ROOT / "docs" / "planted-errors.json")
    assert score.planted > 1000
    assert score.named / score.planted >= LEAST


def test_a_broken_value_of_a_record_is_named_at_its_line(result: Result, tmp_path: Path) -> None:
    settings = config.load(ROOT)
    missed = []
    for record in result.dossier.records:
        source = result.sources[record.path]
        broken, places = source, {}
        lines = source.split("\n")
        for fact in record.facts:
            if fact.value_span and isinstance(fact.value, Quantity) and not fact.value.is_range:
                number = fact.value_span.line - 1
                head, equals, value = lines[number].partition("= ")
                lines[number] = f"{head}{equals}{_broken(value)}"
                places[fact.id] = fact.value_span.line
        broken = "\n".join(lines)
        missed += _unnamed(settings, record.path, broken, places, tmp_path)
    assert missed == []


def _broken(value: str) -> str:
    """Change the last digit of a number; what follows it on the line stays."""
    place = next(n for n in reversed(range(len(value))) if value[n].isdigit())
    return value[:place] + str((int(value[place]) + 1) % 10 or 1) + value[place + 1 :]


def _unnamed(settings: config.Config, path: str, broken: str, places: dict[str, int], folder: Path) -> list[str]:
    """Return the facts of a broken record that no finding names at their line."""
    root = folder / Path(path).stem
    (root / Path(path).parent).mkdir(parents=True)
    (root / path).write_text(broken, encoding="utf-8")
    (root / settings.bibliography).write_text(
        (ROOT / settings.bibliography).read_text(encoding="utf-8"), encoding="utf-8"
    )
    dossier, findings, _ = load_dossier(config.load(root))
    named = {finding.span.line for finding in [*findings, *dossier_findings(dossier)]}
    return [f"{path}:{line} {fact}" for fact, line in places.items() if line not in named]
