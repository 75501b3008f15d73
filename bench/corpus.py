"""A project of any size that is all right: N pages of 5 kB, each 20 figures and 10 quotations, from N records of 10 facts.

The same number gives the same bytes. Each page cites one record of its own; a tenth of the references of the bibliography is cited,
as in an archive. With captures, each source has a stored copy, and every quotation is searched in it.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from etraces_cite.evidence.store import Store

__all__ = ["Corpus", "write_corpus"]

FACTS, REFERENCES = 10, 10
"""Of each page."""
COUNTED = (
    "caméras", "véhicules", "agents", "plaintes", "communes", "réunions", "signatures", "bureaux", "écoles", "navires",
)  # fmt: skip
FILLER = (
    "Le conseil municipal a longuement débattu de la question, sans parvenir à un accord entre les groupes politiques.",
    "Les habitants du quartier, interrogés par la presse locale, disent attendre une réponse claire de la préfecture.",
    "La commission d’enquête rappelle que la loi laisse aux collectivités une large liberté d’organisation en la matière.",
    "Plusieurs associations ont demandé la publication des documents, que l’administration n’avait pas communiqués.",
    "Le rapporteur souligne l’absence d’évaluation indépendante, et propose de confier ce travail à une autorité extérieure.",
    "Selon les syndicats, la mesure ne répond pas aux difficultés que rencontrent les services dans leur travail quotidien.",
    "L’avocat de la famille estime que les images, si elles existent, doivent être versées sans délai au dossier.",
    "Dans sa réponse écrite, la ministre assure que les crédits nécessaires seront inscrits au prochain budget de l’État.",
    "Le texte, adopté en séance publique après une nuit de discussion, doit maintenant être examiné par le Sénat.",
    "La direction générale n’a pas souhaité commenter ces chiffres, qui figurent pourtant dans son propre bilan annuel.",
    "Un collectif de chercheurs y voit *la preuve* d’une politique conduite au hasard, sans méthode ni calendrier.",
    "Le tribunal administratif, saisi en référé, a rejeté la demande sans se prononcer sur le fond de l’affaire.",
)
TOPICS = ("parc", "effectif", "bilan", "budget", "registre", "réseau", "contrat", "dossier", "programme", "service")
NARROW = "\u202f"


@dataclass(frozen=True)
class Corpus:
    """A project that was written: its folder, and how much text its pages are."""

    folder: Path
    pages: int
    megabytes: float


def write_corpus(folder: Path, pages: int, *, captures: bool = False) -> Corpus:
    """Write a project of so many pages into an empty folder."""
    (folder / "docs" / "records").mkdir(parents=True)
    (folder / "pyproject.toml").write_text("[tool.etraces-cite]\n", encoding="utf-8")
    keys = [f"gazette-{number:06}" for number in range(pages * REFERENCES)]
    bibliography = "\n".join(_entry(key, number) for number, key in enumerate(keys))
    (folder / "references.bib").write_text(bibliography, encoding="utf-8")
    cited = keys[::REFERENCES]
    texts: list[bytes] = []
    size = 0
    for number, key in enumerate(cited):
        chance = random.Random(number)
        values = [chance.randrange(1_000, 100_000) for _ in range(FACTS)]
        text = _source(values)
        texts.append(text.encode())
        record = "".join(_record(key, number, values, texts[-1] if captures else None))
        (folder / "docs" / "records" / f"{key}.toml").write_text(record, encoding="utf-8")
        page = "\n\n".join(_page(key, number, values, chance)) + "\n"
        (folder / "docs" / f"page-{number:06}.md").write_text(page, encoding="utf-8")
        size += len(page.encode())
    if captures:
        with Store(folder / "captures").writing() as writer:
            for data in texts:
                writer.put(data)
    return Corpus(folder, pages, size / 1e6)


def _entry(key: str, number: int) -> str:
    day, month = number % 28 + 1, number % 12 + 1
    return (
        f"@online{{{key},\n  author = {{Martin, Jeanne and {{La Gazette}}}},\n  title = {{Ce que dit le registre, volume {number}}},\n"
        f"  journaltitle = {{La Gazette}},\n  date = {{2021-{month:02}-{day:02}}},\n"
        f"  url = {{https://gazette.example/articles/{number}}},\n  urldate = {{2026-11-24}},\n  langid = {{french}},\n}}\n"
    )


def _written(value: int) -> str:
    return f"{value:,}".replace(",", NARROW)


def _quotation(value: int, index: int) -> str:
    return f"le {TOPICS[index]} compte {_written(value)} {COUNTED[index]} en service"


def _source(values: Sequence[int]) -> str:
    sentences = (
        f"{FILLER[(index + value) % len(FILLER)]} Au total, {_quotation(value, index)} dans la ville."
        for index, value in enumerate(values)
    )
    return "\n".join(sentences)


def _record(key: str, number: int, values: Sequence[int], stored: bytes | None) -> Iterator[str]:
    yield f'reference = "{key}"\n'
    if stored is not None:
        digest = hashlib.sha256(stored).hexdigest()
        yield f'\n[capture]\nsha256 = "{digest}"\ntext-sha256 = "{digest}"\nextractor = "plain 1"\n'
        yield 'media-type = "text/plain"\ncaptured = 2026-11-24\n'
    for index, value in enumerate(values):
        yield f'\n[facts.{TOPICS[index].replace("é", "e")}-{number}]\nlabel = "{COUNTED[index].capitalize()} du {TOPICS[index]}"\n'
        yield f'value = {value}\nunit = "{COUNTED[index]}"\nquotation = "{_quotation(value, index)}"\n'
        yield f'locator = "§ {index + 1}"\nas-of = "2021"\n'
    for index, value in enumerate(values):
        yield f'\n[quotations.mots-{number}-{index}]\nexact = "{_quotation(value, index)}"\n'


def _page(key: str, number: int, values: Sequence[int], chance: random.Random) -> Iterator[str]:
    yield f"# Enquête sur {COUNTED[number % FACTS]} et {COUNTED[(number + 1) % FACTS]}"
    for index, value in enumerate(values):
        other = (index + 3) % FACTS
        filler = chance.sample(FILLER, 3)
        yield (
            f"{filler[0]} La Gazette relève que « {_quotation(value, index)} » {{cite:p}}`{key}`. {filler[1]} Le même article recense\n"
            f"{_written(values[other])} {COUNTED[other]}. {filler[2]}"
        )
