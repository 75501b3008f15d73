"""The actors: who they are, what each is cited for, and the relations that sources state between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from docutils import nodes

from etraces_cite.french import NARROW_SPACE, normalise, typeset
from etraces_cite.locale import Message, msg
from etraces_cite.model import Actor, ActorKind, Tie

from .comparison import CompareDirective
from .directives import Options
from .drawing import draw
from .labels import collation_key
from .ledger import anchor
from .network import network_spec
from .nodes import paragraph
from .sources import EVERYTHING
from .tables import Cell, table
from .wording import quoted

__all__ = ["KINDS", "ActorList", "ActorNetwork"]

KINDS: Mapping[ActorKind, Message] = {
    ActorKind.LOBBYIST: msg("interest representative"),
    ActorKind.COMPANY: msg("company"),
    ActorKind.OFFICIAL: msg("public official"),
    ActorKind.INSTITUTION: msg("institution"),
    ActorKind.UNION: msg("union or association"),
    ActorKind.PRESS: msg("press"),
    ActorKind.PERSON: msg("person"),
    ActorKind.TEXT: msg("text"),
}

COMMON = frozenset({ActorKind.INSTITUTION, ActorKind.TEXT})
"""Kinds whose names are common nouns, with no capital inside a sentence: « l’appel d’offres », « le ministère »."""


class ActorDirective(CompareDirective):
    """What the list and the network share: the evidence of what is said of an actor."""

    def backing(self, names: Iterable[str]) -> Iterator[nodes.Node | str]:
        """Yield the facts, quotations and sources that say something, each a link."""
        dossier, blocks = self.sources.dossier, self.blocks
        for place, name in enumerate(names):
            yield f"{NARROW_SPACE}; " if place else ""
            if stated := self.sources.stated(name):
                yield blocks.link("fact", name, stated.text, title=stated.label)
                if stated.key:
                    yield ", "
                    yield blocks.link("source", stated.key, blocks.authors(stated.key))
            elif name in dossier.quotations:
                key, quotation = dossier.quotations[name]
                yield f"{quoted(quotation.exact)}, "
                yield blocks.link("source", key, blocks.authors(key))
            elif name in dossier.references:
                yield blocks.link("source", name, self.sources.source_line(name))
            else:
                yield name  # the check has reported it

    def told(self, tie: Tie) -> str:
        """Return a relation as a sentence without its full stop: « Axon est cliente de Lysios »."""
        actors = self.sources.dossier.actors
        names = [actors[name].name if name in actors else name for name in (tie.source, tie.target)]
        if tie.target in actors and actors[tie.target].kind in COMMON and names[1][1:2].islower():
            names[1] = names[1][0].lower() + names[1][1:]
        joint = "" if tie.label.endswith(("’", "'")) else " "
        return typeset(f"{names[0]} {tie.label}{joint}{names[1]}")


class ActorList(ActorDirective):
    """Every actor, a section each, with what sources say it is, what it is cited for and its relations.

    It belongs on one page, on its top level: its sections are the addresses of actors.
    """

    option_spec: ClassVar[Options] = {}

    def run(self) -> list[nodes.Node]:
        self.note_use(*EVERYTHING)
        actors = sorted(self.sources.dossier.actors.values(), key=lambda one: (collation_key(one.name), one.id))
        return [self._actor(actor) for actor in actors]

    def _actor(self, actor: Actor) -> nodes.section:
        section = self.section(anchor("actor", actor.id), typeset(actor.name))
        kind = self.blocks.say(KINDS[actor.kind])
        section += paragraph(
            f"{kind[:1].upper()}{kind[1:]}. {typeset(actor.role)} (", *self.backing(actor.backed_by), ")."
        )
        ties = [one for one in self.sources.dossier.ties.values() if actor.id in (one.source, one.target)]
        section += self._listed(msg("Relations that a source states"), map(self._tie, ties))
        section += self._listed(msg("Cited for"), map(self._fact, self._facts(actor)))
        section += self._listed(msg("Says"), map(self._fact, self._said(actor)))
        section += self._listed(msg("Author of"), map(self._source, self._signed(actor)))
        return section

    def _listed(self, heading: Message, items: Iterable[nodes.paragraph]) -> list[nodes.Node]:
        made = [nodes.list_item("", item) for item in items]
        if not made:
            return []
        return [
            paragraph(nodes.strong("", f"{self.blocks.say(heading)}{NARROW_SPACE}:"), classes=["etraces-lead"]),
            nodes.bullet_list("", *made),
        ]

    def _tie(self, tie: Tie) -> nodes.paragraph:
        note = f" {typeset(tie.note)}" if tie.note else ""
        return paragraph(f"{self.told(tie)} (", *self.backing(tie.backed_by), f").{note}")

    def _fact(self, identifier: str) -> nodes.paragraph:
        stated = self.sources.stated(identifier)
        label = f"{stated.label}{NARROW_SPACE}: " if stated else ""
        return paragraph(label, *self.backing([identifier]), ".")

    def _source(self, key: str) -> nodes.paragraph:
        reference = self.sources.dossier.references[key]
        return paragraph(
            self.blocks.link("source", key, self.sources.source_line(key)), f", {typeset(reference.title)}."
        )

    def _facts(self, actor: Actor) -> list[str]:
        return [name for name in actor.facts if self.sources.stated(name)]

    def _said(self, actor: Actor) -> list[str]:
        names = _names(actor)
        facts = self.sources.dossier.facts.values()
        return [fact.id for fact in facts if fact.according_to and normalise(fact.according_to) in names]

    def _signed(self, actor: Actor) -> list[str]:
        names, references = _names(actor), self.sources.dossier.references
        return [key for key in self.sources.sorted_keys if names & set(map(normalise, references[key].authors))]


def _names(actor: Actor) -> set[str]:
    return {normalise(name) for name in (actor.name, *actor.aliases)}


class ActorNetwork(ActorDirective):
    """The relations as a drawing, laid out at build time, and the table of all that it shows."""

    option_spec: ClassVar[Options] = {}

    def run(self) -> list[nodes.Node]:
        self.note_use(*EVERYTHING)
        dossier = self.sources.dossier
        ties = [one for one in dossier.ties.values() if {one.source, one.target} <= dossier.actors.keys()]
        if not ties:
            return []
        title = self.blocks.say(msg("Who is tied to whom, according to the sources"))
        linked = {name for tie in ties for name in (tie.source, tie.target)}
        actors = [actor for actor in dossier.actors.values() if actor.id in linked]
        said = [self.told(tie) for tie in ties]
        alt = self.blocks.say(
            msg("Network of {actors} actors and {ties} relations: {said}.",
                actors=len(actors), ties=len(ties), said=f"{NARROW_SPACE}; ".join(said))
        )  # fmt: skip
        spec = network_spec(actors, ties)
        legend = self.blocks.say(
            msg(
                "Square: a text. Circle: an official, an institution, a person. Triangle: who represents interests. Diamond: a company."
            )
        )
        made = list(
            self.image(
                "network", lambda: draw(spec, title=title, description=alt, language=self.config.language), alt, legend
            )
        )
        return [*made, self._ties(ties, title)]

    def _ties(self, ties: Iterable[Tie], title: str) -> nodes.table:
        headings = [self.blocks.say(name) for name in (msg("Relation"), msg("According to"))]
        rows: list[list[Cell]] = [[[self.told(tie)], list(self.backing(tie.backed_by))] for tie in ties]
        return table(headings, rows, caption=title, classes=["etraces-comparison"])
