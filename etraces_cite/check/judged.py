"""What a check keeps of a page and of the captures, apart from the check itself: it is read again without loading the reader of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etraces_cite.model import CaptureState, Finding, Located, ProseQuotation, Verdict

__all__ = ["Judged", "Searched"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of the figures and the quotations of one page."""

    verdicts: tuple[Verdict, ...] = ()
    quoted: tuple[ProseQuotation, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Those of the matching; what could not be read is said by the page."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What the captures that are here say of a dossier."""

    states: Mapping[str, CaptureState]
    located: Mapping[str, Located]
    findings: tuple[Finding, ...]
