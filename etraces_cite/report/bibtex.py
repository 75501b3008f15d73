"""A page of the dossier as an entry of BibLaTeX, for those who cite it."""

from __future__ import annotations

from etraces_cite.french import is_followable, visible
from etraces_cite.report.csl import date_parts
from etraces_cite.report.publication import Article, Publication

__all__ = ["article_bibtex"]

_SPECIAL = str.maketrans(
    {sign: f"\\{sign}" for sign in "{}%#&$_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def article_bibtex(article: Article, publication: Publication) -> str:
    """Return an ``@online`` entry, a field a line; special characters are escaped but in the address."""
    fields = {
        "author": f"{{{_text(publication.author)}}}" if publication.author else "",
        "title": _text(article.title),
        "organization": _text(publication.title),
        "version": _text(publication.version),
        "date": "-".join(f"{part:02}" for part in date_parts(article.date)["date-parts"][0]) if article.date else "",
        "url": article.address if is_followable(article.address) else "",
        "langid": "french" if publication.language.startswith("fr") else "",
    }
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{article.key},\n{''.join(lines)}}}"


def _text(text: str) -> str:
    return visible(" ".join(text.split())).translate(_SPECIAL)
