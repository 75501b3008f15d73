"""Addresses as they are asked for: without the parameters that follow the reader."""

from __future__ import annotations

import importlib
import re
from urllib.parse import parse_qsl, urlsplit

from etraces_cite.parse.tracking import tracking_parameters

__all__ = ["is_address", "without_tracking"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_address(source: str) -> bool:
    """Tell an address from the path of a file."""
    return bool(_SCHEME.match(source))


def without_tracking(address: str) -> tuple[str, tuple[str, ...]]:
    """Return an address without its tracking parameters, and what was left out.

    Our own table, and the rules of courlan where it is installed. Only whole parameters are cut: courlan's own answer would
    also put them in another order and spell some characters anew.
    """
    spans = dict.fromkeys([*tracking_parameters(address), *_courlan_spans(address)])
    kept, dropped = address, []
    for start, end in sorted(spans, reverse=True):
        dropped.append(address[start:end])
        kept = kept[:start] + kept[end:]
    kept = re.sub(r"(?<=[?&])&+", "", kept)
    return re.sub(r"[?&]+(?=#|$)|#$", "", kept), tuple(reversed(dropped))


def _courlan_spans(address: str) -> list[tuple[int, int]]:
    try:
        courlan = importlib.import_module("courlan")
    except ImportError:
        return []
    cleaned = courlan.clean_url(address)  # never strict: that drops what names the page, as YouTube's "v"
    if not cleaned:
        return []
    names = {name for name, _ in parse_qsl(urlsplit(address).query, keep_blank_values=True)}
    gone = names - {name for name, _ in parse_qsl(urlsplit(cleaned).query, keep_blank_values=True)}
    query = re.search(r"\?[^#]*", address)
    if not gone or query is None:
        return []
    pattern = re.compile(rf"(?<=[?&])(?:{'|'.join(map(re.escape, gone))})(?:=[^&#]*)?(?=[&#]|$)")
    return [match.span() for match in pattern.finditer(address, query.start(), query.end())]
