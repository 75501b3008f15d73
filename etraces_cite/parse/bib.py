"""The bibliography: BibLaTeX entries as references, read by pybtex's scanner. The only module that imports pybtex.

Tidy entries, nearly all, and then plain ones are read by patterns that give what the scanner would: pybtex, forty times as slow, is
loaded for the others only.

After a fault the reading goes on at the next line that begins with ``@``, so that all faults of a file come together
and every other entry is there. An entry that is faulty half-way keeps the fields before the fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING

from msgspec import Struct

from etraces_cite.codes import Code
from etraces_cite.locale import Message, msg
from etraces_cite.model import Finding, Reference
from etraces_cite.parse.latex import decode
from etraces_cite.parse.plain_entries import PLAIN, Entry, Field, plain_entry, plain_names
from etraces_cite.parse.publication import MONTHS, period_of, published
from etraces_cite.parse.source import SourceText
from etraces_cite.parse.tidy_entries import TIDY, tidy_reference
from etraces_cite.parse.tracking import tracking_parameters
from etraces_cite.patterns import regex

if TYPE_CHECKING:
    from pybtex.database.input.bibtex import LowLevelParser
    from pybtex.scanner import PybtexSyntaxError

__all__ = ["parse_bibliography"]

REASONS: Mapping[str, Message] = {
    "'}' expected": msg("a comma is missing before this, or a brace"),
    "')' expected": msg("a comma is missing before this, or a parenthesis"),
    "'=' expected": msg('"=" is missing'),
    "'(' or '{' expected": msg("a brace is missing"),
    "field value expected": msg("a value is missing"),
    "entry key expected": msg("the key is missing"),
    "unbalanced braces": msg("the braces do not match"),
}
"""What pybtex says, in words that can be translated."""

COMMAND = regex(r"@[ \t]*(?=[A-Za-z]+\s*[{(])|^[ \t]*@", re.MULTILINE)
"""Where an entry begins. A sign inside a line of free text (an e-mail address, say) is text, as for BibTeX all of it is."""
NEXT_COMMAND = regex(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
"""Where the reading goes on after a fault."""


def parse_bibliography(source: str, path: str) -> tuple[dict[str, Reference], list[Finding]]:
    """Return the references of a ``.bib`` file by key, in its order, and what is wrong with it.

    Every field is kept, its name in lower case, its value decoded for display (see :mod:`etraces_cite.parse.latex`).
    Of two entries with one key the first counts.

    :param path: the path of the file as reports print it.
    """
    text = SourceText(path, source)
    references: dict[str, Reference] = {}
    findings: list[Finding] = []
    scanning = _Scanning(text, findings)
    position = 0
    while command := COMMAND.search(source, position):
        tidy = TIDY.match(source, command.end())
        if tidy and tidy["key"] not in references and (reference := tidy_reference(tidy, text)):
            references[reference.key] = reference
            position = tidy.end()
            continue
        entry, position = scanning.read(command.end())
        if entry.key in references:
            findings.append(_duplicate(text, entry, references[entry.key]))
        elif entry.key:
            references[entry.key] = _reference(text, entry, findings)
    return references, sorted(findings, key=lambda finding: (finding.span.line, finding.span.column))


def _duplicate(text: SourceText, entry: Entry, first: Reference) -> Finding:
    message = msg('the key "{key}" is already that of the entry on line {line}', key=entry.key, line=first.span.line)
    hint = msg("rename one of the two entries, or merge them")
    return text.finding(Code.BIBLIOGRAPHY_DUPLICATE, entry.start, entry.end, message, hint)


def _reference(text: SourceText, entry: Entry, findings: list[Finding]) -> Reference:
    written: dict[str, Field] = {}
    for one in entry.fields:
        if one.name in written:
            message = msg('the field "{name}" is there twice in the entry "{key}"', name=one.name, key=entry.key)
            findings.append(text.finding(Code.BIBLIOGRAPHY_FIELD, one.start, one.start + len(one.name), message))
        else:
            written[one.name] = one
    fields = {name: decode(one.value, name) for name, one in written.items()}
    findings += _field_findings(text, written)
    people = written.get("author") or written.get("editor")
    authors = (plain_names(people.value) or tuple(_names(text, people, findings))) if people else ()
    return Reference(
        entry.key, entry.type.lower(), fields, authors, text.span(entry.start, entry.end), published=published(fields)
    )


def _field_findings(text: SourceText, written: Mapping[str, Field]) -> Iterator[Finding]:
    for name in ("date", "urldate"):
        if name in written and period_of(written[name].value) is None:
            message = msg('"{value}" is not a date', value=written[name].value)
            hint = msg("write it as in 2020-11-24, 2020-11, 2020, or 2020-05/2021-06 (EDTF)")
            yield _field_finding(text, written[name], message, hint)
    if "url" in written:
        address = written["url"]
        for part in tracking_parameters(address.value):
            message = msg("a tracking parameter in the address: {parameter}", parameter=address.value[slice(*part)])
            hint = msg("remove it: the page is the same without it")
            yield _field_finding(text, address, message, hint, part)


def _field_finding(
    text: SourceText, one: Field, message: Message, hint: Message, part: tuple[int, int] | None = None
) -> Finding:
    """Return a finding about a part of a field's value, or about all of it where it is concatenated from pieces."""
    start, end = one.value_start, one.value_end
    if part is not None and text.text[start:end] == one.value:
        start, end = start + part[0], start + part[1]
    return text.finding(Code.BIBLIOGRAPHY_FIELD, start, end, message, hint)


