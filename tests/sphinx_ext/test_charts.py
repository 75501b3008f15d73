"""Charts: what is drawn, what is said in their place, and that they are inert and the same each time."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from fractions import Fraction
from pathlib import Path

import pytest
from docutils import nodes

from etraces_cite.french import Bound
from etraces_cite.model import Quantity
from etraces_cite.sphinx_ext.chart_spec import Bar, chart_spec
from etraces_cite.sphinx_ext.charts import UnlikeUnitsError, chart_of
from etraces_cite.sphinx_ext.drawing import draw
from etraces_cite.sphinx_ext.sources import Stated

from .project import Project
from .test_comparison import dispute, page

SVG = "{http://www.w3.org/2000/svg}"


def bar(value: int, *, high: int | None = None, bound: Bound | None = None, name: str = "La Gazette") -> Bar:
    return Bar(name, "des lampes", Fraction(value), Fraction(high or value), bound)


def stated(unit: str, value: int) -> tuple[str, Stated, Quantity]:
    return "La Gazette", Stated("a", "des lampes", "", ""), Quantity(Fraction(value), Fraction(value), unit)


def drawn(*bars: Bar, title: str = "Lampes") -> str:
    return draw(chart_spec(bars, "lampes"), title=title, description="Des lampes", language="fr")


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text")]


def test_an_axis_starts_at_zero_and_is_written_in_french() -> None:
    axis = texts(drawn(bar(10600)))
    assert axis[:3] == ["0", "5\u202f000", "10\u202f000"]


@pytest.mark.parametrize("value", [0, 1, 3, 7, 28, 99, 100, 4999, 133_000, 15_000_000])
def test_an_axis_has_a_few_ticks_whatever_its_length(value: int) -> None:
    ticks = chart_spec([bar(value)], "lampes")["axes"][0]["values"]
    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 6
    assert ticks[-1] <= max(value * 1.04, 1)


def test_a_hedge_a_range_and_an_exact_value_look_different() -> None:
    bars = [bar(5), bar(5, bound=Bound.NEARLY), bar(5, bound=Bound.OVER), bar(5, bound=Bound.UNDER), bar(2, high=5)]
    looks = [(row["shape"], row["fill"], row["size"]) for row in chart_spec(bars, "lampes")["data"][0]["values"]]
    assert len(set(looks)) == 5


def test_a_chart_names_itself_and_is_the_same_each_time() -> None:
    one, other = drawn(bar(5), bar(2, high=4)), drawn(bar(5), bar(2, high=4))
    assert one == other
    root = ET.fromstring(one)
    assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")] == ["Lampes", "Des lampes"]


HOSTILE = "</text></svg><script>alert(1)</script><a href='javascript:alert(1)'>\u202egnissap\n\"&"


def test_hostile_words_come_out_as_words() -> None:
    svg = drawn(bar(5, name=HOSTILE), title=HOSTILE)
    tags = {node.tag.removeprefix(SVG) for node in ET.fromstring(svg).iter()}
    assert tags <= {"svg", "rect", "g", "path", "line", "text", "title", "desc"}
    attributes = {name for node in ET.fromstring(svg).iter() for name in node.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]
    assert "\u202e" not in svg


def test_hours_and_minutes_share_an_axis_and_euros_and_lamps_do_not() -> None:
    chart = chart_of("Durées", [stated("hour", 4), stated("minute", 30)])
    assert [bar.high for bar in chart.bars] == [4, Fraction(1, 2)]
    assert chart.unit == "heures"
    with pytest.raises(UnlikeUnitsError):
        chart_of("Rien", [stated("EUR", 4), stated("lampes", 30)])


def test_a_chart_stands_in_html_with_its_words_and_its_table(project: Project) -> None:
    dispute(project)
    document = page(project, ":::{comparison} eteintes\n:chart:\n:::")
    (figure,) = document.findall(nodes.figure)
    image = next(figure.findall(nodes.image))
    assert image["alt"] == (
        "Graphique. Lampes éteintes le soir\u202f: Ministère de la Nuit, 40\u00a0lampes\u202f; "
        "Durand et al., près de 90\u00a0lampes."
    )
    assert len(list(document.findall(nodes.table))) == 1
    assert project.app is not None
    (svg,) = Path(project.app.outdir, "_images").glob("*.svg")
    assert "près de 90" in svg.read_text(encoding="utf-8")
    project.build()
    assert (project.read, project.written) == ([], []), "a drawing does not make its page look outdated"


def test_a_chart_stands_in_the_pdf_too(project: Project) -> None:
    dispute(project)
    project.replace("conf.py", '"etraces_cite"]', '"etraces_cite", "etraces_cite.pdf"]')
    project.write("autre.md", "---\nunchecked: liste\n---\n\n# Autre\n\n:::{comparison} eteintes\n:chart:\n:::\n")
    app = project.build("dossierpdf")
    assert project.warnings == []
    assert list(Path(app.outdir).glob("*.pdf"))
