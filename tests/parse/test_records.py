"""Records: what is read, and that every fault of every file comes in one run, at its line and column."""

import datetime
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

from etraces_cite.codes import Code
from etraces_cite.errors import SourceError
from etraces_cite.french import Bound
from etraces_cite.model import Label, Period, Quantity
from etraces_cite.parse.records import Records, gathered, parse_record_file, parse_records
from etraces_cite.parse.source import read_source

Folder = Callable[..., Records]


@pytest.fixture
def read(tmp_path: Path) -> Folder:
    """Return a function that writes files (``x=`` is x.toml) and reads them as the records of a project."""

    def write_and_read(**files: str) -> Records:
        for name, text in files.items():
            (tmp_path / f"{name.replace('_', '-')}.toml").write_text(text, encoding="utf-8", newline="")
        together = parse_records(tmp_path, lambda path: f"docs/records/{path.name}")
        assert_the_same_one_by_one(tmp_path, together)
        return together

    return write_and_read


def assert_the_same_one_by_one(folder: Path, together: Records) -> None:
    """Files that are read one by one hold the same, unless a fault lies between two of them."""
    files = sorted(folder.glob("*.toml"))
    filed = [parse_record_file(file.name, f"docs/records/{file.name}", read_source(file, "x")) for file in files]
    between = {Code.FACT_DUPLICATE, Code.MEASURE_UNKNOWN} & {finding.code for finding in together.findings}
    assert gathered(filed) == (None if between else replace(together, sources={}))


RECORD = """\
reference = "source"

[capture]
sha256 = "{0}"
text-sha256 = "{0}"
extractor = "trafilatura 2.3.1"
media-type = "text/html"
captured = 2026-11-24
archives = ["https://web.archive.org/x"]

[facts.cameras]
label = "Caméras acquises"
measure = "cameras"
value = 10_480
unit = "caméras"
quotation = "10 480 au profit de la police"
locator = "§ 9"
hedge = "près de"
according-to = "le ministère"
as-of = "2020-12"
valid-from = 2018-01-01
note = "Depuis 2018."

[facts.montant]
label = "Montant"
low = 1.5
high = 1.75
unit = "€"
quotation = {{ exact = "entre 1,5 et 1,75", prefix = "dépensé ", suffix = " million" }}

[facts.duree]
label = "Durée"
value = 4
unit = "ans"
quotation = "sur quatre ans"
valid-until = "2022-01-25"

[facts.publication]
label = "Publication"
date = "2020-11-16"
quotation = "le 16 novembre 2020"

[facts.article]
label = "Article"
label-value = "L. 241-1"
quotation = "article L. 241-1"

[quotations.vie-privee]
exact = "le respect de la vie privée"
locator = "§ 3"
according-to = "la CNIL"

[checks.total]
label = "Le total des caméras"
formula = "cameras + 120"
states = "cameras"
note = "La source additionne."
""".format("a" * 64)


def test_a_record_is_read_exactly(read: Folder) -> None:
    found = read(
        source=RECORD,
        measures='[measures.cameras]\nlabel = "Caméras"\nunit = "caméras"\naliases = ["appareils"]\nnote = "n"\n',
        derived='[derived.prix]\nlabel = "Prix"\nformula = "montant / cameras"\nunit = "euros/caméra"\nmeasure = "cameras"\n',
    )
    assert found.findings == ()
    (record,) = found.records
    facts = {fact.id: fact for fact in record.facts}
    assert (record.path, record.reference) == ("docs/records/source.toml", "source")
    assert facts["cameras"].value == Quantity(Fraction(10480), Fraction(10480), "caméras")
    assert facts["montant"].value == Quantity(Fraction(3, 2), Fraction(7, 4), "EUR")
    assert facts["duree"].value == Quantity(Fraction(4), Fraction(4), "year")
    assert facts["publication"].value == Period(datetime.date(2020, 11, 16), datetime.date(2020, 11, 16))
    assert facts["article"].value == Label("L. 241-1")
    cameras = facts["cameras"]
    assert (cameras.hedge, cameras.bound, cameras.measure, cameras.key) == (
        "près de",
        Bound.NEARLY,
        "cameras",
        "source",
    )
    assert (cameras.locator, cameras.according_to, cameras.note) == ("§ 9", "le ministère", "Depuis 2018.")
    assert cameras.as_of == Period(datetime.date(2020, 12, 1), datetime.date(2020, 12, 31))
    assert cameras.valid == Period(datetime.date(2018, 1, 1), datetime.date.max)
    assert facts["duree"].valid == Period(datetime.date.min, datetime.date(2022, 1, 25))
    assert facts["montant"].quotation.prefix == "dépensé "
    assert record.quotations["vie-privee"].according_to == "la CNIL"
    assert (record.checks[0].formula, record.checks[0].states) == ("cameras + 120", "cameras")
    assert record.capture is not None
    assert record.capture.captured == datetime.date(2026, 11, 24)
    assert found.measures["cameras"].aliases == ("appareils",)
    assert found.derived["prix"].unit == "EUR/caméra"


