"""Facts and sources as generic nodes: boxes, rows, descriptions. What they print is known while the page is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes

from etraces_cite.evidence.fragment import passage_address
from etraces_cite.french import NO_BREAK_SPACE, format_period, is_followable, typeset
from etraces_cite.locale import Message, msg
from etraces_cite.model import CaptureState, Derived, Fact, Period

from .ledger import anchor
from .nodes import object_link, paragraph, reference_nodes, web_link
from .site_links import site_link
from .sources import Sources, Stated
from .style import reference_date
from .tags import Tag, keywords
from .wording import formula_parts, quoted

__all__ = ["Blocks"]

IF_MENTIONED = "dossierpdf-if-mentioned"
"""The class of what a PDF of one dossier prints only if the dossier leads to it."""

SHORT_DIGEST = 8
"""Hexadecimal digits of a digest that people compare by eye."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The maker of blocks for one page, in one language."""

    sources: Sources
    language: str
    docname: str

    def say(self, message: Message) -> str:
        """Return a sentence in the language of the project."""
        return typeset(message.render(self.language))

    def link(self, objtype: str, name: str, text: str, *, title: str | None = None) -> object_link:
        """Return a link to a fact or a source, to be resolved when the page is written."""
        made = object_link("", text)
        made["objtype"], made["target"], made["refdoc"] = objtype, name, self.docname
        if title:
            made["reftitle"] = title
        return made

    # -- one fact --------------------------------------------------------------------------------------------------

    def boxed(self, stated: Stated) -> Iterator[nodes.Node]:
        """Yield the paragraphs of a fact in a box: value, what it is, where it comes from."""
        yield paragraph(nodes.strong("", stated.text), classes=["etraces-value"])
        yield paragraph(stated.label, classes=["etraces-label"])
        yield from self.evidence(stated)

    def evidence(self, stated: Stated, *, names_source: bool = True) -> Iterator[nodes.Node]:
        """Yield what supports a fact: the quotation with its source and place, who says it, when, or the formula.

        :param names_source: False where the source is named above, in its own section.
        """
        if stated.fact:
            yield paragraph(*self._quotation(stated.fact, names_source=names_source), classes=["etraces-quotation"])
            yield from self._circumstances(stated.fact)
        elif stated.derived:
            yield paragraph(
                self.say(msg("Computed: ")), *self.formula(stated.derived), ".", classes=["etraces-quotation"]
            )
            yield from self._note(stated.derived.note)

    def formula(self, derived: Derived) -> Iterator[nodes.Node]:
        """Yield a formula with the value of each fact in place of its name, linked to the fact."""
        for part, is_name in formula_parts(derived.formula):
            stated = self.sources.stated(part) if is_name else None
            yield self.link("fact", stated.id, stated.text, title=stated.label) if stated else nodes.Text(part)

    def _quotation(self, fact: Fact, *, names_source: bool) -> Iterator[nodes.Node | str]:
        yield quoted(fact.quotation.exact)
        if names_source:
            yield " — "
            yield self.link("source", fact.key, self.sources.source_line(fact.key))
        if fact.locator:
            yield f", {typeset(fact.locator).replace('§ ', f'§{NO_BREAK_SPACE}')}"
        if link := self.passage(fact):
            yield " ("
            yield link
            yield ")"

    def passage(self, fact: Fact) -> nodes.Node | None:
        """Return a link to the words of a fact in its source, which a browser opens at them; None without an address."""
        address = self.sources.address(fact.key)
        if not address:
            return None
        words = fact.quotation
        return web_link(
            self.say(msg("read at the source")),
            passage_address(address, words.exact, words.prefix, words.suffix) if is_followable(address) else address,
        )

    def _circumstances(self, fact: Fact) -> Iterator[nodes.Node]:
        said = []
        if fact.according_to:
            said.append(self.say(msg("According to {who}.", who=fact.according_to)))
        if fact.as_of:
            said.append(self.say(msg("About: {period}.", period=_text(fact.as_of))))
        if fact.valid:
            said.append(self.say(msg("Holds: {period}.", period=_text(fact.valid))))
        if said:
            yield paragraph(" ".join(said), classes=["etraces-circumstances"])
        yield from self._note(fact.note)

    def _note(self, note: str | None) -> Iterator[nodes.Node]:
        if note:
            yield paragraph(typeset(note), classes=["etraces-note"])

    # -- several facts ---------------------------------------------------------------------------------------------

    def described(self, stated: Stated) -> nodes.definition_list_item:
        """Return a fact as an entry of the list of its source: its value and label, and below them its evidence."""
        term = nodes.term("", "", nodes.strong("", stated.text), nodes.Text(f" — {stated.label}"))
        term["ids"].append(anchor("fact", stated.id))
        definition = nodes.definition("", *self.evidence(stated, names_source=False))
        return nodes.definition_list_item("", term, definition, classes=[IF_MENTIONED])

    def row(self, stated: Stated) -> list[list[nodes.Node | str]]:
        """Return the cells of a table: what, value, source, who says it, date."""
        value = self.link("fact", stated.id, stated.text, title=stated.evidence)
        fact = stated.fact
        if fact is None:
            formula = list(self.formula(stated.derived)) if stated.derived else []
            return [[stated.label], [value], [self.say(msg("computed: ")), *formula], ["—"], ["—"]]
        source = self.link("source", fact.key, self.authors(fact.key))
        return [[stated.label], [value], [source], [typeset(fact.according_to or "—")], [self.date(fact)]]

    def headings(self) -> list[str]:
        """Return the headings of those cells."""
        names = (msg("What"), msg("Value"), msg("Source"), msg("According to"), msg("Date"))
        return [self.say(name) for name in names]

    def authors(self, key: str) -> str:
        """Return the short name of a source: « Mediapart »."""
        return self.sources.labels[key].authors if key in self.sources.labels else key

    def date(self, fact: Fact) -> str:
        """Return what a fact is about, when it holds, or else when its source was published."""
        period = fact.as_of or fact.valid
        reference = self.sources.dossier.references.get(fact.key)
        return _text(period) if period else reference_date(reference) if reference else "—"

    # -- one source ------------------------------------------------------------------------------------------------

    def source(self, key: str) -> Iterator[nodes.Node]:
        """Yield what is known of a source: its reference, our commentary, its hashtags, its capture and its facts."""
        fields = self.sources.dossier.references[key].fields
        yield paragraph(*reference_nodes(self.sources.runs(key)), classes=["etraces-reference"])
        if abstract := fields.get("abstract"):
            yield paragraph(typeset(abstract), classes=["etraces-commentary"])
        if tags := list(self.hashtags(key)):
            yield paragraph(*tags, classes=["etraces-tags"])
        if said := " ".join(map(self.say, self._captured(key))):
            yield paragraph(said, classes=["etraces-capture"])
        if facts := self.sources.stated_by(key):
            yield nodes.definition_list("", *map(self.described, facts), classes=["etraces-facts"])

    def hashtags(self, key: str) -> Iterator[nodes.Node | str]:
        """Yield the hashtags of a source, each a link to its page, with a space between two."""
        for place, keyword in enumerate(keywords(self.sources.dossier.references[key])):
            if place:
                yield " "
            yield self.tag_link(self.sources.tags[keyword])

    def tag_link(self, tag: Tag) -> site_link:
        """Return a hashtag that leads to its page."""
        made = site_link("", tag.hashtag, classes=["etraces-tag"])
        made["refdoc"], made["tag"] = self.docname, tag.slug
        return made

    def _captured(self, key: str) -> Iterator[Message]:
        """Yield when a source was captured, and whether its words were read again in this build."""
        record = self.sources.records.get(key)
        if record and (capture := record.capture):
            day = format_period(capture.captured, capture.captured)
            yield msg("Captured on {day}, digest {digest}.", day=day, digest=capture.sha256[:SHORT_DIGEST])
        if self.sources.result and (state := self.sources.result.captures.get(key)):
            yield _CAPTURES[state]


_CAPTURES = {
    CaptureState.PRESENT: msg("The copy is here: its quotations were read again in it."),
    CaptureState.UNDESCRIBED: msg("No copy was kept: the quotations are those of our record."),
    CaptureState.ABSENT: msg("The copy is not on the machine that checked: the quotations are those of our record."),
    CaptureState.CORRUPT: msg("The copy is damaged: its quotations were not read again."),
    CaptureState.DRIFTED: msg("The copy has changed: its quotations were not read again."),
    CaptureState.REMOVED: msg("The copy was taken down; its digest remains."),
}


def _text(period: Period) -> str:
    return format_period(period.low, period.high)
