"""Who and when a sentence names: on the records of the dossiers, where each of these once passed or was once refused."""

import functools
from pathlib import Path

import pytest

from etraces_cite import config
from etraces_cite.check import check_page, load_dossier
from etraces_cite.codes import Severity
from etraces_cite.match import words
from etraces_cite.match.claims import Claims
from etraces_cite.parse.prose import parse_text

ROOT = Path(__file__).parents[2]


@functools.cache
def claims() -> Claims:
    dossier, _, _ = load_dossier(config.load(ROOT))
    return Claims(dossier)


def errors(prose: str) -> list[str]:
    page = parse_text(prose, "page.md", root=ROOT)
    found = [finding for _, findings in check_page(page, claims()) for finding in findings]
    return [f"{f.code.value}: {f.text}" for f in found if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("prose", "said"),
    [
        ("L’Essor donne quinze à vingt minutes par batterie {cite:p}`lessor-2020-retours`.", []),
        (
            "La gendarmerie a obtenu quinze à vingt minutes par batterie {cite:p}`lessor-2020-retours`.",
            ["attribution-missing: quinze à vingt minutes"],
        ),
        ("L’appel d’offres demande 30 000 caméras-piétons {cite:p}`mediapart-2020-12-14,franceinfo-2021-05-06`.", []),
        (
            "On parle de 30 000 caméras-piétons {cite:p}`mediapart-2020-12-14,franceinfo-2021-05-06`.",
            ["figure-ambiguous: 30 000 caméras-piétons"],
        ),
        (
            "Elle passe à 50 % pour 2020, puis à 50 % pour 2021 {cite:p}`hatvp-bilan-2020,hatvp-bilan-2021`.",
            ["figure-repeated: 50 %"],
        ),
        (
            """En juin 2021, Franceinfo recense 10 400 caméras en dotation {cite:p}`franceinfo-2021-05-06`.
            Mediapart attendait la livraison en juin 2021 {cite:p}`mediapart-2020-12-14`.""",
            ["date-contradicted: juin 2021"],
        ),
    ],
)
def test_a_sentence_is_read_for_what_it_names(prose: str, said: list[str]) -> None:
    assert errors(prose) == said


def test_a_common_noun_names_no_source() -> None:
    speakers = words.names(("organisateurs",), ["L’Essor de la gendarmerie nationale", "le quotidien"])
    assert words.mentions("Selon L’Essor", speakers)
    assert words.mentions("selon les organisateurs", speakers)
    assert words.mentions("écrit le quotidien", speakers)
    assert not words.mentions("la gendarmerie nationale", speakers)
