"""A project of any size that is all right: N pages of 5 kB, each 20 figures and 10 quotations, from N records of 10 facts.

Counts, money, shares, durations in words, dates and hedges stand in sections, lists and tables. The same number gives the same
bytes. Each page cites one record of its own; a tenth of the references of the bibliography is cited, as in an archive. With
captures, each source has a stored copy, and every quotation is searched in it.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from etraces_cite.evidence.store import Store

__all__ = ["Corpus", "write_corpus"]

REFERENCES = 10
"""Of each page."""
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
NARROW = "\u202f"
Amounts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Form:
    """One way of stating an amount: in the source, in its record, and in our own words; ``{}`` stands for the amount."""

    name: str
    quoted: str
    said: str
    unit: str
    draw: Callable[[random.Random], tuple[str, str]]
    """Draws an amount: as it is printed, and as the record writes it."""
    also: str = ""
    """What else the record says."""


def _count(chance: random.Random) -> tuple[str, str]:
    value = chance.randrange(1_000, 100_000)
    return f"{value:,}".replace(",", NARROW), f"value = {value}"


def _millions(chance: random.Random) -> tuple[str, str]:
    tenths = chance.randrange(21, 999)
    return f"{tenths // 10},{tenths % 10}", f"value = {tenths * 100_000}"


def _share(chance: random.Random) -> tuple[str, str]:
    value = chance.randrange(13, 97)
    return str(value), f"value = {value}"


def _months(chance: random.Random) -> tuple[str, str]:
    word, value = chance.choice((("six", 6), ("neuf", 9), ("douze", 12), ("dix-huit", 18), ("vingt-quatre", 24)))
    return word, f"value = {value}"


def _day(chance: random.Random) -> tuple[str, str]:
    month, day, year = chance.randrange(12), chance.randrange(2, 29), chance.randrange(2005, 2020)
    return f"{day} {MONTHS[month]} {year}", f'date = "{year}-{month + 1:02}-{day:02}"'


MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
FORMS = (
    Form("parc", "le parc compte {} caméras en service", "{} caméras", "caméras", _count),
    Form("effectif", "l’effectif réuni est de {} agents municipaux", "{} agents", "agents", _count),
    Form("marche", "le marché conclu vaut {} millions d’euros", "{} millions d’euros", "EUR", _millions),
    Form("accord", "{} % des agents interrogés approuvent", "{} % des agents", "%", _share),
    Form(
        "plaintes",
        "près de {} plaintes ont été déposées",
        "près de {} plaintes",
        "plaintes",
        _count,
        'hedge = "près de"',
    ),
    Form("duree", "les images restent {} mois sur les serveurs", "une conservation de {} mois", "mois", _months),
    Form("signature", "le contrat a été signé le {} à la mairie", "un contrat daté du {}", "", _day),
    Form("registre", "le registre tient {} signatures de riverains", "{} signatures", "signatures", _count),
    Form("public", "la mesure touche {} millions d’habitants", "{} millions d’habitants", "habitants", _millions),
    Form("flotte", "la flotte réunit {} véhicules de service", "{} véhicules", "véhicules", _count),
)


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
        amounts = [form.draw(chance) for form in FORMS]
        text = _source(amounts)
        texts.append(text.encode())
        record = "".join(_record(key, number, amounts, texts[-1] if captures else None))
        (folder / "docs" / "records" / f"{key}.toml").write_text(record, encoding="utf-8")
        page = "\n\n".join(_page(key, number, amounts, chance)) + "\n"
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


def _source(amounts: Amounts) -> str:
    return "\n".join(
        f"{FILLER[index]} Au total, {form.quoted.format(printed)}, selon la mairie."
        for index, (form, (printed, _)) in enumerate(zip(FORMS, amounts, strict=True))
    )


def _record(key: str, number: int, amounts: Amounts, stored: bytes | None) -> Iterator[str]:
    yield f'reference = "{key}"\n'
    if stored is not None:
        digest = hashlib.sha256(stored).hexdigest()
        yield f'\n[capture]\nsha256 = "{digest}"\ntext-sha256 = "{digest}"\nextractor = "plain 1"\n'
        yield 'media-type = "text/plain"\ncaptured = 2026-11-24\n'
    for index, (form, (printed, written)) in enumerate(zip(FORMS, amounts, strict=True)):
        yield f'\n[facts.{form.name}-{number}]\nlabel = "{form.said.format("…")}, {form.name}"\n{written}\n'
        yield f'unit = "{form.unit}"\n' if form.unit else ""
        yield f"{form.also}\n" if form.also else ""
        yield f'quotation = "{form.quoted.format(printed)}"\nlocator = "§ {index + 1}"\nas-of = "2021"\n'


def _page(key: str, number: int, amounts: Amounts, chance: random.Random) -> Iterator[str]:
    """Yield the blocks of a page: front matter, sections of prose, a list and a table, links and emphasis."""
    fillers = iter([filler for _ in range(4) for filler in chance.sample(FILLER, len(FILLER))])
    quoted = [f"« {form.quoted.format(printed)} »" for form, (printed, _) in zip(FORMS, amounts, strict=True)]
    said = [form.said.format(printed) for form, (printed, _) in zip(FORMS, amounts, strict=True)]
    chance.shuffle(said)
    cite = f"{{cite:p}}`{key}`"
    yield f"---\ndate: 2021-{number % 12 + 1:02}-{number % 28 + 1:02}\ntags: [caméras, vidéosurveillance]\n---"
    yield "# Enquête sur les *caméras* de la ville"
    for place, words in enumerate(quoted):
        if place % 4 == 0:
            yield f"## {next(fillers).partition(',')[0].rstrip('.')}"
        yield f"{next(fillers)} **La Gazette** relève que {words} {cite}. {next(fillers)}"
        if place < 4:
            yield f"Le même article recense\n{said[place]} {cite}. Voir [la suite](https://gazette.example/{place}). {next(fillers)}"
    yield f"{next(fillers)} En bref {cite} :"
    yield "\n".join(f"- *{one}* ;" for one in said[4:7])
    rows = [f"| {next(fillers).partition(',')[0]} | {one} {cite} |" for one in said[7:]]
    yield "\n".join(["| Sujet | Relevé |", "|---|---|", *rows])
