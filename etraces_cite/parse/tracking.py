"""Parameters of an address that follow its reader and not the page: they have no place in a bibliography."""

from __future__ import annotations

from collections.abc import Iterator

from etraces_cite.patterns import regex

__all__ = ["tracking_parameters"]

PREFIXES = ("utm_", "at_", "mtm_", "pk_", "hsa_", "wt_", "sc_c", "oly_", "vero_", "stm_", "itm_", "piwik_", "ns_")
"""Families: Google Analytics, AT Internet, Matomo, HubSpot, Webtrends, Snapchat, Omeda, Vero, comScore."""

NAMES = frozenset(
    {
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
        "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "xtor", "userid", "xtref", "xtcr", "xts", "srsltid", "ref_src", "ref_url",
        "_ga", "_gl", "_hsenc", "_hsmi", "_openstat", "cmpid", "s_cid", "spm", "wickedid", "trk", "trkcampaign", "epik",
        "rb_clickid", "ef_id", "m_i", "emailid", "mailid", "campaign_id", "ito", "smid", "smtyp", "echobox",
    }
)  # fmt: skip
"""Single parameters; ``userid`` is Mediapart's, ``xtor`` AT Internet's (in a query or after the ``#``)."""

_PARAMETER = regex(r"(?<=[?&#;])([A-Za-z_][\w.-]*)=?[^&#;]*")


def tracking_parameters(address: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each tracking parameter in the query or the fragment of an address."""
    for match in _PARAMETER.finditer(address):
        name = match[1].lower()
        if name in NAMES or name.startswith(PREFIXES):
            yield match.span()
