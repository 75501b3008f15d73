"""The shared file of actors: people, organisations and texts, and the relations that a source states between them."""

from __future__ import annotations

from collections.abc import Mapping

from etraces_cite.locale import N_, msg
from etraces_cite.model import Actor, ActorKind, Tie
from etraces_cite.parse.schema import Key, Keys, Sheet, WrongValueError, table, text, texts

__all__ = ["ACTORS", "read_actors", "read_ties"]

ACTORS = "actors.toml"


def _kind(value: object) -> ActorKind:
    try:
        return ActorKind(text(value))
    except ValueError:
        kinds = ", ".join(ActorKind)
        raise WrongValueError(msg("a kind of actor"), msg("one of: {levels}", levels=kinds)) from None


ACTOR: Keys = {
    "name": Key(text, required=True, doc=N_("The name, as pages print it.")),
    "kind": Key(_kind, required=True, doc=N_("What it is.")),
    "role": Key(text, required=True, doc=N_("What it does, in a few words.")),
    "backed-by": Key(texts, required=True, doc=N_("The facts and references that say so.")),
    "aliases": Key(texts, doc=N_("Other names of the same.")),
    "facts": Key(texts, doc=N_("Facts that are about it.")),
}
TIE: Keys = {
    "from": Key(text, required=True, doc=N_("The actor it goes from.")),
    "to": Key(text, required=True, doc=N_("The actor it goes to.")),
    "label": Key(text, required=True, doc=N_("What it is, in a few words.")),
    "backed-by": Key(texts, required=True, doc=N_("The facts and references that state it.")),
    "note": Key(text, doc=N_("What a reader must know of it.")),
}


def read_actors(sheet: Sheet) -> Mapping[str, Actor]:
    """Return the actors that are described whole; note what is wrong with the others."""
    sheet.table((), sheet.data, {"actors": Key(table), "ties": Key(table)})
    return {
        name: Actor(
            name, read["name"], read["kind"], read["role"], read["backed-by"], sheet.span(path, of_key=True),
            read.get("aliases", ()), read.get("facts", ()),
        )
        for name, path, read in sheet.tables("actors", ACTOR)
        if {"name", "kind", "role", "backed-by"} <= read.keys()
    }  # fmt: skip


def read_ties(sheet: Sheet) -> Mapping[str, Tie]:
    """Return the relations that are described whole; note what is wrong with the others."""
    return {
        name: Tie(
            name, read["from"], read["to"], read["label"], read["backed-by"], sheet.span(path, of_key=True),
            read.get("note"),
        )
        for name, path, read in sheet.tables("ties", TIE)
        if {"from", "to", "label", "backed-by"} <= read.keys()
    }  # fmt: skip
