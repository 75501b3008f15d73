"""A source that miscalculates is quoted right; the reader must see that its figure is wrong."""

from pathlib import Path

import pytest

from etraces_cite.check import verify
from etraces_cite.config import load
from etraces_cite.model import Outcome

BIBLIOGRAPHY = "@online{cabinet,\n  title = {Le bilan},\n}\n\n@online{bilan,\n  title = {Bilan},\n}\n"
FACT = '[facts.{}]\nlabel = "{}"\nvalue = {}\nunit = "{}"\nquotation = "{}"\n\n'
CABINET = (
    'reference = "cabinet"\n\n'
    + FACT.format("declarants", "Entités ayant déclaré", 1570, "entités", "1 570 entités")
    + FACT.format("tenus", "Entités tenues de déclarer", 1849, "entités", "1 849 entités")
    + FACT.format("part", "Part des entités ayant déclaré", 85.6, "%", "soit 85,6 %")
    + '[checks.part]\nlabel = "La part"\nformula = "100 * declarants / tenus"\nstates = "part"\n'
)
BILAN = 'reference = "bilan"\n\n' + FACT.format("taux", "Taux de dépôt", 85, "%", "85 %")
DERIVED = (
    '[derived.juste]\nlabel = "Part calculée"\nformula = "100 * declarants / tenus"\nunit = "%"\n\n'
    '[derived.ecart]\nlabel = "Écart"\nformula = "part - 100 * declarants / tenus"\nunit = "point"\n'
)


@pytest.mark.parametrize(
    ("prose", "flagged"),
    [
        ("Le cabinet compte 85,6 % de déclarants {cite:p}`cabinet`.", ["85,6 %"]),
        ("Le cabinet compte {fact}`part` de déclarants.", ["{fact}`part`"]),
        ("Le cabinet compte 85,6 % de déclarants, là où 84,9 % ont déclaré {cite:p}`cabinet`.", []),
        ("Le cabinet compte 85,6 % de déclarants {cite:p}`cabinet`. Le calcul donne {fact}`84,91 % <juste>`.", []),
        ("Le cabinet compte 85,6 % de déclarants, le bilan 85 % {cite:p}`cabinet,bilan`.", ["85,6 %"]),
        ("Le bilan compte 85 % de déclarants {cite:p}`bilan`.", []),
        ("Selon le cabinet, 1 570 entités ont déclaré, sur 1 849 entités {cite:p}`cabinet`.", []),
        ("Le cabinet se trompe de 0,69 point {cite:p}`cabinet`.", ["0,69 point"]),
    ],
)
def test_a_wrong_figure_is_flagged_unless_the_right_one_is_beside_it(
    prose: str, flagged: list[str], tmp_path: Path
) -> None:
    records = tmp_path / "docs" / "records"
    records.mkdir(parents=True)
    (tmp_path / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    for name, text in (("cabinet", CABINET), ("bilan", BILAN), ("derived", DERIVED)):
        (records / f"{name}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "docs" / "page.md").write_text(f"# Titre\n\n{prose}\n", encoding="utf-8")
    result = verify(load(tmp_path))
    assert not result.has_errors
    assert {verdict.outcome for verdict in result.verdicts} <= {Outcome.VERIFIED, Outcome.ROUNDED}
    found = [finding for finding in result.findings if finding.code == "source-miscalculates"]
    assert [finding.text for finding in found] == flagged
    for finding in found:
        assert finding.message.render("en") == (
            "part is wrong in its own source: it prints 85,6\u00a0%, its own figures give 84,91\u00a0%"
        )
