"""A copy of the small dossier, and the builds that a test makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.testing.util import SphinxTestApp

_COLOUR = re.compile("\x1b\\[[0-9;]*m")
MakeApp = Callable[..., SphinxTestApp]


@dataclass
class Project:
    """A copy of the dossier, and the builds made of it."""

    folder: Path
    make_app: MakeApp
    read: list[str] = field(default_factory=list)
    """Pages that the last build read, in order."""
    written: list[str] = field(default_factory=list)
    """Pages that the last build wrote."""
    app: SphinxTestApp | None = None

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def build(self, builder: str = "html", **options: Any) -> SphinxTestApp:
        """Build what has changed and return the application."""
        self.read, self.written = [], []
        app = self.make_app(builder, srcdir=self.folder, **options)
        app.connect("env-before-read-docs", lambda app, env, docnames: self.read.extend(docnames))
        app.connect("html-page-context", self._note_page)
        app.build()
        self.app = app
        return app

    def _note_page(self, app: object, pagename: str, template: str, context: object, doctree: object) -> None:
        if doctree is not None:
            self.written.append(pagename)

    def doctree(self, docname: str) -> nodes.document:
        """Return a page of the last build as it is written, links resolved."""
        app = self.app
        assert app is not None
        return app.env.get_and_resolve_doctree(docname, app.builder, tags=app.tags)

    @property
    def warnings(self) -> list[str]:
        """Return the lines of warning, but for those that two applications in one process always give."""
        assert self.app is not None
        return [
            line
            for line in _COLOUR.sub("", self.app.warning.getvalue()).splitlines()
            if "WARNING" in line and "[app.add_" not in line
        ]
