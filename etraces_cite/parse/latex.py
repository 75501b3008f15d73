"""LaTeX in the values of a bibliography, decoded for display."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from etraces_cite.patterns import regex

__all__ = ["VERBATIM_FIELDS", "decode"]

VERBATIM_FIELDS = frozenset(
    {"url", "doi", "eprint", "file", "pdf", "urlraw", "archiveurl", "verba", "verbb", "verbc", "date", "urldate", "origdate",
     "eventdate", "year", "month", "day"}
)  # fmt: skip
"""Fields that BibLaTeX reads verbatim (manual, § 2.2.1, types *uri*, *verbatim* and *date*), and our ``archiveurl``."""

PLAIN: Mapping[str, str] = {
    "---": "\u2014", "--": "\u2013", "~": "\u00a0", "``": "\u201c", "''": "\u201d",
}  # fmt: skip
"""Ligatures and ties of TeX."""

MACROS: Mapping[str, str] = {
    r"\,": "\u202f", r"\ ": " ", r"\/": "", r"\-": "\u00ad", r"\\": " ", r"\euro": "€", r"\texteuro": "€", r"\no": "n°",
    r"\textsuperscript": "", r"\textsubscript": "", r"\emph": "", r"\textit": "", r"\textbf": "", r"\textsc": "", r"\textrm": "",
    r"\texttt": "", r"\textsf": "", r"\textup": "", r"\mbox": "", r"\mkbibemph": "", r"\mkbibquote": "", r"\url": "",
    r"\ier": "er", r"\iere": "re", r"\ieme": "e", r"\up": "", r"\og": "«\u202f", r"\fg": "\u202f»",
    r"\guillemotleft": "«\u202f", r"\guillemotright": "\u202f»",
}  # fmt: skip
"""Macros that latexcodec does not know, or whose argument alone is printed."""

_SPECIAL = regex(r"[\\{}~\t\r\n]|--|``|''|  | \u202f»")
"""What is not displayed as it is written."""
_SPACES = regex(r"[ \t\r\n]+")  # not \s: a no-break space between digits must survive
_ESCAPED = regex(r"\\([_%&#~$])")
_DOTLESS = regex(r"\{?\\([ij])\}?\Z")
_PLAIN = regex("|".join(map(re.escape, PLAIN)))
_HREF = regex(r"\\href\s*\{[^{}]*\}\s*(?=\{)")
_ENQUOTE = regex(r"\\enquote\s*\{([^{}]*)\}")
_MACRO = regex(
    r"""\\(?: [`'^"~=.] \s* (?: \{ \\? [a-zA-Z]* \} | \\[ij](?![a-zA-Z])\ ? | [a-zA-Z] )   # accents: \'e \'{e} \^\i
            | [cCuvHkrbdt] (?: \s* \{ \\? [a-zA-Z]* \} | \s+ [a-zA-Z] )                # \c{c} \v s
            | [a-zA-Z]+ (?: \{\} | [ ] )?                                              # \oe{} \emph
            | . )                                                                      # \% \, \&""",
    re.VERBOSE | re.DOTALL,
)


def decode(value: str, field: str) -> str:
    """Return a field's value as it is to be displayed: accents as letters, no braces, single spaces.

    A macro that nobody knows loses its backslash and stays readable. Addresses and dates lose only their escapes.
    """
    if field in VERBATIM_FIELDS:
        return (_ESCAPED.sub(r"\1", value) if "\\" in value else value).strip()
    if not _SPECIAL.search(value):
        return value.strip(" ")
    text = _SPACES.sub(" ", value).strip(" ")
    if "\\" in text:
        text = _HREF.sub("", _ENQUOTE.sub("«\u202f\\1\u202f»", text))
        text = _MACRO.sub(lambda match: _macro(match[0]), text)
    text = _PLAIN.sub(lambda match: PLAIN[match[0]], text).replace(" \u202f»", "\u202f»")
    return text.replace("{", "").replace("}", "")


@functools.lru_cache(maxsize=1024)
def _macro(source: str) -> str:
    """Return what a macro, with its accented letter if it takes one, prints."""
    name = source.removesuffix("{}").rstrip(" ") if len(source) > 2 else source
    if name in MACROS:
        return MACROS[name]
    import codecs

    import latexcodec  # noqa: F401  (registers the codec; late, since most bibliographies are plain Unicode)

    printed = codecs.decode(_DOTLESS.sub(r"{\1}", source.rstrip(" ")).encode(), "latex+utf-8")
    return printed.replace("\\", "").removesuffix("{}") if "\\" in printed else printed