def _names(text: SourceText, people: Field, findings: list[Finding]) -> Iterator[str]:
    """Yield the names of a person field as displayed; ``and others`` comes back as ``et al.``."""
    from pybtex.bibtex.utils import split_name_list
    from pybtex.database import InvalidNameString, Person

    for name in split_name_list(" ".join(people.value.split())):
        if name == "others":
            yield "et al."
            continue
        try:
            person = Person(name)
        except InvalidNameString:
            message = msg('the name "{name}" has too many commas', name=name)
            hint = msg('write "Last, First", names joined by "and", an organisation in double braces')
            findings.append(_field_finding(text, people, message, hint))
            continue
        parts = (person.first_names, person.middle_names, person.prelast_names, person.last_names, person.lineage_names)
        yield decode(" ".join(word for words in parts for word in words), people.name)


class _Scanning(Struct):
    """The reading of the entries that are not tidy; pybtex is loaded for the first that is not plain."""

    text: SourceText
    findings: list[Finding]
    faults: list[PybtexSyntaxError] = []
    macros: MutableMapping[str, str] = {}
    scanner: LowLevelParser | None = None

    def read(self, start: int) -> tuple[Entry, int]:
        """Return the entry that begins at ``start`` (after its ``@``), and where the reading goes on; its key is empty where it is none."""
        match = PLAIN.match(self.text.text, start)
        return (plain_entry(match), match.end()) if match else self._by_pybtex(start)

    def _by_pybtex(self, start: int) -> tuple[Entry, int]:
        """Return what :meth:`read` does; note what is wrong with it."""
        scanner = self._ready()
        entry, fault = _read(scanner, start)
        position = scanner.pos
        if fault is not None:
            # once more, without what follows: an open brace then stops at the end of its own entry
            following = NEXT_COMMAND.search(self.text.text, start)
            position = following.start() if following else len(self.text.text)
            part = type(scanner)(self.text.text[:position], macros=self.macros, handle_error=lambda _: None)
            entry, fault = _read(part, start)
            self.findings += _syntax_findings(self.text, entry, fault, part.pos)
        self.findings += (_macro_finding(self.text, unknown) for unknown in self.faults)
        self.faults.clear()
        return entry, position

    def _ready(self) -> LowLevelParser:
        from pybtex.database.input.bibtex import LowLevelParser
        from pybtex.utils import CaseInsensitiveDict

        if self.scanner is None:
            self.macros = CaseInsensitiveDict({name: str(number) for name, number in MONTHS.items()})
            self.scanner = LowLevelParser(self.text.text, macros=self.macros, handle_error=self.faults.append)
        return self.scanner


