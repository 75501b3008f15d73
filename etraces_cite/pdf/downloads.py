"""The PDFs offered on the site: a line under the title of the page that each begins with.

The site never waits for them: a PDF that was not built is not offered, and nothing is said.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from babel.numbers import format_decimal
from docutils import nodes
from sphinx.util.osutil import relative_uri

from etraces_cite.pdf.documents import documents
from etraces_cite.pdf.words import words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

__all__ = ["FOLDER", "copy_downloads", "find_downloads", "offer_download"]

FOLDER = "pdf"
"""Where the PDFs are on the site."""


def find_downloads(app: Sphinx, config: Config) -> None:
    """Note the PDFs that are there, as an option of its own: the pages of a site are written anew when it changes."""
    folder = Path(app.confdir, config.dossierpdf_downloads)
    found = sorted(folder.glob("*.pdf")) if config.dossierpdf_downloads else []
    config.dossierpdf_found = {path.stem: path.stat().st_size for path in found}


def copy_downloads(app: Sphinx, failure: Exception | None) -> None:
    """Copy the PDFs that are offered into the site."""
    if failure is not None or app.builder.format != "html":
        return
    for name in _offered(app.builder, app.env).values():
        target = Path(app.outdir, FOLDER, f"{name}.pdf")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(app.confdir, app.config.dossierpdf_downloads, target.name), target)


def _offered(builder: Builder, env: BuildEnvironment) -> dict[str, str]:
    """The name of the PDF that each page offers."""
    found = builder.config.dossierpdf_found
    if not found:
        return {}
    listed = documents(builder.config, env.found_docs)
    return {document.page: document.name for document in reversed(listed) if document.name in found}


def offer_download(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the line under the title of a page."""
    name = _offered(app.builder, app.env).get(docname) if app.builder.format == "html" else None
    title = doctree.next_node(nodes.title)
    if name is None or title is None:
        return
    target = relative_uri(app.builder.get_target_uri(docname), f"{FOLDER}/{name}.pdf")
    label = words(app.config.language)["download-all" if docname == app.config.root_doc else "download"]
    link = nodes.reference("", label, refuri=target, internal=True)
    size = nodes.Text(f" ({_size(app.config.dossierpdf_found[name], app.config.language)})")
    line = nodes.paragraph("", "", link, size, classes=["dossierpdf-download"])
    title.parent.insert(title.parent.index(title) + 1, line)


def _size(size: int, language: str) -> str:
    """The weight of a file, in the units of the language: « 1,2 Mo »."""
    unit = "Mo" if language.startswith("fr") else "MB"
    written = format_decimal(max(size / 1e6, 0.1), format="#,##0.0", locale=language.replace("-", "_"))
    return f"{written}\u00a0{unit}"
