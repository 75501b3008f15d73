"""The few words of our own that a PDF prints, in the language of the project."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["words"]

_ENGLISH = {
    "contents": "Contents",
    "version": "Version",
    "page": "page",
    "foreword": "Foreword",
    "appendices": "Appendices",
    "index": "Index",
    "see-note": "See note {note}, p.\u00a0{page}.",
    "download": "PDF of this dossier",
    "download-all": "PDF of all the pages",
}
_WORDS = {
    "fr": {
        "contents": "Sommaire",
        "version": "Version",
        "page": "page",
        "foreword": "Présentation",
        "appendices": "Annexes",
        "index": "Index",
        "see-note": "Voir note\u00a0{note}, p.\u00a0{page}.",
        "download": "Ce dossier en PDF",
        "download-all": "Tout le site en PDF",
    },
    "en": _ENGLISH,
}


def words(language: str) -> Mapping[str, str]:
    """The words for a Sphinx ``language``, English where we do not speak it."""
    return _WORDS.get(language.partition("_")[0].partition("-")[0], _ENGLISH)
