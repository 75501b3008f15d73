"""Faults that stop the work: each says where, what, and what to do.

A fault *about the prose or the records* is a finding, not an exception; these are for what leaves nothing to check
(no configuration, no page, no readable file). The command line turns them into one sentence and exit status 2.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from etraces_cite.locale import Message

__all__ = ["ConfigError", "EtracesError", "SourceError"]


class EtracesError(Exception):
    """The base of all errors raised on purpose.

    :param message: what is wrong, translatable.
    :param hint: what to do about it, translatable.
    :param where: the file, or ``file:line:column``, the fault is in.
    """

    def __init__(self, message: Message, *, hint: Message | None = None, where: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.where = message, hint, where

    def render(self, language: str | None = None) -> str:
        """Return the whole error as text: where, what, and on a second line what to do."""
        text = self.message.render(language)
        if self.where:
            text = f"{self.where}: {text}"
        return f"{text}\n  → {self.hint.render(language)}" if self.hint else text

    def __str__(self) -> str:
        return self.render()


class ConfigError(EtracesError):
    """The configuration or the arguments cannot be used."""


class SourceError(EtracesError):
    """A file that the check needs is missing or cannot be read."""
