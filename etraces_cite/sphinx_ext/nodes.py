"""The nodes that wait until every page is read, and the generic nodes that they become.

Each is an ``inline`` or a ``container`` by class, so that a builder that meets one in a title or a table of contents, where no
transform runs, prints its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes

from .style import Run, is_followable

__all__ = [
    "CITED",
    "Pending",
    "bibliography_items",
    "bibliography_list",
    "card",
    "cited",
    "evidence_items",
    "evidence_link",
    "evidence_section",
    "object_link",
    "paragraph",
    "reference_nodes",
    "waiver",
    "waiver_list",
    "web_link",
]


CITED = "etraces-cite"
"""The class of a citation."""


class Pending(nodes.Element):
    """The mark of a node that is painted when its page is written: one walk of a page finds them all."""


class object_link(Pending, nodes.inline):  # noqa: N801 (docutils names its nodes so)
    """A link to a fact or a source. Attributes: ``objtype``, ``target``, ``refdoc``, ``reftitle``, ``explicit`` (its text is the page's own)."""


class cited(Pending, nodes.inline):  # noqa: N801
    """A citation, one node for all of it: a page has many. Attributes: ``keys``, ``parts``, ``refdoc``.

    ``keys`` are those that the parts of its text lead to, empty for what is between them. Each part is a text of its own, or all
    are one text and the attribute ``parts`` says where it is cut. A site writes it as it is, with links where ``leads`` is set.
    """

    def cut(self) -> Iterator[tuple[str, str]]:
        """Yield the text and the key of each part."""
        parts = self.get("parts") or [child.astext() for child in self.children]
        return zip(parts, self["keys"], strict=True)

    def opened(self) -> nodes.inline:
        """Return the same as generic nodes, with a link for each key."""
        made = nodes.inline("", "", classes=self["classes"], ids=self["ids"])
        for text, key in self.cut():
            made += (
                object_link("", text, objtype="source", target=key, refdoc=self["refdoc"]) if key else nodes.Text(text)
            )
        return made


class waiver(Pending, nodes.inline):  # noqa: N801
    """A text whose figures are waived. Attributes: ``reason``, ``anchor``, ``refdoc``."""


class bibliography_list(Pending, nodes.container):  # noqa: N801
    """The place of a bibliography. Attributes: ``refdoc``, ``selection``: its place among those of its page."""


class waiver_list(Pending, nodes.container):  # noqa: N801
    """The place of the list of all waivers. Attribute: ``refdoc``."""


class evidence_link(nodes.inline):  # noqa: N801
    """A link between a figure and its evidence, in HTML. Attributes: ``target`` (an anchor of the page), ``role`` (DPUB-ARIA), ``note``."""


class evidence_items(nodes.General, nodes.Element):  # noqa: N801
    """The evidence of the figures of a page. Attribute: ``html``, all of it: nothing needs to look inside."""


class bibliography_items(nodes.General, nodes.Element):  # noqa: N801
    """A bibliography of a site. Attribute: ``html``, all of it; its text is that of the search."""


class evidence_section(nodes.section):  # noqa: N801
    """The section of a page that shows the evidence of its figures, in HTML."""


def paragraph(*children: nodes.Node | str, classes: Iterable[str] = ()) -> nodes.paragraph:
    """Return a paragraph of nodes and strings."""
    made = [nodes.Text(child) if isinstance(child, str) else child for child in children]
    return nodes.paragraph("", "", *made, classes=list(classes))


def web_link(text: str, address: str) -> nodes.Node:
    """Return a link to an address of the web, or the text alone where a browser must not follow the address."""
    if not is_followable(address):
        return nodes.Text(text)
    return nodes.reference("", text, refuri=address, internal=False)


def reference_nodes(runs: Iterable[Run]) -> list[nodes.Node]:
    """Return the nodes of a formatted reference."""
    made: list[nodes.Node] = []
    for run in runs:
        if run.uri:
            made.append(web_link(run.text, run.uri))
        elif run.emphasis:
            made.append(nodes.emphasis("", run.text))
        else:
            made.append(nodes.Text(run.text))
    return made


def card(*children: nodes.Node, title: nodes.Node | None = None, classes: Iterable[str] = ()) -> nodes.container:
    """Return a card as sphinx-design makes them: containers that say what they are, so that every builder prints them."""
    body = _component("card-body", ["sd-card-body"], *children)
    if title is not None:
        body.insert(0, _component("card-title", ["sd-card-title", "sd-font-weight-bold"], title))
    return _component("card", ["sd-card", "sd-sphinx-override", "sd-mb-3", *classes], body)


def _component(name: str, classes: list[str], *children: nodes.Node) -> nodes.container:
    made = nodes.container("", is_div=True, design_component=name, classes=classes)
    made.extend(children)
    return made
