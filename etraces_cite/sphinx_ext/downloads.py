"""The files to reuse: they are written with a site, and a page lists them and their fields."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from etraces_cite import config
from etraces_cite.locale import translate
from etraces_cite.report.datapackage import FACT_FIELDS, FILES, SOURCE_FIELDS, data_package

from .directives import EtracesDirective, Options
from .domain import EtracesDomain
from .nodes import paragraph
from .outputs import are_kept, are_written, write_output
from .publication import address_of, publication
from .site_links import has_site, site_link

__all__ = ["DataFields", "DataFiles", "write_data"]

FIELDS = {"facts": FACT_FIELDS, "sources": SOURCE_FIELDS}


class DataFiles(EtracesDirective):
    """The files that can be downloaded, each with what it is for; they are in the folder ``etraces_cite_data`` of the site."""

    option_spec: ClassVar[Options] = {}

    def run(self) -> list[nodes.Node]:
        items = [nodes.list_item("", paragraph(self._link(name), f"\u00a0: {self._about(name)}.")) for name in FILES]
        return [nodes.bullet_list("", *items, classes=["etraces-files"])]

    def _link(self, name: str) -> site_link:
        made = site_link("", "", nodes.literal("", name))
        made["refdoc"] = self.env.current_document.docname
        made["file"] = f"{self.config.etraces_cite_data}/{name}"
        made["names_address"] = True
        return made

    def _about(self, name: str) -> str:
        text = translate(FILES[name], self.config.language)
        return text[0].lower() + text[1:]


class DataFields(EtracesDirective):
    """The fields of a file, ``facts`` or ``sources``, drawn from the description that is published with it."""

    required_arguments = 1
    option_spec: ClassVar[Options] = {}

    def run(self) -> list[nodes.Node]:
        fields = FIELDS[directives.choice(self.arguments[0], tuple(FIELDS))]
        items = [
            nodes.definition_list_item(
                "",
                nodes.term("", "", nodes.literal("", field.name)),
                nodes.definition("", paragraph(translate(field.description, self.config.language))),
            )
            for field in fields
        ]
        return [nodes.definition_list("", *items, classes=["etraces-fields"])]


def write_data(app: Sphinx, exception: Exception | None) -> None:
    """Write the files (the event ``build-finished``); none where the option ``etraces_cite_data`` is empty."""
    folder = app.config.etraces_cite_data
    if exception or are_written(app) or not folder or not has_site(app.builder) or are_kept(app, folder):
        return
    sources = EtracesDomain.of(app.env).sources
    bibliography = sources.root / config.load(sources.root).bibliography
    files = data_package(
        sources.dossier,
        sources.values,
        publication(app),
        bibliography.read_bytes() if bibliography.is_file() else b"",
        lambda objtype, name: address_of(app.builder, objtype, name),
    )
    for name, data in files.items():
        write_output(app, f"{folder}/{name}", data)
