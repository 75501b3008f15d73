"""Sources on one thing: do they agree, and how many voices are there?"""

import datetime
from fractions import Fraction

import msgspec
import pytest

from etraces_cite.french import bound_of
from etraces_cite.match.measures import Consensus, compare, comparisons, disputes
from etraces_cite.model import Derived, Dossier, Fact, Measure, Period, Quantity, Quotation, Record, Span

HERE = Span("docs/records/x.toml", 1, 1, 1, 1)
MEASURE = Measure("manifestants", "Manifestants", "manifestants")


def fact(
    key: str,
    value: int,
    hedge: str | None = None,
    who: str | None = None,
    year: int | None = 2020,
    *,
    unit: str = "manifestants",
    repeats: str | None = None,
) -> Fact:
    amount = Fraction(value)
    as_of = Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31)) if year else None
    quotation = Quotation("x", according_to=who)
    value_of = Quantity(amount, amount, unit)
    return Fact(f"{key}-{value}", key, key, value_of, quotation, HERE, hedge=hedge, bound=bound_of(hedge),
                measure="manifestants", as_of=as_of, repeats=repeats)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "consensus", "voices"),
    [
        ([fact("a", 133000)], Consensus.SINGLE, 1),
        ([fact("a", 133000), fact("b", 133000)], Consensus.AGREEMENT, 2),
        ([fact("a", 133000, "au moins", "ministère"), fact("b", 133000, None, "Ministère")], Consensus.ROUNDING, 1),
        ([fact("a", 10480), fact("b", 10500, "près de")], Consensus.ROUNDING, 2),
        ([fact("a", 10600), fact("b", 10500, "près de")], Consensus.DISAGREEMENT, 2),
        ([fact("a", 133000, None, "ministère"), fact("b", 500000, None, "organisateurs")], Consensus.DISAGREEMENT, 2),
        ([fact("a", 12909, year=2019), fact("b", 10780, year=2020)], Consensus.INCOMPARABLE, 2),
        ([fact("a", 12909, year=None), fact("b", 10780, year=2020)], Consensus.DISAGREEMENT, 2),
        ([fact("a", 133000), fact("b", 133000, unit="participants")], Consensus.AGREEMENT, 2),
        ([fact("a", 12, unit="hour"), fact("b", 720, unit="minute")], Consensus.AGREEMENT, 2),
        ([fact("a", 12, unit="hour"), fact("b", 12, unit="month")], Consensus.INCOMPARABLE, 2),
        ([fact("a", 500, unit="EUR"), fact("b", 500)], Consensus.INCOMPARABLE, 2),
        ([fact("a", 133000), fact("b", 133000, repeats="a")], Consensus.AGREEMENT, 1),
        ([fact("a", 133000, who="ministère"), fact("b", 133000, repeats="a")], Consensus.AGREEMENT, 1),
        ([fact("a", 133000, repeats="AFP"), fact("b", 133000, repeats="AFP")], Consensus.AGREEMENT, 1),
        ([fact("a", 133000, repeats="AFP"), fact("b", 133000, who="Ministère", repeats="AFP")], Consensus.AGREEMENT, 2),
    ],
)
def test_what_sources_say_together(facts: list[Fact], consensus: Consensus, voices: int) -> None:
    comparison = compare(MEASURE, facts)
    assert comparison.consensus is consensus
    assert len(comparison.origins) == voices


def test_a_dispute_names_the_facts_on_the_other_side() -> None:
    facts = (fact("a", 133000), fact("b", 133000, "au moins"), fact("c", 500000))
    dossier = Dossier({}, (Record("x.toml", "a", facts, {}),), {"manifestants": MEASURE})
    assert disputes(dossier) == {
        "a-133000": ("c-500000",), "b-133000": ("c-500000",), "c-500000": ("a-133000", "b-133000"),
    }  # fmt: skip
    assert [comparison.consensus for comparison in comparisons(dossier)] == [Consensus.DISAGREEMENT]


def test_a_time_that_a_fact_is_about_is_held_against_the_time_that_another_holds_for() -> None:
    old = msgspec.structs.replace(
        fact("a", 6, year=None), valid=Period(datetime.date(2016, 6, 5), datetime.date(2022, 1, 25))
    )
    assert compare(MEASURE, [old, fact("b", 1, year=2023)]).consensus is Consensus.INCOMPARABLE
    assert compare(MEASURE, [old, fact("b", 1, year=2021)]).consensus is Consensus.DISAGREEMENT


def test_our_own_computations_of_a_measure_stand_apart() -> None:
    derived = Derived("somme", "Somme", "a-1 + a-2", "manifestants", HERE, measure="manifestants")
    records = (Record("x.toml", "a", (fact("a", 133000),), {}),)
    (comparison,) = comparisons(Dossier({}, records, {"manifestants": MEASURE}, {"somme": derived}))
    assert (comparison.derived, comparison.origins) == (("somme",), ("a",))
