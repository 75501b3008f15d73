"""Words between « » in prose, against the sources of their block."""

from pathlib import Path

import pytest

from etraces_cite.check import check_quotations
from etraces_cite.evidence.shelf import Shelf
from etraces_cite.evidence.store import Store, digest_of
from etraces_cite.match.claims import Claims
from etraces_cite.match.prose_quotations import quotations_in, readings
from etraces_cite.model import Capture, Dossier, Quotation, QuotationOutcome, Record, Reference, Span
from etraces_cite.parse.prose import parse_text

SOURCE = """\
« Le commerce de lampes-torches décolle dans le pays », a dit la directrice. L’usine envoie depuis plusieurs mois une
longue série de lettres, dont les visites avec le préfet ne sont qu’un détail. Elle y est venue tôt, a pu
faire une démonstration du phare et des lampes-torches. Au neuvième salon de l’AVIL [Lampes], on a parlé d’un « réseau
de lumières » qui englobe 10 400 gardiens.
"""
DIGEST = digest_of(SOURCE.encode())
PLACE = Span("references.bib", 1, 1, 1, 2)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    store = Store(tmp_path)
    with store.writing() as writer:
        writer.put(SOURCE.encode())
    return Shelf(store)


def reference(key: str, kind: str = "online", title: str = "Titre") -> Reference:
    return Reference(key, kind, {"title": title}, (), PLACE)


def record(key: str, digest: str | None, *quoted: str) -> Record:
    import datetime

    capture = Capture(digest, digest, "plain-text 1", "text/plain", datetime.date(2026, 11, 24)) if digest else None
    quotations = {f"q{n}": Quotation(words) for n, words in enumerate(quoted)}
    return Record(f"docs/records/{key}.toml", key, (), quotations, capture=capture)


DOSSIER = Dossier(
    references={
        "presse": reference("presse", title="Des lampes pour tous les gardiens"),
        "loin": reference("loin"),
        "loi": reference("loi", "legislation"),
        "sans": reference("sans"),
    },
    records=(
        record("presse", DIGEST),
        record("loin", "0" * 64, "la fin justifie les moyens ici"),
        record("loi", DIGEST),
        record("sans", None),
    ),
)


def outcomes(prose: str, shelf: Shelf, cited: str = "presse") -> list[tuple[QuotationOutcome, list[str]]]:
    page = parse_text(f"{prose} {{cite:p}}`{cited}`" if cited else prose, "page.md", root=Path())
    checked = check_quotations(page, Claims(DOSSIER), shelf)
    return [(quotation.outcome, [finding.code.value for finding in findings]) for quotation, findings in checked]


FOUND = [
    "Elle dit : « Le commerce de lampes-torches décolle » — et d’autres.",
    "« L’usine envoie depuis plusieurs mois »",
    "« une longue série de lettres. »",
    "« une *longue* série de **lettres** »",
    "« une longue\nsérie de lettres »",
    "« une longue série […] avec le préfet »",
    "« une longue série (…) avec le préfet »",
    "« une longue série [...] avec le préfet »",
    "« [l]’usine envoie depuis plusieurs mois »",
    "« [La société] envoie depuis plusieurs mois »",
    "« Elle y est venue tôt, confie-t-il, a pu faire »",
    "« Elle y est venue tôt, confie-t-il encore une fois, a pu faire »",
    "« Au neuvième salon de l’AVIL [Lampes], on »",
    "« on a parlé d’un “réseau de lumières” »",
    "« on a parlé d’un « réseau de lumières » »",
    "« qui englobe 10\u202f400 gardiens »",
]


@pytest.mark.parametrize("prose", FOUND)
def test_the_words_of_the_source_are_found(prose: str, shelf: Shelf) -> None:
    assert outcomes(prose, shelf) == [(QuotationOutcome.FOUND, [])]


MISSING = [
    "« le commerce de lampes-torches décolle »",
    "« Le commerce des lampes-torches décolle »",
    "« L’usine envoie depuis quelques mois »",
    "« avec le préfet […] une longue série »",
    "« qui englobe 400 gardiens »",
    "« une série longue de lettres »",
    "« une longue série avec le préfet »",
    "« Elle y est allée, confie-t-il, a pu faire »",
]


@pytest.mark.parametrize("prose", MISSING)
def test_other_words_are_not(prose: str, shelf: Shelf) -> None:
    assert outcomes(prose, shelf) == [(QuotationOutcome.MISSING, ["prose-quotation-missing"])]


def test_the_nearest_passage_is_shown_at_the_place(shelf: Shelf) -> None:
    prose = "Elle parle d’« une vaste série de lettres » {cite:p}`presse`."
    ((_, (finding,)),) = check_quotations(parse_text(prose, "page.md", root=Path()), Claims(DOSSIER), shelf)
    assert finding.hint is not None
    assert finding.hint.render("en") == "the source has: une [vaste → longue] série de lettres"
    assert prose[finding.span.column - 1 : finding.span.end_column - 1] == "une vaste série de lettres"


