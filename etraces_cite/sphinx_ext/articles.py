"""What an article says of itself: JSON-LD in its head, and at its end how to cite it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from etraces_cite.french import NARROW_SPACE, NO_BREAK_SPACE, format_period, is_followable
from etraces_cite.locale import Message, msg
from etraces_cite.report.bibtex import article_bibtex
from etraces_cite.report.csl import article_item
from etraces_cite.report.json import array_lines
from etraces_cite.report.linked_data import article_data, script_json
from etraces_cite.report.publication import Article, Publication

from .domain import EtracesDomain
from .outputs import are_written, write_output
from .publication import address_of, article, articles, publication
from .site_links import has_site

__all__ = ["ITEM_SUFFIX", "describe_article", "write_items"]

ITEM_SUFFIX = ".csl.json"
_TEMPLATES = Environment(loader=PackageLoader("etraces_cite.sphinx_ext"), autoescape=True, trim_blocks=True)


def describe_article(app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: object) -> None:
    """Add both to an article (the event ``html-page-context``)."""
    if doctree is None or not has_site(app.builder) or (found := article(app, pagename)) is None:
        return
    about = publication(app)
    context["metatags"] = context.get("metatags", "") + _date_element(found) + _linked_data(app, found, about)
    context["body"] += _citation_box(app, found, about)


def write_items(app: Sphinx, exception: Exception | None) -> None:
    """Write each article as an item of CSL beside its page (the event ``build-finished``)."""
    if exception or are_written(app) or not has_site(app.builder):
        return
    about = publication(app)
    for one in articles(app):
        lines = array_lines([article_item(one, about)])
        write_output(app, one.name + ITEM_SUFFIX, "".join(f"{line}\n" for line in lines).encode())


def _date_element(one: Article) -> str:
    """Return the date of publication as Open Graph names it, where it is a day."""
    if one.date is None or one.date.low != one.date.high:
        return ""
    return f'<meta property="article:published_time" content="{one.date.low.isoformat()}">\n'


def _linked_data(app: Sphinx, one: Article, about: Publication) -> str:
    known = EtracesDomain.of(app.env).sources.dossier.references
    cited = [known[key] for key in one.sources if key in known]
    data = article_data(one, about, cited, lambda key: address_of(app.builder, "source", key))
    return f'<script type="application/ld+json">{script_json(data)}</script>\n'


def _citation_box(app: Sphinx, one: Article, about: Publication) -> str:
    def say(message: Message) -> str:
        return message.render(app.config.language)

    return _TEMPLATES.get_template("citation.html").render(
        heading=say(msg("Cite this page")),
        before=f"{about.author[0].upper()}{about.author[1:]}. «{NARROW_SPACE}{one.title}{NARROW_SPACE}». "
        if about.author
        else "",
        project=about.title,
        after=f", {_details(one, about, say)}.",
        address=one.address if is_followable(one.address) else "",
        bibtex=article_bibtex(one, about),
        item=relative_uri(app.builder.get_target_uri(one.name), quote(one.name + ITEM_SUFFIX)),
        item_name=say(msg("CSL-JSON, for Zotero, Pandoc or a word processor")),
    )


def _details(one: Article, about: Publication, say: Any) -> str:
    version = say(msg("version {version}", version=about.version)) if about.version else ""
    day = format_period(one.date.low, one.date.high) if one.date else ""
    return ", ".join(filter(None, (version.replace(" ", NO_BREAK_SPACE), day)))
