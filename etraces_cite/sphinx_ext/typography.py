"""French spaces for the whole text of a page, so that a writer may type plain ones (``etraces_cite_typography``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import is_smartquotable

from etraces_cite.french import typeset

if TYPE_CHECKING:
    from sphinx.config import Config

__all__ = ["FrenchSpaces", "FrenchSpacesOfPainted"]


class FrenchSpaces(SphinxTransform):
    """Set each text of a page as French does, but for code, formulas and the like: titles are collected with their spaces.

    Words and digits stay as they are: what was checked is what is printed.
    """

    default_priority = 760  # after Sphinx's own smart quotes, whose « » have spaces of another width

    def apply(self, **_: Any) -> None:
        """Replace texts in place."""
        set_texts(self.document, self.config)


class FrenchSpacesOfPainted(SphinxPostTransform):
    """Set what is painted once all pages are read: links, lists, evidence."""

    default_priority = 900

    def run(self, **_: Any) -> None:
        """Replace texts in place."""
        set_texts(self.document, self.config)


def set_texts(document: nodes.document, config: Config) -> None:
    """Set the texts of a page, and what is said of its links and images, where its language is French and the option is on."""
    if not (config.etraces_cite_typography and str(config.language).startswith("fr")):
        return
    for node in list(_that_say(document)):
        if isinstance(node, nodes.Text):
            if (french := typeset(str(node))) != node and is_smartquotable(node):
                node.parent.replace(node, nodes.Text(french))
            continue
        for said in ("reftitle", "alt"):
            if node.get(said):
                node[said] = typeset(node[said])


def _that_say(document: nodes.document) -> Iterator[nodes.Text | nodes.Element]:
    """Yield the texts, links and images of a page: one walk for all."""
    waiting: list[Any] = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, nodes.Text):
            yield node
            continue
        waiting.extend(node.children)
        if isinstance(node, (nodes.reference, nodes.image)):
            yield node
