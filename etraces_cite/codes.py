"""The kinds of finding: one member and one docstring each. The reference page of the guide is generated from this file.

A docstring says what is wrong, shows a ``Bad`` and a ``Good``, and ends with what to do (``Fix``).
"""

from __future__ import annotations

import ast
import enum
import functools
import inspect
from collections.abc import Mapping

__all__ = ["Code", "Severity", "docstrings", "severity"]


class Severity(enum.StrEnum):
    """How much a finding weighs; only an error changes the exit status."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(enum.StrEnum):
    """One member per kind of finding; the value is the code that reports print."""

    FIGURE_CONTRADICTED = "figure-contradicted"
    """A figure differs from every fact of the sources that its block cites.

    Bad: Le ministère a acquis 10 840 caméras {cite:p}`mediapart-2020-12-14`.
    Good: Le ministère a acquis 10 480 caméras {cite:p}`mediapart-2020-12-14`.
    Fix: copy the value of the fact, or write a hedge that it supports.
    """

    FIGURE_UNSOURCED = "figure-unsourced"
    """A figure stands in a block that cites no source, or whose sources have no record.

    Bad: Le ministère a commandé 30 000 caméras-piétons.
    Good: Le ministère a commandé 30 000 caméras-piétons {cite:p}`mediapart-2020-12-14`.
    Fix: cite the source in the block, name default sources in the front matter, or waive the figure with a reason.
    """

    FIGURE_AMBIGUOUS = "figure-ambiguous"
    """Several facts that differ in meaning fit the figure equally well.

    Bad: Le taux atteint 90 % {cite:p}`hatvp-bilan-2019,hatvp-bilan-2021`.
    Good: Le taux atteint {fact}`90 % <depot-2019>`.
    Fix: name the measure or the source in the sentence, or use the ``fact`` role.
    """

    FIGURE_REPEATED = "figure-repeated"
    """Two figures of a block claim the same fact while a like fact of its sources stays unused.

    Bad: 89 % des Français y sont favorables et 89 % les jugent utiles (facts: 89 % and 88 %).
    Good: 89 % des Français y sont favorables et 88 % les jugent utiles.
    Fix: check which of the two is the other fact.
    """

    FIGURE_NOTE = "figure-note"
    """A figure that the rules exempt, and that no fact meets: a small count in words, an ordinal, a relative span.

    Bad: (nothing: it is shown with ``--notes``, and its severity can be raised)
    Good: trois questions, première lecture, quinze jours après.
    Fix: nothing, or cite a source that has the fact.
    """

    UNIT_MISMATCH = "unit-mismatch"
    """The value is that of a cited fact, but not its unit or what it counts.

    Bad: un marché de 15 millions de dollars (fact: 15 millions d’euros).
    Good: un marché de 15 millions d’euros.
    Fix: write the unit of the fact.
    """

    HEDGE_MISSING = "hedge-missing"
    """A bare figure stands for a fact that the source itself hedges.

    Bad: 10 500 appareils ont été déployés (source: « près de 10 500 appareils »).
    Good: Près de 10 500 appareils ont été déployés.
    Fix: keep the hedge of the source.
    """

    HEDGE_CONTRADICTED = "hedge-contradicted"
    """The hedge claims what the fact, or the hedge of its source, denies.

    Bad: plus de 8 500 actions (source: « moins de 8 500 »).
    Good: moins de 8 500 actions.
    Fix: keep the hedge of the source.
    """

    DATE_CONTRADICTED = "date-contradicted"
    """A date differs from the one that the fact of its sentence is about, or lies outside the time it holds for.

    Bad: En 2019, 10 780 activités ont été déclarées (fact: 2020).
    Good: En 2020, 10 780 activités ont été déclarées.
    Fix: write the date of the fact, or the figure of that date.
    """

    ATTRIBUTION_MISSING = "attribution-missing"
    """Sources disagree on what is measured, and the prose prints one value without naming who says so.

    Bad: 133 000 personnes ont manifesté.
    Good: Selon le ministère de l’Intérieur, 133 000 personnes ont manifesté.
    Fix: name in the sentence who states the figure.
    """

    FACT_UNKNOWN = "fact-unknown"
    """A ``fact`` role names no fact and no derived fact.

    Bad: {fact}`cameras-commandes`
    Good: {fact}`cameras-commandees`
    Fix: write an identifier that ``etraces-cite facts`` lists.
    """

    FACT_DIFFERS = "fact-differs"
    """The text of a ``fact`` role does not say what the fact says.

    Bad: {fact}`trois mille caméras <cameras-commandees>` (fact: 30 000)
    Good: {fact}`trente mille caméras <cameras-commandees>`
    Fix: correct the text or the identifier.
    """

    WAIVER_EMPTY = "waiver-empty"
    """An ``unsourced`` role gives no reason, or waives no figure.

    Bad: {unsourced}`une dizaine de membres`
    Good: {unsourced}`une dizaine de membres <décompte fait par la rédaction le 3 mai>`
    Fix: write the reason between angle brackets; it is published.
    """

    CITATION_UNKNOWN = "citation-unknown"
    """A cited key is not in the bibliography.

    Bad: {cite:p}`mediapart-2020-12-41`
    Good: {cite:p}`mediapart-2020-12-14`
    Fix: correct the key, or add the entry to the bibliography.
    """

    RECORD_MISSING = "record-missing"
    """A cited source has no record, so none of its figures can be checked.

    Bad: … {cite:p}`loi-2021-646`, without docs/records/loi-2021-646.toml.
    Good: the same, with a record.
    Fix: write the record; this is a note where the block prints no figure.
    """

    RECORD_SCHEMA = "record-schema"
    """A record has an unknown key, a value of the wrong type, a missing key or a bad date.

    Bad: valeur = 30000
    Good: value = 30000
    Fix: follow the record format of the guide.
    """

    RECORD_REFERENCE = "record-reference"
    """A record is about a source that is not in the bibliography.

    Bad: reference = "mediapart-2020"
    Good: reference = "mediapart-2020-12-14"
    Fix: correct the key, or add the entry to the bibliography.
    """

    FACT_DUPLICATE = "fact-duplicate"
    """Two facts of the dossier have the same identifier.

    Bad: [facts.cameras] in two records.
    Good: [facts.cameras-2018] and [facts.cameras-2020].
    Fix: rename one; identifiers are unique across the dossier.
    """

    FACT_UNREADABLE = "fact-unreadable"
    """The value of a fact cannot be read in its own quotation.

    Bad: value = 400, quotation = "10 400 caméras"
    Good: value = 10400, quotation = "10 400 caméras"
    Fix: correct the value, or quote the words that carry it.
    """

    QUOTATION_LONG = "quotation-long"
    """A quotation of a record is longer than fifteen words: the right of short quotation is not a copy of the source.

    Bad: quotation = "…" (a whole sentence)
    Good: quotation = "10 400 caméras"
    Fix: keep the few words that carry the figure.
    """

    QUOTATION_MISSING = "quotation-missing"
    """The words that a record quotes are not in the stored copy of its source.

    Bad: quotation = "10 840 caméras" (source: « 10 480 caméras »)
    Good: quotation = "10 480 caméras"
    Fix: quote the source to the letter; the nearest passage is shown.
    """

    QUOTATION_AMBIGUOUS = "quotation-ambiguous"
    """The words that a record quotes are in its source more than once, or not where the prefix and the suffix say.

    Bad: quotation = "en 2018" (said twice)
    Good: quotation = { exact = "en 2018", suffix = ", à la suite" }
    Fix: give the words just before or just after.
    """

    CAPTURE_CORRUPT = "capture-corrupt"
    """A stored copy is not what its digest says: a byte of it has changed.

    Bad: a file of the captures that an editor has saved again.
    Good: the file as it was received.
    Fix: delete the file that is named, then add or import the capture again.
    """

    CAPTURE_DRIFTED = "capture-drifted"
    """The bytes of a source are stored here, but not the text that its record describes.

    Bad: text-sha256 edited by hand, or a text that was never imported.
    Good: both digests of the record under their names in the store.
    Fix: ``etraces-cite capture check`` says what has changed; ``capture add`` stores the text again.
    """

    CAPTURE_ABSENT = "capture-absent"
    """No copy of a source is on this machine, so that its quotations go unchecked (only with ``--require-captures``).

    Bad: a record without [capture], or whose capture was not imported.
    Good: a capture that ``etraces-cite capture status`` finds whole.
    Fix: add the source, or import the set of somebody who has it.
    """

    PROSE_QUOTATION_MISSING = "prose-quotation-missing"
    """Words between « » are in no source that their block cites.

    Bad: « le marché des caméras explose » (source: « le marché de caméras-piétons explose »)
    Good: « le marché de caméras-piétons explose »
    Fix: quote to the letter, mark what you leave out with […] and what you put in with [ ], or cite the source.
    """

    PROSE_QUOTATION_LONG = "prose-quotation-long"
    """More than fifteen words of a source between « »: French law allows short quotations (CPI, art. L. 122-5, 3°).

    Bad: a whole paragraph of an article between « ».
    Good: its few telling words, the rest told in your own. Statutes and judgments may be quoted at length.
    Fix: shorten the quotation, or tell what it says.
    """

    MEASURE_UNKNOWN = "measure-unknown"
    """A fact names a measure that measures.toml does not describe.

    Bad: measure = "manifestants-pari"
    Good: measure = "manifestants-paris"
    Fix: correct the identifier, or describe the measure.
    """

    RECORD_LINK = "record-link"
    """A shared file of the records (actors.toml, questions.toml) names a fact, a source or an actor that is not there.

    Bad: backed-by = ["rencontre-veau"]
    Good: backed-by = ["rencontre-veaux"]
    Fix: write an identifier that ``etraces-cite facts`` lists, a key of the bibliography, or an actor of the file.
    """

    DERIVED_INVALID = "derived-invalid"
    """The formula of a derived fact or of a check cannot be computed: syntax, unknown fact, cycle, division by zero or units.

    Bad: formula = "ao2020-montant + cameras-commandees" (euros and cameras)
    Good: formula = "ao2020-montant / cameras-commandees"
    Fix: correct the formula or the unit.
    """

    CHECK_FAILED = "check-failed"
    """The arithmetic that a source does itself is wrong: its own figures do not give the result that it prints.

    Bad: « 1 570 entités, soit 85,6 % des 1 849 » (1 570 / 1 849 = 84,9 %)
    Good: a source that computes right.
    Fix: nothing in the record; say in the prose, where the figure is used, that the source is wrong.
    """

    SOURCE_MISCALCULATES = "source-miscalculates"
    """A figure is one that a check of the record finds wrong, and its block does not print what the source should have.

    Bad: Selon Fleurus, 85,6 % des entités ont déclaré (a check gives 84,9 %).
    Good: Fleurus imprime 85,6 % ; ses propres nombres donnent 84,9 %.
    Fix: print the right value in the same block, beside the wrong one; the reader then sees that the source errs.
    """

    REVIEW_DUE = "review-due"
    """The day by which a fact or a record was to be read again (``review-by``) is past.

    Bad: review-by = 2024-01-01, and nobody has looked since.
    Good: review-by = 2030-01-01, set anew after the source was read again.
    Fix: read the source again, correct what has changed, and move the day. SOURCE_DATE_EPOCH says what day it is, where it is set.
    """

    BIBLIOGRAPHY_SYNTAX = "bibliography-syntax"
    """An entry of the bibliography cannot be read.

    Bad: title = {Décision
    Good: title = {Décision},
    Fix: close the brace, the quotation mark or the entry.
    """

    BIBLIOGRAPHY_DUPLICATE = "bibliography-duplicate"
    """Two entries of the bibliography have the same key.

    Bad: @online{aef, …} twice
    Good: @online{aef-2020, …} and @online{aef-2021, …}
    Fix: rename one of them.
    """

    BIBLIOGRAPHY_FIELD = "bibliography-field"
    """A field of an entry cannot be used: a date that is not EDTF, or a tracking parameter in an address.

    Bad: date = {24 novembre 2020}
    Good: date = {2020-11-24}
    Fix: write the field in the form that the guide gives.
    """

    PROSE_UNREAD = "prose-unread"
    """A part of a page cannot be read by the checker, so its figures would go unchecked.

    Bad: {{ nombre }} caméras, with a figure in the substitution.
    Good: 10 400 caméras.
    Fix: write the text in the page, or include a file that exists.
    """


SEVERITIES: Mapping[Code, Severity] = {
    Code.FIGURE_NOTE: Severity.NOTE,
    Code.RECORD_MISSING: Severity.NOTE,
    Code.CHECK_FAILED: Severity.NOTE,
    Code.SOURCE_MISCALCULATES: Severity.NOTE,
    Code.REVIEW_DUE: Severity.WARNING,
}


def severity(code: Code) -> Severity:
    """Return the severity of ``code`` where the configuration does not set one."""
    return SEVERITIES.get(code, Severity.ERROR)


@functools.cache
def docstrings() -> Mapping[Code, str]:
    """Return the docstring written under each member (Python keeps none for enum members)."""
    (tree,) = ast.parse(inspect.getsource(Code)).body
    assert isinstance(tree, ast.ClassDef)
    found: dict[Code, str] = {}
    for member, text in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(member, ast.Assign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            found[Code(ast.literal_eval(member.value))] = inspect.cleandoc(str(text.value.value))
    return found
