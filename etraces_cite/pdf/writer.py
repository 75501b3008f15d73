"""What every visitor of a node stands on: the code written so far, the place in the dossier, and what was pointed at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxTranslator

from etraces_cite.locale import Message, msg
from etraces_cite.pdf.code import Code
from etraces_cite.pdf.escape import array, boolean, dictionary, literal, one_line, typographic
from etraces_cite.pdf.words import words

if TYPE_CHECKING:
    from etraces_cite.pdf.builder import DossierBuilder

__all__ = ["Writer", "identifiers"]

_PAGES_OF_A_SITE = frozenset({"genindex", "modindex", "py-modindex", "search"})
"""What a link may lead to on a site, and no PDF has: its text stays, without a link and without a warning."""

_WHOLE = 900
"""Characters of a box that is kept whole: a quarter of a page."""

logger = logging.getLogger(__name__)


class Writer(SphinxTranslator):
    """The state shared by the families of visitors; each family is a subclass, and the translator is all of them.

    A visitor opens a Typst call and its departure closes it (see :class:`~etraces_cite.pdf.code.Code`). The functions
    called are those of ``elements.typ``: what a node looks like is decided there, what it means is decided here.
    """

    builder: DossierBuilder

    def __init__(self, document: nodes.document, builder: DossierBuilder) -> None:
        super().__init__(document, builder)
        self.code = Code()
        self.docnames: list[str] = [document["docname"]]
        """The pages around the current node, outermost first."""
        self.section_level = 0
        self.defined: set[str] = set()
        """The labels written so far."""
        self.used: dict[str, nodes.Node] = {}
        """The labels pointed at, each with the first node that does."""
        self.aliases: dict[str, str] = {}
        """Other names of a label: the second identifier of a section, the name of a page."""
        self.no_notes = 0
        """Above 0 where a foot note for an address would be noise or forbidden: headings, notes, table heads."""
        self.no_new_notes = 0
        """Above 0 in tables, which call notes by the dozen: a number will do, and the note is found by it."""
        self.last_calls: dict[str, tuple[str, int]] = {}
        """By the label of a note, that of the last note which gave it or led to it, and where that was, in characters."""
        self.written = 0
        """Characters of prose so far."""
        self.said: set[str] = set()
        """What is told once only: the meaning of an abbreviation, the warning about formulas."""
        self._french = builder.config.language.partition("_")[0] == "fr"
        self._see = words(builder.config.language)["see-note"]

    # -- the document around ----------------------------------------------------------------------------------------

    @property
    def docname(self) -> str:
        return self.docnames[-1]

    def label(self, identifier: str, docname: str | None = None) -> str:
        """The label of an identifier of a page; every page has its own name space."""
        return f"{self.docname if docname is None else docname}#{identifier}"

    def warn(self, subtype: str, message: Message, location: nodes.Node | None = None) -> None:
        """A warning of Sphinx that ``suppress_warnings = ["etraces.SUBTYPE"]`` silences."""
        logger.warning("%s", message, type="etraces", subtype=subtype, location=_placed(location))

    def source(self, node: nodes.Element) -> None:
        """Say in a comment where the following code comes from, so that an error of the compiler can name the page."""
        if not node.source or node.source.startswith("<"):
            return
        path = Path(node.source)
        if path.is_relative_to(self.builder.srcdir):
            path = path.relative_to(self.builder.srcdir)
        self.code.source("".join(char if char.isprintable() else "?" for char in path.as_posix()), node.line)

    # -- labels -----------------------------------------------------------------------------------------------------

    def define(self, label: str) -> bool:
        """Take a label; False if it exists already, because Typst knows no element by two of them."""
        if label in self.defined or label in self.aliases:
            return False
        self.defined.add(label)
        return True

    def exists(self, label: str) -> bool:
        """Was such a label, or another name of one, written so far?"""
        return self.aliases.get(label, label) in self.defined

    def anchors(self, node: nodes.Element) -> None:
        """An invisible anchor for each identifier of the node, at this place of the text."""
        for identifier in identifiers(node):
            label = self.label(identifier)
            if self.define(label):
                self.code.call("anchor", literal(label))

    def one_label(self, node: nodes.Element) -> str:
        """The label of an element that Typst labels itself, as a literal; its other names are aliases."""
        labels = [self.label(identifier) for identifier in identifiers(node)]
        free = [label for label in labels if label not in self.defined and label not in self.aliases]
        if not free:
            return "none"
        self.define(free[0])
        self.aliases.update(dict.fromkeys(free[1:], free[0]))
        return literal(free[0])

    def aim(self, label: str, node: nodes.Node) -> str:
        """Note that *label* is pointed at; the expression to give to ``go`` or ``page-of``: none if it leads nowhere."""
        self.used.setdefault(label, node)
        return f"where({literal(label)})"

    def preamble(self) -> str:
        """The definitions that only a finished dossier can give: what the links that lead nowhere are, and aliases."""
        dangling = [label for label in self.used if not self.exists(label)]
        for label in dangling:
            if self._is_elsewhere(label.partition("#")[0]):
                continue
            self.warn("pdf-link", msg("{target} leads to no place of the PDF", target=label), self.used[label])
        aliases = dictionary({name: literal(label) for name, label in self.aliases.items() if name in self.used})
        return (
            f"#let dangling = {array([literal(label) for label in dangling])}\n"
            f"#let aliases = {aliases}\n"
            "#let where(name) = if name not in dangling { label(aliases.at(name, default: name)) }\n"
        )

    def _is_elsewhere(self, docname: str) -> bool:
        """Is a page one that only a site makes, or one of another PDF? Its name will do then, without a warning."""
        another = docname in self.builder.env.found_docs and docname not in self.builder.docnames
        return docname in _PAGES_OF_A_SITE or (another and self.document["docname"] != self.builder.config.root_doc)

    # -- writing ----------------------------------------------------------------------------------------------------

    def open(self, node: nodes.Element, function: str, /, *positional: str, **named: str | None) -> None:
        """Open a call for the node: its anchors come first in the body."""
        self.code.open(function, *positional, **named)
        self.anchors(node)

    def close(self, node: nodes.Node | None = None) -> None:
        self.code.close()

    def prose(self, text: str) -> str:
        """The literal of running text: white space as one space, and French spacing in a French dossier."""
        text = one_line(text)
        self.written += len(text)
        return literal(typographic(text) if self._french else text)

    def whole(self, node: nodes.Element) -> str:
        """Is a box short enough never to be cut by the end of a page? A longer one might not fit on any page."""
        tall = nodes.image, nodes.table, nodes.literal_block
        return boolean(len(node.astext()) < _WHOLE and next(node.findall(lambda n: isinstance(n, tall)), None) is None)

    def children(self, node: nodes.Element) -> None:
        """Visit the children of a node now."""
        for child in list(node.children):
            child.walkabout(self)

    def skip(self, node: nodes.Node) -> None:
        raise nodes.SkipNode

    def transparent(self, node: nodes.Element) -> None:
        """A node that is nothing but its children."""
        self.anchors(node)

    def nothing(self, node: nodes.Node) -> None:
        """A departure with nothing to close."""

    # -- what we do not know ----------------------------------------------------------------------------------------

    def unknown_visit(self, node: nodes.Node) -> Any:
        """Warn, and keep the content: the reader must not lose a word because we lack a method."""
        name = node.__class__.__name__
        self.warn("pdf-node", msg("unknown node type: {name} (its content is kept)", name=name), node)
        if isinstance(node, nodes.Element):
            self.anchors(node)

    def unknown_departure(self, node: nodes.Node) -> Any:
        """Nothing was opened."""


def _placed(node: nodes.Node | None) -> nodes.Node | None:
    """The nearest node around that knows its line: MyST gives none to inline nodes."""
    outer = node
    while outer is not None and not outer.line:
        outer = outer.parent
    return outer or node


def identifiers(node: nodes.Element) -> list[str]:
    """The identifiers of a node, each once."""
    return list(dict.fromkeys(node.get("ids", [])))
