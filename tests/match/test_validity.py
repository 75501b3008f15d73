"""A value that held until a day says nothing of a later one: images kept six months until 25 January 2022, one month since."""

import functools
from pathlib import Path

import msgspec
import pytest

from etraces_cite import config
from etraces_cite.check import check_page, load_dossier
from etraces_cite.codes import Severity
from etraces_cite.match.claims import Claims
from etraces_cite.model import Dossier
from etraces_cite.parse.prose import parse_text

ROOT = Path(__file__).parents[2]
KEY = "senat-amendement-retention-2022"


@functools.cache
def claims() -> Claims:
    dossier, _, _ = load_dossier(config.load(ROOT))
    only = tuple(record for record in dossier.records if record.reference == KEY)
    return Claims(msgspec.structs.replace(dossier, records=only, derived={}))


def errors(prose: str) -> list[str]:
    page = parse_text(f"{prose} {{cite:p}}`{KEY}`.", "page.md", root=ROOT)
    found = [finding for _, findings in check_page(page, claims()) for finding in findings]
    return [f"{f.code.value}: {f.text}" for f in found if f.severity is Severity.ERROR]


def test_the_record_is_the_one_meant() -> None:
    dossier: Dossier = claims().dossier
    assert {"conservation-avant-2022", "conservation-depuis-2022"} <= dossier.facts.keys()


@pytest.mark.parametrize(
    "prose",
    [
        "Jusqu’au 25 janvier 2022, les images étaient conservées six mois ; depuis le 26 janvier 2022, elles le sont un mois",
        "Les images étaient conservées six mois jusqu’au 25 janvier 2022, un mois depuis",
        "Avant le 26 janvier 2022, la durée de conservation était de six mois",
        "Depuis le 26 janvier 2022, la durée de conservation des images est d’un mois",
        "À compter du 26 janvier 2022, les images ne sont plus gardées qu’un mois",
        "En 2021, les images étaient conservées six mois",
        "En mars 2020, la durée était encore de six mois",
        "En 2023, les images sont conservées un mois",
        "Les images sont aujourd’hui conservées un mois",
        "Les images sont conservées un mois",
        "De six mois en 2021, la durée de conservation est passée à un mois en 2022",
        "La durée, de six mois jusqu’au 25 janvier 2022, est d’un mois depuis le 26 janvier 2022",
    ],
)
def test_true_in_its_time(prose: str) -> None:
    assert errors(prose) == []


@pytest.mark.parametrize(
    "prose",
    [
        "Depuis le 26 janvier 2022, les images sont conservées six mois",
        "Jusqu’au 25 janvier 2022, les images étaient conservées un mois",
        "Les images sont conservées six mois",
        "Les images sont aujourd’hui conservées six mois",
        "En 2023, les images sont conservées six mois",
        "En mars 2022, la durée de conservation est de six mois",
        "En 2021, les images étaient conservées un mois",
        "Avant le 26 janvier 2022, la durée de conservation était d’un mois",
        "À compter du 26 janvier 2022, les images sont gardées six mois",
        "Jusqu’au 25 janvier 2023, les images étaient conservées six mois",
        "Depuis le 26 février 2022, les images sont conservées un mois",
        "D’un mois en 2021, la durée de conservation est passée à six mois en 2023",
        "Jusqu’au 25 janvier 2022, les images étaient conservées un mois ; depuis le 26 janvier 2022, elles le sont six mois",
    ],
)
def test_false_in_another(prose: str) -> None:
    assert errors(prose) != []
