"""A page is judged by the sources that it cites as by the whole dossier."""

from collections.abc import Callable
from pathlib import Path

import pytest

from copies import CASES
from etraces_cite import config
from etraces_cite.check import check_page, load_dossier, load_pages
from etraces_cite.check.former import Seen
from etraces_cite.check.survey import seen_of
from etraces_cite.config import Config
from etraces_cite.match.claims import Claims
from etraces_cite.match.names import name_pattern
from etraces_cite.model import Dossier, Page

ROOT = Path(__file__).parent.parent.parent


def keys_of(seen: Seen, claims: Claims) -> frozenset[str]:
    """Return the sources that a page sees."""
    named = (claims.by_id[name].keys for name in seen.facts if name in claims.by_id)
    return frozenset(seen.keys).union(*named)


def part_of(dossier: Dossier, keys: frozenset[str]) -> Dossier:
    references = {key: one for key, one in dossier.references.items() if key in keys}
    records = tuple(record for record in dossier.records if record.reference in keys)
    return Dossier(references, records, dossier.measures)


def is_known(seen: Seen, claims: Claims) -> bool:
    """Say whether all that a page names is there: what is not is answered with the nearest of the whole."""
    keys = keys_of(seen, claims)
    return keys <= claims.dossier.references.keys() and all(name in claims.by_id for name in seen.facts)


def site() -> tuple[Config, list[Page]]:
    options = config.load(ROOT)
    return options, load_pages(options)


def town() -> tuple[Config, list[Page]]:
    options = Config(CASES / "dossier")
    return options, load_pages(options, [str(path) for path in sorted(CASES.glob("*.md"))])


@pytest.mark.parametrize("project", [site, town])
def test_verdicts_by_a_part_are_those_by_the_whole(project: Callable[[], tuple[Config, list[Page]]]) -> None:
    options, pages = project()
    dossier, _, _ = load_dossier(options)
    whole, names = Claims(dossier), name_pattern(dossier.references, options.names)
    judged = 0
    for page in pages:
        seen = seen_of(page)
        if is_known(seen, whole) and page.passages:
            part = Claims(part_of(dossier, keys_of(seen, whole)), whole.shared)
            by_part = list(check_page(page, part, names))
            assert by_part == list(check_page(page, whole, names)), page.path
            judged += sum(len(verdicts) for verdicts, _ in by_part)
    assert judged > 40
