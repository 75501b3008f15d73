"""The directives: boxes, tables and lists of facts and sources.

They make generic nodes, so that every builder prints them. What they list of other pages waits in a node of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from etraces_cite.codes import Code
from etraces_cite.french import NARROW_SPACE, typeset
from etraces_cite.locale import Message, msg
from etraces_cite.parse.nearest import did_you_mean

from .blocks import IF_MENTIONED, Blocks
from .domain import EtracesDomain
from .findings import OPTION_UNUSED, with_hint
from .ledger import SECOND, Defined, Ledger, Selection, anchor
from .nodes import bibliography_list, card, paragraph, waiver_list
from .page_links import page_list
from .sources import EVERYTHING, Sources, Stated, Use
from .tables import table_group

__all__ = ["Bibliography", "FactBox", "FactTable", "SourceList", "WaiverList"]

Options = dict[str, Callable[[str], Any]]


class EtracesDirective(SphinxDirective):
    """What the directives share: the dossier, the ledger of their page, the maker of blocks."""

    @property
    def domain(self) -> EtracesDomain:
        return EtracesDomain.of(self.env)

    @property
    def sources(self) -> Sources:
        return self.domain.sources

    @property
    def ledger(self) -> Ledger:
        return self.domain.ledger(self.env.current_document.docname)

    @property
    def blocks(self) -> Blocks:
        return Blocks(self.sources, self.config.language, self.env.current_document.docname)

    def note_use(self, *use: str) -> None:
        self.domain.note_use(self.env.current_document.docname, Use(*use))

    def complain(self, code: str, message: Message) -> None:
        self.domain.complain(self.env.current_document.docname, code, message, self.lineno)

    def stated(self, identifiers: Iterable[str]) -> list[Stated]:
        """Return the facts of these names as printed; complain of those that are unknown."""
        found = []
        for identifier in identifiers:
            self.note_use("fact", identifier)
            if stated := self.sources.stated(identifier):
                self.note_source(stated)
                found.append(stated)
            else:
                docname = self.env.current_document.docname
                self.domain.complain_of_fact(docname, identifier, self.lineno, in_prose=False)
        return found

    def note_source(self, stated: Stated) -> None:
        """Remember that the page cites the source of a fact, and prints its label."""
        if stated.key:
            self.note_use("source", stated.key)
            self.ledger.cited[stated.key] = None

    def define(self, defined: Defined) -> bool:
        """Add an object to the page, unless it has it already; return whether it was added."""
        if any(one.anchor == defined.anchor for one in self.ledger.defined):
            return False
        self.ledger.defined.append(defined)
        return True

    def section(self, identifier: str, title: str, *, classes: Iterable[str] = ()) -> nodes.section:
        """Return a section whose address is ``identifier``, whatever its title."""
        section = nodes.section("", nodes.title("", title), ids=[identifier], names=[identifier], classes=list(classes))
        self.set_source_info(section)
        self.state.document.note_explicit_target(section, section)
        return section


class FactBox(EtracesDirective):
    """A box that shows one fact or several, each with its quotation and source, then the prose of its body."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Options] = {
        "title": directives.unchanged_required,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        facts = self.stated(self.arguments[0].replace(",", " ").split())
        shown = [self._shown(stated) for stated in facts]
        title = paragraph(typeset(self.options["title"])) if "title" in self.options else None
        box = card(*shown, *self._body(), title=title, classes=["etraces-box", *self.options.get("class", [])])
        self.set_source_info(box)
        return [box] if facts or self.content else []

    def _shown(self, stated: Stated) -> nodes.container:
        made = nodes.container(
            "", *self.blocks.boxed(stated), is_div=True, design_component="", classes=["etraces-fact-shown"]
        )
        place = f"box-{anchor('fact', stated.id)}"
        if self.define(Defined("fact", stated.id, stated.label, place, rank=SECOND)):
            made["ids"].append(place)
        return made

    def _body(self) -> list[nodes.Node]:
        return self.parse_content_to_nodes() if self.content else []


