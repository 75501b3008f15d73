"""An extension with a node that no builder of ours knows, unless it is taught."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective


class curiosity(nodes.Element):  # noqa: N801 - docutils names nodes so
    """A node of someone else."""


class Curious(SphinxDirective):
    """``{curious}``: its content in a node."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        node = curiosity("", *self.parse_content_to_nodes())
        self.set_source_info(node)
        return [node]


def teach(app: Sphinx, config: Config) -> None:
    if config.curiosity_is_taught:
        opened = lambda self, node: self.open(node, "card")  # noqa: E731
        app.add_node(curiosity, override=True, dossierpdf=(opened, lambda self, node: self.close(node)))


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_node(curiosity)
    app.add_directive("curious", Curious)
    app.add_config_value("curiosity_is_taught", False, "")
    app.connect("config-inited", teach)
    return {"parallel_read_safe": True}
