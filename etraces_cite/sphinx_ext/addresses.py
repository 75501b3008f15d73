"""The addresses of facts and sources as a page of a site writes them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from etraces_cite.french import typeset

if TYPE_CHECKING:
    from .domain import EtracesDomain

__all__ = ["Addresses", "attribute", "escaped"]

_SPECIAL = {ord("&"): "&amp;", ord("<"): "&lt;", ord('"'): "&quot;", ord(">"): "&gt;", ord("@"): "&#64;"}
"""As docutils writes them: an @ may thwart who harvests addresses."""
_BLANKS = str.maketrans("\n\r\t\v\f", "     ")


class Addresses:
    """The addresses from one page; each is looked up once."""

    def __init__(self, domain: EtracesDomain, docname: str) -> None:
        self.domain = domain
        self.docname = docname
        config = domain.env.config
        self.is_set = bool(config.etraces_cite_typography) and str(config.language).startswith("fr")
        """True where texts are to have French spaces."""
        self._found: dict[tuple[str, str], str] = {}

    def of(self, objtype: str, name: str) -> str:
        """Return the address of an object as an attribute of HTML has it, empty where nothing describes it."""
        if (objtype, name) not in self._found:
            self._found[objtype, name] = self._looked_up(objtype, name)
        return self._found[objtype, name]

    def _looked_up(self, objtype: str, name: str) -> str:
        home = self.domain.printed_home(objtype, name, self.docname)
        if home is None:
            return ""
        is_here = home.docname == self.docname
        page = "" if is_here else self.domain.builder.get_relative_uri(self.docname, home.docname)
        return attribute(f"{page}#{home.anchor}")

    def plain(self, text: str) -> str:
        """Return a text as HTML has it."""
        return escaped(text, is_set=self.is_set)

    def link(self, objtype: str, name: str, text: str) -> str:
        """Return a link to what describes an object, or the text alone where nothing does."""
        shown = f"<span>{self.plain(text)}</span>"
        address = self.of(objtype, name)
        return f'<a class="reference internal" href="{address}">{shown}</a>' if address else shown


def attribute(address: str) -> str:
    """Return an address as an attribute of HTML has it."""
    return address.translate(_BLANKS).translate(_SPECIAL)


@functools.lru_cache(maxsize=8192)  # sources, labels and sentences come back from page to page
def escaped(text: str, *, is_set: bool) -> str:
    """Return a text as HTML has it, with French spaces where ``is_set``."""
    return (typeset(text) if is_set else text).translate(_SPECIAL)
