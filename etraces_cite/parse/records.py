"""The records: one TOML file a source, and the shared files of measures and of derived facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from etraces_cite.codes import Code
from etraces_cite.locale import N_, msg
from etraces_cite.model import Actor, Capture, Check, Derived, Finding, Measure, Question, Quotation, Record, Tie
from etraces_cite.parse.actors import ACTORS, read_actors, read_ties
from etraces_cite.parse.facts import SELECTOR, check_length, quotation_of, read_facts, review_of, unit
from etraces_cite.parse.nearest import did_you_mean
from etraces_cite.parse.questions import QUESTIONS, read_questions
from etraces_cite.parse.schema import Key, Keys, Sheet, day, digest, table, text, texts
from etraces_cite.parse.source import SourceText, read_source
from etraces_cite.parse.toml_places import Path as KeyPath

__all__ = ["Filed", "Records", "gathered", "parse_record_file", "parse_records"]

MEASURES, DERIVED = "measures.toml", "derived.toml"
SHARED = frozenset({MEASURES, DERIVED, QUESTIONS, ACTORS})
"""The files that are about no source of their own."""


class Records(Struct, frozen=True):
    """What the folder of the records holds."""

    records: tuple[Record, ...] = ()
    measures: Mapping[str, Measure] = {}
    derived: Mapping[str, Derived] = {}
    questions: Mapping[str, Question] = {}
    actors: Mapping[str, Actor] = {}
    ties: Mapping[str, Tie] = {}
    findings: tuple[Finding, ...] = ()
    """In the order of files and places."""
    sources: Mapping[str, str] = {}
    """The text of each file, by its path as reports print it."""


class Filed(Struct, frozen=True, array_like=True):
    """What one file of that folder holds, read by itself."""

    records: tuple[Record, ...] = ()
    """None in a shared file, else one."""
    measures: dict[str, Measure] = {}
    derived: dict[str, Derived] = {}
    questions: dict[str, Question] = {}
    actors: dict[str, Actor] = {}
    ties: dict[str, Tie] = {}
    findings: tuple[Finding, ...] = ()
    named: tuple[tuple[str, str | None], ...] = ()
    """The facts and derived facts as they are named there, right or not, each with the measure that it names."""
    is_of_measures: bool = False


CAPTURE: Keys = {
    "sha256": Key(digest, required=True, doc=N_("The SHA-256 of the bytes received.")),
    "text-sha256": Key(digest, required=True, doc=N_("The SHA-256 of the text extracted from them.")),
    "extractor": Key(text, required=True, doc=N_("The name and version of what extracted the text.")),
    "media-type": Key(text, required=True, doc=N_("The media type of the bytes.")),
    "captured": Key(day, required=True, doc=N_("The day.")),
    "archives": Key(texts, doc=N_("The addresses of public archives.")),
    "address": Key(text, doc=N_("The address that answered, after redirects.")),
    "removed": Key(day, doc=N_("The day on which the copy was taken down.")),
    "timestamp-sha256": Key(digest, doc=N_("The SHA-256 of the time-stamp.")),
}
QUOTATION: Keys = {
    **SELECTOR,
    "locator": Key(text, doc=N_("Where in the source.")),
    "according-to": Key(text, doc=N_("Who says it.")),
    "note": Key(text, doc=N_("What a reader must know of it.")),
}
CHECK: Keys = {
    "label": Key(text, required=True, doc=N_("What is computed.")),
    "formula": Key(text, required=True, doc=N_("The computation, over facts of the dossier.")),
    "states": Key(text, required=True, doc=N_("The fact that gives the source's own result.")),
    "note": Key(text, doc=N_("What a reader must know of it.")),
}
RECORD: Keys = {
    "reference": Key(text, required=True, doc=N_("The key of the source in the bibliography; the file has its name.")),
    "repeats": Key(text, doc=N_("Whom this source repeats: it is then no second source.")),
    "review-by": Key(day, doc=N_("The day after which the whole record must be read again.")),
    "capture": Key(table, keys=CAPTURE, doc=N_("The stored copy; written by `capture add`.")),
    **dict.fromkeys(("facts", "quotations", "checks"), Key(table)),
}
MEASURE: Keys = {
    "label": Key(text, required=True, doc=N_("What is measured.")),
    "unit": Key(unit, doc=N_("Its unit, or what is counted.")),
    "aliases": Key(texts, doc=N_("Other nouns that prose uses for what is counted.")),
    "note": Key(text, doc=N_("What a reader must know of it.")),
}
DERIVED_FACT: Keys = {
    "label": Key(text, required=True, doc=N_("What the value is.")),
    "formula": Key(text, required=True, doc=N_("The computation, over facts and constants.")),
    "unit": Key(unit, doc=N_("Its unit, checked against those of its terms.")),
    "measure": Key(text, doc=N_("The measure it gives a value of.")),
    "note": Key(text, doc=N_("What a reader must know of it.")),
}


def parse_records(folder: Path, relative: Callable[[Path], str]) -> Records:
    """Return the records of a folder: every ``*.toml``, of which those of :data:`SHARED` are shared.

    A folder that does not exist holds none. Every fault of every file is a finding; what is right is kept.

    :param relative: gives the path of a file as reports print it.
    :raises SourceError: for a file that is not UTF-8 or not TOML.
    """
    paths = sorted(folder.glob("*.toml"))
    shared = {path.name: _sheet(path, relative) for path in paths if path.name in SHARED}
    filed = {name: _filed(sheet, name) for name, sheet in shared.items()}
    measures = filed[MEASURES].measures if MEASURES in filed else None
    together: list[Filed] = []
    findings: list[Finding] = []
    sources: dict[str, str] = {}
    first: dict[str, tuple[str, KeyPath]] = {}
    for path in paths:
        sheet = shared.get(path.name) or _sheet(path, relative)
        together.append(filed.get(path.name) or _filed(sheet, path.name))
        if measures is not None:
            _check_measures(sheet, measures)
        sources[sheet.source.path] = sheet.source.text
        _check_unique(sheet, first, sources)
        findings += sheet.findings
    return replace(_together(together), findings=_in_order(findings), sources=sources)


def parse_record_file(name: str, display: str, text: str) -> Filed:
    """Return what one file of the records holds; what is wrong between files is no matter here.

    :param name: the name of the file.
    :param display: its path as reports print it.
    :raises SourceError: where it is not TOML.
    """
    return _filed(Sheet(SourceText(display, text)), name)


def gathered(filed: Sequence[Filed]) -> Records | None:
    """Return what :func:`parse_records` would, but for the texts; None where it would find a fault that lies between files.

    :param filed: what each file holds, in the order of their names.
    """
    together = _together(filed)
    names = [name for one in filed for name, _ in one.named]
    if len(set(names)) < len(names):
        return None
    named = {measure for one in filed for _, measure in one.named if measure is not None}
    if any(one.is_of_measures for one in filed) and not named <= together.measures.keys():
        return None
    return replace(together, findings=_in_order(finding for one in filed for finding in one.findings))


def _filed(sheet: Sheet, name: str) -> Filed:
    return Filed(
        records=() if name in SHARED else (_record(sheet, name),),
        measures=_measures(sheet) if name == MEASURES else {},
        derived=_derived(sheet) if name == DERIVED else {},
        questions=dict(read_questions(sheet)) if name == QUESTIONS else {},
        actors=dict(read_actors(sheet)) if name == ACTORS else {},
        ties=dict(read_ties(sheet)) if name == ACTORS else {},
        findings=tuple(sheet.findings),
        named=tuple((str(path[1]), _measure_named(data)) for path, data in _identified(sheet)),
        is_of_measures=name == MEASURES,
    )


def _together(filed: Sequence[Filed]) -> Records:
    return Records(
        tuple(record for one in filed for record in one.records),
        dict(item for one in filed for item in one.measures.items()),
        dict(item for one in filed for item in one.derived.items()),
        dict(item for one in filed for item in one.questions.items()),
        dict(item for one in filed for item in one.actors.items()),
        dict(item for one in filed for item in one.ties.items()),
    )


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.span.path, finding.span.line, finding.span.column)))


def _sheet(path: Path, relative: Callable[[Path], str]) -> Sheet:
    display = relative(path)
    return Sheet(SourceText(display, read_source(path, display)))


def _measures(sheet: Sheet) -> dict[str, Measure]:
    sheet.table((), sheet.data, {"measures": Key(table)})
    return {
        name: Measure(
            name, read.get("label", name), read.get("unit"), read.get("aliases", ()), read.get("note"), sheet.span(path, of_key=True)
        )
        for name, path, read in sheet.tables("measures", MEASURE)
    }  # fmt: skip


def _derived(sheet: Sheet) -> dict[str, Derived]:
    sheet.table((), sheet.data, {"derived": Key(table)})
    return {
        name: Derived(
            name, read.get("label", name), read["formula"], read.get("unit"), sheet.span(path, of_key=True),
            measure=read.get("measure"), note=read.get("note"),
        )
        for name, path, read in sheet.tables("derived", DERIVED_FACT)
        if "formula" in read
    }  # fmt: skip


def _record(sheet: Sheet, file_name: str) -> Record:
    read = sheet.table((), sheet.data, RECORD)
    stem = file_name.removesuffix(".toml")
    key = read.get("reference", stem)
    if key != stem:
        message = msg('the record of "{key}" must be the file {name}', key=key, name=f"{key}.toml")
        sheet.report(("reference",), message, msg("rename the file, or correct the key"))
    return Record(
        path=sheet.source.path,
        reference=key,
        facts=tuple(read_facts(sheet, key, read.get("repeats"))),
        quotations=dict(_quotations(sheet)),
        checks=tuple(_checks(sheet)),
        capture=_capture(read.get("capture")),
        span=sheet.span(("reference",)) if "reference" in sheet.data else None,
        review=review_of(sheet, (), read),
        repeats=read.get("repeats"),
    )


def _capture(read: Mapping[str, Any] | None) -> Capture | None:
    if read is None or any(key.required and name not in read for name, key in CAPTURE.items()):
        return None
    return Capture(**{name.replace("-", "_"): value for name, value in read.items()})


def _quotations(sheet: Sheet) -> Iterator[tuple[str, Quotation]]:
    for name, path, read in sheet.tables("quotations", QUOTATION):
        if "exact" in read:
            check_length(sheet, path, read)
            yield name, quotation_of(read, read, sheet.span((*path, "exact")))


def _checks(sheet: Sheet) -> Iterator[Check]:
    for name, path, read in sheet.tables("checks", CHECK):
        if "formula" in read and "states" in read:
            span = sheet.span(path, of_key=True)
            yield Check(name, read.get("label", name), read["formula"], read["states"], span, read.get("note"))


def _check_measures(sheet: Sheet, measures: Mapping[str, Measure]) -> None:
    for path, data in _identified(sheet):
        name = _measure_named(data)
        if name is not None and name not in measures:
            message = msg('{file} describes no measure "{name}"', file=MEASURES, name=name)
            sheet.report((*path, "measure"), message, did_you_mean(name, measures), code=Code.MEASURE_UNKNOWN)


def _measure_named(data: Mapping[str, object]) -> str | None:
    name = data.get("measure")
    return name if isinstance(name, str) and name.strip() else None


def _check_unique(sheet: Sheet, first: dict[str, tuple[str, KeyPath]], sources: Mapping[str, str]) -> None:
    """Note the facts of a file whose name is taken.

    :param first: the file of each name and its place there; gains those of the file.
    :param sources: the text of each file so far: that of the first is read again to tell the line.
    """
    for path, _ in _identified(sheet):
        name = str(path[1])
        if name not in first:
            first[name] = sheet.source.path, path
            continue
        file, there = first[name]
        line = Sheet(SourceText(file, sources[file])).span(there, of_key=True).line
        message = msg('the fact "{name}" is already in {place}', name=name, place=f"{file}:{line}")
        hint = msg("rename one of the two: identifiers are unique across the dossier")
        sheet.report(path, message, hint, of_key=True, code=Code.FACT_DUPLICATE)


def _identified(sheet: Sheet) -> Iterator[tuple[KeyPath, Mapping[str, object]]]:
    """Yield the path and the data of each fact and derived fact."""
    for kind in ("facts", "derived"):
        tables = sheet.data.get(kind, {})
        for name, data in tables.items() if isinstance(tables, dict) else ():
            if isinstance(data, dict):
                yield (kind, name), data
