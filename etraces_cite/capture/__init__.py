"""The capture commands: evidence, the records and the figure reader put together.

A source is taken in whole or not at all: its bytes and its text are stored, and its record says so, only when every quotation
of the record is found in the text.
"""

from __future__ import annotations

from etraces_cite.capture.adding import Added, Listener, Options, Refused, Unresolved, add
from etraces_cite.capture.checking import Checked, Outcome, ThenNow, check
from etraces_cite.capture.removing import remove
from etraces_cite.capture.sharing import Mismatch, export_set, import_set
from etraces_cite.capture.shelves import Described, Holding, Project, holdings, unnamed

__all__ = [
    "Added",
    "Checked",
    "Described",
    "Holding",
    "Listener",
    "Mismatch",
    "Options",
    "Outcome",
    "Project",
    "Refused",
    "ThenNow",
    "Unresolved",
    "add",
    "check",
    "export_set",
    "holdings",
    "import_set",
    "remove",
    "unnamed",
]
