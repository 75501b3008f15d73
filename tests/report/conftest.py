"""A check made by hand: one page, three figures, two sources that disagree, a formula, and a fault in a record."""

from fractions import Fraction

import pytest

from etraces_cite.codes import Code, Severity
from etraces_cite.french import bound_of
from etraces_cite.locale import msg, use_language
from etraces_cite.model import (
    Check,
    Derived,
    Dossier,
    Fact,
    Figure,
    Finding,
    Kind,
    Outcome,
    Page,
    Passage,
    PassageKind,
    Period,
    Quantity,
    Quotation,
    Record,
    Reference,
    Result,
    Role,
    Span,
    Verdict,
)

PAGE = "docs/dossiers/caméras.md"
SOURCE = """\
# Caméras

Le ministère a acquis 10 840 caméras depuis 2018 {cite:p}`mediapart`.

Chacune vaut environ 500 € ; {fact}`acquises` sont livrées à ~12 % près.
"""
RECORD = 'reference = "mediapart"\n\n[facts.acquises]\nvalue = 10600\n'
RECORD_PATH = "docs/records/mediapart.toml"


@pytest.fixture(autouse=True)
def in_english():
    use_language("en")
    yield
    use_language(None)


def figure(text: str, low: int, unit: str | None, kind: Kind) -> Figure:
    start = SOURCE.index(text)
    return Figure(start, start + len(text), text, kind, Quantity(Fraction(low), Fraction(low), unit))


def fact(name: str, key: str, low: int, line: int, *, who: str | None = None, hedge: str | None = None) -> Fact:
    value = Quantity(Fraction(low), Fraction(low), "caméra")
    span = Span(f"docs/records/{key}.toml", line, 1, line, 10)
    quotation = Quotation(f"{low} caméras", locator="§ 9", according_to=who)
    label = f"Caméras, selon {key}"
    return Fact(name, key, label, value, quotation, span, hedge=hedge, bound=bound_of(hedge), measure="parc")


@pytest.fixture
def page() -> Page:
    role = SOURCE.index("{fact}")
    passage = Passage(
        PassageKind.PARAGRAPH,
        0,
        SOURCE,
        roles=(Role("fact", role, role + len("{fact}`acquises`"), role + 7, role + 7, "acquises"),),
    )
    return Page(PAGE, SOURCE, (passage,))


@pytest.fixture
def dossier() -> Dossier:
    acquired = fact("acquises", "mediapart", 10600, 3, who="le ministère")
    other = fact("parc-aef", "aef", 10500, 7, hedge="près de")
    span = Span("references.bib", 1, 1, 1, 5)
    records = (
        Record(
            RECORD_PATH,
            "mediapart",
            (acquired,),
            {},
            checks=(Check("somme", "Somme", "acquises + 0", "acquises", Span(RECORD_PATH, 9, 1, 9, 5)),),
        ),
        Record("docs/records/aef.toml", "aef", (other,), {}),
    )
    derived = Derived(
        "prix", "Prix par caméra", "montant/acquises", "EUR/caméra", Span("docs/records/derived.toml", 4, 1, 4, 9)
    )
    double = Derived("double", "Deux fois", "2 * prix", "EUR/caméra", Span("docs/records/derived.toml", 9, 1, 9, 9))
    references = {
        key: Reference(key, "online", {"title": f"Titre {key}"}, ("Une rédaction",), span)
        for key in ("mediapart", "aef")
    }
    return Dossier(references, records, {}, {"prix": derived, "double": double})


@pytest.fixture
def result(page: Page, dossier: Dossier) -> Result:
    wrong = figure("10 840 caméras", 10840, "caméra", Kind.NUMBER)
    price, share = figure("500 €", 500, "EUR", Kind.MONEY), figure("~12 %", 12, "%", Kind.PERCENT)
    verdicts = (
        Verdict(wrong, page.span(wrong.start, wrong.end), Outcome.CONTRADICTED),
        Verdict(price, page.span(price.start, price.end), Outcome.ROUNDED, ("prix",)),
        Verdict(share, page.span(share.start, share.end), Outcome.WAIVED, reason="notre décompte"),
    )
    findings = (
        Finding(
            Code.FIGURE_CONTRADICTED,
            Severity.ERROR,
            verdicts[0].span,
            wrong.text,
            msg("no cited fact is {figure}", figure="10 840"),
            msg("two digits swapped"),
            ("acquises",),
        ),
        Finding(Code.FIGURE_NOTE, Severity.NOTE, page.span(2, 9), "Caméras", msg("not checked")),
        Finding(
            Code.RECORD_SCHEMA, Severity.ERROR, Span(RECORD_PATH, 4, 1, 4, 6), "value", msg("100 % wrong,\nand: long")
        ),
    )
    return Result((page,), verdicts, findings, dossier, {PAGE: SOURCE, RECORD_PATH: RECORD})


@pytest.fixture
def amounts() -> dict[str, Quantity]:
    return {
        "prix": Quantity(Fraction(500), Fraction(500), "EUR/caméra"),
        "double": Quantity(Fraction(1000), Fraction(1000), "EUR/caméra"),
    }


@pytest.fixture
def june() -> Period:
    import datetime

    return Period(datetime.date(2021, 6, 1), datetime.date(2021, 6, 30))
