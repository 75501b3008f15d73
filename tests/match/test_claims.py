"""Claims are found by value: what a figure can meet, and nothing else, is compared with it."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etraces_cite import check
from etraces_cite.config import Config
from etraces_cite.french import Bound
from etraces_cite.match import quantities
from etraces_cite.match.claims import Claim, Gathered
from etraces_cite.match.rounding import Agreement, Amount, agree, agree_with_result
from etraces_cite.model import Fact, Quantity, Quotation, Span

VALUES = st.fractions(min_value=-10, max_value=2000, max_denominator=20) | st.integers(0, 2000).map(Fraction)
QUANTA = st.sampled_from([None, Fraction(1), Fraction(10), Fraction(1, 10), Fraction(1000)])


FACT = Fact("f", "k", "", Quantity(Fraction(1), Fraction(1)), Quotation("1"), Span("", 1, 1, 1, 1))


def claim(low: Fraction, is_derived: bool) -> Claim:
    return Claim(
        f"{low}-{is_derived}", frozenset(), "", Quantity(low, low), fact=None if is_derived else FACT, amount=Amount(low, low),
    )  # fmt: skip


@given(
    VALUES,
    st.sampled_from([None, *Bound]),
    QUANTA,
    st.lists(st.builds(claim, VALUES, st.booleans()), max_size=20),
    st.sampled_from([None, *Bound]),
)
def test_what_is_not_near_does_not_agree(
    low: Fraction, bound: Bound | None, quantum: Fraction | None, claims: list[Claim], hedge: Bound | None
) -> None:
    figure = Amount(low, low, bound, quantum)
    gathered = Gathered(claims)
    near = gathered.near(figure)
    assert near == [one for one in claims if one in near]
    for one in claims:
        assert one.amount is not None
        if one not in near:
            theirs = Amount(one.amount.low, one.amount.high, hedge)
            agreement = agree_with_result(figure, one.amount) if one.is_derived else agree(figure, theirs)
            assert agreement is Agreement.DIFFERENT


def project(folder: Path, facts: int) -> Config:
    """Return a project of one source with so many facts, and a page that prints all of them."""
    values = [1_000 + 7 * number for number in range(facts)]
    (folder / "docs" / "records").mkdir(parents=True)
    (folder / "references.bib").write_text("@online{a, title = {x}, date = {2020}}\n", encoding="utf-8")
    tables = "".join(
        f'[facts.f-{n}]\nlabel = "x"\nvalue = {value}\nunit = "agents"\nquotation = "{value} agents"\n'
        for n, value in enumerate(values)
    )
    (folder / "docs" / "records" / "a.toml").write_text(f'reference = "a"\n{tables}', encoding="utf-8")
    prose = "\n\n".join(f"Ils sont {value} agents {{cite:p}}`a`." for value in values)
    (folder / "docs" / "page.md").write_text(prose, encoding="utf-8")
    return Config(folder)


@pytest.mark.parametrize("facts", [20, 200])
def test_figures_are_not_compared_with_every_fact(facts: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()

    def counted(figure: Amount, fact: Amount) -> Agreement:
        calls["agree"] += 1
        return agree(figure, fact)

    monkeypatch.setattr(quantities, "agree", counted)
    monkeypatch.setattr(quantities, "_plain", lambda block, figure: None)
    result = check.verify(project(tmp_path, facts))
    assert (result.summary.figures, result.summary.verified) == (facts, facts)
    assert calls["agree"] == facts


def test_figures_that_are_one_fact_to_the_letter_are_compared_with_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quantities, "agree", None)
    result = check.verify(project(tmp_path, 20))
    assert (result.summary.figures, result.summary.verified) == (20, 20)
