"""The Sphinx extension: it prints what the checker has checked. Registration only, in the order of a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from etraces_cite import __version__

from . import html, paper
from .actors import ActorList, ActorNetwork
from .articles import describe_article, write_items
from .audit import Audit
from .build import BIBTEX, begin, conclude, keep, release
from .cards import name_card, write_cards
from .chart import ChartDirective
from .cite import CiteDomain
from .code_list import CodeList
from .comparison import ComparisonDirective
from .directives import Bibliography, FactBox, FactTable, SourceList, WaiverList
from .disagreements import DisagreementList
from .domain import EtracesDomain
from .downloads import DataFields, DataFiles, write_data
from .feeds import add_feed_link, write_feeds
from .journal import PressReview
from .marks import MarkFigures
from .nodes import (
    bibliography_items,
    bibliography_list,
    cited,
    evidence_items,
    evidence_link,
    evidence_section,
    object_link,
    waiver,
    waiver_list,
)
from .openurl import AddContextObjects, coins, depart_coins, visit_coins
from .options import OPTIONS
from .page_links import page_link, page_list
from .roles import FactRole, UnsourcedRole
from .search import index_pages, remember_stems, replace_search, search_page
from .site_links import site_link
from .tag_pages import collect_tag_pages
from .timeline import Timeline
from .transforms import PaintPending
from .typography import FrenchSpaces, FrenchSpacesOfPainted

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["setup"]

STATIC = Path(__file__).parent / "static"

DIRECTIVES = {
    "actor-list": ActorList,
    "actor-network": ActorNetwork,
    "audit": Audit,
    "chart": ChartDirective,
    "code-list": CodeList,
    "comparison": ComparisonDirective,
    "data-fields": DataFields,
    "data-files": DataFiles,
    "disagreement-list": DisagreementList,
    "fact-box": FactBox,
    "fact-table": FactTable,
    "press-review": PressReview,
    "source-list": SourceList,
    "timeline": Timeline,
    "waiver-list": WaiverList,
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension: options, what pages may contain, then the events of a build in their order."""
    for option in OPTIONS:
        name = f"etraces_cite_{option.name}"
        app.add_config_value(name, option.default, option.rebuild, frozenset(option.types), option.doc)

    app.add_domain(EtracesDomain)
    app.add_role("fact", FactRole())
    app.add_role("unsourced", UnsourcedRole())
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    for node in (object_link, site_link, page_link, page_list, waiver, bibliography_list, waiver_list):
        app.add_node(node)
    app.add_node(cited, html=(html.visit_cited, None))
    app.add_node(evidence_link, html=(html.visit_link, html.depart_link))
    app.add_node(evidence_items, html=(html.visit_items, None))
    app.add_node(bibliography_items, html=(html.visit_items, None))
    app.add_node(evidence_section, html=(html.visit_section, html.depart_section))
    app.add_node(coins, html=(visit_coins, depart_coins))
    app.add_css_file("etraces.css")
    app.add_js_file("etraces.js", loading_method="defer")

    app.connect("config-inited", add_citations)  # once all extensions are loaded: is bibtex among them?
    app.connect("config-inited", add_to_paper)
    app.connect("builder-inited", add_static_path)
    app.connect("builder-inited", replace_search)
    app.connect("env-get-outdated", begin)  # the first event of each reading, before any page is read
    app.connect("env-updated", conclude)  # the first event once all pages are read, emitted even where none was
    app.add_transform(FrenchSpaces)
    app.add_post_transform(FrenchSpacesOfPainted)
    app.add_post_transform(MarkFigures)  # each page as it is written
    app.add_post_transform(PaintPending)
    app.add_post_transform(AddContextObjects)
    app.connect("build-finished", release)
    app.connect("build-finished", keep, priority=900)
    app.connect("doctree-resolved", remember_stems)
    app.connect("html-page-context", add_feed_link)
    app.connect("html-page-context", describe_article)
    app.connect("html-page-context", name_card, priority=400)
    app.connect("html-collect-pages", collect_tag_pages)  # once all pages are written
    app.connect("build-finished", write_feeds)
    app.connect("build-finished", write_items)
    app.connect("build-finished", write_data)
    app.connect("build-finished", write_cards)
    app.connect("html-collect-pages", search_page)
    app.connect("build-finished", index_pages)
    return {"version": __version__, "env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}


def add_citations(app: Sphinx, _: Config) -> None:
    """Register ``cite:*`` and ``bibliography``, unless sphinxcontrib-bibtex has; the checker reads its roles as they are."""
    if BIBTEX not in app.extensions:
        app.add_domain(CiteDomain)
        app.add_directive("bibliography", Bibliography)


def add_to_paper(app: Sphinx, _: Config) -> None:
    """Tell the PDF builder what a printed dossier says of its check, if it is loaded."""
    if "dossierpdf-notice" in app.events.events:
        app.connect("dossierpdf-notice", paper.notice)
        app.connect("dossierpdf-appendix", paper.appendix)


def add_static_path(app: Sphinx) -> None:
    """Ship our style sheet, before the project's own so that it can overrule ours."""
    app.config.html_static_path.insert(0, str(STATIC))
