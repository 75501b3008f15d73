"""Search by Pagefind in place of Sphinx's own, where ``etraces_cite_search`` asks for it (the extra ``search``).

Sphinx's index knows no accent-free spelling: "epoux" finds nothing where a page says "époux". Pagefind's does, reads its index
piece by piece, and asks no other server. https://pagefind.app/docs/
"""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ConfigError

from etraces_cite.locale import N_, translate

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["index_pages", "replace_search", "search_page"]

PAGE = "search"
"""The page that themes' search boxes send to."""
ROOT = "[role=main]"
"""What of a page is indexed: Sphinx's themes mark their text so."""
LEFT_OUT = ("a.headerlink", "script", "[data-pagefind-ignore]")
_APOSTROPHE = re.compile(r"(?<=\w)[’'](?=\w)")
"""Pagefind takes "d’amende" for one word: what it reads has a space after the elision, which the page of results takes away."""
_SECTION = re.compile(r'<section id="([^"]+)">((?:\s*<span id="[^"]*"></span>)*\s*)<h([2-6])>')
"""Pagefind leads to headings that have an address of their own; docutils gives it to the section."""

_BODY = """<link rel="stylesheet" href="_static/etraces-search.css">
<h1>{title}</h1>
<form class="etraces-search" id="etraces-search" method="get" {messages}>
<label for="etraces-search-words">{label}</label>
<input id="etraces-search-words" name="q" type="search" autocomplete="off" spellcheck="false">
<button type="submit">{button}</button>
</form>
<noscript><p>{noscript}</p></noscript>
<p id="etraces-search-count" role="status"></p>
<ol id="etraces-search-results"></ol>
<script type="module" src="_static/etraces-search.js"></script>
"""


def replace_search(app: Sphinx) -> None:
    """Keep Sphinx from making its own index and page."""
    if _is_wanted(app):
        app.builder.search = False  # type: ignore[attr-defined]


def search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page of the results, for any theme: its text is the body of the theme's ``page.html``."""
    if _is_wanted(app):
        title = translate("Search", app.config.language)
        noindex = '<meta name="robots" content="noindex">'
        yield PAGE, {"title": title, "body": _body(app.config.language), "metatags": noindex}, "page.html"


def index_pages(app: Sphinx, exception: Exception | None) -> None:
    """Index the pages that were written, but for those whose metadata says ``nosearch``.

    :raises ConfigError: where Pagefind is not installed.
    """
    if exception is None and _is_wanted(app):
        asyncio.run(_index(app))


def _is_wanted(app: Sphinx) -> bool:
    return bool(app.config.etraces_cite_search) and isinstance(app.builder, StandaloneHTMLBuilder)


def _body(language: str) -> str:
    def say(text: str) -> str:
        return html.escape(translate(text, language))

    messages = {
        "one": translate("One page found", language),
        "many": translate("{count} pages found", language),
        "none": translate("Nothing found for “{words}”: try fewer words", language),
        "failed": translate("The search index cannot be read", language),
        "address": "pagefind/pagefind.js",
    }
    attributes = " ".join(f'data-{name}="{html.escape(text)}"' for name, text in messages.items())
    return _BODY.format(
        title=say(N_("Search")),
        button=say(N_("Look for")),
        label=say(N_("Words to look for, with or without accents")),
        noscript=say(N_("The search needs JavaScript; the index of the site does not.")),
        messages=attributes,
    )


async def _index(app: Sphinx) -> None:
    try:
        from pagefind.index import IndexConfig, PagefindIndex  # an extra
    except ImportError as error:
        raise ConfigError(
            translate('etraces_cite_search needs Pagefind: pip install "etraces-cite[search]"')
        ) from error
    config = IndexConfig(
        root_selector=ROOT,
        exclude_selectors=LEFT_OUT,
        force_language=app.config.language,
        output_path=str(app.outdir / "pagefind"),
        keep_index_url=True,
    )
    async with PagefindIndex(config=config) as index:
        for page in sorted(_pages(app)):
            content = _for_pagefind(page.read_text(encoding="utf-8"))
            await index.add_html_file(content=content, source_path=page.relative_to(app.outdir).as_posix())


def _for_pagefind(content: str) -> str:
    return _SECTION.sub(r'<section>\2<h\3 id="\1">', _APOSTROPHE.sub("’ ", content))


def _pages(app: Sphinx) -> Iterator[Path]:
    for docname in app.env.found_docs:
        page = Path(app.builder.get_outfilename(docname))  # type: ignore[attr-defined]
        if "nosearch" not in app.env.metadata[docname] and page.is_file():
            yield page
