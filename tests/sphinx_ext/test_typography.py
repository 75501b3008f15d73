"""A writer types plain spaces; the page has French ones, but for its code."""

from __future__ import annotations

from .project import Project

PAGE = """# Les « lampes » : un bilan ?

Il y en a 1 200 ; c'est 12 % de plus.{cite:p}`gazette-2020-05-03` `a ; b 1 200`

```python
x = "a ; b"
```
"""


def built(project: Project, **options: object) -> str:
    project.write("typographie.md", PAGE)
    project.build("text", confoverrides={"etraces_cite_verify": False, **options})
    return project.doctree("typographie").astext()


def test_plain_spaces_of_a_page_become_french_ones(project: Project) -> None:
    text = built(project)
    assert "Les «\u202flampes\u202f»\u202f: un bilan\u202f?" in text
    assert "1\u202f200\u202f; c’est 12\u202f% de plus." in text


def test_code_keeps_its_spaces(project: Project) -> None:
    text = built(project)
    assert "a ; b 1 200" in text
    assert 'x = "a ; b"' in text


def test_the_pass_can_be_switched_off(project: Project) -> None:
    assert "1 200 ; c" in built(project, etraces_cite_typography=False)
