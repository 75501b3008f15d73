"""Plain front matter, read without a YAML parser: a key a line, and a value that YAML can only read one way.

That both give the same is a law of the tests.
"""

from __future__ import annotations

import datetime
import re

from etraces_cite.patterns import regex

__all__ = ["read_plain_matter"]

_WORDS = r"[A-Za-zÀ-ÖØ-öø-ÿ](?:[\w .,;/()’«»\u00a0\u202f–-]*[\w.)’»])?"
_LETTER = "[A-Za-zÀ-ÖØ-öø-ÿ]"
_ITEM = rf"(?:{_LETTER}[\wÀ-ÖØ-öø-ÿ-]*|[1-9][0-9]*[A-Za-z][\w-]*)"
_LINE = regex(
    r"(?P<key>[A-Za-z][A-Za-z_-]*):[ ]+(?:"
    r'"(?P<quoted>[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*)"'
    r"|(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"|(?P<truth>true|false)"
    rf"|(?P<items>\[{_ITEM}(?:, ?{_ITEM})*\])"
    rf"|(?P<words>{_WORDS})"
    r")[ ]*\n",
    re.ASCII,
)
_SAID = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""Words that are no strings to YAML 1.1."""


def read_plain_matter(text: str) -> dict[str, object] | None:
    """Return the data of a plain YAML text; None for one that is not plain."""
    data: dict[str, object] = {}
    position = 0
    while position < len(text):
        line = _LINE.match(text, position)
        if line is None or line["key"].lower() in _SAID:
            return None
        try:
            data[line["key"]] = _value(line)
        except ValueError:  # a day that is none, a word that is no string
            return None
        position = line.end()
    return data


def _value(line: re.Match[str]) -> object:
    kind = line.lastgroup or ""
    written = line[kind]
    match kind:
        case "date":
            return datetime.date.fromisoformat(written)
        case "truth":
            return written == "true"
        case "items":
            return [_string(item) for item in written[1:-1].replace(", ", ",").split(",")]
        case "words":
            return _string(written)
        case _:
            return written


def _string(written: str) -> str:
    """Return a word.

    :raises ValueError: where YAML reads something else.
    """
    if written.lower() in _SAID:
        raise ValueError(written)
    return written
