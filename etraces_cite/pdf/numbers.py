"""The numbers Sphinx gave to figures, tables, code blocks and sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from etraces_cite.pdf.builder import DossierBuilder

__all__ = ["caption_number"]


def caption_number(builder: DossierBuilder, docname: str, node: nodes.Element, kind: str) -> str:
    """``"Fig. 1.2"`` for a numbered node (``numfig``), an empty string else."""
    numbers = builder.env.toc_fignumbers.get(docname, {}).get(kind, {})
    number = next((numbers[identifier] for identifier in node["ids"] if identifier in numbers), None)
    if number is None:
        return ""
    template: str = builder.config.numfig_format.get(kind, "%s")
    text = ".".join(map(str, number))
    return template % text if "%s" in template else f"{template} {text}"
