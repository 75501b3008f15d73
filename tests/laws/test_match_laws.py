"""Laws of matching: what is told at once is what the whole comparison says, in every figure, finding and message."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from unittest import mock

from hypothesis import example, given, settings
from hypothesis import strategies as st

import planted
from etraces_cite import config
from etraces_cite.check import check_page, verify
from etraces_cite.french import bound_of
from etraces_cite.match import dates, matching, quantities
from etraces_cite.match.bindings import displaced
from etraces_cite.match.block import Block, Match
from etraces_cite.match.claims import Claims
from etraces_cite.match.names import name_pattern
from etraces_cite.match.quantities import repeated
from etraces_cite.model import (
    Check,
    Derived,
    Dossier,
    Fact,
    Figure,
    Finding,
    Measure,
    Page,
    Period,
    Quantity,
    Quotation,
    Record,
    Reference,
    Span,
    Verdict,
)
from etraces_cite.parse.prose import parse_text

ROOT = Path(__file__).parents[2]
SPAN = Span("r.toml", 1, 1, 1, 1)
YEARS = [None, *(Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31)) for year in (2019, 2020, 2021))]
VALUES = [Fraction(value) for value in (1, 2, 3, 12, 48, 120, 130, 1_200, 1_230)] + [Fraction(25, 2), Fraction(9, 4)]
UNITS = [None, "caméras", "agents", "caméras-piétons", "EUR", "EUR TTC", "%", "day", "hour", "month", "year", "rang"]
HEDGES = [None, None, None, "près de", "plus de", "moins de", "environ"]
NAMES = ("a", "b")

FACTS = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(VALUES), st.sampled_from([0, 0, 0, 1, 10]), st.sampled_from(UNITS),
        st.sampled_from(HEDGES), st.sampled_from([None, "m", "n"]), st.sampled_from(YEARS), st.sampled_from(YEARS),
        st.sampled_from(["Caméras achetées", "Agents équipés", "Durée"]), st.sampled_from([None, "le ministère"]),
    ),
    max_size=8,
)  # fmt: skip
FORMULAS = st.lists(st.sampled_from(["f0 / f1", "f0 + f1", "mean(f0, f2)", "f1 * 2", "7 / 3"]), max_size=2)
PROSE = st.lists(
    st.sampled_from(
        ["12 caméras", "Douze agents", "1 200 euros", "1 230", "120 agents", "130", "près de", "plus de", "environ", "12,5 %", "2,25",
         "48 heures", "deux jours", "2 jours", "deux questions", "la deuxième", "12 mois", "un an", "de 12 à 120 caméras", "en 2020",
         "en 2021", "selon le ministère", ".", ".", ";", "L’État a acheté", "Les agents ont", "12 caméras-piétons", "vieilles",
         "1 200 euros HT", "jusqu’au 31 décembre 2019", "18-24 ans", "les 12 travaux", "{cite:p}`a`", "{cite:t}`b`", "{cite:p}`a,b`",
         "{fact}`douze <f0>`", "{unsourced}`12 <motif>`", "{fact}`f1`"]
    ),
    min_size=1, max_size=14,
)  # fmt: skip
TABLE = "| lieu | 2020 | 2021 |\n|---|---|---|\n| ici {cite:p}`a` | 12 | 120 agents |\n| là {cite:p}`b` | 12,5 | 48 |\n"


def dossier(facts: list[tuple], formulas: list[str]) -> Dossier:  # type: ignore[type-arg]
    made = [
        Fact(
            f"f{number}", key, label, Quantity(value, value + wider, unit), Quotation(f"{value} {unit}", according_to=speaker), SPAN,
            hedge=hedge, bound=bound_of(hedge), measure=measure, as_of=as_of, valid=valid,
        )
        for number, (key, value, wider, unit, hedge, measure, as_of, valid, label, speaker) in enumerate(facts)
    ]  # fmt: skip
    check = Check("c", "somme", "f0 + f1", "f2", SPAN)
    return Dossier(
        {key: Reference(key, "online", {"title": f"Les 12 travaux de {key}"}, ("La Gazette",), SPAN, YEARS[2]) for key in NAMES},
        tuple(Record("r.toml", key, tuple(f for f in made if f.key == key), {}, (check,)) for key in NAMES),
        {"m": Measure("m", "caméras en service", aliases=("boîtiers", "caméras"))},
        {f"d{number}": Derived(f"d{number}", "calcul", text, None, SPAN) for number, text in enumerate(formulas)},
    )  # fmt: skip


def judged(page: Page, claims: Claims) -> list[tuple[list[Verdict], list[Finding]]]:
    return list(check_page(page, claims, name_pattern(claims.dossier.references, ())))


@contextmanager
def nothing_told_at_once() -> Iterator[None]:
    every = (repeated, dates.misplaced, displaced, dates.expired, matching.unattributed)
    with (
        mock.patch.object(quantities, "_plain", return_value=None),
        mock.patch.object(matching, "_suspected", return_value=every),
    ):
        yield


AGENTS: list[tuple[object, ...]] = [
    ("a", Fraction(value), 0, "agents", None, measure, YEARS[year], None, "Agents équipés", None)
    for value, year, measure in ((120, 2, "m"), (130, 2, None), (48, 1, "m"))
]


@settings(max_examples=400, deadline=None)
@example(facts=AGENTS, formulas=[], prose=[["120 agents", "en 2020", "et 120 agents", "en 2020"]], with_table=False)
@example(
    facts=AGENTS,
    formulas=[],
    prose=[["120 agents", "en 2020", "contre 48 agents", "en 2020", ". 48 agents"]],
    with_table=True,
)
@example(facts=AGENTS, formulas=[], prose=[["De 120 agents en 2021 à 48 agents en 2020"]], with_table=False)
@given(FACTS, FORMULAS, st.lists(PROSE, min_size=1, max_size=3), st.booleans())
def test_what_is_told_at_once_is_what_the_whole_comparison_says(
    facts: list[tuple],  # type: ignore[type-arg]
    formulas: list[str],
    prose: list[list[str]],
    with_table: bool,
) -> None:

    claims = Claims(dossier(facts, formulas))
    text = "\n\n".join(" ".join(words) + " {cite:p}`a`." for words in prose) + "\n\n" + TABLE * with_table
    page = parse_text(text, "page.md", root=Path())
    found = judged(page, claims)
    with nothing_told_at_once():
        assert judged(page, claims) == found


def test_so_it_is_in_the_dossiers_and_with_errors_planted_there() -> None:
    result = verify(config.load(ROOT))
    claims = Claims(result.dossier)
    pages = {page.path: page for page in result.pages}
    errors = [(pages[v.span.path], error) for v in result.verdicts for error in planted._errors(pages[v.span.path], v)]
    broken = [planted._around(parse_text(e.source, page.path, root=ROOT), e.start) for page, e in errors[::12]]
    found = [judged(page, claims) for page in [*result.pages, *broken]]
    with nothing_told_at_once():
        assert [judged(page, claims) for page in [*result.pages, *broken]] == found
    assert sum(bool(one[1]) for many in found for one in many) > len(broken) / 2


def test_a_good_part_of_the_figures_of_the_dossiers_is_told_at_once() -> None:
    tell, told = quantities._plain, list[bool]()

    def counted(block: Block, figure: Figure) -> Match | None:
        found = tell(block, figure)
        told.append(found is not None)
        return found

    with mock.patch.object(quantities, "_plain", counted):
        verify(config.load(ROOT))
    assert told.count(True) > 0.4 * len(told)
