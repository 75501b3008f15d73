import datetime

from etraces_cite.model import Period, Reference, Span
from etraces_cite.sphinx_ext.style import Run, reference_runs

NB, NN = "\u00a0", "\u202f"


def reference(kind: str, *authors: str, day: datetime.date | None = None, **fields: str) -> Reference:
    published = Period(day, day) if day else None
    return Reference("k", kind, fields, authors, Span("r.bib", 1, 1, 1, 1), published)


def text(entry: Reference, **options: bool) -> str:
    return "".join(run.text for run in reference_runs(entry, **options))


def test_an_article_of_the_press() -> None:
    entry = reference(
        "article", "Mediapart", day=datetime.date(2020, 12, 14), title="Le « marché » des caméras", journaltitle="Mediapart",
        url="https://mediapart.example/a", urldate="2026-11-24",
    )  # fmt: skip
    assert text(entry) == (
        f"Mediapart, «{NN}Le “marché” des caméras{NN}», 14{NB}décembre 2020. "
        f"https://mediapart.example/a, consulté le 24{NB}novembre 2026."
    )


def test_a_report_has_its_title_in_italics_its_publisher_and_number() -> None:
    runs = reference_runs(
        reference("report", "Anne Durand", title="L'éclairage", institution="Cour", number="17", pages="3--9")
    )
    assert Run("L’éclairage", emphasis=True) in runs
    assert "".join(run.text for run in runs) == f"Anne Durand, L’éclairage, Cour, n°{NB}17, s.{NB}d., p.{NB}3–9."


def test_a_law_does_not_repeat_the_number_and_the_date_of_its_title() -> None:
    entry = reference(
        "legislation", day=datetime.date(2021, 5, 25), title="Loi n° 2021-646 du 25 mai 2021", number="2021-646"
    )  # fmt: skip
    assert text(entry) == f"Loi n°{NB}2021-646 du 25{NB}mai 2021."


def test_more_than_three_authors_are_the_first_et_al() -> None:
    assert text(reference("book", "A", "B", "C", "D", title="T")).startswith("A et al., T")
    assert text(reference("book", "A", "B", "C", title="T")).startswith("A, B et C, T")
    assert text(reference("book", "A", title="T"), with_authors=False).startswith("T, ")


def test_the_archive_is_a_link_of_its_own_and_kept_once() -> None:
    entry = reference("online", title="T", url="https://a.example", archiveurl="https://archive.example/1")
    runs = reference_runs(entry, archives=("https://archive.example/1", "https://archive.example/2"))
    links = [run.uri for run in runs if run.uri]
    assert links == ["https://a.example", "https://archive.example/1", "https://archive.example/2"]


def test_an_address_that_a_browser_must_not_follow_is_text() -> None:
    runs = reference_runs(reference("online", title="T", url="javascript:alert(1)"))
    assert [run.uri for run in runs if run.uri] == []
    assert "javascript:alert(1)" in "".join(run.text for run in runs)


def test_a_note_is_a_sentence_and_no_full_stop_is_doubled() -> None:
    assert text(reference("online", title="T", note="Titre rétabli.")) == f"«{NN}T{NN}», s.{NB}d. Titre rétabli."


def test_a_day_of_consultation_that_is_no_date_is_printed_as_written() -> None:
    assert text(reference("online", title="T", url="https://a.example", urldate="hier")).endswith("consulté le hier.")
