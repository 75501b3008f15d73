"""The builder ``dossierpdf``: the pages of a project in one PDF, or in several."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import time
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import typst
from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.display import progress_message

from etraces_cite.locale import msg
from etraces_cite.pdf.assemble import assemble
from etraces_cite.pdf.compiler import CompileError, compile_pdf, explain, missing_glyphs
from etraces_cite.pdf.cover import Cover
from etraces_cite.pdf.documents import Document, documents
from etraces_cite.pdf.formulas import convert
from etraces_cite.pdf.printed_index import PrintedIndex
from etraces_cite.pdf.visitor import TypstTranslator

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["DossierBuilder"]

logger = logging.getLogger(__name__)

_HERE = Path(__file__).parent
_JOINERS = "\ufe0e\ufe0f\u200d"
"""What only tells a font which picture to take for the character before it."""


class DossierBuilder(Builder):
    """For each document, assembles a tree from its first page, writes one ``.typ`` file and compiles it into one PDF.

    The output directory holds the PDFs and all they were made from (the ``.typ`` files, the functions they call, the
    template and the images): ``typst compile NAME.typ`` makes one again without Sphinx.
    """

    name = "dossierpdf"
    format = "typst"
    epilog = str(msg("The PDFs are in %(outdir)s."))
    allow_parallel = True
    default_translator_class = TypstTranslator
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "application/pdf",
    ]
    supported_remote_images = True  # so that Sphinx fetches nothing; our visitor prints their address instead

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self.docnames: AbstractSet[str] = set()
        """The pages of the PDF being made."""
        self.formulas: dict[str, str] = {}

    def init(self) -> None:
        self.images: dict[str, str] = {}
        self.imagedir = "images"

    def get_outdated_docs(self) -> str:
        return "all pages"  # one file holds them all

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """A URI that only our visitor reads: ``%`` and the page. A page outside the PDF is still named."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    # -- the build --------------------------------------------------------------------------------------------------

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Every PDF in full, whichever pages have changed."""
        for document in documents(self.config, self.env.found_docs):
            self._write(document)

    def _write(self, document: Document) -> None:
        with progress_message(str(msg("assembling the pages of {name}.pdf", name=document.name))):
            tree = assemble(self, document)
            self.post_process_images(tree)
            self.formulas = convert(_formulas(tree))
        with progress_message(str(msg("writing the Typst source"))):
            source = self._write_source(document, tree)
        self.copy_images()
        with progress_message(str(msg("compiling the PDF"))):
            self._compile(source)

    def _write_source(self, document: Document, tree: nodes.document) -> Path:
        translator = self.create_translator(tree, self)
        assert isinstance(translator, TypstTranslator)
        tree.walkabout(translator)
        if self.config.dossierpdf_index:
            PrintedIndex(translator, tree).write()
        cover = Cover.of(document, self, tree, self._date())
        self.outdir.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_HERE / "elements.typ", self.outdir / "elements.typ")
        shutil.copyfile(self._template(), self.outdir / "template.typ")
        source = Path(self.outdir, f"{document.name}.typ")
        source.write_text(cover.preamble() + translator.astext(), encoding="utf-8", newline="\n")
        return source

    def _template(self) -> Path:
        template: str = self.config.dossierpdf_template
        if not template:
            return _HERE / "template.typ"
        path = Path(self.confdir, template)
        if not path.is_file():
            raise CompileError(str(msg("dossierpdf_template: no such file: {path}", path=path)))
        return path

    def copy_images(self) -> None:
        directory = Path(self.outdir, self.imagedir)
        for source, name in self.images.items():
            directory.mkdir(exist_ok=True)
            shutil.copyfile(self.srcdir / source, directory / name)

    # -- the compiler -----------------------------------------------------------------------------------------------

    def _timestamp(self) -> int:
        """SOURCE_DATE_EPOCH (reproducible-builds.org), else now."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        return int(epoch) if epoch.isdecimal() else int(time.time())

    def _date(self) -> datetime.date:
        return datetime.datetime.fromtimestamp(self._timestamp(), datetime.UTC).date()

    def _compile(self, source: Path) -> None:
        try:
            pdf, warnings = self._attempt(source)
        except typst.TypstError as error:
            raise CompileError(explain(error, source)) from error
        for message in warnings:
            logger.warning("Typst: %s", message, type="etraces", subtype="pdf-typst")
        source.with_suffix(".pdf").write_bytes(pdf)

    def _attempt(self, source: Path) -> tuple[bytes, list[str]]:
        """Compile; if a character has no glyph, which PDF/UA forbids, once more with its code in its place."""
        try:
            return self._call(source)
        except typst.TypstError as error:
            missing = missing_glyphs(error)
            if not missing:
                raise
            if names := ", ".join(f"{char} (U+{ord(char):04X})" for char in sorted(missing - set(_JOINERS))):
                message = msg("no font shows {characters}: their codes are printed", characters=names)
                logger.warning("%s", message, type="etraces", subtype="pdf-glyph")
            source.write_text(_without(source.read_text(encoding="utf-8"), missing), encoding="utf-8", newline="\n")
            return self._call(source)

    def _call(self, source: Path) -> tuple[bytes, list[str]]:
        return compile_pdf(
            source,
            root=Path(self.outdir),
            fonts=[Path(self.confdir, path) for path in self.config.dossierpdf_font_paths],
            standards=self.config.dossierpdf_standards,
            timestamp=self._timestamp(),
        )


def _formulas(tree: nodes.document) -> Iterator[str]:
    for node in tree.findall(lambda node: isinstance(node, nodes.math | nodes.math_block)):
        yield node.astext().strip()


def _without(text: str, characters: set[str]) -> str:
    """The Typst source with a code in the place of characters; they occur nowhere but in string literals."""
    shown = "".join(sorted(characters - set(_JOINERS)))
    text = re.sub(f"([{re.escape(shown)}])", lambda match: f"[U+{ord(match[1]):04X}]", text) if shown else text
    return re.sub(f"[{_JOINERS}]", "", text)
