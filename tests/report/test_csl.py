"""References as CSL-JSON: types, names, dates, and the variables that exist."""

from __future__ import annotations

import datetime
import json

import pytest

from etraces_cite.model import Period, Reference, Span
from etraces_cite.parse.bib import parse_bibliography
from etraces_cite.report.csl import article_item, csl_item, csl_json, date_parts
from etraces_cite.report.publication import Article, Publication

VARIABLES = {
    "id", "type", "title", "author", "editor", "translator", "issued", "accessed", "container-title", "publisher",
    "publisher-place", "collection-title", "volume", "issue", "number", "edition", "page", "genre", "authority", "DOI", "ISBN",
    "ISSN", "URL", "version", "abstract", "keyword", "archive_location", "note", "language",
}  # fmt: skip
"""Those of the input schema of CSL 1.0.2 that we write."""


def read(*entries: str) -> list[Reference]:
    references, findings = parse_bibliography("\n".join(entries), "references.bib")
    assert findings == []
    return list(references.values())


def item(entry: str) -> dict[str, object]:
    (reference,) = read(entry)
    return csl_item(reference)


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@article{k, title={A}, journaltitle={Le Soir}, date={2020-11-24}}", "article-newspaper"),
        ("@article{k, title={A}, journaltitle={Droit}, volume={3}}", "article-journal"),
        ("@article{k, title={A}, doi={10.1/x}}", "article-journal"),
        ("@article{k, title={A}, entrysubtype={magazine}, volume={3}}", "article-magazine"),
        ("@online{k, title={A}}", "webpage"),
        ("@report{k, title={A}}", "report"),
        ("@legislation{k, title={A}}", "legislation"),
        ("@jurisdiction{k, title={A}}", "legal_case"),
        ("@book{k, title={A}}", "book"),
        ("@phdthesis{k, title={A}}", "thesis"),
        ("@inconnu{k, title={A}}", "document"),
    ],
)
def test_types(entry: str, kind: str) -> None:
    assert item(entry)["type"] == kind


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Durain, Jérôme", [{"family": "Durain", "given": "Jérôme"}]),
        ("{{République française}}", [{"literal": "République française"}]),
        ("{{Plon and Fils}}", [{"literal": "Plon and Fils"}]),
        ("Durand, Anne and {{AFP}} and others", [{"family": "Durand", "given": "Anne"}, {"literal": "AFP"}]),
        ("{\\'E}luard, Paul", [{"family": "Éluard", "given": "Paul"}]),
    ],
)
def test_names(written: str, names: list[dict[str, str]]) -> None:
    assert item(f"@online{{k, title={{A}}, author={{{written}}}}}")["author"] == names


def test_an_editor_is_no_author() -> None:
    found = item("@book{k, title={A}, editor={Petit, Luc}}")
    assert found["editor"] == [{"family": "Petit", "given": "Luc"}]
    assert "author" not in found


@pytest.mark.parametrize(
    ("low", "high", "parts"),
    [
        ("2020-11-24", "2020-11-24", [[2020, 11, 24]]),
        ("2020-11-01", "2020-11-30", [[2020, 11]]),
        ("2024-02-01", "2024-02-29", [[2024, 2]]),
        ("2020-01-01", "2020-12-31", [[2020]]),
        ("2020-01-01", "2020-01-01", [[2020, 1, 1]]),
        ("2020-11-01", "2020-11-10", [[2020, 11, 1], [2020, 11, 10]]),
        ("2020-05-01", "2021-06-30", [[2020, 5, 1], [2021, 6, 30]]),
        ("2019-01-01", "2020-12-31", [[2019, 1, 1], [2020, 12, 31]]),
    ],
)
def test_dates_are_as_exact_as_they_are_known(low: str, high: str, parts: list[list[int]]) -> None:
    period = Period(datetime.date.fromisoformat(low), datetime.date.fromisoformat(high))
    assert date_parts(period) == {"date-parts": parts}


def test_a_law_has_its_number_and_a_journal_its_issue() -> None:
    law = item("@legislation{k, title={Loi}, number={2021-646}, organization={Parlement}}")
    assert (law["number"], law["authority"]) == ("2021-646", "Parlement")
    assert item("@article{k, title={A}, number={636764}}")["issue"] == "636764"


def test_the_whole_of_an_entry() -> None:
    found = item(
        "@online{lcp, title={Le vote}, subtitle={Récit}, organization={LCP}, date={2020-11-24}, urldate={2026-11-24},"
        " url={https://lcp.fr/a}, archiveurl={https://archive.example/a}, langid={french}, keywords={vote, loi}, abstract={Bien.}}"
    )
    assert found == {
        "id": "lcp", "type": "webpage", "title": "Le vote. Récit", "issued": {"date-parts": [[2020, 11, 24]]},
        "publisher": "LCP", "abstract": "Bien.", "keyword": "vote, loi", "archive_location": "https://archive.example/a",
        "URL": "https://lcp.fr/a", "accessed": {"date-parts": [[2026, 11, 24]]}, "language": "fr",
    }  # fmt: skip


def test_no_address_but_of_the_web_and_no_character_that_cannot_be_seen() -> None:
    fields = {"title": "Le \u202etexte\x07", "url": "javascript:alert(1)", "urldate": "hier"}
    assert csl_item(Reference("k", "online", fields, (), Span("references.bib", 1, 1, 1, 1))) == {
        "id": "k",
        "type": "webpage",
        "title": "Le texte",
    }


def test_only_variables_of_csl_are_written_one_reference_a_line(pytestconfig: pytest.Config) -> None:
    source = (pytestconfig.rootpath / "references.bib").read_text(encoding="utf-8")
    references, _ = parse_bibliography(source, "references.bib")
    lines = list(csl_json(references.values()))
    assert len(lines) == len(references) + 2
    for one in json.loads("\n".join(lines)):
        assert one.keys() <= VARIABLES
        assert all(
            isinstance(value, str)
            for name, value in one.items()
            if name not in ("author", "editor", "issued", "accessed")
        )


def test_a_page_of_the_dossier() -> None:
    day = datetime.date(2026, 11, 24)
    page = Article("dossiers/lampes", "Les lampes", "https://lampes.example/dossiers/lampes.html", Period(day, day))
    assert article_item(page, Publication("Dossier", "La rédaction", "1.2")) == {
        "id": "lampes", "type": "webpage", "title": "Les lampes", "container-title": "Dossier",
        "author": [{"literal": "La rédaction"}], "issued": {"date-parts": [[2026, 11, 24]]},
        "URL": "https://lampes.example/dossiers/lampes.html", "version": "1.2", "language": "fr",
    }  # fmt: skip
