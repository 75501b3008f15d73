"""A Sphinx builder that makes PDFs of the pages, through Typst: ``sphinx-build -b dossierpdf docs build/pdf``.

It serves any Sphinx project, with ``extensions = ["etraces_cite.pdf"]`` in ``conf.py``; nothing else is needed, neither
LaTeX nor any program outside Python: the compiler is the ``typst`` package, fonts included. The PDF is tagged (PDF/UA-1,
enforced by the compiler) and archivable (PDF/A-2a), has an outline, a contents page, foot notes at the foot of their
page, and is the same to the byte for the same sources and the same ``SOURCE_DATE_EPOCH``.

Configuration, all optional:

``dossierpdf_documents``
    The PDFs to make, each a dictionary: ``page``, the page it begins with (those of its toctrees follow; default:
    ``root_doc``), ``name``, the name of the file (default: that of the page), and any of ``title``, ``subtitle``,
    ``authors``, ``licence``, ``notice``, ``description``, ``keywords`` and ``appendices``, in place of the options
    below. Default: one PDF of all the pages, named ``dossierpdf_name`` (default: ``dossier``).
``dossierpdf_appendices``
    Pages to put at the end of each PDF that does not hold them already. There, a node of class
    ``dossierpdf-if-mentioned`` is printed only if a link leads to it, or to a place inside. What the other extensions
    return for the event ``dossierpdf-appendix`` (arguments: the application and the list of the pages of the PDF), a
    list of sections, comes after these pages.
``dossierpdf_title``, ``dossierpdf_subtitle``, ``dossierpdf_authors``, ``dossierpdf_licence``
    The cover. Defaults: the title of the first page, nothing, ``[author]``, nothing. ``release``, ``today`` and
    ``language`` are those of Sphinx.
``dossierpdf_notice``
    A line at the foot of the cover: what was checked, say, and the digest of the check. Where it is empty, the event
    ``dossierpdf-notice`` (arguments: the application and the list of the pages of the PDF) asks the other extensions.
``dossierpdf_keywords``, ``dossierpdf_description``
    Metadata of the PDF. Default of the keywords: those that pages declare (``html_meta``).
``dossierpdf_contents_depth``
    Levels of headings in the contents; 0 for no contents. Default: 2.
``dossierpdf_template``
    Path, from ``conf.py``, of a Typst file in the place of our ``template.typ``. It must define ``dossier``, with the same
    parameters; any function of ``elements.typ`` that it defines too replaces ours.
``dossierpdf_font_paths``
    Directories of more fonts, from ``conf.py``. System fonts are never used: the PDF must not depend on the machine.
``dossierpdf_standards``
    PDF standards to enforce, as Typst names them. Default: ``["ua-1", "a-2a"]``.
``dossierpdf_show_urls``
    ``"footnote"`` (default): the address of a link that does not show it is given at the foot of the page; ``"no"``.
``dossierpdf_show_pagerefs``
    Give the page after cross-references to headings and pages, as in "(p. 12)". Default: True.
``dossierpdf_index``
    Print the index, if there are entries. Default: True.
``dossierpdf_downloads``
    The folder, from ``conf.py``, where the PDFs are when the site is built. Those that are there are copied into the
    site and offered under the title of the page that each begins with. Default: none are.

A link to a page of the project that the PDF does not hold leads to the site if ``html_baseurl`` says where it is.

Warnings, for ``suppress_warnings``: ``etraces.pdf-node`` (a node no method is known for; its content is kept),
``etraces.pdf-alt`` (image without alternative text), ``etraces.pdf-image`` (an image that is not a local file),
``etraces.pdf-link`` (a reference to a place outside the PDF), ``etraces.pdf-math`` (a formula printed as LaTeX, once),
``etraces.pdf-glyph`` (characters that no font shows), ``etraces.pdf-typst`` (warnings of the compiler).

Not supported, and said so by ``etraces.pdf-node``: diagrams that Sphinx draws for HTML only (``graphviz``,
``inheritance_diagram``), which keep their caption, and the nodes of extensions that know neither us nor docutils. An
extension teaches us its node with ``app.add_node(node, dossierpdf=(visit, depart))``. Formulas in LaTeX are set if the
``tylax`` package is installed, else shown as they were written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__all__ = ["setup"]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder and its configuration."""
    from sphinx.config import ENUM

    from etraces_cite.pdf.builder import DossierBuilder
    from etraces_cite.pdf.downloads import copy_downloads, find_downloads, offer_download

    app.add_builder(DossierBuilder)
    for name in ("title", "subtitle", "licence", "notice", "description", "template", "downloads"):
        app.add_config_value(f"dossierpdf_{name}", "", "", types=frozenset({str}))
    app.add_config_value("dossierpdf_name", "dossier", "", types=frozenset({str}))
    app.add_config_value("dossierpdf_contents_depth", 2, "", types=frozenset({int}))
    for name in ("documents", "appendices", "authors", "keywords", "font_paths"):
        app.add_config_value(f"dossierpdf_{name}", [], "", types=frozenset({list, tuple}))
    app.add_config_value("dossierpdf_standards", ["ua-1", "a-2a"], "", types=frozenset({list, tuple}))
    app.add_config_value("dossierpdf_show_urls", "footnote", "", types=ENUM("footnote", "no"))
    app.add_config_value("dossierpdf_show_pagerefs", True, "", types=frozenset({bool}))
    app.add_config_value("dossierpdf_index", True, "", types=frozenset({bool}))
    app.add_config_value(
        "dossierpdf_found", {}, "html", types=frozenset({dict})
    )  # set by find_downloads, not by conf.py

    app.add_event("dossierpdf-notice")
    app.add_event("dossierpdf-appendix")
    app.connect("config-inited", find_downloads)
    app.connect("build-finished", copy_downloads)
    app.connect("doctree-resolved", offer_download)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
