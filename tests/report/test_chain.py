"""The chain of a figure names each link, its state, and what is not established."""

import dataclasses
import datetime

from msgspec.structs import replace

from etraces_cite.codes import Code, Severity
from etraces_cite.locale import msg
from etraces_cite.model import Capture, Finding, Outcome, Quantity, Result
from etraces_cite.report.chain import chain_lines, verdicts_at
from etraces_cite.report.support import operands
from etraces_cite.report.text import Layout

PAGE = "docs/dossiers/caméras.md"
Amounts = dict[str, Quantity]


def chain(result: Result, amounts: Amounts, number: int) -> list[str]:
    return list(chain_lines(result, [result.verdicts[number]], amounts, Layout()))[3:]


def test_a_derived_figure_goes_down_to_each_source(result: Result, amounts: Amounts) -> None:
    assert chain(result, amounts, 1) == [
        "  ≈ figure: rounded",
        "  = derived fact: prix = montant/acquises = 500\u00a0euros par caméra — Prix par caméra (docs/records/derived.toml:4:1)",
        "    ✓ fact: acquises = 10\u202f600\u00a0caméra — Caméras, selon mediapart — according to le ministère (docs/records/mediapart.toml:3:1)",
        "      ✓ quotation: « 10600 caméras », § 9 — the value is read in it",
        "      … capture: none is described in the record",
        "      ✓ reference: mediapart — Une rédaction — Titre mediapart (references.bib:1:1)",
        "      ≠ other source: près de 10\u202f500\u00a0caméra (aef, docs/records/aef.toml:7:1)",
        "  Not established:",
        "    – No capture of mediapart: its words are those that the record quotes.",
    ]


def test_a_contradicted_figure_shows_what_is_wrong_and_that_nothing_carries_it(
    result: Result, amounts: Amounts
) -> None:
    assert chain(result, amounts, 0) == [
        "  ✗ figure: contradicted",
        "  ✗ figure-contradicted: no cited fact is 10 840",
        "  Not established:",
        "    – No fact carries this figure.",
    ]


def test_a_waived_figure_gives_its_reason(result: Result, amounts: Amounts) -> None:
    assert chain(result, amounts, 2)[0] == "  ○ figure: waived (notre décompte)"


def test_a_quotation_without_the_value_breaks_the_chain(result: Result, amounts: Amounts) -> None:
    fact = result.dossier.facts["acquises"]
    fault = Finding(Code.FACT_UNREADABLE, Severity.ERROR, fact.span, "", msg("not there"), facts=("acquises",))
    lines = chain(dataclasses.replace(result, findings=(fault,)), amounts, 1)
    assert "      ✗ quotation: « 10600 caméras », § 9 — not there" in lines


def test_a_review_that_is_past_is_not_established(result: Result, amounts: Amounts) -> None:
    fact = result.dossier.facts["acquises"]
    code, said = Code.REVIEW_DUE, "    – to be read again"
    of_fact = Finding(code, Severity.WARNING, fact.span, "", msg("to be read again"), facts=("acquises",))
    of_record, of_other = replace(of_fact, facts=()), replace(of_fact, facts=("autre",))
    found = [
        chain(dataclasses.replace(result, findings=(finding,)), amounts, 1)
        for finding in (of_fact, of_record, of_other)
    ]
    assert [said in lines for lines in found] == [True, True, False]


def test_two_sources_that_report_one_body_are_one(result: Result, amounts: Amounts) -> None:
    records = result.dossier.records
    echo = replace(records[1].facts[0], quotation=replace(records[1].facts[0].quotation, according_to="le ministère"))
    dossier = replace(result.dossier, records=(records[0], replace(records[1], facts=(echo,))))
    assert "    – No second independent source for acquises." in chain(
        dataclasses.replace(result, dossier=dossier), amounts, 1
    )


def test_a_figure_verified_by_the_bibliography_has_no_quotation(result: Result, amounts: Amounts) -> None:
    verdict = replace(result.verdicts[0], outcome=Outcome.VERIFIED, by_reference=("aef", "inconnue"))
    lines = chain(dataclasses.replace(result, verdicts=(verdict,), findings=()), amounts, 0)
    assert lines[1:3] == [
        "  ✓ reference: aef — Une rédaction — Titre aef (references.bib:1:1)",
        "  ✗ reference: inconnue — not in the bibliography",
    ]
    assert lines[-1] == "    – The figure is that of the bibliography; no quotation carries it."


def test_a_capture_that_is_described_is_not_taken_for_read(result: Result, amounts: Amounts) -> None:
    capture = Capture("3f9a77c1" + "0" * 56, "0" * 64, "trafilatura 2.3", "text/html", datetime.date(2026, 11, 24))
    records = result.dossier.records
    dossier = replace(result.dossier, records=(replace(records[0], capture=capture), records[1]))
    lines = chain(dataclasses.replace(result, dossier=dossier), amounts, 1)
    assert "      … capture: stored on 2026-11-24, sha-256 3f9a 77c1: not on this machine" in lines
    assert "    – The capture of mediapart was not read again: its words are those of the record." in lines


def test_a_line_has_the_figures_that_stand_on_it(result: Result) -> None:
    assert [verdict.figure.text for verdict in verdicts_at(result, PAGE, 5)] == ["500 €", "~12 %"]
    assert verdicts_at(result, PAGE, 4) == ()


def test_a_formula_names_its_facts_with_or_without_spaces(result: Result) -> None:
    assert operands("2*(acquises - parc-aef)/prix + inconnu", result.dossier) == ["acquises", "parc-aef", "prix"]
