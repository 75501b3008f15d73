"""The address of a passage: ``#:~:text=…``, which browsers open at the words, highlighted.

WICG, URL Fragment Text Directives: ``text=[prefix-,]start[,end][,-suffix]``; in each term ``&``, ``-`` and ``,`` are
percent-encoded beside what RFC 3986 asks for, because they part the terms.
"""

from __future__ import annotations

import re
from urllib.parse import quote

__all__ = ["passage_address"]

DIRECTIVE = ":~:"
LONGEST = 300
"""Characters beyond which a passage is named by its first and last words: shorter addresses, and exact matching is brittle then."""
_ENDS = 5
"""Words of each end."""


def passage_address(address: str, exact: str, prefix: str = "", suffix: str = "") -> str:
    """Return the address of the words ``exact`` of a page.

    Any fragment of ``address`` is kept, any directive in it is replaced.
    """
    terms = [_term(part) for part in _ends(" ".join(exact.split()))]
    if prefix.strip():
        terms.insert(0, f"{_term(prefix)}-")
    if suffix.strip():
        terms.append(f"-{_term(suffix)}")
    base, hash_sign, fragment = address.partition("#")
    kept = fragment.partition(DIRECTIVE)[0] if hash_sign else ""
    return f"{base}#{kept}{DIRECTIVE}text={','.join(terms)}"


def _ends(exact: str) -> list[str]:
    if len(exact) <= LONGEST:
        return [exact]
    words = re.split(r"\s+", exact)
    if len(words) < 2 * _ENDS:
        return [exact]
    return [" ".join(words[:_ENDS]), " ".join(words[-_ENDS:])]


def _term(text: str) -> str:
    return quote(" ".join(text.split()), safe="").replace("-", "%2D")
