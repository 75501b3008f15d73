"""When a source was published: the dates of a bibliographic entry as intervals."""

from __future__ import annotations

from collections.abc import Mapping

from etraces_cite.model import Period
from etraces_cite.parse.edtf import parse_edtf

__all__ = ["MONTHS", "period_of", "published"]

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier", "feb february février", "mar march mars", "apr april avril", "may mai", "jun june juin",
            "jul july juillet", "aug august août", "sep september septembre", "oct october octobre",
            "nov november novembre", "dec december décembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""The macros of BibTeX, and the names that people write instead."""


def published(fields: Mapping[str, str]) -> Period | None:
    """Return the interval of ``date``, else of ``year``, ``month`` and ``day``; None where it cannot be told."""
    if "date" in fields:
        return period_of(fields["date"])
    parts = [fields.get("year", "")]
    month = fields.get("month", "").lower().rstrip(".")
    number = int(month) if month.isdecimal() else MONTHS.get(month) or MONTHS.get(month[:3])
    if number:
        parts.append(f"{number:02}")
        if (day := fields.get("day", "")).isdecimal():
            parts.append(f"{int(day):02}")
    return period_of("-".join(parts))


def period_of(value: str) -> Period | None:
    """Return the days of an EDTF date, None for what is not one."""
    try:
        return parse_edtf(value)
    except ValueError:
        return None
