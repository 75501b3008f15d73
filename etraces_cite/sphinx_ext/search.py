"""Search by Pagefind in place of Sphinx's own, where ``etraces_cite_search`` asks for it (the extra ``search``).

Sphinx's index knows no accent-free spelling: "epoux" finds nothing where a page says "époux". Pagefind's does, reads its index
piece by piece, and asks no other server. https://pagefind.app/docs/
"""

from __future__ import annotations

import functools
import html
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ConfigError, ExtensionError

from etraces_cite.locale import N_, translate

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["index_pages", "remember_stems", "replace_search", "search_page"]

PAGE = "search"
"""The page that themes' search boxes send to."""
ROOT = "[role=main]"
"""What of a page is indexed: Sphinx's themes mark their text so."""
STEMS = 100_000
"""Words that are remembered."""
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


def remember_stems(app: Sphinx, *_: object) -> None:
    """Stem a word once a build (the event ``doctree-resolved``): Sphinx's own index does so on each page anew."""
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None and not hasattr(indexer.lang.stem, "cache_info"):
        indexer.lang.stem = functools.lru_cache(STEMS)(indexer.lang.stem)


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
        _index(app)


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


def _index(app: Sphinx) -> None:
    """Let Pagefind's program read the pages, as a copy of them, and write its index in place of an older one.

    Its interface in Python ends the program while it still writes: on a slow machine the index is cut short.
    """
    if importlib.util.find_spec("pagefind") is None:
        raise ConfigError(translate('etraces_cite_search needs Pagefind: pip install "etraces-cite[search]"'))
    index = app.outdir / "pagefind"
    shutil.rmtree(index, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        for page in _pages(app):
            copy = Path(folder, page.relative_to(app.outdir))
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(_for_pagefind(page.read_text(encoding="utf-8")), encoding="utf-8")
        options = {
            "--site": folder,
            "--output-path": str(index),
            "--root-selector": ROOT,
            "--exclude-selectors": ",".join(LEFT_OUT),
            "--force-language": app.config.language,
        }
        arguments = [part for option in options.items() for part in option]
        command = [sys.executable, "-m", "pagefind", "--quiet", "--keep-index-url", *arguments]
        run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 – our own arguments
    if run.returncode:
        raise ExtensionError(run.stderr.strip() or run.stdout.strip(), modname="pagefind")


def _for_pagefind(content: str) -> str:
    return _SECTION.sub(r'<section>\2<h\3 id="\1">', _APOSTROPHE.sub("’ ", content))


def _pages(app: Sphinx) -> Iterator[Path]:
    for docname in app.env.found_docs:
        page = Path(app.builder.get_outfilename(docname))  # type: ignore[attr-defined]
        if "nosearch" not in app.env.metadata[docname] and page.is_file():
            yield page
