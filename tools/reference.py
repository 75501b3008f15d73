"""Keep three reference pages of the guide equal to the code: the commands, the options, the keys of the records.

``python tools/reference.py`` writes them in French; ``--check`` changes nothing, lists the pages that lag behind, and exits with 1
where there is one. The codes have a directive of their own (``code-list``).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from etraces_cite.cli.arguments import parser
from etraces_cite.config import TABLE, option_docs
from etraces_cite.french import typeset
from etraces_cite.locale import translate, use_language
from etraces_cite.parse.actors import ACTOR, TIE
from etraces_cite.parse.facts import FACT, SELECTOR
from etraces_cite.parse.questions import QUESTION
from etraces_cite.parse.records import CAPTURE, CHECK, DERIVED_FACT, MEASURE, QUOTATION, RECORD
from etraces_cite.parse.schema import Keys
from etraces_cite.sphinx_ext.options import OPTIONS

FOLDER = Path(__file__).parent.parent / "docs" / "guide"
NAME = "etraces-cite"
FRONT = '---\nunchecked: "page de référence, tirée du programme : ses chiffres sont des exemples"\n---\n\n'

KINDS = {
    "text": "texte", "texts": "liste de textes", "amount": "nombre", "edtf": "date (EDTF)", "day": "jour",
    "digest": "SHA-256", "table": "table", "unit": "unité", "_hedge": "réserve", "_kind": "sorte d’acteur",
}  # fmt: skip
"""The function that reads a value, and what a writer calls such a value."""

FILES: dict[str, tuple[str, dict[str, Keys]]] = {
    "`docs/records/CLÉ.toml`, la fiche d’une source": (
        "Une fiche par source, du nom de sa clé.",
        {
            "": RECORD,
            "[facts.IDENTIFIANT]": FACT,
            "quotation, en table": SELECTOR,
            "[quotations.IDENTIFIANT]": QUOTATION,
            "[checks.IDENTIFIANT]": CHECK,
            "[capture]": CAPTURE,
        },
    ),
    "`docs/records/measures.toml`, les mesures": (
        "Ce que plusieurs sources mesurent.", {"[measures.IDENTIFIANT]": MEASURE},
    ),
    "`docs/records/derived.toml`, les faits calculés": (
        "Des formules sur des faits, recalculées à chaque contrôle.", {"[derived.IDENTIFIANT]": DERIVED_FACT},
    ),
    "`docs/records/questions.toml`, les questions ouvertes": (
        "Ce que les sources ne permettent pas de trancher.", {"[questions.IDENTIFIANT]": QUESTION},
    ),
    "`docs/records/actors.toml`, les acteurs": (
        "Des personnes et des organisations, et ce que les sources disent de leurs liens.",
        {"[actors.IDENTIFIANT]": ACTOR, "[ties.IDENTIFIANT]": TIE},
    ),
}  # fmt: skip


def commands() -> Iterator[str]:
    """Yield the lines of the page of the commands."""
    yield "# Les commandes\n"
    yield (
        "Le code de sortie est 0 sans erreur, 1 quand un chiffre ou une fiche est en faute, 2 quand rien n’a pu être contrôlé. "
        "Les messages sont en français si la langue du système l’est ; le JSON n’est jamais traduit.\n"
    )
    whole = parser(NAME)
    yield from _options(whole)
    yield from _subcommands(whole, NAME, "##")


def _subcommands(command: argparse.ArgumentParser, name: str, heading: str) -> Iterator[str]:
    for action in command._actions:  # noqa: SLF001 -- argparse has no public way to walk a parser
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for inner, sub in action.choices.items():
                yield f"{heading} `{name} {inner}`\n"
                yield f"{_sentence(sub.description or '')}\n"
                yield from _options(sub)
                yield from _subcommands(sub, f"{name} {inner}", f"{heading}#")


def _options(command: argparse.ArgumentParser) -> Iterator[str]:
    listed = [
        action
        for action in command._actions  # noqa: SLF001
        if not isinstance(action, argparse._SubParsersAction | argparse._HelpAction)  # noqa: SLF001
        and not (action.dest == "root" and command.prog != NAME)  # said once
    ]
    for action in listed:
        names = ", ".join(f"`{name}`" for name in action.option_strings) or f"`{action.metavar or action.dest}`"
        choices = f" ({', '.join(f'`{choice}`' for choice in action.choices)})" if action.choices else ""
        yield f"{names}{choices}\n: {_sentence(action.help or '')}\n"


def options() -> Iterator[str]:
    """Yield the lines of the page of the options."""
    yield "# Les options\n"
    yield (
        f"Elles se règlent dans `pyproject.toml`, sous `[tool.{TABLE}]`. Aucune n’est nécessaire : un dossier rangé comme ici n’en a pas besoin.\n"
    )
    for name, default, doc in option_docs():
        yield _option(name, _default(default), translate(doc))
    yield "## Dans `conf.py`\n"
    yield "Celles du site se règlent dans `conf.py`.\n"
    for option in OPTIONS:
        default = "rien" if option.default in ({}, None) else _default(option.default)
        yield _option(f"etraces_cite_{option.name}", default, translate(option.doc))


def _option(name: str, default: str, doc: str) -> str:
    said = "" if "défaut" in doc else f" Par défaut\u00a0: {default}."
    return f"`{name}`\n: {doc}{said}\n"


def _default(value: object) -> str:
    match value:
        case "" | () | None:
            return "rien"
        case str():
            return f"`{value}`"
        case bool():
            return "oui" if value else "non"
        case tuple() | list():
            return ", ".join(f"`{item}`" for item in value)
        case dict():
            return "la gravité propre à chaque code"
        case _:
            return f"`{value}`"


def records() -> Iterator[str]:
    """Yield the lines of the page of the records."""
    yield "# Les fiches, clé par clé\n"
    yield "Une faute dans une fiche est montrée à sa ligne, et une faute de frappe dans un nom propose le plus proche.\n"
    for title, (summary, tables) in FILES.items():
        yield f"## {title}\n"
        yield f"{summary}\n"
        for name, keys in tables.items():
            if name:
                yield f"### `{name}`\n"
            yield from (_key(name, keys) for name in keys if keys[name].doc)


def _key(name: str, keys: Keys) -> str:
    key = keys[name]
    required = ", obligatoire" if key.required else ""
    return f"`{name}` ({KINDS[key.read.__name__]}{required})\n: {translate(key.doc)}\n"


def _sentence(text: str) -> str:
    ended = text if text.endswith((".", "…", "?")) else f"{text}."
    return ended[:1].upper() + ended[1:]


PAGES: dict[str, Callable[[], Iterator[str]]] = {"commandes.md": commands, "options.md": options, "fiches.md": records}


def written(make: Callable[[], Iterator[str]]) -> str:
    """Return a page as it must be."""
    blocks = (block if block.startswith("```") else _typeset(block) for block in make())
    return FRONT + "\n".join(blocks)


def _typeset(block: str) -> str:
    """Set what is not code."""
    return "`".join(part if place % 2 else typeset(part) for place, part in enumerate(block.split("`")))


def lagging() -> list[Path]:
    """Return the pages that are not what the code says."""
    use_language("fr")
    return [
        path
        for name, make in PAGES.items()
        if not (path := FOLDER / name).is_file() or path.read_text(encoding="utf-8") != written(make)
    ]


def main() -> int:
    """Write the pages, or check them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="change nothing, list what lags behind")
    is_check = arguments.parse_args().check
    behind = lagging()
    for path in behind:
        print(f"{path}: not what the code says: run python tools/reference.py" if is_check else path)
        if not is_check:
            path.write_text(written(PAGES[path.name]), encoding="utf-8")
    return int(is_check and bool(behind))


if __name__ == "__main__":
    sys.exit(main())
