"""Every use of a fact is listed, those through formulas too."""

import dataclasses

from msgspec.structs import replace

from etraces_cite.model import Result
from etraces_cite.report.text import Layout
from etraces_cite.report.usages import dependents, usage_lines, usages


def test_uses_in_prose_in_roles_in_formulas_and_in_checks(result: Result) -> None:
    lines = list(usage_lines(list(usages(result, "acquises")), "acquises", Layout()))
    assert lines == [
        "docs/dossiers/caméras.md:5:22  500 €  rounded (through prix)",
        "docs/dossiers/caméras.md:5:30  {fact}`acquises`  printed by a role",
        "docs/records/derived.toml:4:1  prix = montant/acquises  derived fact",
        "docs/records/derived.toml:9:1  double = 2 * prix  derived fact (through prix)",
        "docs/records/mediapart.toml:9:1  somme: acquises + 0  check",
        "5 uses of acquises",
    ]


def test_a_fact_that_nothing_uses(result: Result) -> None:
    assert list(usage_lines(list(usages(result, "parc-aef")), "parc-aef", Layout())) == ["0 uses of parc-aef"]


def test_a_derived_fact_has_its_own_uses(result: Result) -> None:
    assert [usage.text for usage in usages(result, "prix")] == ["double = 2 * prix", "500 €"]


def test_formulas_are_followed_to_the_end(result: Result) -> None:
    assert dependents(result.dossier, "acquises") == ["prix", "double"]


def test_directives_that_print_a_fact_use_it(result: Result) -> None:
    source = """\
:::{fact-box} parc-aef, acquises
:::

> ```{fact-table}
> :measure: parc
> ```

:::{fact-table} acquises-bis
:source: mediapart
:::

```{fact-table}
---
caption: Le parc
measure: parc
---
```

`{fact-box} acquises`
"""
    page = replace(result.pages[0], path="docs/boîtes.md", source=source, passages=())
    found = usages(dataclasses.replace(result, pages=(page,), verdicts=()), "acquises")
    assert [
        (usage.span.line, usage.span.column, usage.text) for usage in found if usage.what == "printed by a directive"
    ] == [
        (1, 25, "acquises"),
        (4, 1, "> ```{fact-table}"),
        (8, 1, ":::{fact-table} acquises-bis"),
        (12, 1, "```{fact-table}"),
    ]
