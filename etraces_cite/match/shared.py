"""What the shared files of the records name, against what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from etraces_cite.codes import Code, severity
from etraces_cite.locale import msg
from etraces_cite.model import Dossier, Finding, Span

__all__ = ["unknown_links"]


def unknown_links(dossier: Dossier) -> Iterator[Finding]:
    """Report the facts, sources and actors that actors.toml and questions.toml name and nothing describes.

    Bad: backed-by = ["rencontre-veau"]
    Good: backed-by = ["rencontre-veaux"]
    """
    facts = {**dossier.facts, **dossier.derived}
    evidence = {**facts, **dossier.quotations, **dossier.references}
    for question in dossier.questions.values():
        yield from _unknown(question.facts, facts, question.span)
    for actor in dossier.actors.values():
        yield from _unknown(actor.backed_by, evidence, actor.span)
        yield from _unknown(actor.facts, facts, actor.span)
    for tie in dossier.ties.values():
        yield from _unknown((tie.source, tie.target), dossier.actors, tie.span)
        yield from _unknown(tie.backed_by, evidence, tie.span)


def _unknown(names: Iterable[str], known: Iterable[str], span: Span) -> Iterator[Finding]:
    known = list(known)
    for name in names:
        if name not in known:
            message = msg('nothing here is named "{name}"', name=name)
            from difflib import get_close_matches  # late: only a slip asks for it

            near = get_close_matches(name, known, n=1)
            hint = msg('did you mean "{name}"?', name=near[0]) if near else None
            yield Finding(Code.RECORD_LINK, severity(Code.RECORD_LINK), span, name, message, hint)
