"""Findings as Sphinx warnings: type ``etraces``, subtype the code, so that ``suppress_warnings`` can name them.

They are said at every build, for pages that were not read again too: with ``-W``, a build of nothing new is as honest as the first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util import logging

from etraces_cite.codes import Severity
from etraces_cite.locale import Message, msg

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from .ledger import Ledger
    from .sources import Sources

__all__ = ["CITATION_UNLISTED", "OPTION_UNUSED", "Said", "complained", "found", "report", "unlisted", "with_hint"]

CITATION_UNLISTED = "citation-unlisted"
"""Sources are cited, and no page lists them: the citations lead nowhere."""
OPTION_UNUSED = "option-unused"
"""A directive has an option that has no effect here."""

logger = logging.getLogger(__name__)


class Said(NamedTuple):
    """What is said of a place."""

    text: str
    code: str
    place: str | tuple[str, int]
    """A page of the project, by its name, and a line; of any other file, both in one text."""
    is_note: bool = False


def with_hint(message: Message, hint: Message | None) -> Message:
    """Return a message with what to do about it."""
    return msg("{message}; {hint}", message=message, hint=hint) if hint else message


def report(said: Iterable[Said]) -> None:
    """Warn of what was found; notes are shown by ``sphinx-build -v`` only."""
    for one in said:
        if one.is_note:
            logger.verbose("%s [etraces.%s]", one.text, one.code, location=one.place)
        else:
            logger.warning("%s", one.text, type="etraces", subtype=one.code, location=one.place)


def found(env: BuildEnvironment, sources: Sources, *, with_notes: bool) -> Iterator[Said]:
    """Yield the errors and warnings of the check, and its notes where they are asked for.

    Pages that are not part of the Sphinx project are left to the command line.
    """
    for finding in sources.findings:
        is_note = finding.severity is Severity.NOTE
        if is_note and not with_notes:
            continue
        path = sources.root / finding.span.path
        docname = _docname(env, path)
        if docname is None and finding.span.path in sources.unchecked:
            continue
        text = with_hint(finding.message, finding.hint).render(env.config.language)
        place = f"{path}:{finding.span.line}" if docname is None else (docname, finding.span.line)
        yield Said(text, finding.code.value, place, is_note)


def complained(env: BuildEnvironment, sources: Sources, ledgers: Mapping[str, Ledger]) -> Iterator[Said]:
    """Yield what the roles and directives of the pages complained of, unless the checker has."""
    complaints = [(docname, one) for docname, ledger in ledgers.items() for one in ledger.complaints]
    if not complaints:
        return
    checked = {_docname(env, sources.root / path) for path, reason in sources.unchecked.items() if reason is None}
    for docname, one in complaints:
        if not (one.in_prose and docname in checked):
            yield Said(one.message.render(env.config.language), one.code, (docname, one.line))


def unlisted(env: BuildEnvironment, docname: str, keys: Collection[str]) -> Said:
    """Return, once a build, that sources are cited and no page lists them."""
    message = msg(
        "sources that are cited and listed on no page: {count} ({key}…): add a \"bibliography\" or a \"source-list\" directive",
        count=len(keys), key=next(iter(keys)),
    )  # fmt: skip
    return Said(message.render(env.config.language), CITATION_UNLISTED, (docname, 1))


def _docname(env: BuildEnvironment, path: Path) -> str | None:
    """Return the name of a page of this project, None for any other file."""
    docname = env.path2doc(path)
    return docname if docname in env.found_docs and Path(env.doc2path(docname)) == path.resolve() else None
