"""Reading a TOML table by a table of its keys: every fault is a finding at its place, and what is right is kept.

``msgspec.convert`` would stop at the first fault of a table and speak English only; a file's author wants them all, in one
run and in one language.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec import Struct

from etraces_cite.codes import Code
from etraces_cite.errors import SourceError
from etraces_cite.locale import Message, msg
from etraces_cite.model import Finding, Period, Span
from etraces_cite.parse.edtf import parse_edtf
from etraces_cite.parse.nearest import did_you_mean
from etraces_cite.parse.plain_toml import read_plain
from etraces_cite.parse.source import SourceText
from etraces_cite.parse.toml_places import Path, Place, places
from etraces_cite.patterns import regex

__all__ = [
    "Key",
    "Keys",
    "Sheet",
    "WrongValueError",
    "amount",
    "day",
    "digest",
    "edtf",
    "table",
    "text",
    "texts",
]


class WrongValueError(ValueError):
    """A value that a key cannot have."""

    def __init__(self, kind: Message, hint: Message | None = None) -> None:
        super().__init__(str(kind))
        self.kind, self.hint = kind, hint


class Key(Struct, frozen=True):
    """A key of a table: how its value is read, whether it must be there, the keys it has where it is a table itself, what it is for."""

    read: Callable[[object], object]
    required: bool = False
    keys: Mapping[str, Key] = {}
    doc: str = ""
    """A sentence in English, translated by the catalogue; the guide prints it."""


Keys = Mapping[str, Key]


def _required(keys: Keys) -> list[str]:
    return [name for name, key in keys.items() if key.required]


def text(value: object) -> str:
    """Return a string that says something."""
    if not isinstance(value, str):
        raise WrongValueError(msg("a string"), msg("put it in quotation marks"))
    if not value.strip():
        raise WrongValueError(msg("a string that is not empty"))
    return value


def texts(value: object) -> tuple[str, ...]:
    """Return the strings of an array."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise WrongValueError(msg("a list of strings"), msg('write ["one", "two"]'))
    return tuple(value)


def amount(value: object) -> Fraction:
    """Return a number, exactly as written."""
    if type(value) is int:
        return Fraction(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise WrongValueError(
            msg("a number"), msg("write it without quotation marks, with a decimal point: 1500000 or 12.5")
        )
    return Fraction(value)


def edtf(value: object) -> Period:
    """Return the days of a date: a TOML date, or an EDTF string."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return Period(value, value)
    try:
        return parse_edtf(text(value))
    except ValueError as error:
        hint = msg('write it as in "2020-11-16", "2020-11", "2020", or "2020-05/2021-06" (EDTF)')
        raise WrongValueError(msg("a date"), hint) from error


def day(value: object) -> datetime.date:
    """Return a single day."""
    period = edtf(value)
    if period.low != period.high:
        raise WrongValueError(msg("a day"), msg("write it as in 2020-11-16"))
    return period.low


def digest(value: object) -> str:
    """Return a SHA-256 in hexadecimal."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9a-f]{64}", value):
        raise WrongValueError(msg("a SHA-256 of 64 hexadecimal digits, in lower case"))
    return value


def table(value: object) -> Mapping[str, object]:
    """Return a table."""
    if not isinstance(value, dict):
        raise WrongValueError(msg("a table"))
    return value


_IDENTIFIER = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_IN_IDENTIFIER = regex(r"[^a-z0-9]+")


def _slug(name: str) -> str:
    import unicodedata  # late: identifiers are slugs already

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_IDENTIFIER.sub("-", plain).strip("-")


class Sheet:
    """One TOML file while it is read: its data, its places, and what is wrong with it.

    :raises SourceError: at once, where the file is not TOML.
    """

    def __init__(self, source: SourceText) -> None:
        self.source = source
        plain = read_plain(source.text)
        self.data: dict[str, Any] = plain[0] if plain else _loads(source)
        self._place: Callable[[Path], Place | None] = plain[1].find if plain else places(source.text).get
        self.findings: list[Finding] = []

    def span(self, path: Path, *, of_key: bool = False) -> Span:
        """Return the span of a value, or of its key."""
        return self.source.span(*self._offsets(path, of_key=of_key))

    def report(
        self,
        path: Path,
        message: Message,
        hint: Message | None = None,
        *,
        of_key: bool = False,
        code: Code = Code.RECORD_SCHEMA,
    ) -> None:
        """Note a fault at a value, or at its key."""
        start, end = self._offsets(path, of_key=of_key)
        self.findings.append(self.source.finding(code, start, end, message, hint))

    def _offsets(self, path: Path, *, of_key: bool) -> tuple[int, int]:
        place = self._place(path)
        if place is None:
            return 0, 0
        return (place.key_start, place.key_end) if of_key else (place.value_start, place.value_end)

    def table(
        self, path: Path, data: Mapping[str, object], keys: Keys, required: Sequence[str] | None = None
    ) -> dict[str, Any]:
        """Return the values of a table that are right, by key; note those that are not, the unknown and the missing.

        :param required: the keys that must be there, where they are known already.
        """
        read: dict[str, Any] = {}
        for name, value in data.items():
            key = keys.get(name)
            if key is None:
                hint = did_you_mean(name, (known for known in keys if known not in data))
                self.report((*path, name), msg('unknown key "{name}"', name=name), hint, of_key=True)
                continue
            try:
                is_table = key.keys and isinstance(value, dict)
                read[name] = self.table((*path, name), value, key.keys) if is_table else key.read(value)  # type: ignore[arg-type]
            except WrongValueError as fault:
                self.report((*path, name), msg('"{name}" must be {kind}', name=name, kind=fault.kind), fault.hint)
        for name in _required(keys) if required is None else required:
            if name not in data:
                self.report(path, msg('the key "{name}" is missing', name=name), of_key=True)
        return read

    def tables(self, name: str, keys: Keys) -> Iterator[tuple[str, Path, dict[str, Any]]]:
        """Yield the id, the path and the right values of each table under ``[name.ID]``."""
        found = self.data.get(name)
        required = _required(keys)
        for identifier, data in found.items() if isinstance(found, dict) else ():
            path: Path = (name, identifier)
            if isinstance(data, dict):
                self._check_identifier(identifier, path)
                yield identifier, path, self.table(path, data, keys, required)
            else:
                hint = msg("write [{name}.identifier], then one key a line", name=name)
                self.report(
                    path, msg('"{name}" must be {kind}', name=identifier, kind=msg("a table")), hint, of_key=True
                )

    def _check_identifier(self, identifier: str, path: Path) -> None:
        if not _IDENTIFIER.fullmatch(identifier):
            message = msg(
                'the identifier "{name}" must be lower-case words and digits joined by hyphens', name=identifier
            )
            slug = _slug(identifier)
            self.report(path, message, msg("write {name}", name=slug) if slug else None, of_key=True)


_AT = regex(r"(?P<reason>.*?)(?: \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\))?", re.DOTALL)


def _loads(source: SourceText) -> dict[str, Any]:
    import tomllib  # late: most records are plain

    try:
        return tomllib.loads(source.text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        match = _AT.fullmatch(str(error))
        assert match is not None
        line, column = match["line"], match["column"]
        if line is None:
            line, column = map(str, source.position(len(source.text)))
        raise SourceError(
            msg("not TOML: {reason}", reason=match["reason"]),
            where=f"{source.path}:{line}:{column}",
            hint=msg("check quotation marks and brackets on this line and above"),
        ) from error
