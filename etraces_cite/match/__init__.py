"""Matching: figures of prose, facts of records and entries of the bibliography, each link checked on its own.

The checks that need the dossier alone are the tuple :data:`DOSSIER_CHECKS`, in the order of the chain; those of a block of
prose are in :mod:`etraces_cite.match.matching`.
"""

from __future__ import annotations

from etraces_cite.match.citations import unknown_references
from etraces_cite.match.derived import failed_checks, formula_findings
from etraces_cite.match.shared import unknown_links

__all__ = ["DOSSIER_CHECKS"]

DOSSIER_CHECKS = (unknown_references, formula_findings, failed_checks, unknown_links)