def _read(scanner: LowLevelParser, start: int) -> tuple[Entry, PybtexSyntaxError | None]:
    """Return the entry that begins at ``start`` (after its ``@``), as far as it can be read, and what stopped it."""
    from pybtex.scanner import PybtexSyntaxError

    scanner.pos = start
    entry = Entry(start, start)
    try:
        _read_into(entry, scanner)
    except PybtexSyntaxError as fault:
        return entry, fault
    return entry, None


def _read_into(entry: Entry, scanner: LowLevelParser) -> None:
    """Read an entry; a ``@string`` or ``@preamble`` is read too and leaves the key empty."""
    entry.type = scanner.required([scanner.NAME]).value
    entry.end = scanner.pos
    opening = scanner.required([scanner.LPAREN, scanner.LBRACE])
    in_braces = opening.pattern is scanner.LBRACE
    closing = scanner.RBRACE if in_braces else scanner.RPAREN
    match entry.type.lower():
        case "comment":
            return
        case "string":
            scanner.parse_string_body(closing)
        case "preamble":
            scanner.parse_preamble_body(closing)
        case _:
            entry.key = scanner.required([scanner.KEY_BRACE if in_braces else scanner.KEY_PAREN]).value
            entry.start, entry.end = scanner.pos - len(entry.key), scanner.pos
            while scanner.optional([scanner.COMMA]) and (name := scanner.optional([scanner.NAME])):
                _read_field(entry, name.value, scanner)
    scanner.required([closing])


def _read_field(entry: Entry, name: str, scanner: LowLevelParser) -> None:
    start = scanner.pos - len(name)
    scanner.required([scanner.EQUALS])
    scanner.eat_whitespace()
    entry.opened = scanner.pos
    scanner.parse_value()
    is_enclosed = scanner.text[entry.opened : entry.opened + 1] in ("{", '"')
    end = scanner.pos
    while scanner.text[end - 1].isspace():  # the scanner has looked past the value for a sign #
        end -= 1
    inside = entry.opened + is_enclosed, end - is_enclosed
    entry.fields.append(Field(name.lower(), "".join(scanner.current_value), start, *inside))


def _syntax_findings(
    text: SourceText, entry: Entry, fault: PybtexSyntaxError | None, position: int
) -> Iterator[Finding]:
    """Yield the fault of an entry: at the value left open where one swallows the rest, else where reading stopped."""
    from pybtex.scanner import PrematureEOF

    if fault is None:
        return
    if isinstance(fault, PrematureEOF):
        start = entry.start if entry.opened is None else entry.opened
        message = msg('the entry "{key}" is not closed', key=entry.key or entry.type)
        hint = msg("a brace, a quotation mark or a comma is missing here or in the lines that follow")
    else:
        start = position
        reason = REASONS.get(str(fault.args[0]), fault.args[0])
        message = msg('the entry "{key}" cannot be read here: {reason}', key=entry.key or entry.type, reason=reason)
        hint = msg("fields are written name = {braces}, separated by commas", braces="{…}")
    yield text.finding(Code.BIBLIOGRAPHY_SYNTAX, start, _end_of_line(text.text, start), message, hint)


def _macro_finding(text: SourceText, fault: PybtexSyntaxError) -> Finding:
    name, end = str(fault.args[0]), fault.error_context_info[2]
    message = msg('"{name}" is neither a number nor an abbreviation that @string defines', name=name)
    hint = msg("put the value of the field in braces")
    return text.finding(Code.BIBLIOGRAPHY_SYNTAX, end - len(name), end, message, hint)


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return start + len(text[start : len(text) if end < 0 else end].rstrip())
