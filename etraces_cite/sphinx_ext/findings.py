"""Findings as Sphinx warnings: type ``etraces``, subtype the code, so that ``suppress_warnings`` can name them.

They are said at every build, for pages that were not read again too: with ``-W``, a build of nothing new is as honest as the first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from etraces_cite.codes import Severity
from etraces_cite.locale import Message, msg

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from etraces_cite.model import Finding

    from .ledger import Ledger
    from .sources import Sources

__all__ = ["CITATION_UNLISTED", "OPTION_UNUSED", "report_complaints", "report_findings", "report_unlisted", "with_hint"]

CITATION_UNLISTED = "citation-unlisted"
"""Sources are cited, and no page lists them: the citations lead nowhere."""
OPTION_UNUSED = "option-unused"
"""A directive has an option that has no effect here."""

logger = logging.getLogger(__name__)

Place = tuple[str, int]
"""A page of the project, by its name, and a line."""


def with_hint(message: Message, hint: Message | None) -> Message:
    """Return a message with what to do about it."""
    return msg("{message}; {hint}", message=message, hint=hint) if hint else message


def report_findings(env: BuildEnvironment, sources: Sources) -> None:
    """Warn of each error and warning of the check; notes are shown by ``sphinx-build -v`` only.

    Pages that are not part of the Sphinx project are left to the command line.
    """
    for finding in sources.findings:
        path = sources.root / finding.span.path
        docname = _docname(env, path)
        if docname is not None:
            _say(env, finding, (docname, finding.span.line))
        elif finding.span.path not in sources.unchecked:
            _say(env, finding, f"{path}:{finding.span.line}")


def report_complaints(env: BuildEnvironment, sources: Sources, ledgers: Mapping[str, Ledger]) -> None:
    """Warn of what the roles and directives of the pages complained of, unless the checker has."""
    checked = {_docname(env, sources.root / path) for path, reason in sources.unchecked.items() if reason is None}
    for docname, ledger in ledgers.items():
        for complaint in ledger.complaints:
            if not (complaint.in_prose and docname in checked):
                _warn(complaint.message.render(env.config.language), complaint.code, (docname, complaint.line))


def report_unlisted(env: BuildEnvironment, keys: Collection[str], place: Place) -> None:
    """Warn, once a build, that sources are cited and no page lists them."""
    message = msg(
        "sources that are cited and listed on no page: {count} ({key}…): add a \"bibliography\" or a \"source-list\" directive",
        count=len(keys), key=next(iter(keys)),
    )  # fmt: skip
    _warn(message.render(env.config.language), CITATION_UNLISTED, place)


def _say(env: BuildEnvironment, finding: Finding, place: Place | str) -> None:
    text = with_hint(finding.message, finding.hint).render(env.config.language)
    if finding.severity is Severity.NOTE:
        logger.verbose("%s [etraces.%s]", text, finding.code.value, location=place)
    else:
        _warn(text, finding.code.value, place)


def _warn(text: str, code: str, place: Place | str) -> None:
    logger.warning("%s", text, type="etraces", subtype=code, location=place)


def _docname(env: BuildEnvironment, path: Path) -> str | None:
    """Return the name of a page of this project, None for any other file."""
    docname = env.path2doc(path)
    return docname if docname in env.found_docs and Path(env.doc2path(docname)) == path.resolve() else None
