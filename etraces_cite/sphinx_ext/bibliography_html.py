"""A bibliography as HTML, written at once: it may list thousands of entries, and is written again with each page that changes.

The markup is that which docutils makes of a list of paragraphs; texts are set and escaped one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from etraces_cite.french import is_followable

from .addresses import Addresses, attribute
from .domain import EtracesDomain
from .ledger import anchor
from .nodes import bibliography_items
from .style import Run

__all__ = ["written_bibliography"]


def written_bibliography(domain: EtracesDomain, docname: str, place: int, keys: Sequence[str]) -> bibliography_items:
    """Return a bibliography of a page.

    :param place: its place among those of its page: only the first that lists an entry is its address.
    """
    addresses = domain.addresses(docname)
    items, words = [], []
    for key in keys:
        label, runs = str(domain.sources.labels[key]), domain.sources.runs(key)
        address = f' id="{anchor("source", key)}"' if domain.first_listing(docname, key) == place else ""
        joint = addresses.plain(" " if label.endswith(".") else ". ")
        text = "".join(_run(run, addresses) for run in runs)
        items.append(f"<li{address}><p><strong>{addresses.plain(label)}</strong>{joint}{text}</p></li>\n")
        words += [label, *(run.text for run in runs)]
    compact = " simple" if domain.env.config.html_compact_lists else ""
    html = f'<ul class="etraces-bibliography{compact}">\n{"".join(items)}</ul>\n'
    return bibliography_items("", nodes.Text(" ".join(words)), html=html)


def _run(run: Run, addresses: Addresses) -> str:
    shown = addresses.plain(run.text)
    if run.uri and is_followable(run.uri):
        return f'<a class="reference external" href="{attribute(run.uri)}">{shown}</a>'
    return f"<em>{shown}</em>" if run.emphasis and not run.uri else shown
