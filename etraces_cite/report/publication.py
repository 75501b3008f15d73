"""What is published, as feeds, data packages and metadata name it: the dossier, its licence, and one of its pages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from etraces_cite.model import Period

__all__ = ["Article", "Licence", "Publication", "moment"]


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence; ``name`` is its SPDX identifier."""

    name: str
    address: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """The whole dossier."""

    title: str
    author: str = ""
    version: str = ""
    language: str = "fr"
    address: str = ""
    """Of the site, with its last slash; empty where nobody knows it, and then addresses are relative."""
    licence: Licence | None = None
    created: datetime.datetime | None = None
    """When it was made; unknown unless the build says so, so that the same dossier gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Article:
    """One page of the dossier that is cited by itself."""

    name: str
    """Its path without a suffix, as Sphinx names it: ``dossiers/cameras-pietons``."""
    title: str
    address: str
    date: Period | None = None
    description: str = ""
    sources: tuple[str, ...] = ()
    """Keys of the references that it cites, in order."""

    @property
    def key(self) -> str:
        """A key for a bibliography: the last part of its name."""
        return self.name.rsplit("/", maxsplit=1)[-1]


def moment(day: datetime.date) -> datetime.datetime:
    """Return the first moment of a day, in universal time: a bibliography knows no hours."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)
