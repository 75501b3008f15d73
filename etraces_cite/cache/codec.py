"""The frozen nouns as MessagePack, and back, through msgspec.

msgspec reads a dataclass by its annotations, but no union of dataclasses: a class that holds one (a figure, whose value is a
quantity, a period or a label) is read into a structure of the same fields, then built from it.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import types
import typing
from fractions import Fraction
from typing import Any, Literal

import msgspec

from etraces_cite.locale import Message
from etraces_cite.model import Label, Period, Quantity

__all__ = ["canonical", "decode", "encode"]

_built: dict[type, type] = {}
"""The class that each structure stands for."""


def encode(value: object) -> bytes:
    """Return nouns, and containers of them, as bytes; mappings keep their order, since pages and files print them in it.

    :raises TypeError: for a value that no noun should hold.
    """
    return _encoder(None).encode(value)


def canonical(value: object) -> bytes:
    """Return bytes that are the same for what is equal, for a key: nothing is read back from them.

    :raises TypeError: for a value that no noun should hold.
    """
    return _encoder("deterministic").encode(value)


def decode(data: bytes, kind: Any) -> Any:
    """Return what :func:`encode` was given.

    :raises ValueError: for bytes that are not a value of that type.
    """
    decoder, is_structure = _decoder(kind)
    try:
        value = decoder.decode(data)
        return _rebuilt(value) if is_structure else value
    except (msgspec.MsgspecError, TypeError, KeyError) as error:
        raise ValueError(f"not a {kind}: {error}") from error


@functools.cache
def _encoder(order: Literal["deterministic"] | None) -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder(enc_hook=_plain, order=order)


@functools.cache
def _decoder(kind: Any) -> tuple[msgspec.msgpack.Decoder[Any], bool]:
    readable = _readable(kind)
    return msgspec.msgpack.Decoder(readable, dec_hook=_noun), readable != kind


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return (value.numerator, value.denominator)
    if isinstance(value, BaseException):  # the reason in a message: only its text is ever shown
        return str(value)
    raise TypeError(f"not kept: {type(value).__name__}")


def _noun(kind: type, value: Any) -> object:
    """Return a fraction, or for a type that says nothing the noun whose fields these are."""
    if kind is Fraction:
        return Fraction(*value)
    if not isinstance(value, dict):
        return value
    match sorted(value):
        case ["template", "values"]:
            return Message(value["template"], {name: _noun(object, one) for name, one in value["values"].items()})
        case ["high", "low", "unit"]:
            return Quantity(Fraction(*value["low"]), Fraction(*value["high"]), value["unit"])
        case ["high", "low"]:
            return Period(datetime.date.fromisoformat(value["low"]), datetime.date.fromisoformat(value["high"]))
        case ["text"]:
            return Label(value["text"])
    raise ValueError(f"no noun has these fields: {sorted(value)}")


@functools.cache
def _readable(kind: Any) -> Any:
    """Return a type that msgspec reads: the same, but for what holds a union of dataclasses."""
    if not _holds_union(kind, frozenset()):
        return kind
    arguments = typing.get_args(kind)
    if _is_union(kind):
        if sum(map(dataclasses.is_dataclass, arguments)) > 1:
            return object
        return functools.reduce(lambda one, other: one | other, map(_readable, arguments))
    if arguments:
        origin: Any = typing.get_origin(kind)
        return origin[tuple(map(_readable, arguments))]
    structure = msgspec.defstruct(f"{kind.__name__}Fields", [(name, _readable(one)) for name, one in _fields(kind)])
    _built[structure] = kind
    return structure


def _holds_union(kind: Any, within: frozenset[Any]) -> bool:
    """Say whether a type, or what it is made of, is a union of dataclasses; a class may hold itself."""
    arguments = typing.get_args(kind)
    if _is_union(kind) and sum(map(dataclasses.is_dataclass, arguments)) > 1:
        return True
    parts = arguments or [one for _, one in _fields(kind)]
    return kind not in within and any(_holds_union(part, within | {kind}) for part in parts)


def _is_union(kind: Any) -> bool:
    return isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union


def _fields(kind: Any) -> list[tuple[str, Any]]:
    if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
        return []
    hints = typing.get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in dataclasses.fields(kind)]


def _rebuilt(value: Any) -> Any:
    """Return a value with nouns for structures; only tuples and mappings hold some."""
    kind: Any = type(value)
    if kind in _built:
        fields = list(msgspec.structs.astuple(value))
        for place in _nested(kind):
            fields[place] = _rebuilt(fields[place])
        return _built[kind](*fields)
    if kind is tuple:
        return tuple(map(_rebuilt, value))
    return {name: _rebuilt(one) for name, one in value.items()} if kind is dict else value


@functools.cache
def _nested(structure: type) -> tuple[int, ...]:
    """Return the places of the fields that hold structures."""
    kinds = [kind for _, kind in _fields(_built[structure])]
    return tuple(place for place, kind in enumerate(kinds) if _readable(kind) not in (kind, object))
