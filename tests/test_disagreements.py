"""The disagreements of our sources: each is printed by a dossier as what it is, and the tool finds it in the records.

A disagreement is a fact about the sources: it is shown, never averaged away and never hidden. A page prints the figures of a
case where they are; the comparison of a measure, a check or a derived fact says what they amount to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from etraces_cite import config
from etraces_cite.check import derived_values, verify
from etraces_cite.french import format_number
from etraces_cite.match.derived import miscalculated
from etraces_cite.match.measures import Comparison, Consensus, comparisons
from etraces_cite.model import Dossier, Label, Outcome, Quantity, Result

ROOT = Path(__file__).parents[1]
DIFFER, ROUND, SAME, APART = Consensus.DISAGREEMENT, Consensus.ROUNDING, Consensus.AGREEMENT, Consensus.INCOMPARABLE


@dataclass(frozen=True)
class Case:
    """One case: the page that prints it, the facts it prints, and what the tool makes of them."""

    page: str
    printed: tuple[str, ...]
    measures: Mapping[str, tuple[Consensus, int]] = field(default_factory=dict)
    """For each measure, the verdict and the number of independent voices."""
    derived: Mapping[str, str] = field(default_factory=dict)
    """For each derived fact, its value in French, to two decimals."""
    right: tuple[str, ...] = ()
    """Checks of the sources' own arithmetic that hold."""
    wrong: tuple[str, ...] = ()
    """Facts that a check finds wrong."""
    question: tuple[str, ...] = ()
    """Facts and derived facts whose note declares an open question."""
    says: tuple[str, ...] = ()
    """Words by which the page tells it."""


