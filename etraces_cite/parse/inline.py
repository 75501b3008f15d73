"""The text of one block: what of it is prose, at its own place, and what is not.

Two tiers give the same answer. Text of which nothing but simple roles could be markup is read by one pattern; anything
else goes through Markdown's inline rules (:mod:`etraces_cite.parse.markdown`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from etraces_cite.locale import Message, msg
from etraces_cite.model import Citation, Role
from etraces_cite.parse import roles
from etraces_cite.parse.tokens import Environment
from etraces_cite.patterns import regex

if TYPE_CHECKING:
    from etraces_cite.parse.markdown import Consumed

__all__ = ["OPAQUE", "Inline", "Unread", "read_inline", "read_simply", "unread_substitution"]

OPAQUE = "\ufffc"
"""OBJECT REPLACEMENT CHARACTER: what is not prose; no figure crosses it."""
BLANK = " "
ESCAPABLE = frozenset("""!"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\n""")


class Unread(Struct, frozen=True):
    """A part that may hold figures and that the checker cannot read."""

    start: int
    end: int
    message: Message
    hint: Message | None = None


class Inline(Struct):
    """A block's text with its markup blanked, as long as its source, and what was found in it; offsets are in that text."""

    source: str
    text: str = ""
    citations: list[Citation] = []
    roles: list[Role] = []
    notes: list[str] = []
    """Labels of the footnotes that it refers to."""
    unread: list[Unread] = []
    edits: list[tuple[int, int, str]] = []

    def hide(self, start: int, end: int) -> None:
        """Make a part opaque."""
        self.edits.append((start, end, OPAQUE))

    def blank(self, start: int, end: int) -> None:
        """Turn markup into spaces."""
        self.edits.append((start, end, BLANK))


_PLAIN = r"[^`{\[<&\\$*_~]"
_WORD = r"[^\W_]"
_STRONG, _EMPHASIS = r"\*\*", r"\*"


def _pair(name: str, mark: str) -> str:
    """Return the pattern of a pair of markers that can only open behind a space and close before one, or beside a word."""
    return rf"""{mark} (?<! [^\s(«’'"] {mark} ) (?= {_WORD} ) (?P<{name}> {_PLAIN}+ )
        (?: (?<= {_WORD} ) {mark} (?! [\w*] ) | (?<= [.!?…»),;:%] ) {mark} (?= [\ \n\u00a0\u202f.,;:!?)»…] | \Z ) )"""


_MARKUP = rf"""
      \{{ (?P<role> [a-zA-Z0-9_\-+:]+ ) \}} ` (?P<content> [^`]+ ) ` (?!`)
    | ` (?<! `` ) (?P<code> [^`]+ ) ` (?! [`{{] )
    | `` (?<! ``` ) (?P<code_of_code> [^`]+ (?: ` [^`]+ )* ) `` (?! [`{{] )
    | {_pair("strong", _STRONG)}
    | {_pair("emphasis", _EMPHASIS)}
    | \[ (?<! !\[ ) (?! \^ )
      (?P<label> (?: (?!\]) {_PLAIN} )+ | ` (?P<code_label> [^`\[\]]+ ) ` ) \] \( (?: https?:// | \# )? [\w./%?=&;,\#~+-]* \) (?! \{{ )
    | \[ (?<! [!\]] \[ ) (?! \^ ) (?P<spanned> (?: (?!\]) {_PLAIN} )+ | \{{ (?P<span_role> [a-zA-Z0-9_\-+:]+ ) \}} ` (?P<span_content> [^`\[\]]+ ) ` )
      \] \{{ (?: [ ]? \. [A-Za-z] [A-Za-z0-9-]* )+ \}} (?! [`{{] )
    | \[ (?<! [!\]] \[ ) \^ (?P<note> (?: [^\W_] | - )+ ) \] (?! [\[({{] )
    | \[ (?<! [!\]] \[ ) (?! \^ ) (?P<brackets> (?: (?!\]) {_PLAIN} )+ ) \] (?! [\[({{] )
"""
_STEP = regex(
    rf"{_PLAIN}*+ (?: (?: & (?! [#A-Za-z] ) | (?<= {_WORD} ) _ (?= {_WORD} ) ) {_PLAIN}*+ )*+ (?: {_MARKUP} )?",
    re.VERBOSE,
)
"""Plain text, and the markup behind it if it is such that it cannot mean anything else: roles and code between back-quotes, a pair of
markers between spaces around text without markup, a link without a title, a reference to a footnote; brackets, where no link is defined.
``&`` begins an entity only before a name, and ``_`` inside a word is text."""


