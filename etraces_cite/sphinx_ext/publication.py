"""What a build publishes: the dossier as its configuration describes it, and which of its pages are articles."""

from __future__ import annotations

import datetime
import os
from fnmatch import fnmatchcase

from sphinx.application import Sphinx
from sphinx.builders import Builder

from etraces_cite.french import typeset
from etraces_cite.model import Period
from etraces_cite.parse.edtf import parse_edtf
from etraces_cite.report.publication import Article, Licence, Publication

from .domain import EtracesDomain
from .ledger import anchor
from .site_links import address_of_page, site_address

__all__ = ["address_of", "article", "articles", "publication"]


def publication(app: Sphinx) -> Publication:
    """Return the dossier as ``project``, ``author``, ``release``, ``html_baseurl`` and ``etraces_cite_licence`` describe it."""
    config = app.config
    licence = config.etraces_cite_licence
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return Publication(
        title=config.project,
        author=config.author if config.author != "unknown" else "",
        version=config.release,
        language=config.language,
        address=site_address(app.builder),
        licence=Licence(licence.get("name", ""), licence.get("address", ""), licence.get("title", ""))
        if licence
        else None,
        created=datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else None,
    )


def article(app: Sphinx, docname: str) -> Article | None:
    """Return a page as an article, None where it is none: see the option ``etraces_cite_articles``."""
    if docname not in app.env.all_docs or not any(
        fnmatchcase(docname, one) for one in app.config.etraces_cite_articles
    ):
        return None
    return Article(
        name=docname,
        title=typeset(app.env.titles[docname].astext()),
        address=address_of_page(app.builder, docname),
        date=_date(str(app.env.metadata[docname].get("date", ""))),
        sources=tuple(EtracesDomain.of(app.env).ledger(docname).cited),
    )


def articles(app: Sphinx) -> list[Article]:
    """Return the articles, in the order of their names."""
    return [found for docname in sorted(app.env.all_docs) if (found := article(app, docname))]


def address_of(builder: Builder, objtype: str, name: str) -> str:
    """Return the address of a fact or a source: in full where the site has one, else from the top of the site."""
    home = EtracesDomain.of(builder.env).home(objtype, name)
    return f"{address_of_page(builder, home.docname)}#{home.anchor}" if home else f"#{anchor(objtype, name)}"


def _date(written: str) -> Period | None:
    try:
        return parse_edtf(written)
    except ValueError:
        return None