def test_spans_are_those_of_the_id_the_value_and_the_words(read: Folder) -> None:
    source = read(source=RECORD).records[0]
    lines = RECORD.splitlines()
    spans = {
        fact.id: [
            (span.line, lines[span.line - 1][span.column - 1 : span.end_column - 1])
            for span in (fact.span, fact.value_span, fact.quotation_span)
            if span
        ]
        for fact in source.facts
    }
    assert spans["cameras"] == [(11, "cameras"), (14, "10_480"), (16, "10 480 au profit de la police")]
    assert spans["montant"] == [(24, "montant"), (26, "1.5"), (29, "entre 1,5 et 1,75")]
    assert spans["publication"] == [(38, "publication"), (40, "2020-11-16"), (41, "le 16 novembre 2020")]
    assert source.span is not None
    assert (source.span.line, source.span.column, source.span.end_column) == (1, 14, 20)


def fact(*lines: str, without: str = "") -> str:
    """Return a record with one fact: two lines of it are right, at lines 3 and 4, and ``lines`` follow."""
    right = [line for line in ('label = "L"', 'quotation = "10 caméras"') if not (without and line.startswith(without))]
    return "\n".join(['reference = "source"', "[facts.cameras]", *right, *lines, ""])


GOOD_VALUE = ("value = 10", 'unit = "caméras"')