CASES = {
    "1. cameras acquired since 2018": Case(
        "cameras-pietons",
        (
            "cameras-acquises", "cameras-acquises-police", "cameras-acquises-gendarmerie", "nextinpact-cameras-2018",
            "nextinpact-cameras-2018-gendarmerie", "nextinpact-cameras-2018-police", "aef-appareils-deployes",
            "lessor-cameras-2018", "cameras-hikvision-2017", "cameras-dotation-2021", "gendarmerie-ecart",
        ),
        {"cameras-acquises-depuis-2018": (DIFFER, 2), "marche2018-cameras": (ROUND, 2)},
        {"nextinpact-somme": "10 400", "gendarmerie-ecart": "4 880"},
        right=("cameras-acquises",),
    ),
    "2. how long the battery lasts": Case(
        "cameras-pietons",
        ("autonomie-hikvision", "lessor-autonomie-theorique", "lessor-autonomie-terrain", "darmanin-autonomie"),
        {"autonomie-camera-2018": (DIFFER, 3)},
    ),
    "3. the price of a camera": Case(
        "cameras-pietons",
        ("durain-prix-camera", "ao2020-montant", "cameras-commandees", "prix-camera-acquise", "prix-camera-2018"),
        {"ao2020-montant": (APART, 2), "ao2020-cameras": (APART, 2)},
        {"prix-camera-ao2020": "500", "prix-camera-acquise": "226,42", "prix-camera-2018": "240"},
        right=("durain-prix",),
        says=("font bien 500 euros",),
    ),
    "4. demonstrators on 28 November 2020": Case(
        "loi-securite-globale",
        (
            "manifestants-france-ministere", "manifestants-france-organisateurs", "manifestants-paris-ministere",
            "manifestants-paris-organisateurs", "manifestants-strasbourg-prefecture", "manifestants-strasbourg-medias",
        ),
        {
            "manifestants-france-2020-11-28": (DIFFER, 2),
            "manifestants-paris-2020-11-28": (DIFFER, 2),
            "manifestants-strasbourg-2020-11-28": (DIFFER, 2),
        },
        {"manifestants-france-ecart": "367 000"},
        says=("Plusieurs sites, une seule voix",),
    ),
    "5. votes cast, and voters": Case(
        "loi-securite-globale",
        ("vote-pour", "vote-contre", "vote-abstentions", "altermidi-exprimes", "vote-votants"),
        {"vote-pour": (SAME, 2), "vote-contre": (SAME, 2)},
        {"vote-exprimes-somme": "492", "vote-votants": "558"},
        right=("altermidi-exprimes",),
    ),
    "6. a percentage that is wrong": Case(
        "lobbying",
        ("fleurus-part-2020", "fleurus-declarants-2020", "fleurus-tenus-2020", "hatvp2020-depot", "depot-2020"),
        {"hatvp2020-depot": (DIFFER, 2), "hatvp2020-tenus": (SAME, 2)},
        {"depot-2020": "84,91"},
        right=("hatvp2020-depot",),
        wrong=("fleurus-part-2020",),
        says=("Elle est fausse",),
    ),
    "7. lobbying actions": Case(
        "lobbying",
        (
            "hatvp2020-activites", "politico-actions-2020", "hatvp2021-activites", "politico-actions-2021",
            "hatvp2020-activites-2019", "hatvp2019-actions", "politico-actions-2019",
        ),
        {"activites-2020": (DIFFER, 2), "activites-2021": (DIFFER, 2), "activites-2019": (ROUND, 3)},
    ),
    "8. the mean of 2020": Case(
        "lobbying",
        ("hatvp2020-moyenne", "moyenne-2020", "moyenne-2020-inscrits"),
        derived={"moyenne-2020": "6,87", "moyenne-2020-inscrits": "4,62", "declarants-2020": "1 570"},
        right=("hatvp2020-moyenne",),
    ),
    "9. a total that may count twice": Case(
        "cameras-pietons",
        ("lessor2022-deployees", "lessor2022-en-livraison", "lessor2022-a-distribuer", "lessor2022-total"),
        derived={"lessor2022-somme": "106 000", "lessor2022-deux-etapes": "53 000"},
        right=("lessor2022-total",),
        question=("lessor2022-total", "lessor2022-deux-etapes"),
        says=("Le double compte est une hypothèse, pas un fait",),
    ),
    "10. when the order was placed": Case(
        "cameras-pietons",
        ("ao2020-publication", "motorola-montant", "motorola-cameras"),
        says=("il y a ainsi deux réponses, et chacune est juste",),
    ),
    "11. how long images are kept": Case(
        "cameras-pietons",
        ("conservation-avant-2022", "conservation-depuis-2022"),
        {"conservation-images": (APART, 1)},
    ),
    "12. an article with two numbers": Case("loi-securite-globale", ("article-proposition", "article-loi")),
    "13. the trial in prisons": Case(
        "cameras-pietons",
        ("prison-ports", "prison-enregistrements", "prison-exploites", "prison-part-enregistrements", "prison-part-exploites"),
        derived={"prison-part-enregistrements": "3,98", "prison-part-exploites": "1,17"},
    ),
    "14. the mean of 2019": Case(
        "lobbying",
        ("hatvp2020-moyenne-2019", "moyenne-2019"),
        derived={"moyenne-2019": "8,24", "declarants-2019": "1 567"},
        question=("hatvp2020-moyenne-2019", "moyenne-2019"),
        says=("Nous posons la question, nous n’en faisons pas une faute",),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def result() -> Result:
    return verify(config.load(ROOT))


@pytest.fixture(scope="module")
def compared(result: Result) -> dict[str, Comparison]:
    return {comparison.measure.id: comparison for comparison in comparisons(result.dossier)}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_case_is_printed_and_found(case: Case, result: Result, compared: dict[str, Comparison]) -> None:
    dossier, path = result.dossier, f"docs/dossiers/{case.page}.md"
    verdicts = [verdict for verdict in result.verdicts if verdict.span.path == path]
    kept = {name for v in verdicts if v.outcome in (Outcome.VERIFIED, Outcome.ROUNDED) for name in v.facts}
    assert [name for name in case.printed if name not in kept] == []
    said = {name: (compared[name].consensus, len(compared[name].origins)) for name in case.measures}
    assert said == case.measures
    values = derived_values(dossier)
    assert {name: _in_french(values[name]) for name in case.derived} == case.derived
    checks = {check.id: check.states for record in dossier.records for check in record.checks}
    wrong = miscalculated(dossier)
    assert [name for name in case.right if checks[name] in wrong] == []
    assert [name for name in case.wrong if name not in wrong] == []
    assert [name for name in case.question if "uestion ouverte" not in (_note(dossier, name) or "")] == []
    source = " ".join((ROOT / path).read_text(encoding="utf-8").split())
    assert [words for words in case.says if words not in source] == []


def _in_french(value: Quantity) -> str:
    assert value.low == value.high
    return format_number(value.low, digits=2).replace("\u202f", " ").replace("\u00a0", " ").removesuffix(",00")


def _note(dossier: Dossier, name: str) -> str | None:
    return dossier.facts[name].note if name in dossier.facts else dossier.derived[name].note


def test_the_wrong_percentage_is_the_only_one_and_is_noted(result: Result) -> None:
    assert list(miscalculated(result.dossier)) == ["fleurus-part-2020"]
    found = [f for f in result.findings if f.code == "check-failed"]
    assert [(f.text, f.message.render("en")) for f in found] == [
        ("fleurus-part-2020", "the source states 85,6, but its own figures give 84,91")
    ]


def test_the_article_has_the_number_of_its_time(result: Result) -> None:
    facts = result.dossier.facts
    assert (facts["article-proposition"].value, facts["article-loi"].value) == (Label("21"), Label("45"))
