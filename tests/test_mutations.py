"""Every checked figure of the dossiers is broken in every way we know, and each break must be named at its place."""

import collections
from dataclasses import replace
from pathlib import Path

import pytest

import planting
from etraces_cite import config
from etraces_cite.check import check_page, dossier_findings, load_dossier, verify
from etraces_cite.codes import Severity
from etraces_cite.match.claims import Claims
from etraces_cite.match.names import name_pattern
from etraces_cite.model import Outcome, Page, PassageKind, Quantity, Result, Verdict
from etraces_cite.parse.prose import parse_text

ROOT = Path(__file__).parents[1]
LEAST = 0.97
KEPT = (Outcome.VERIFIED, Outcome.ROUNDED)


@pytest.fixture(scope="module")
def result() -> Result:
    return verify(config.load(ROOT))


def test_the_dossiers_are_clean(result: Result) -> None:
    errors = [(f.span.path, f.span.line, f.code.value) for f in result.findings if f.severity is Severity.ERROR]
    assert errors == []
    assert result.summary.coverage == 1


def test_a_broken_figure_of_prose_is_named_at_its_place(result: Result, capsys: pytest.CaptureFixture[str]) -> None:
    claims = Claims(result.dossier)
    names = name_pattern(result.dossier.references, config.load(ROOT).names)
    pages = {page.path: page for page in result.pages}
    caught: collections.Counter[str] = collections.Counter()
    missed: list[str] = []
    for verdict in result.verdicts:
        page = pages[verdict.span.path]
        for planted in _errors(page, verdict):
            if _is_named(page, planted, claims, names):
                caught[planted.kind] += 1
            else:
                missed.append(
                    f"{page.path}:{verdict.span.line}:{verdict.span.column} {planted.kind}: {verdict.figure.text} → {planted.text}"
                )
    total = caught.total() + len(missed)
    with capsys.disabled():
        print(
            f"\nplanted errors: {caught.total()} of {total} named ({caught.total() / total:.1%}); by kind: {dict(caught)}"
        )
        print("\n".join(missed))
    assert caught.total() >= LEAST * total


def _errors(page: Page, verdict: Verdict) -> list[planting.Planted]:
    if verdict.outcome not in KEPT or verdict.figure.text.startswith("{"):
        return []
    span, value = verdict.span, verdict.figure.value
    start = page.line_starts[span.line - 1] + span.column - 1
    end = page.line_starts[span.end_line - 1] + span.end_column - 1
    unit = value.unit if isinstance(value, Quantity) else None
    return list(planting.errors_in(page.source, start, end, unit, verdict.figure.hedge))


def _is_named(page: Page, planted: planting.Planted, claims: Claims, names: object) -> bool:
    broken = _around(parse_text(planted.source, page.path, root=ROOT), planted.start)
    for _, findings in check_page(broken, claims, names):
        for finding in findings:
            start = broken.line_starts[finding.span.line - 1] + finding.span.column - 1
            end = broken.line_starts[finding.span.end_line - 1] + finding.span.end_column - 1
            if finding.severity is Severity.ERROR and start < planted.end and planted.start < end:
                return True
    return False


def _around(page: Page, offset: int) -> Page:
    """Return a page with the one passage, or the tables, that an offset is in: the rest cannot change."""
    here = next(p for p in page.passages if p.start <= offset < p.start + len(p.text))
    rows = tuple(p for p in page.passages if p.kind is PassageKind.ROW)
    return replace(page, passages=rows if here.kind is PassageKind.ROW else (here,))


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
