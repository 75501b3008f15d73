"""French spaces for the whole text of a page, so that a writer may type plain ones (``etraces_cite_typography``)."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import is_smartquotable

from etraces_cite.french import typeset

__all__ = ["FrenchSpaces"]


class FrenchSpaces(SphinxTransform):
    """Set each text of a page as French does, but for code, formulas and the like.

    Words and digits stay as they are: what was checked is what is printed.
    """

    default_priority = 760  # after Sphinx's own smart quotes, whose « » have spaces of another width

    def apply(self, **_: Any) -> None:
        """Replace texts in place."""
        if not (self.config.etraces_cite_typography and str(self.config.language).startswith("fr")):
            return
        for text in list(self.document.findall(nodes.Text)):
            if is_smartquotable(text) and (set_text := typeset(str(text))) != text:
                text.parent.replace(text, nodes.Text(set_text))
