"""The Vega specification of a network of actors: forces at build time, in rows by what an actor is.

Texts stand above, then officials and institutions, then those who represent interests, then companies: from the rule to those whom it
serves. Vega's forces start from fixed places and take a fixed number of steps, so that the drawing is the same each time.

https://vega.github.io/vega/docs/transforms/force/
"""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from etraces_cite.french import typeset
from etraces_cite.model import Actor, ActorKind, Tie

from .chart_spec import FONT, INK, STROKE

__all__ = ["network_spec"]

Json = Mapping[str, Any]

WIDTH, ROW, ABREAST = 400, 118, 3
"""Pixels: the width of a phone's page, and the height of a row of actors; how many a row holds."""
FONT_SIZE = 13
WORDS = 15
"""Characters of a line of a name."""
STEPS, SWEEPS = 400, 6
NAME_BELOW, CLEARANCE = 12j, 38
"""Pixels: the middle of a sign and its name, from the sign down, and how far from it a line of others has to pass."""

_ROWS: Sequence[frozenset[ActorKind]] = (
    frozenset({ActorKind.TEXT}),
    frozenset({ActorKind.OFFICIAL, ActorKind.INSTITUTION}),
    frozenset({ActorKind.PERSON, ActorKind.UNION, ActorKind.PRESS}),
    frozenset({ActorKind.LOBBYIST}),
    frozenset({ActorKind.COMPANY}),
)
_SHAPES = {ActorKind.TEXT: "square", ActorKind.COMPANY: "diamond", ActorKind.LOBBYIST: "triangle-up"}
_FULL = frozenset({ActorKind.LOBBYIST, ActorKind.COMPANY})


def network_spec(actors: Sequence[Actor], ties: Sequence[Tie]) -> Json:
    """Return the specification of the drawing of some actors and of the ties between them, at least one."""
    rows = _untangled([[one.id for one in row] for row in _rows(actors)], ties)
    by_id = {actor.id: actor for actor in actors}
    ordered = [
        (by_id[name], x, place) for place, row in enumerate(rows) for name, x in zip(row, _spread(row), strict=True)
    ]
    places = {actor.id: place for place, (actor, _, _) in enumerate(ordered)}
    links = [{"source": places[tie.source], "target": places[tie.target]} for tie in ties]
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": WIDTH, "height": ROW * len(rows) - 30, "padding": 8, "autosize": "none", "background": "#ffffff",
        "config": {"aria": False},
        "data": [
            {"name": "nodes", "values": [_node(actor, x, place) for actor, x, place in ordered]},
            {"name": "links", "values": links},
        ],
        "marks": [_nodes(), _links(), _names()],
    }  # fmt: skip


