"""What actors.toml and questions.toml name must be there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etraces_cite.check import load_dossier
from etraces_cite.codes import Code
from etraces_cite.config import Config
from etraces_cite.match.shared import unknown_links
from etraces_cite.model import ActorKind, Dossier, Finding

BIB = "@online{gazette, title = {T}, date = {2020}}\n"
RECORD = """\
reference = "gazette"
[facts.lampes]
label = "Lampes"
value = 3
unit = "lampes"
quotation = "3 lampes"
[quotations.rencontre]
exact = "ils se sont vus"
"""
ACTORS = """\
[actors.anne]
name = "Anne"
kind = "lobbyist"
role = "conseillère"
backed-by = ["gazette"]
facts = ["lampes"]
aliases = ["A. Durand"]

[actors.lampe-sa]
name = "Lampe SA"
kind = "company"
role = "fabricant"
backed-by = ["lampes"]

[ties.anne-lampe]
from = "anne"
to = "lampe-sa"
label = "conseille"
backed-by = ["rencontre"]
"""

Load = Callable[..., tuple[Dossier, list[Finding]]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def write_and_load(actors: str = "", questions: str = "") -> tuple[Dossier, list[Finding]]:
        folder = tmp_path / "docs" / "records"
        folder.mkdir(parents=True)
        (tmp_path / "references.bib").write_text(BIB, encoding="utf-8")
        for name, text in (("gazette", RECORD), ("actors", actors), ("questions", questions)):
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        dossier, findings, _ = load_dossier(Config(tmp_path))
        return dossier, [*findings, *unknown_links(dossier)]

    return write_and_load


def test_actors_and_ties_are_read_whole(load: Load) -> None:
    dossier, findings = load(ACTORS)
    assert findings == []
    anne, tie = dossier.actors["anne"], dossier.ties["anne-lampe"]
    assert (anne.name, anne.kind, anne.facts, anne.aliases) == ("Anne", ActorKind.LOBBYIST, ("lampes",), ("A. Durand",))
    assert (tie.source, tie.label, tie.target, tie.backed_by) == ("anne", "conseille", "lampe-sa", ("rencontre",))


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ('backed-by = ["gazette"]', 'backed-by = ["gazete"]', Code.RECORD_LINK, "gazette"),
        ('backed-by = ["rencontre"]', 'backed-by = ["rencontres"]', Code.RECORD_LINK, "rencontre"),
        ('facts = ["lampes"]', 'facts = ["lampe"]', Code.RECORD_LINK, "lampes"),
        ('to = "lampe-sa"', 'to = "lampes-sa"', Code.RECORD_LINK, "lampe-sa"),
        ('kind = "lobbyist"', 'kind = "lobbyiste"', Code.RECORD_SCHEMA, "lobbyist"),
        ('backed-by = ["rencontre"]', "", Code.RECORD_SCHEMA, ""),
    ],
)
def test_an_unknown_name_is_a_finding_in_its_file(load: Load, old: str, new: str, code: Code, hint: str) -> None:
    assert old in ACTORS
    _, findings = load(ACTORS.replace(old, new))
    assert next((one.code, one.span.path) for one in findings if "actor" in one.span.path) == (
        code,
        "docs/records/actors.toml",
    )
    assert hint in str(findings[0].hint or "")


def test_a_question_names_facts_that_are_there(load: Load) -> None:
    _, findings = load(questions='[questions.compte]\nlabel = "Combien ?"\nfacts = ["lampes", "lanternes"]\n')
    assert [(one.code, one.text) for one in findings] == [(Code.RECORD_LINK, "lanternes")]
