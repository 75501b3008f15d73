"""What a check keeps of a page, apart from the check itself: it is read again without loading the reader of figures."""

from __future__ import annotations

from msgspec import Struct

from etraces_cite.model import Finding, ProseQuotation, Verdict

__all__ = ["Judged"]


class Judged(Struct, frozen=True, array_like=True):
    """What became of the figures and the quotations of one page."""

    verdicts: tuple[Verdict, ...] = ()
    quoted: tuple[ProseQuotation, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Those of the matching; what could not be read is said by the page."""
