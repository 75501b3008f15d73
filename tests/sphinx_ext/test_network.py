"""The drawing of a network: a line never seems to tie an actor whom no source ties."""

from __future__ import annotations

from etraces_cite.model import Actor, ActorKind, Span, Tie
from etraces_cite.sphinx_ext.network import network_spec

PLACE = Span("actors.toml", 1, 1, 1, 2)
KINDS = {"t": ActorKind.TEXT, "o": ActorKind.OFFICIAL, "l": ActorKind.LOBBYIST, "c": ActorKind.COMPANY}


def actor(name: str) -> Actor:
    return Actor(name, name, KINDS[name[0]], "", ("k",), PLACE)


def tie(names: str) -> Tie:
    source, target = names.split("-")
    return Tie(names, source, target, "a rencontré", ("k",), PLACE)


def passed_by(*ties: str) -> set[str]:
    """Return the actors on whose place the line of others falls."""
    names = sorted({name for one in ties for name in one.split("-")})
    spec = network_spec([actor(name) for name in names], [tie(one) for one in ties])
    values = {value["name"][0]: complex(value["x"], value["y"]) for value in spec["data"][0]["values"]}
    found = set()
    for one in ties:
        start, end = (values[name] for name in one.split("-"))
        for name in set(names) - set(one.split("-")):
            share = ((values[name] - start) / (end - start)).real
            away = abs(((values[name] - start) * (end - start).conjugate()).imag) / abs(end - start)
            if 0 <= share <= 1 and away < 20:
                found.add(name)
    return found


def test_a_line_from_top_to_bottom_passes_beside_those_between() -> None:
    assert passed_by("t1-c1", "t2-c2", "t2-c3", "o1-l1", "o2-l1", "o2-l2", "c3-l2") == set()


def test_a_chain_of_rows_is_drawn_as_a_chain() -> None:
    assert passed_by("t1-o1", "o1-l1", "l1-c1") == set()
