"""Derived facts and the arithmetic of the sources themselves, recomputed at each run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from etraces_cite.codes import Code, severity
from etraces_cite.french import format_number
from etraces_cite.locale import Message, msg
from etraces_cite.match.formula import Computed, FormulaError, Solver, unknown_fact
from etraces_cite.match.rounding import Amount, agree_with_result, precision
from etraces_cite.model import Check, Derived, Dossier, Fact, Finding, Quantity

__all__ = ["compute_all", "derived_values", "failed_checks", "formula_findings", "miscalculated"]


def compute_all(dossier: Dossier) -> tuple[dict[str, Computed], dict[str, Message]]:
    """Return the value of each derived fact, and the reason for those that have none."""
    solver = Solver(dossier)
    values: dict[str, Computed] = {}
    faults: dict[str, Message] = {}
    for derived in dossier.derived.values():
        try:
            values[derived.id] = solver.derived(derived)
        except FormulaError as error:
            faults[derived.id] = error.message
    return values, faults


def derived_values(dossier: Dossier) -> Mapping[str, Quantity]:
    """Return the value of each derived fact that can be computed."""
    values, _ = compute_all(dossier)
    return {name: Quantity(value.low, value.high, dossier.derived[name].unit) for name, value in values.items()}


def formula_findings(dossier: Dossier) -> Iterator[Finding]:
    """Report derived facts and checks that cannot be computed.

    Bad: formula = "ao2020-montant + cameras-commandees"
    Good: formula = "ao2020-montant / cameras-commandees"
    """
    _, faults = compute_all(dossier)
    for identifier, message in faults.items():
        yield _finding(Code.DERIVED_INVALID, dossier.derived[identifier], message)
    for record in dossier.records:
        for check in record.checks:
            try:
                Solver(dossier).formula(check.formula, ())
            except FormulaError as error:
                yield _finding(Code.DERIVED_INVALID, check, error.message)
            if check.states not in dossier.facts:
                yield _finding(Code.DERIVED_INVALID, check, unknown_fact(check.states, dossier))


def failed_checks(dossier: Dossier) -> Iterator[Finding]:
    """Report the sources whose own arithmetic is wrong.

    Bad: « 1 570 entités, soit 85,6 % des 1 849 »
    Good: « 1 570 entités, soit 84,9 % des 1 849 »
    """
    for check, stated, result in _failures(dossier):
        yield _check_finding(check, stated, result)


def miscalculated(dossier: Dossier) -> dict[str, Computed]:
    """Return what the source should have printed, for each fact that a check finds wrong, by its identifier."""
    return {stated.id: result for _, stated, result in _failures(dossier)}


def _failures(dossier: Dossier) -> Iterator[tuple[Check, Fact, Computed]]:
    for record in dossier.records:
        for check in record.checks:
            stated = dossier.facts.get(check.states)
            if stated is None or not isinstance(stated.value, Quantity):
                continue
            try:
                result = Solver(dossier).formula(check.formula, ())
            except FormulaError:
                continue  # formula_findings says so
            if not agree_with_result(_as_printed(stated), Amount(result.low, result.high)).holds:
                yield check, stated, result


def _as_printed(fact: Fact) -> Amount:
    assert isinstance(fact.value, Quantity)
    value = fact.value
    return Amount(value.low, value.high, fact.bound, min(precision(value.low), precision(value.high), Fraction(1)))


def _check_finding(check: Check, stated: Fact, result: Computed) -> Finding:
    assert isinstance(stated.value, Quantity)
    return _finding(
        Code.CHECK_FAILED, check,
        msg(
            "the source states {stated}, but its own figures give {result}",
            stated=format_number(stated.value.low), result=format_number(result.low, digits=2),
        ),
        facts=(stated.id, *sorted(result.facts)),
    )  # fmt: skip


def _finding(code: Code, at: Derived | Check, message: Message, facts: tuple[str, ...] = ()) -> Finding:
    return Finding(code, severity(code), at.span, at.id, message, facts=facts or (at.id,))
