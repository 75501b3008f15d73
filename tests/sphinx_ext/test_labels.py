import datetime

import pytest

from etraces_cite.model import Period, Reference, Span
from etraces_cite.sphinx_ext.labels import collation_key, labels


def reference(key: str, *authors: str, year: int | None = None, **fields: str) -> Reference:
    published = Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31)) if year else None
    displayed = tuple(" ".join(reversed(name.split(", "))) for name in authors)
    written = {"author": " and ".join(authors), **fields} if authors else fields
    return Reference(key, "online", written, displayed, Span("r.bib", 1, 1, 1, 1), published)


def texts(*references: Reference) -> dict[str, str]:
    return {key: str(label) for key, label in labels({one.key: one for one in references}).items()}


def test_an_organisation_is_named_whole_and_a_person_by_the_family_name() -> None:
    found = texts(
        reference("a", "Conseil constitutionnel", year=2021), reference("b", "La Fontaine, Jean de", year=2021)
    )
    assert found == {"a": "Conseil constitutionnel, 2021", "b": "La Fontaine, 2021"}


def test_two_authors_are_both_named_and_three_are_et_al() -> None:
    two = reference("a", "Petit, Luc", "Roche, Ève", year=2020)
    three = reference("b", "Petit, Luc", "Roche, Ève", "Durand, Anne", year=2020)
    assert texts(two, three) == {"a": "Petit et Roche, 2020", "b": "Petit et al., 2020"}
    assert labels({"b": three})["b"].all_authors == "Luc Petit, Ève Roche et Anne Durand"


def test_others_in_the_file_are_et_al_without_a_conjunction() -> None:
    entry = Reference(
        "a", "book", {"author": "Petit, Luc and others"}, ("Luc Petit", "et al."), Span("r.bib", 1, 1, 1, 1), None
    )
    assert labels({"a": entry})["a"].all_authors == "Luc Petit et al."


def test_without_an_author_the_publisher_and_then_the_title_stand_in() -> None:
    found = texts(reference("a", publisher="Sénat", year=2020), reference("b", title="Tract", year=2020))
    assert found == {"a": "Sénat, 2020", "b": "«\u202fTract\u202f», 2020"}


def test_a_short_author_wins() -> None:
    assert texts(reference("a", "L’Essor de la gendarmerie", year=2020, shortauthor="L’Essor")) == {
        "a": "L’Essor, 2020"
    }


def test_no_date_is_said() -> None:
    assert texts(reference("a", "Axon")) == {"a": "Axon, s.\u00a0d."}


def test_letters_follow_the_dates_and_only_where_labels_are_alike() -> None:
    late = reference("aaa", "Axon", year=2020)
    early = Reference(
        "zzz",
        "online",
        {"author": "Axon"},
        ("Axon",),
        late.span,
        Period(datetime.date(2020, 1, 1), datetime.date(2020, 1, 1)),
    )
    later = Reference(
        "mmm",
        "online",
        {"author": "Axon"},
        ("Axon",),
        late.span,
        Period(datetime.date(2020, 6, 1), datetime.date(2020, 6, 1)),
    )
    found = texts(early, later, reference("other", "Axis", year=2020))
    assert found == {"zzz": "Axon, 2020a", "mmm": "Axon, 2020b", "other": "Axis, 2020"}
    undated = texts(reference("a", "Axon"), reference("b", "Axon"))
    assert undated == {"a": "Axon, s.\u00a0d.-a", "b": "Axon, s.\u00a0d.-b"}


def test_after_z_comes_aa() -> None:
    found = texts(*(reference(f"k{number:02}", "Axon", year=2020) for number in range(28)))
    assert (found["k25"], found["k26"], found["k27"]) == ("Axon, 2020z", "Axon, 2020aa", "Axon, 2020ab")


@pytest.mark.parametrize(
    ("text", "key"), [("Épée", "epee"), ("L’Œuvre", "l œuvre"), ("AEF info, 2020", "aef info 2020")]
)
def test_accents_and_case_do_not_count_in_the_order(text: str, key: str) -> None:
    assert collation_key(text) == key
