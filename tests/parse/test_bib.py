"""The bibliography: what is read, and where each fault is."""

import datetime
import subprocess
import sys

import pytest

from etraces_cite.codes import Code
from etraces_cite.model import Finding, Reference
from etraces_cite.parse.bib import parse_bibliography

ARTICLE = """\
% relevé par redaction@example.org
@string{med = "Mediapart"}

@online{mediapart-2020-12-14,
  author     = {Jean de La Fontaine and {{Direction générale de la police}} and Dup{\\'e}, Marie and others},
  title      = {Le {M}arché des caméras \\& ses 10\\,400 appareils},
  publisher  = med # { (Paris)},
  Date       = {2020-12-14},
  url        = {https://www.mediapart.fr/a_b?page=2},
  archiveurl = {https://web.archive.org/web/2020/https://www.mediapart.fr/a_b},
  urldate    = {2026-11-24},
  langid     = {french},
  keywords   = {Axon, police},
  abstract   = {89 % des sondés ---
                et 10\u202f400 caméras.},
}
"""


def read(source: str) -> tuple[dict[str, Reference], list[Finding]]:
    return parse_bibliography(source, "references.bib")


def places(findings: list[Finding], code: Code) -> list[tuple[int, int, str]]:
    return [(one.span.line, one.span.column, one.text) for one in findings if one.code is code]


def test_an_entry_keeps_every_field_decoded() -> None:
    references, findings = read(ARTICLE)
    assert findings == []
    (reference,) = references.values()
    assert (reference.key, reference.type) == ("mediapart-2020-12-14", "online")
    assert reference.fields == {
        "author": "Jean de La Fontaine and Direction générale de la police and Dupé, Marie and others",
        "title": "Le Marché des caméras & ses 10\u202f400 appareils",
        "publisher": "Mediapart (Paris)",
        "date": "2020-12-14",
        "url": "https://www.mediapart.fr/a_b?page=2",
        "archiveurl": "https://web.archive.org/web/2020/https://www.mediapart.fr/a_b",
        "urldate": "2026-11-24",
        "langid": "french",
        "keywords": "Axon, police",
        "abstract": "89 % des sondés — et 10\u202f400 caméras.",
    }
    assert reference.authors == ("Jean de La Fontaine", "Direction générale de la police", "Marie Dupé", "et al.")


def test_the_span_of_an_entry_is_its_key() -> None:
    span = read(ARTICLE)[0]["mediapart-2020-12-14"].span
    assert (span.path, span.line, span.column, span.end_column) == ("references.bib", 4, 9, 29)


@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        ("date = {2020-05/2020-06}", "2020-05-01", "2020-06-30"),
        ("date = {2020}, year = {1999}", "2020-01-01", "2020-12-31"),
        ("year = 2020", "2020-01-01", "2020-12-31"),
        ("year = 2020, month = nov", "2020-11-01", "2020-11-30"),
        ("year = {2020}, month = {novembre}, day = {4}", "2020-11-04", "2020-11-04"),
        ("year = {2020}, month = {7}", "2020-07-01", "2020-07-31"),
        ("year = {2020}, month = {Août}", "2020-08-01", "2020-08-31"),
    ],
)
def test_the_publication_is_a_period(fields: str, low: str, high: str) -> None:
    published = read(f"@misc{{k, {fields}}}")[0]["k"].published
    assert published is not None
    assert (published.low, published.high) == (datetime.date.fromisoformat(low), datetime.date.fromisoformat(high))


@pytest.mark.parametrize("fields", ["title = {x}", "year = {sous presse}", "date = {novembre 2020}"])
def test_without_a_date_that_can_be_read_there_is_no_period(fields: str) -> None:
    assert read(f"@misc{{k, {fields}}}")[0]["k"].published is None


def test_editors_stand_for_missing_authors() -> None:
    assert read("@book{k, editor = {Durand, Anne}}")[0]["k"].authors == ("Anne Durand",)
    assert read("@book{k, title = {x}}")[0]["k"].authors == ()


BROKEN = """\
@online{ouverte,
  title = {Décision,
  date = {2020},
}

@online{sans-virgule,
  title = {Avis}
  date = {2020},
}

@online{intacte, title = {Loi}}

@online{sans-egal, title {Loi}}

@online{abreviation, title = {x}, month = nvo, date = {2021}}

@online{fin, title = {Rapport
"""


def test_all_faults_of_syntax_come_together_and_other_entries_are_read() -> None:
    references, findings = read(BROKEN)
    assert places(findings, Code.BIBLIOGRAPHY_SYNTAX) == [
        (2, 11, "{Décision,"),
        (8, 3, "date = {2020},"),
        (13, 26, "{Loi}}"),
        (15, 43, "nvo"),
        (17, 22, "{Rapport"),
    ]
    assert list(references) == ["ouverte", "sans-virgule", "intacte", "sans-egal", "abreviation", "fin"]
    assert references["intacte"].title == "Loi"
    assert references["sans-virgule"].title == "Avis"
    assert references["abreviation"].published is not None


def test_an_entry_that_is_never_closed_does_not_swallow_the_next() -> None:
    references, findings = read("@online{a, title = {x}\n\n@online{b, title = {y}}\n")
    assert places(findings, Code.BIBLIOGRAPHY_SYNTAX) == [(1, 20, "{x}")]
    assert references["b"].title == "y"


def test_a_duplicate_key_is_found_at_the_second_entry() -> None:
    references, findings = read("@online{aef, title = {un}}\n@misc{b,}\n@online{aef, title = {deux}}\n")
    assert places(findings, Code.BIBLIOGRAPHY_DUPLICATE) == [(3, 9, "aef")]
    assert "line 1" in findings[0].message.render("en")
    assert references["aef"].title == "un"


def test_bad_dates_and_tracking_parameters_are_found_where_they_are_written() -> None:
    source = (
        "@online{a,\n"
        "  date = {24 novembre 2020},\n"
        '  urldate = "hier",\n'
        "  url = {https://x.fr/p?id=3&utm_source=rss&userid=12#xtor=RSS-1},\n"
        "  title = {utm_source=rss},\n"
        "  Title = {deux fois},\n"
        "  author = {a, b, c, d},\n"
        "}\n"
    )
    references, findings = read(source)
    assert places(findings, Code.BIBLIOGRAPHY_FIELD) == [
        (2, 11, "24 novembre 2020"),
        (3, 14, "hier"),
        (4, 30, "utm_source=rss"),
        (4, 45, "userid=12"),
        (4, 55, "xtor=RSS-1"),
        (6, 3, "Title"),
        (7, 13, "a, b, c, d"),
    ]
    assert references["a"].title == "utm_source=rss"


@pytest.mark.parametrize(
    "url", ["https://x.fr/userid/12?v=3&page=2", "https://x.fr/?q=utm_source", "https://x.fr/a#partie-2"]
)
def test_an_honest_address_is_left_in_peace(url: str) -> None:
    assert read(f"@online{{a, url = {{{url}}}}}")[1] == []


def test_windows_line_ends_do_not_shift_places() -> None:
    source = "@online{a,\r\n  date = {hier},\r\n}\r\n@online{a,}\r\n"
    _, findings = read(source)
    assert [(one.span.line, one.span.column, one.text) for one in findings] == [(2, 11, "hier"), (4, 9, "a")]


def test_importing_the_reader_does_not_import_pybtex() -> None:
    code = "import sys, etraces_cite.parse.bib; sys.exit(any(m.split('.')[0] in ('pybtex', 'latexcodec') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