def test_a_turn_of_phrase_is_nobody_s(shelf: Shelf) -> None:
    assert outcomes("La loi « sécurité globale » et « le grand soir ».", shelf) == []


def test_a_quotation_without_a_source_is_named(shelf: Shelf) -> None:
    assert outcomes("« L’usine envoie depuis plusieurs mois »", shelf, "") == [
        (QuotationOutcome.UNSOURCED, ["prose-quotation-missing"])
    ]


@pytest.mark.parametrize("cited", ["loin", "sans", "presse,loin"])
def test_where_a_copy_is_not_here_the_words_are_unchecked(cited: str, shelf: Shelf) -> None:
    assert outcomes("« des mots que nul n’a lus »", shelf, cited) == [(QuotationOutcome.UNCHECKED, [])]


def test_the_words_of_a_record_need_no_copy(shelf: Shelf) -> None:
    assert outcomes("« la fin justifie les moyens »", shelf, "loin") == [(QuotationOutcome.RECORDED, [])]
    assert outcomes("« la fin […] les moyens ici »", shelf, "loin") == [(QuotationOutcome.RECORDED, [])]


@pytest.mark.parametrize("title", ["Des lampes pour tous les gardiens", "des lampes pour tous"])
def test_the_title_of_a_cited_source_is_its_name(title: str, shelf: Shelf) -> None:
    assert outcomes(f"L’article « {title} »", shelf) == [(QuotationOutcome.TITLE, [])]


LONG = "L’usine envoie depuis plusieurs mois une longue série de lettres, dont les visites avec le préfet"


def test_a_long_quotation_is_named_with_the_law(shelf: Shelf) -> None:
    assert outcomes(f"« {LONG} »", shelf) == [(QuotationOutcome.FOUND, ["prose-quotation-long"])]
    page = parse_text(f"« {LONG} » {{cite:p}}`presse`", "page.md", root=Path())
    ((_, (finding,)),) = check_quotations(page, Claims(DOSSIER), shelf)
    assert "16 words are quoted: at most 15 may be" in finding.message.render("en")
    assert "L. 122-5" in finding.message.render("en")


def test_statutes_may_be_quoted_at_length(shelf: Shelf) -> None:
    assert outcomes(f"« {LONG} »", shelf, "loi") == [(QuotationOutcome.FOUND, [])]


def test_what_is_left_out_is_the_source_s_own(shelf: Shelf) -> None:
    prose = "« une longue série […] avec le préfet » {cite:p}`presse`"
    ((quotation, _),) = check_quotations(parse_text(prose, "page.md", root=Path()), Claims(DOSSIER), shelf)
    assert quotation.left_out == ("de lettres, dont les visites",)
    assert quotation.key == "presse"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a « b » c « d » e", ["b", "d"]),
        ("« a « b » c » d", ["a « b » c"]),
        ("« a\u00a0» et «\u202fb\u202f»", ["a", "b"]),
        ("« sans fin", ["sans fin"]),
        ("rien » ici", []),
        ("«»", [""]),
    ],
)
def test_quotations_are_what_stands_between_outermost_marks(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in quotations_in(text)] == found


def test_a_quotation_is_read_to_the_letter_first() -> None:
    assert list(readings("a b [c] d […] e, dit-il, f")) == [
        ("a b [c] d […] e, dit-il, f",),
        ("a b [c] d", "e, dit-il, f"),
        ("a b", "d", "e, dit-il, f"),
        ("a b", "d", "e, f"),
        ("a b", "d", "e f"),
    ]


@pytest.mark.parametrize(
    ("prose", "outcome"),
    [
        ("« une vaste série de lettres » {cite:p}`presse`, et ailleurs {cite:p}`loin`.", QuotationOutcome.MISSING),
        ("« une vaste série de lettres » ({cite:p}`presse`), et {cite:p}`loin`.", QuotationOutcome.MISSING),
        ("« une vaste série de lettres » {cite:p}`presse,loin`.", QuotationOutcome.UNCHECKED),
        ("« une vaste série de lettres » {cite:p}`loin`, et {cite:p}`presse`.", QuotationOutcome.UNCHECKED),
        ("« une vaste série de lettres » est dit {cite:p}`presse`, et {cite:p}`loin`.", QuotationOutcome.UNCHECKED),
        ("{cite:t}`loin` dit « une vaste série de lettres ».", QuotationOutcome.UNCHECKED),
        ("« une longue série de lettres » {cite:p}`loin`, et {cite:p}`presse`.", QuotationOutcome.FOUND),
    ],
)
def test_the_citation_right_behind_names_who_must_have_the_words(
    prose: str, outcome: QuotationOutcome, shelf: Shelf
) -> None:
    assert [found for found, _ in outcomes(prose, shelf, cited="")] == [outcome]