class FactTable(EtracesDirective):
    """A table of facts: those named, those of a source, or those of a measure."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Options] = {
        "source": directives.unchanged_required,
        "measure": directives.unchanged_required,
        "caption": directives.unchanged_required,
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        facts = self.stated(self._identifiers())
        if not facts:
            return []
        blocks = self.blocks
        table = nodes.table("", classes=["etraces-table", "colwidths-auto", *self.options.get("class", [])])
        if "caption" in self.options:
            table += nodes.title("", typeset(self.options["caption"]))
        table += table_group(blocks.headings(), [blocks.row(stated) for stated in facts])
        self.set_source_info(table)
        return [table]

    def _identifiers(self) -> Iterable[str]:
        yield from self.arguments[0].replace(",", " ").split() if self.arguments else ()
        if key := self.options.get("source"):
            yield from self._of_source(key)
        if measure := self.options.get("measure"):
            yield from self._of_measure(measure)

    def _of_source(self, key: str) -> Iterable[str]:
        self.note_use("record", key)
        if key not in self.sources.dossier.references:
            docname = self.env.current_document.docname
            self.domain.complain_of_key(docname, key, self.lineno, in_prose=False)
        return [fact.id for fact in self.sources.dossier.facts_by_key.get(key, ())]

    def _of_measure(self, measure: str) -> Iterable[str]:
        self.note_use("measure", measure)
        found = self.sources.of_measure(measure)
        if not found:
            hint = did_you_mean(measure, self.sources.dossier.measures)
            message = msg('no fact has the measure "{measure}"', measure=measure)
            self.complain(Code.MEASURE_UNKNOWN, with_hint(message, hint))
        return found


class SourceList(EtracesDirective):
    """All the sources, each a section: reference, commentary, hashtags, facts; then the derived facts.

    It belongs on one page, on its top level: its sections are the addresses of sources and facts.
    """

    option_spec: ClassVar[Options] = {}

    def run(self) -> list[nodes.Node]:
        self.note_use(*EVERYTHING)
        self.ledger.lists_citing = True
        made: list[nodes.Node] = [self._source(key) for key in self.sources.sorted_keys]
        if derived := list(filter(None, map(self.sources.stated, self.sources.dossier.derived))):
            made.append(self._derived(derived))
        return made

    def _source(self, key: str) -> nodes.section:
        label = str(self.sources.labels[key])
        title = typeset(self.sources.dossier.references[key].title)
        self.define(Defined("source", key, f"{label}{NARROW_SPACE}: {title}", anchor("source", key)))
        section = self.section(anchor("source", key), label, classes=[IF_MENTIONED])
        section += self._index(f"{label.replace(';', ',')}; {title.replace(';', ',')}", section["ids"][0])
        section += list(self.blocks.source(key))
        used = nodes.Text(f"{self.blocks.say(msg('Used in: '))}")
        section += page_list("", used, key=key, refdoc=self.env.current_document.docname)
        for stated in self.sources.stated_by(key):
            self._define_fact(stated, section)
        return section

    def _derived(self, derived: list[Stated]) -> nodes.section:
        section = self.section(
            anchor("source", "derived-facts"), self.blocks.say(msg("Computed values")), classes=[IF_MENTIONED]
        )
        section += paragraph(self.blocks.say(msg("Each value is computed again, with its units, at every check.")))
        section += nodes.definition_list("", *map(self.blocks.described, derived), classes=["etraces-facts"])
        for stated in derived:
            self._define_fact(stated, section)
        return section

    def _define_fact(self, stated: Stated, section: nodes.section) -> None:
        self.define(
            Defined("fact", stated.id, f"{stated.label}{NARROW_SPACE}: {stated.text}", anchor("fact", stated.id))
        )
        section.insert(1, self._index(stated.label.replace(";", ","), anchor("fact", stated.id)))

    def _index(self, entry: str, target: str) -> addnodes.index:
        return addnodes.index(entries=[("single", entry, target, "", None)])


class WaiverList(EtracesDirective):
    """All the waivers of the dossier, with their reasons and pages."""

    option_spec: ClassVar[Options] = {}

    def run(self) -> list[nodes.Node]:
        self.ledger.lists_waivers = True
        return [waiver_list("", refdoc=self.env.current_document.docname)]


FILTERS = {
    "cited": "cited", "true": "all", "not cited": "notcited", "docname in docnames": "local",
}  # fmt: skip
"""The filter expressions that are understood, and the scope of each."""


class Bibliography(EtracesDirective):
    """The references cited in the dossier, or a part of them, with the options of sphinxcontrib-bibtex that make sense here.

    ``:cited:`` (the default), ``:all:``, ``:notcited:``; ``:filter:`` with one of the expressions of :data:`FILTERS`;
    ``:keyprefix:`` keeps the keys that begin so; keys in the body are listed in any case. ``:style:``, ``:list:`` and the like have no effect,
    since the dossier has one style, and say so.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[Options] = {
        **dict.fromkeys(("cited", "notcited", "all"), directives.flag),
        **dict.fromkeys(
            ("filter", "keyprefix", "style", "list", "enumtype", "start", "labelprefix"), directives.unchanged
        ),
    }

    def run(self) -> list[nodes.Node]:
        for option in ("style", "list", "enumtype", "start", "labelprefix"):
            if option in self.options:
                self.complain(
                    OPTION_UNUSED, msg('the option "{option}" has no effect: the dossier has one style', option=option)
                )
        keys = tuple(key.strip() for line in self.content for key in line.split(",") if key.strip())
        for key in keys:
            if key not in self.sources.dossier.references:
                self.domain.complain_of_key(self.env.current_document.docname, key, self.lineno, in_prose=False)
        self.ledger.selections.append(Selection(self._scope(), self.options.get("keyprefix", ""), keys))
        made = bibliography_list(
            "", refdoc=self.env.current_document.docname, selection=len(self.ledger.selections) - 1
        )
        return [made]

    def _scope(self) -> str:
        if "filter" in self.options:
            expression = " ".join(self.options["filter"].split())
            if expression.lower() not in FILTERS:
                hint = msg("one of: {levels}", levels=", ".join(FILTERS))
                message = msg('the filter "{filter}" is not understood', filter=expression)
                self.complain(OPTION_UNUSED, with_hint(message, hint))
            return FILTERS.get(expression.lower(), "cited")
        return next((scope for scope in ("all", "notcited") if scope in self.options), "cited")
