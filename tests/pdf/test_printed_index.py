"""The index, with page numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

from .conftest import Built
from .test_document import destination, links

Maker = Callable[..., Built]

PAGE = """\
# Titre

Texte, et {{ref}}`l’index <genindex>`.

## Un

```{{index}} single: Élu; local
```
```{{index}} single: élu; local
```
Un élu. {filler}

## Deux

```{{index}} pair: caméra; police
```
```{{index}} see: appareil; caméra
```
Une caméra. {filler}

## Trois

```{{index}} Élu; local
```
{{index}}`Encore <single: Élu; local>`.
"""


def test_entries_have_the_numbers_of_their_pages_each_once(make: Maker) -> None:
    built = make(PAGE.format(filler="Encore une phrase. " * 400))
    assert built.warnings == ""
    last = len(built.pdf.pages) - 1
    index = built.text(last)
    assert index.index("Index") < index.index("appareil") < index.index("caméra") < index.index("Élu")
    pages = [n + 1 for n in range(2, last) if "Un élu." in built.text(n) or "Encore." in built.text(n)]
    assert re.search(rf"local, {pages[0]}, {pages[1]}\n", index)
    assert len(set(pages)) == 2
    assert "voir caméra\n" in index
    target = next(destination(built.pdf, link) for number, link in links(built.pdf) if number == 2)
    assert target == last


def test_no_entry_no_index(make: Maker) -> None:
    assert "Index" not in make("# Titre\n\nTexte.\n").text()


def test_the_index_may_be_left_out(make: Maker) -> None:
    page = PAGE.format(filler="").replace("{ref}`l’index <genindex>`", "rien")
    assert "Index" not in make(page, dossierpdf_index=False).text()