FAULTS = [
    # the lines, then the place, the text and a word of each finding
    (fact("valeur = 10", 'unit = "c"'), [(2, 8, "cameras", "no value"), (5, 1, "valeur", 'unknown key "valeur"')]),
    (fact('value = "10"', 'unit = "c"'), [(5, 10, "10", "must be a number")]),
    (fact("value = true", 'unit = "c"'), [(5, 9, "true", "must be a number")]),
    (fact("value = nan", 'unit = "c"'), [(5, 9, "nan", "must be a number")]),
    (fact("value = 10", "unit = 5"), [(6, 8, "5", "must be a string")]),
    (fact("value = 10"), [(2, 8, "cameras", 'key "unit" is missing')]),
    (fact(*GOOD_VALUE, without="label"), [(2, 8, "cameras", 'key "label" is missing')]),
    (fact(*GOOD_VALUE, without="quotation"), [(2, 8, "cameras", 'key "quotation" is missing')]),
    (fact(*GOOD_VALUE, 'quotation = ""', without="quotation"), [(6, 14, "", "must be a string that is not empty")]),
    (fact(*GOOD_VALUE, "quotation = { prefix = 'a' }", without="quotation"), [(6, 1, "quotation", '"exact" is missing')]),
    (fact(*GOOD_VALUE, "quotation = { exact = 'a', page = 3 }", without="quotation"), [(6, 28, "page", "unknown key")]),
    (fact(*GOOD_VALUE, 'as-of = "novembre 2020"'), [(7, 10, "novembre 2020", "must be a date")]),
    (fact(*GOOD_VALUE, "as-of = 2020"), [(7, 9, "2020", "must be a date")]),
    (fact(*GOOD_VALUE, 'hedge = "pres de"'), [(7, 10, "pres de", "must be a known hedge")]),
    (fact(*GOOD_VALUE, 'date = "2020-11-16"'), [(7, 1, "date", "one value")]),
    (fact(*GOOD_VALUE, "low = 1"), [(7, 1, "low", "one value")]),
    (fact('date = "2020"', 'unit = "year"'), [(6, 1, "unit", "no unit")]),
    (fact('date = "le 3 mai"'), [(5, 9, "le 3 mai", "must be a date")]),
    (fact("low = 20", "high = 15", 'unit = "min"'), [(5, 7, "20", '"low" is above "high"')]),
    (fact("low = 20", 'unit = "min"'), [(2, 8, "cameras", 'key "high" is missing')]),
    (fact("high = 20", 'unit = "min"'), [(2, 8, "cameras", 'key "low" is missing')]),
    (fact("label-value = 21"), [(5, 15, "21", "must be a string")]),
    (fact(*GOOD_VALUE, 'valid-from = "2022"', 'valid-until = "2021"'), [(8, 16, "2021", "ends before")]),
    (fact(*GOOD_VALUE, "[facts.Cameras_Pietons]", 'label = "L"', 'quotation = "q"', 'date = "2020"'),
     [(7, 8, "Cameras_Pietons", "lower-case words")]),
    (fact(*GOOD_VALUE, "[fact.autre]"), [(7, 2, "fact", 'unknown key "fact"')]),
    ("[facts]\nx = 3\n", [(1, 1, "", 'key "reference" is missing'), (2, 1, "x", "must be a table")]),
    ('reference = "autre"\n', [(1, 14, "autre", "must be the file autre.toml")]),
    ("reference = 3\n", [(1, 13, "3", "must be a string")]),
    ('reference = "source"\ncapture = 3\n', [(2, 11, "3", "must be a table")]),
    ('reference = "source"\n[capture]\nsha256 = "ABC"\ncaptured = "2020-11"\narchives = "x"\n',
     [(2, 2, "capture", '"text-sha256" is missing'), (2, 2, "capture", '"extractor" is missing'),
      (2, 2, "capture", '"media-type" is missing'), (3, 11, "ABC", "must be a SHA-256"),
      (4, 13, "2020-11", "must be a day"), (5, 13, "x", "must be a list of strings")]),
    ('reference = "source"\n[quotations.q]\nlocator = "§ 1"\n', [(2, 13, "q", '"exact" is missing')]),
    ('reference = "source"\n[checks.c]\nformula = "a"\n',
     [(2, 9, "c", '"label" is missing'), (2, 9, "c", '"states" is missing')]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_each_fault_is_found_where_it_is(read: Folder, text: str, expected: list[tuple[int, int, str, str]]) -> None:
    findings = read(source=text).findings
    assert [(one.span.line, one.span.column, one.text) for one in findings] == [place[:3] for place in expected]
    for one, (*_, words) in zip(findings, expected, strict=True):
        assert words in one.message.render("en")
        assert one.code is Code.RECORD_SCHEMA
        assert one.span.path == "docs/records/source.toml"


def test_ten_faults_of_three_files_come_in_one_run(read: Folder) -> None:
    found = read(
        un='reference = "un"\n[facts.a]\nlabel = 1\nvalue = "x"\nunit = 2\nquotation = 3\nas-of = "x"\ncle = 1\n',
        deux='reference = "un"\nautre = 1\n',
        derived='[derived.b]\nlabel = "B"\nunite = "EUR"\n',
    )
    places = [(one.span.path.rpartition("/")[2], one.span.line) for one in found.findings]
    assert places == [
        ("derived.toml", 1), ("derived.toml", 3), ("deux.toml", 1), ("deux.toml", 2),
        *(("un.toml", line) for line in (3, 4, 5, 6, 7, 8)),
    ]  # fmt: skip


def test_a_fault_beside_the_value_does_not_hide_the_fact(read: Folder) -> None:
    found = read(source=fact(*GOOD_VALUE, 'notes = "x"', 'hedge = "pres de"'))
    assert [one.id for one in found.records[0].facts] == ["cameras"]
    assert len(found.findings) == 2


def test_hints_name_what_was_meant(read: Folder) -> None:
    hints = [
        one.hint.render("en") if one.hint else ""
        for one in read(
            source=fact(*GOOD_VALUE, 'acording-to = "x"', 'hedge = "pres de"', "[facts.'Été_2020']")
        ).findings
    ]
    assert 'did you mean "according-to"?' in hints
    assert any("près de" in hint for hint in hints)
    assert "write ete-2020" in hints


def test_a_fact_id_is_unique_across_the_files(read: Folder) -> None:
    one = 'reference = "{}"\n[facts.cameras]\nlabel = "L"\ndate = "2020"\nquotation = "en 2020"\n'
    found = read(a=one.format("a"), b=one.format("b"), derived='[derived.cameras]\nlabel = "L"\nformula = "1"\n')
    duplicates = [finding for finding in found.findings if finding.code is Code.FACT_DUPLICATE]
    assert [(each.span.path, each.span.line, each.span.column, each.text) for each in duplicates] == [
        ("docs/records/b.toml", 2, 8, "cameras"),
        ("docs/records/derived.toml", 1, 10, "cameras"),
    ]
    assert "docs/records/a.toml:2" in duplicates[0].message.render("en")


def test_a_measure_must_be_described(read: Folder) -> None:
    text = fact(*GOOD_VALUE, 'measure = "camera"')
    found = read(source=text, measures='[measures.cameras]\nlabel = "C"\n')
    (finding,) = found.findings
    assert (finding.code, finding.span.line, finding.span.column) == (Code.MEASURE_UNKNOWN, 7, 12)
    assert finding.hint is not None
    assert "cameras" in finding.hint.render("en")


def test_without_measures_toml_a_measure_needs_no_description(read: Folder) -> None:
    assert read(source=fact(*GOOD_VALUE, 'measure = "camera"')).findings == ()


FIFTEEN = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze 10 400 000"


@pytest.mark.parametrize(
    ("quotation", "places"),
    [
        (f'"{FIFTEEN}"', []),
        (f'"« {FIFTEEN} » !"', []),
        (f'"{FIFTEEN} seize"', [(6, 14)]),
        (f"{{ exact = \"a\", prefix = '{FIFTEEN} seize' }}", [(6, 38)]),
        (f'"""\n{FIFTEEN}\nseize"""', [(7, 1)]),
    ],
)
def test_a_quotation_has_at_most_fifteen_words(read: Folder, quotation: str, places: list[tuple[int, int]]) -> None:
    findings = read(source=fact(*GOOD_VALUE, f"quotation = {quotation}", without="quotation")).findings
    assert [(one.span.line, one.span.column) for one in findings] == places
    assert {one.code for one in findings} <= {Code.QUOTATION_LONG}


def test_a_quotation_for_itself_is_short_too(read: Folder) -> None:
    findings = read(source=f'reference = "source"\n[quotations.q]\nexact = "{FIFTEEN} seize"\n').findings
    assert [(one.code, one.span.line) for one in findings] == [(Code.QUOTATION_LONG, 3)]


def test_a_missing_folder_holds_no_record(tmp_path: Path) -> None:
    assert parse_records(tmp_path / "no", str) == Records()


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b'reference = "x\n', "docs/records/x.toml:1:15"),
        (b"a = 1\n\nb = [1\n", "docs/records/x.toml:4:1"),
        (b"a = 1\na = 2\n", "docs/records/x.toml:2:6"),
        (b'a = 1\nb = "\xe9t\xe9"\n', "docs/records/x.toml:2:6"),
        (b'\xef\xbb\xbfb = "\xe9"\n', "docs/records/x.toml:1:6"),
    ],
)
def test_what_is_not_toml_or_not_utf8_stops_the_check_and_says_where(
    tmp_path: Path, content: bytes, where: str
) -> None:
    (tmp_path / "x.toml").write_bytes(content)
    with pytest.raises(SourceError) as caught:
        parse_records(tmp_path, lambda path: f"docs/records/{path.name}")
    assert caught.value.where == where


def test_a_byte_order_mark_and_windows_line_ends_do_not_shift_places(read: Folder) -> None:
    text = "\ufeff" + fact("valeur = 10", 'unit = "c"').replace("\n", "\r\n")
    assert [(one.span.line, one.span.column, one.text) for one in read(source=text).findings] == [
        (2, 8, "cameras"), (5, 1, "valeur"),
    ]  # fmt: skip