def read_inline(source: str, env: Environment, substitutions: Mapping[str, object]) -> Inline:
    """Return what of a block's source is prose.

    :param env: the link references and footnotes of the page.
    :param substitutions: the values that the page gives to ``{{ name }}``.
    """
    inline = Inline(source)
    if not read_simply(inline, env):
        from etraces_cite.parse.markdown import consumed  # late: simple text does without it

        inline = Inline(source)
        for one in consumed(source, env):
            _read_consumed(inline, one, env, substitutions)
        inline.edits.sort()
    inline.text = _masked(source, inline.edits) if inline.edits else source
    text = inline.text
    if "://" in text or "www." in text or "@" in text:
        inline.text = _ADDRESS.sub(lambda match: OPAQUE * len(match[0]), text)
    return inline


def read_simply(inline: Inline, env: Environment) -> bool:
    """Read text of which nothing but simple markup could be markup; tell whether it was such to its end."""
    source = inline.source
    position, end = 0, len(source)
    while position < end:
        match = _STEP.match(source, position)
        assert match is not None  # nothing at all is a step
        position, kind = match.end(), match.lastgroup
        if kind is None:
            return position == end
        if kind in _NOT_BESIDE_DEFINED and env.get("references"):
            return False
        _read_simple(inline, match, kind, position)
    return True


_NOT_BESIDE_DEFINED = frozenset({"note", "brackets", "spanned"})
"""Markup that could be a link where the page defines one."""


def _read_simple(inline: Inline, match: re.Match[str], kind: str, end: int) -> None:
    """Mask the markup of a step."""
    match kind:
        case "content":
            name, inside = match["role"], match.span("content")
            _read_role(inline, name, (inside[0] - len(name) - 3, end), inside)
        case "strong" | "emphasis":
            start, last = match.span(kind)
            marks = end - last
            inline.edits += ((start - marks, start, BLANK), (last, end, BLANK))
        case "code":
            inline.hide(match.start("code") - 1, end)
        case "code_of_code":
            inline.hide(match.start("code_of_code") - 2, end)
        case "note":
            inline.hide(match.start("note") - 2, end)
            inline.notes.append(match["note"])
        case "brackets":
            pass
        case "spanned":
            start, closing = match.span("spanned")
            inline.blank(start - 1, start)
            if match["span_role"]:
                _read_role(inline, match["span_role"], (start, closing), match.span("span_content"))
            inline.hide(closing, end)
        case _:
            start, closing = match.span("label")
            inline.edits += ((start - 1, start, BLANK), (start if match["code_label"] else closing, end, OPAQUE))


_ADDRESS = regex(
    r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.)[^\s<>\ufffc]*[^\s<>\ufffc.,;:!?»)\]'\"]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
"""An address in plain text, without the punctuation that follows it."""


def _masked(source: str, edits: list[tuple[int, int, str]]) -> str:
    if len(edits) == 1:
        ((start, end, character),) = edits
        return f"{source[:start]}{character * (end - start)}{source[end:]}"
    parts: list[str] = []
    position = 0
    for start, end, character in edits:
        parts += (source[position:start], character * (end - start))
        position = end
    parts.append(source[position:])
    return "".join(parts)


def _read_consumed(inline: Inline, one: Consumed, env: Environment, substitutions: Mapping[str, object]) -> None:
    """Mask what an inline rule consumed."""
    source, start, end = inline.source, one.start, one.end
    match one.rule:
        case "marker":
            inline.blank(start, end)
        case "escape":
            if source[start + 1] in ESCAPABLE:  # else the backslash is text
                inline.blank(start, start + 1)
        case "link" | "span":
            from etraces_cite.parse.markdown import label_end

            closing = label_end(source, start, env)
            inline.blank(start, start + 1)
            inline.hide(closing, end)
        case "myst_role":
            head = roles.ROLE.match(source, start)
            assert head is not None
            _read_role(inline, head["name"], (start, end), (head.end(), end - len(head["ticks"])))
        case "backticks" if set(source[start:end]) == {"`"}:
            pass  # back-quotes that nothing closes are text
        case _:
            inline.hide(start, end)
            _read_opaque(inline, one, substitutions)


