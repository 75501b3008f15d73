"""An extension that makes every note of a page a note of evidence, disputed."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx


def make_evidence(app: Sphinx, doctree: nodes.document) -> None:
    for note in doctree.findall(nodes.footnote):
        note["classes"].append("etraces-evidence")
    for call in doctree.findall(nodes.footnote_reference):
        call["sign"] = "≠"


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("doctree-read", make_evidence)
    return {"parallel_read_safe": True}
