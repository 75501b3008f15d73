"""Messages in French and English.

The message ids are the English sentences, marked with :func:`N_` where they are written; ``fr/LC_MESSAGES/etraces_cite.po``
holds the French. A finding carries the id and its values, so that a report can speak the reader's language and JSON
always the same one.
"""

from __future__ import annotations

import functools
import gettext
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["CATALOGUES", "LANGUAGES", "N_", "Message", "language", "translate", "translate_count", "use_language"]

DOMAIN = "etraces_cite"
LANGUAGES = ("en", "fr")
CATALOGUES = Path(__file__).parent
_chosen: list[str] = []


def N_(message: str) -> str:
    """Mark ``message`` for translation and return it unchanged (the gettext convention)."""
    return message


@functools.cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, CATALOGUES, languages=[language], fallback=True)


def use_language(language: str | None) -> None:
    """Fix the language of messages, or give the choice back to the environment with ``None``."""
    _chosen[:] = [] if language is None else [language[:2]]


def language() -> str:
    """Return ``"fr"`` where the user's locale is French, ``"en"`` otherwise (POSIX order of the variables)."""
    if _chosen:
        return _chosen[0] if _chosen[0] in LANGUAGES else "en"
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def translate(message: str, to: str | None = None) -> str:
    """Return ``message`` in the language ``to``, by default the user's."""
    return _catalogue(to or language()).gettext(message) if message else ""


def translate_count(singular: str, plural: str, count: int, to: str | None = None) -> str:
    """Return the form that goes with ``count``, filled in as ``{count}``; French keeps the singular for zero."""
    return _catalogue(to or language()).ngettext(singular, plural, count).format(count=count)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for people: an English template with ``{name}`` fields, and their values.

    A value that is itself a message is translated with it.
    """

    template: str
    values: Mapping[str, Message | int | str] = field(default_factory=dict)

    def render(self, language: str | None = None) -> str:
        """Return the sentence in ``language`` (by default the user's)."""
        values = {
            name: value.render(language) if isinstance(value, Message) else value for name, value in self.values.items()
        }
        return translate(self.template, language).format_map(values)

    def __str__(self) -> str:
        return self.render()


_SAID = (str, int, Message)
"""What a message keeps as it is; of anything else, its text."""


def msg(template: str, **values: object) -> Message:
    """Build a :class:`Message`; the catalogue is extracted from calls of this name and of :func:`N_`."""
    return Message(template, {name: value if type(value) in _SAID else str(value) for name, value in values.items()})  # type: ignore[misc]