def _rows(actors: Sequence[Actor]) -> Iterator[Sequence[Actor]]:
    """Yield the actors row by row: of a kind that has many, several rows as full as each other."""
    for kinds in _ROWS:
        members = [actor for actor in actors if actor.kind in kinds]
        count = -(-len(members) // ABREAST)
        for place in range(count):
            yield members[place::count]


def _untangled(rows: list[list[str]], ties: Iterable[Tie]) -> list[list[str]]:
    """Return the rows, each in the order of where its actors' ties lead: fewer lines cross (Sugiyama's barycentres)."""
    near: dict[str, list[str]] = {}
    for tie in ties:
        near.setdefault(tie.source, []).append(tie.target)
        near.setdefault(tie.target, []).append(tie.source)
    for _ in range(SWEEPS):
        for place, row in enumerate(rows):
            at = {name: x for one in rows for name, x in zip(one, _spread(one), strict=True)}
            centre = {name: sum(at[other] for other in near[name]) / len(near[name]) for name in row}
            rows[place] = sorted(row, key=lambda name: (centre[name], name))
    return _parted(rows, ties)


def _parted(rows: list[list[str]], ties: Iterable[Tie]) -> list[list[str]]:
    """Return the rows in an order that leads no line past an actor whom it does not concern, as far as their order can.

    Such a line would seem to tie that actor too, which no source says. A row holds :data:`ABREAST` actors at most: all its orders are tried.
    """
    pairs = [(tie.source, tie.target) for tie in ties]
    for _ in range(SWEEPS):
        for place, row in enumerate(rows):
            orders = [list(order) for order in itertools.permutations(row)]
            rows[place] = min(orders, key=lambda order: _passed_by([*rows[:place], order, *rows[place + 1 :]], pairs))
    return rows


def _passed_by(rows: Sequence[Sequence[str]], pairs: Iterable[tuple[str, str]]) -> int:
    """Count the actors near whose sign or name a line of others passes."""
    at = {
        name: complex(x, ROW * place)
        for place, row in enumerate(rows)
        for name, x in zip(row, _spread(row), strict=True)
    }
    return sum(
        _distance(at[name] + NAME_BELOW, at[source], at[target]) < CLEARANCE
        for source, target in pairs
        for name in at
        if name not in {source, target}
    )


def _distance(point: complex, start: complex, end: complex) -> float:
    """Return how far a point is from a segment, in pixels."""
    along = end - start
    share = ((point - start) * along.conjugate()).real / (abs(along) ** 2 or 1)
    return abs(point - start - along * min(max(share, 0), 1))


def _spread(row: Sequence[str]) -> list[float]:
    """Return the places of a row of actors, over the whole width."""
    return [WIDTH * (place + 0.5) / len(row) for place in range(len(row))]


def _node(actor: Actor, x: float, row: int) -> Json:
    return {
        "name": textwrap.wrap(typeset(actor.name), WORDS, break_long_words=False) or [""],
        "x": x,
        "y": ROW * row + 26,
        "shape": _SHAPES.get(actor.kind, "circle"),
        "fill": STROKE if actor.kind in _FULL else "#ffffff",
    }


def _nodes() -> Json:
    forces = [
        {"force": "collide", "radius": 50, "iterations": 4},
        {"force": "nbody", "strength": -30},
        {"force": "link", "links": "links", "distance": ROW, "strength": 0.05},
        {"force": "x", "x": "xfocus", "strength": 0.6},
        {"force": "y", "y": "yfocus", "strength": 0.9},
    ]
    look = {
        "shape": {"field": "shape"}, "fill": {"field": "fill"}, "size": {"value": 170},
        "stroke": {"value": STROKE}, "strokeWidth": {"value": 2},
        "xfocus": {"field": "x"}, "yfocus": {"field": "y"},
    }  # fmt: skip
    return {
        "name": "actors", "type": "symbol", "zindex": 1, "aria": False, "from": {"data": "nodes"},
        "encode": {"enter": look},
        "transform": [{"type": "force", "iterations": STEPS, "static": True, "signal": "force", "forces": forces}],
    }  # fmt: skip


def _links() -> Json:
    return {
        "type": "path", "interactive": False, "aria": False, "from": {"data": "links"},
        "encode": {"enter": {"stroke": {"value": "#8a929a"}, "strokeWidth": {"value": 1.5}}},
        "transform": [{
            "type": "linkpath", "require": {"signal": "force"}, "shape": "line",
            "sourceX": "datum.source.x", "sourceY": "datum.source.y",
            "targetX": "datum.target.x", "targetY": "datum.target.y",
        }],
    }  # fmt: skip


def _names() -> Json:
    """Return the names below their signs, on a white edge that parts them from the lines."""
    look = {
        "x": {"field": "x"}, "y": {"field": "y", "offset": 17}, "text": {"field": "datum.name"}, "align": {"value": "center"},
        "baseline": {"value": "top"}, "font": {"value": FONT}, "fontSize": {"value": FONT_SIZE},
        "lineHeight": {"value": FONT_SIZE + 2},
    }  # fmt: skip
    edge = {**look, "stroke": {"value": "#ffffff"}, "strokeWidth": {"value": 4}}
    marks = [
        {"type": "text", "aria": False, "from": {"data": "actors"}, "encode": {"enter": one}}
        for one in (edge, {**look, "fill": {"value": INK}})
    ]
    return {"type": "group", "zindex": 2, "marks": marks}
