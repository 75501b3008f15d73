"""The front matter of a page: its default sources, its date, the reason it is left out, its substitutions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from etraces_cite.codes import Code
from etraces_cite.locale import Message, msg
from etraces_cite.model import Finding, Period
from etraces_cite.parse.edtf import parse_edtf
from etraces_cite.parse.plain_matter import read_plain_matter
from etraces_cite.parse.source import SourceText

__all__ = ["FrontMatter", "read_front_matter"]


class FrontMatter(Struct):
    """What a page says of itself."""

    sources: tuple[str, ...] = ()
    unchecked: str | None = None
    date: Period | None = None
    substitutions: Mapping[str, object] = {}
    findings: list[Finding] = []


def read_front_matter(text: SourceText, start: int, end: int) -> FrontMatter:
    """Return what the front matter says; what cannot be read in it is a finding.

    :param start: offset of its first line, after the opening ``---``.
    :param end: offset of the closing ``---``.
    """
    matter = FrontMatter()
    data, problem, at = _load(text.text[start:end])
    if problem is not None:
        place = min(start + at, end)
        matter.findings.append(_finding(text, place, msg("the front matter is not YAML: {reason}", reason=problem)))
    if not isinstance(data, dict):
        return matter
    matter.substitutions = _substitutions(data)
    for name, read in (("sources", _read_sources), ("unchecked", _read_unchecked), ("date", _read_date)):
        if name in data and (message := read(matter, data[name])):
            matter.findings.append(_finding(text, _key_place(text.text, name, start, end), message))
    return matter


def _finding(text: SourceText, start: int, message: Message) -> Finding:
    end = text.text.find("\n", start)
    return text.finding(Code.PROSE_UNREAD, start, len(text.text) if end < 0 else max(start, end), message)


def _key_place(text: str, name: str, start: int, end: int) -> int:
    if text.startswith(name, start):
        return start
    place = text.find(f"\n{name}", start, end)
    return start if place < 0 else place + 1


def _load(text: str) -> tuple[Any, str | None, int]:
    """Return the data of a YAML text, or what is wrong with it and the offset of the fault."""
    plain = read_plain_matter(text)
    if plain is not None:
        return plain or None, None, 0
    import yaml  # late: most front matter is plain

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), None, 0  # noqa: S506 (safe loaders)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        lines = text.split("\n")
        offset = sum(len(line) + 1 for line in lines[: mark.line]) + mark.column if mark else 0
        return None, str(error.problem), offset
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # out-of-range dates, nesting without end
        return None, str(error).partition("\n")[0], 0


def _read_sources(matter: FrontMatter, value: object) -> Message | None:
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        return msg('"{name}" must be {kind}', name="sources", kind=msg("a list of strings"))
    matter.sources = tuple(keys)
    return None


def _read_unchecked(matter: FrontMatter, value: object) -> Message | None:
    if not isinstance(value, str) or not value.strip():
        return msg('"unchecked" must give the reason for which the page is left out')
    matter.unchecked = value.strip()
    return None


def _read_date(matter: FrontMatter, value: object) -> Message | None:
    try:
        matter.date = parse_edtf(str(value).replace(" ", "T"))
    except ValueError:
        return msg('"{value}" is not a date', value=value)
    return None


def _substitutions(data: Mapping[str, object]) -> Mapping[str, object]:
    """Return the values of ``myst.substitutions``, and of the older ``substitutions``."""
    return dict(_pairs(data)) | dict(_pairs(data.get("myst")))


def _pairs(data: object) -> Iterator[tuple[str, object]]:
    found = data.get("substitutions") if isinstance(data, dict) else None
    if isinstance(found, dict):
        yield from ((str(name), value) for name, value in found.items())