def _read_opaque(inline: Inline, one: Consumed, substitutions: Mapping[str, object]) -> None:
    """Note what else an opaque part says: a footnote, or a figure that nobody will read."""
    written = inline.source[one.start : one.end]
    match one.rule:
        case "footnote_ref":
            inline.notes.append(written[2:-1])
        case "substitution_inline":
            inline.unread += unread_substitution(written[2:-2].strip(), one.start, one.end, substitutions)
        case "entity" if _is_in_figure(inline.source, one):
            message = msg("{entity} stands inside a figure, which is then not read whole", entity=written)
            inline.unread.append(Unread(one.start, one.end, message, msg("write the character itself")))
        case "math_inline" if _is_prose_in_dollars(written):
            message = msg("the text between these two dollar signs is read as mathematics")
            inline.unread.append(Unread(one.start, one.end, message, msg("write \\$ for a dollar sign")))


def _is_in_figure(source: str, one: Consumed) -> bool:
    return source[: one.start].rstrip()[-1:].isdecimal() or source[one.end :].lstrip()[:1].isdecimal()


def _is_prose_in_dollars(written: str) -> bool:
    """Tell "$ en 2020 et 6 $" from a formula, which begins and ends with something else than a space."""
    inside = written.strip("$")
    return inside != inside.strip() and any(character.isdecimal() for character in inside)


_FIGURE = regex(
    r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|onze|douze|treize|quatorze|quinze|seize|dix|vingt|trente|quarante"
    r"|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille|mill(?:ion|iard|ier)s?|dizaines?|douzaines?|centaines?)\b",
    re.IGNORECASE,
)
"""Digits, or words that only a figure has; the figure reader itself is no concern of a parser."""


def unread_substitution(name: str, start: int, end: int, substitutions: Mapping[str, object]) -> list[Unread]:
    """Return the finding that a substitution deserves, if its value holds a figure or is not in the page."""
    if name not in substitutions:
        message = msg('the value of the substitution "{name}" is not in this page', name=name)
    elif _FIGURE.search(str(substitutions[name])):
        message = msg('the substitution "{name}" holds a figure that is not checked here', name=name)
    else:
        return []
    return [Unread(start, end, message, msg("write the text itself in the page"))]


def _read_role(inline: Inline, name: str, span: tuple[int, int], inside: tuple[int, int]) -> None:
    """Mask a role.

    :param span: where it begins and ends.
    :param inside: where the text between its back-quotes does.
    """
    (start, end), (first, last) = span, inside
    content = inline.source[first:last]
    match roles.kind_of(name):
        case roles.RoleKind.CITATION | roles.RoleKind.TEXTUAL_CITATION as kind:
            inline.hide(start, end)
            named = kind is roles.RoleKind.TEXTUAL_CITATION
            for key, one, other in roles.cited_keys(content):
                inline.citations.append(Citation(key, first + one, first + other, named))
        case roles.RoleKind.FIGURE:
            _read_our_role(inline, name, span, inside)
        case roles.RoleKind.PROSE:
            inline.blank(start, first)
            inline.blank(last, end)
        case roles.RoleKind.REFERENCE if (explicit := roles.explicit_text(content)) is not None:
            inline.blank(start, first)
            inline.hide(first + explicit.end, end)
        case kind:
            inline.hide(start, end)
            if kind is roles.RoleKind.UNKNOWN and any(character.isdecimal() for character in content):
                message = msg('the role "{name}" is unknown here: its text is not read', name=name)
                inline.unread.append(Unread(start, end, message, msg("write the figure outside the role")))


def _read_our_role(inline: Inline, name: str, span: tuple[int, int], inside: tuple[int, int]) -> None:
    """Read a ``fact`` or ``unsourced`` role: its printed text is prose, its target is not."""
    (start, end), (first, last) = span, inside
    content = inline.source[first:last]
    explicit = roles.explicit_text(content)
    if explicit is not None:
        text_end, target = first + explicit.end, explicit.target
    elif name == "fact":
        text_end, target = first, content.strip()
    else:
        text_end, target = last, ""
    inline.hide(start, first)
    inline.hide(text_end, end)
    inline.roles.append(Role(name, start, end, first, text_end, target))
