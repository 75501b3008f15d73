"""The frozen nouns as MessagePack, and back, through msgspec: in arrays, without the names of their fields."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Any, Literal

import msgspec

__all__ = ["canonical", "decode", "encode"]


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
    try:
        return _decoder(kind).decode(data)
    except (msgspec.MsgspecError, TypeError) as error:
        raise ValueError(f"not a {kind}: {error}") from error


@functools.cache
def _encoder(order: Literal["deterministic"] | None) -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder(enc_hook=_plain, order=order)


@functools.cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind, dec_hook=_noun)


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else (value.numerator, value.denominator)
    raise TypeError(f"not kept: {type(value).__name__}")


def _noun(kind: type, value: Any) -> object:
    if kind is not Fraction:
        raise TypeError(f"not kept: {kind}")
    return Fraction(value) if isinstance(value, int) else Fraction(*value)
