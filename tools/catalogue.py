"""Keep the French catalogue equal to the messages of the code.

``python tools/catalogue.py`` extracts the messages, brings the ``.po`` file up to date (new messages come with an empty
translation) and compiles it. ``--check`` changes nothing: it lists what is missing, left over, wrong or not compiled, and
exits with 1 where there is anything.
"""

from __future__ import annotations

import argparse
import ast
import datetime
import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from etraces_cite.codes import docstrings

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "etraces_cite"
FOLDER = PACKAGE / "locale" / "fr" / "LC_MESSAGES"
DOMAIN = "etraces_cite"
ARGPARSE = "argparse"
"""A catalogue written by hand: the sentences of the standard library's argparse that a user can meet."""

KEYWORDS = {"msg": (1,), "N_": (1,), "translate": (1,), "translate_count": (1, 2), "_option": (2,)}
EPOCH = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_DATED = re.compile(
    r'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team):.*\n',
    re.MULTILINE,
)
_PERCENT = re.compile(r"%(?:\(\w+\))?[a-z]")
_LOOSE = re.compile(r" [;:!?»]|« |\w'\w|\.\.\.")
"""What French typography does not write: a plain space inside « » or before ; : ! ?, a straight apostrophe, three dots."""


def extracted() -> Catalog:
    """Return the messages of the code, and the docstrings of the codes, without translations."""
    template = Catalog(locale="fr", project="etraces-cite", fuzzy=False, header_comment="# French for etraces-cite.\n#")
    for file in sorted(PACKAGE.rglob("*.py")):
        for message in _messages(ast.parse(file.read_text(encoding="utf-8"))):
            template.add(message, locations=[(file.relative_to(ROOT).as_posix(), 1)])
    for text in docstrings().values():
        template.add(text, locations=[("etraces_cite/codes.py", 1)])
    return template


def _messages(tree: ast.AST) -> Iterator[str | tuple[str, ...]]:
    """Yield the literal messages of a module, those inside an f-string too, which Babel's own extractor does not see."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
            positions = KEYWORDS[call.func.id]
            texts = [
                a.value
                for n in positions
                if isinstance(a := call.args[n - 1], ast.Constant) and isinstance(a.value, str)
            ]
            if len(texts) == len(positions):
                yield texts[0] if len(texts) == 1 else tuple(texts)


def translated(domain: str) -> Catalog:
    """Return the catalogue as it is written, empty where there is none."""
    path = FOLDER / f"{domain}.po"
    if not path.is_file():
        return Catalog(locale="fr", domain=domain, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="fr", domain=domain)


def compiled(domain: str) -> Catalog:
    """Return the catalogue that the program reads, empty where there is none."""
    path = FOLDER / f"{domain}.mo"
    if not path.is_file():
        return Catalog(locale="fr")
    with path.open("rb") as file:
        return read_mo(file)


def update() -> None:
    """Write the catalogue: the messages of the code, each with the translation that it has."""
    known = translated(DOMAIN)
    catalogue = extracted()
    for message in _entries(catalogue):
        old = known.get(message.id)
        if old is not None:
            message.string = old.string
    text = io.BytesIO()
    write_po(text, catalogue, width=118, include_lineno=False)
    (FOLDER / f"{DOMAIN}.po").write_text(_DATED.sub("", text.getvalue().decode()), encoding="utf-8")
    for domain in (DOMAIN, ARGPARSE):
        written = translated(domain)
        written.creation_date = written.revision_date = EPOCH  # or each run would write other bytes
        with (FOLDER / f"{domain}.mo").open("wb") as file:
            write_mo(file, written)


def faults() -> Iterator[str]:
    """Yield what is wrong with the catalogues, a sentence each."""
    wanted = {message.id for message in _entries(extracted())}
    written = {message.id for message in _entries(translated(DOMAIN))}
    yield from (f"not in the catalogue: {_shown(message)}" for message in wanted - written)
    yield from (f"no longer in the code: {_shown(message)}" for message in written - wanted)
    for domain in (DOMAIN, ARGPARSE):
        read = compiled(domain)
        for message in _entries(translated(domain)):
            yield from (f"{fault}: {_shown(message.id)}" for fault in _faults_of(message))
            got = read.get(message.id)
            if all(_forms(message.string)) and (got is None or _forms(got.string) != _forms(message.string)):
                yield f"not compiled: {_shown(message.id)}"


def _faults_of(message: Message) -> Iterator[str]:
    originals, french = _forms(message.id), _forms(message.string)
    if not all(french):
        yield "not translated"
        return
    if any(_fields(form) != _fields(originals[-1]) for form in french):
        yield "the translation has other fields"
    if message.id not in docstrings().values() and any(_LOOSE.search(form) for form in french):
        yield "a space, an apostrophe or an ellipsis is not that of French"


def _fields(text: str) -> set[str]:
    """Return the fields of a format string, of either kind."""
    percent = set(_PERCENT.findall(text))
    try:
        return percent | {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:  # a lone brace, in the example of a docstring: never formatted
        return percent


def _entries(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def _shown(message: object) -> str:
    return repr(_forms(message)[0].partition("\n")[0])


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="change nothing; list what is wrong")
    if not parser.parse_args().check:
        update()
    found = sorted(faults())
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
