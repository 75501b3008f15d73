"""The press review: the sources of the dossier as a journal of links, newest first, with our commentary and hashtags."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from etraces_cite.french import typeset
from etraces_cite.locale import msg, translate_count
from etraces_cite.model import Reference

from .blocks import Blocks
from .directives import EtracesDirective, Options
from .findings import OPTION_UNUSED
from .labels import collation_key
from .ledger import anchor
from .nodes import paragraph, web_link
from .site_links import site_link
from .sources import EVERYTHING, Sources
from .style import reference_date
from .tags import Tag, keywords, tags_by_keyword
from .wording import entitled

__all__ = ["FEED_SUFFIX", "Journal", "PressReview", "newest_first", "references_by_tag"]

FEED_SUFFIX = ".atom"


def newest_first(references: Iterable[Reference]) -> list[Reference]:
    """Return references in the order of a journal: latest first day, then key; those without a date come last."""
    return sorted(references, key=lambda one: (-_day(one).toordinal(), one.key))


def references_by_tag(references: Iterable[Reference]) -> dict[Tag, list[Reference]]:
    """Return the references of each hashtag, in the order of the journal; hashtags in the order of their slugs."""
    ordered = newest_first(references)
    tags = tags_by_keyword(ordered)
    found: dict[Tag, list[Reference]] = {tag: [] for tag in sorted(tags.values(), key=lambda tag: tag.slug)}
    for reference in ordered:
        for tag in dict.fromkeys(tags[word] for word in keywords(reference)):
            found[tag].append(reference)
    return found


def _day(reference: Reference) -> datetime.date:
    return reference.published.low if reference.published else datetime.date.min


@dataclass(frozen=True, slots=True)
class Journal:
    """The maker of entries for one page."""

    sources: Sources
    language: str
    docname: str

    @property
    def blocks(self) -> Blocks:
        return Blocks(self.sources, self.language, self.docname)

    def entries(self, references: Iterable[Reference], *, are_targets: bool = False) -> nodes.bullet_list:
        """Return a list of entries.

        :param are_targets: True where each entry gets its address, which one page alone can give.
        """
        made = nodes.bullet_list("", classes=["etraces-journal"])
        for reference in references:
            item = nodes.list_item("", *self._entry(reference))
            if are_targets:
                item["ids"].append(anchor("entry", reference.key))
            made += item
        return made

    def _entry(self, reference: Reference) -> Iterator[nodes.Node]:
        fields = reference.fields
        link = web_link(entitled(reference.title), fields.get("url", ""))
        yield paragraph(nodes.strong("", "", link), classes=["etraces-journal-title"])
        source = self.sources.labels[reference.key].all_authors
        yield paragraph(f"{source}, {reference_date(reference)}", classes=["etraces-journal-source"])
        if commentary := fields.get("abstract"):
            yield paragraph(typeset(commentary), classes=["etraces-commentary"])
        yield paragraph(*self._foot(reference), classes=["etraces-tags"])

    def _foot(self, reference: Reference) -> Iterator[nodes.Node | str]:
        yield from self.blocks.hashtags(reference.key)
        if "keywords" in reference.fields:
            yield " · "
        if facts := len(self.sources.dossier.facts_by_key.get(reference.key, ())):
            count = translate_count("{count} fact", "{count} facts", facts, self.language)
        else:
            count = self.blocks.say(msg("source"))
        yield self.blocks.link("source", reference.key, count, title=str(self.sources.labels[reference.key]))


class PressReview(EtracesDirective):
    """The journal of the sources, by year, with an index of hashtags; or only its latest entries, or those of one hashtag.

    ``:limit:`` prints so many entries and no more; ``:tag:`` those that have a keyword. Without an option, the page
    is that of the press review: the pages of hashtags and the feeds are below its address.
    """

    option_spec: ClassVar[Options] = {
        "limit": directives.positive_int,
        "tag": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        self.note_use(*EVERYTHING)
        references = newest_first(self.sources.dossier.references.values())
        if self.options:
            chosen = self._chosen(references)
            return [self._journal.entries(chosen)] if chosen else []
        self.ledger.lists_journal = True
        return [self._feed(), *self._years(references), *self._index(references)]

    @property
    def _journal(self) -> Journal:
        return Journal(self.sources, self.config.language, self.env.current_document.docname)

    def _chosen(self, references: list[Reference]) -> list[Reference]:
        if name := self.options.get("tag"):
            wanted = collation_key(name)
            named = (found for tag, found in references_by_tag(references).items() if collation_key(tag.name) == wanted)
            references = next(named, [])
            if not references:
                self.complain(
                    OPTION_UNUSED, msg('no entry of the bibliography has the keyword "{keyword}"', keyword=name)
                )
        return references[: self.options.get("limit")]

    def _feed(self) -> nodes.paragraph:
        link = site_link("", self._journal.blocks.say(msg("Follow by an Atom feed")))
        link["refdoc"] = self.env.current_document.docname
        link["file"] = self.env.current_document.docname + FEED_SUFFIX
        link["names_address"] = link["is_alone"] = True
        return paragraph(link, classes=["etraces-feed"])

    def _years(self, references: list[Reference]) -> Iterator[nodes.section]:
        for year, group in groupby(references, key=lambda one: _day(one).year if one.published else None):
            title = str(year) if year else self._journal.blocks.say(msg("Undated"))
            section = self._section(f"year-{year or 'none'}", title)
            section += self._journal.entries(group, are_targets=True)
            yield section

    def _index(self, references: list[Reference]) -> Iterator[nodes.section]:
        uses = references_by_tag(references)
        if uses:
            section = self._section("tags", self._journal.blocks.say(msg("Hashtags")))
            section += nodes.bullet_list("", *map(self._indexed, uses.items()), classes=["etraces-tag-index"])
            yield section

    def _indexed(self, used: tuple[Tag, list[Reference]]) -> nodes.list_item:
        tag, references = used
        text = paragraph(self._journal.blocks.tag_link(tag), f" ({len(references)})")
        return nodes.list_item("", text, ids=[anchor("tag", tag.slug)])

    def _section(self, identifier: str, title: str) -> nodes.section:
        section = nodes.section("", nodes.title("", title), ids=[identifier], names=[nodes.fully_normalize_name(title)])
        self.set_source_info(section)
        self.state.document.note_explicit_target(section, section)
        return section
