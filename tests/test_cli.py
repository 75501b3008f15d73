"""The command line as a shell sees it: output, exit status, and one clear sentence where nothing can be done."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parent.parent
BIBLIOGRAPHY = """\
@online{presse,
  author = {{La Presse}},
  title = {Les caméras arrivent},
  date = {2020-12-14},
}
"""
RECORD = """\
reference = "presse"

[facts.cameras]
label = "Caméras achetées"
value = 10480
unit = "caméras"
quotation = "10 480 caméras"

[facts.cout]
label = "Coût"
value = 5240000
unit = "EUR"
quotation = "5,24 millions d’euros"
"""
DERIVED = """\
[derived.prix-unitaire]
label = "Prix par caméra"
formula = "cout / cameras"
unit = "EUR/caméra"
"""
PAGE = "# Caméras\n\nLe ministère a acheté 10 480 caméras {cite:p}`presse`.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "records").mkdir(parents=True)
    (tmp_path / "references.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (tmp_path / "docs" / "records" / "presse.toml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "docs" / "records" / "derived.toml").write_text(DERIVED, encoding="utf-8")
    (tmp_path / "docs" / "page.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, given: bytes | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, in English and without colour unless ``environ`` says otherwise."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "HOME"}}
    ran = subprocess.run(
        [sys.executable, "-m", "etraces_cite", *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        env={**kept, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **environ},
        check=False,
        timeout=60,
    )
    out, err = ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(ran.args, ran.returncode, out, err)


# -- verify -----------------------------------------------------------------------------------------------------------


def test_a_page_that_agrees_with_its_source_exits_with_0(project: Path) -> None:
    ran = run(project, "verify")
    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.startswith("1 page · 1 figure: 1 verified · coverage 100%\n")
    assert ran.stderr == ""


def test_a_wrong_figure_exits_with_1_and_is_shown(project: Path) -> None:
    (project / "docs" / "page.md").write_text(PAGE.replace("10 480", "10 840"), encoding="utf-8")
    ran = run(project, "verify", "docs/page.md")
    assert ran.returncode == 1
    assert ran.stdout.splitlines()[:3] == [
        "docs/page.md:3:23: error [figure-contradicted]",
        "   3 │ Le ministère a acheté 10 840 caméras {cite:p}`presse`.",
        "     │                       ^^^^^^^^^^^^^^",
    ]


def test_the_project_is_found_from_a_folder_below_it(project: Path) -> None:
    ran = run(project / "docs", "verify", "page.md", "--format", "json")
    assert (ran.returncode, json.loads(ran.stdout)["figures"][0]["path"]) == (0, "docs/page.md")


def test_the_root_can_be_named_before_or_after_the_command(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for arguments in (("--root", str(project), "facts"), ("facts", "--root", str(project))):
        assert run(elsewhere, *arguments).stdout.startswith("cameras  10\u202f480\u00a0caméras\n")


def test_every_format_says_the_same(project: Path) -> None:
    (project / "docs" / "page.md").write_text(PAGE.replace("10 480", "10 840"), encoding="utf-8")
    outputs = {name: run(project, "verify", "--format", name) for name in ("json", "sarif", "github", "junit")}
    assert {ran.returncode for ran in outputs.values()} == {1}
    assert [found["code"] for found in json.loads(outputs["json"].stdout)["findings"]] == ["figure-contradicted"]
    assert [found["ruleId"] for found in json.loads(outputs["sarif"].stdout)["runs"][0]["results"]] == [
        "figure-contradicted"
    ]
    assert outputs["github"].stdout.startswith("::error file=docs/page.md,line=3,")
    assert ET.fromstring(outputs["junit"].stdout.encode()).get("failures") == "1"


def test_french_is_spoken_where_the_locale_is_french_but_not_in_json(project: Path) -> None:
    (project / "docs" / "page.md").write_text(PAGE.replace("10 480", "10 840"), encoding="utf-8")
    text = run(project, "verify", LANG="fr_FR.UTF-8").stdout
    assert text.startswith("docs/page.md:3:23: erreur [figure-contradicted]\n")
    assert "1 page · 1 chiffre\u00a0: 0 vérifié, 1 contredit · couverture 0\u00a0%\n" in text
    french = run(project, "verify", "--format", "json", LANG="fr_FR.UTF-8").stdout
    assert french == run(project, "verify", "--format", "json").stdout


def test_colour_is_for_those_who_ask_for_it(project: Path) -> None:
    assert "\x1b[" not in run(project, "verify").stdout
    assert "\x1b[" in run(project, "verify", FORCE_COLOR="1").stdout
    assert "\x1b[" not in run(project, "verify", FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_no_encoding_of_the_output_stops_a_report(project: Path, encoding: str) -> None:
    (project / "docs" / "page.md").write_text(PAGE.replace("10 480", "10 840"), encoding="utf-8")
    kept = {
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C",
        "PYTHONIOENCODING": encoding,
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }
    ran = subprocess.run(
        [sys.executable, "-m", "etraces_cite", "verify"], cwd=project, env=kept, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert b"^^^^^^^^^^^^^^" in ran.stdout


# -- what cannot be used ------------------------------------------------------------------------------------------------


def unusable(ran: subprocess.CompletedProcess[str], *words: str) -> None:
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("etraces-cite: ")
    assert len(ran.stderr.splitlines()) <= 2, ran.stderr
    for word in words:
        assert word in ran.stderr


def test_no_project(tmp_path: Path) -> None:
    unusable(run(tmp_path, "verify"), "no project here", "--root")


def test_a_page_that_does_not_exist(project: Path) -> None:
    unusable(run(project, "verify", "docs/absente.md"), "docs/absente.md", "no page matches")


def test_a_project_without_pages(project: Path) -> None:
    (project / "docs" / "page.md").unlink()
    unusable(run(project, "verify"), "nothing was checked")


def test_a_root_that_is_not_there(tmp_path: Path) -> None:
    unusable(run(tmp_path, "facts", "--root", "nulle-part"), "nulle-part", "no such folder")


def test_a_page_in_another_encoding(project: Path) -> None:
    (project / "docs" / "page.md").write_bytes("Le ministère".encode("latin-1"))
    unusable(run(project, "verify"), "docs/page.md", "UTF-8")


def test_a_broken_configuration(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.etraces-cite\n", encoding="utf-8")
    unusable(run(project, "verify"), "pyproject.toml")


def test_an_unknown_option_of_the_configuration(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.etraces-cite]\npage = "docs"\n', encoding="utf-8")
    unusable(run(project, "verify"), 'unknown option "page"', 'did you mean "pages"')


def test_a_broken_record(project: Path) -> None:
    (project / "docs" / "records" / "presse.toml").write_text("reference = \n", encoding="utf-8")
    unusable(run(project, "verify"), "docs/records/presse.toml")


@pytest.mark.parametrize(
    "arguments", [(), ("verifie",), ("verify", "--format", "xml"), ("verify", "--jobs", "0"), ("impact",)]
)
def test_bad_arguments_exit_with_2_and_show_the_usage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = run(tmp_path, *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("usage: etraces-cite")


def test_bad_arguments_are_explained_in_french_too(tmp_path: Path) -> None:
    ran = run(tmp_path, "verify", "--format", "xml", LANG="fr_FR.UTF-8")
    assert "erreur\u00a0: argument --format\u00a0: choix inconnu\u00a0: 'xml'" in ran.stderr


# -- figures ------------------------------------------------------------------------------------------------------------


def test_figures_of_standard_input_need_no_project(tmp_path: Path) -> None:
    ran = run(
        tmp_path, "figures", "-", "--format", "json", given="Un homme parle.\nPrès de 1,5 million d’euros.\n".encode()
    )
    assert (ran.returncode, json.loads(ran.stdout)) == (
        0,
        [
            {
                "line": 2, "column": 9, "end_column": 28, "text": "1,5 million d’euros", "kind": "money", "low": "1500000",
                "high": "1500000", "unit": "EUR", "hedge": "près de",
            }
        ],
    )  # fmt: skip


def test_a_line_is_a_paragraph(tmp_path: Path) -> None:
    ran = run(tmp_path, "figures", "-", "--format", "json", given=b"Il y en a 10\n400 sont en service.\r\n")
    assert [(found["line"], found["low"]) for found in json.loads(ran.stdout)] == [(1, "10"), (2, "400")]


def test_figures_of_a_page_are_those_of_its_prose(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("`10 400` et [12 %](https://example.org/400).\n", encoding="utf-8")
    ran = run(tmp_path, "figures", "a.md", "--format", "json")
    assert [(found["text"], found["column"], next(iter(found))) for found in json.loads(ran.stdout)] == [
        ("12 %", 14, "line")
    ]


def test_figures_of_several_pages_name_their_page(project: Path) -> None:
    (project / "docs" / "autre.md").write_text("Il y a 400 caméras.\n", encoding="utf-8")
    ran = run(project, "figures", "--format", "json")
    assert [(found["path"], found["low"]) for found in json.loads(ran.stdout)] == [
        ("docs/autre.md", "400"),
        ("docs/page.md", "10480"),
    ]


def test_figures_as_text_show_what_was_read(project: Path) -> None:
    assert run(project, "figures").stdout.splitlines() == [
        "docs/page.md:3:23:",
        "   3 │ Le ministère a acheté 10 480 caméras {cite:p}`presse`.",
        "     │                       ^^^^^^^^^^^^^^ 10480 caméras (number)",
    ]


def test_standard_input_in_another_encoding(tmp_path: Path) -> None:
    unusable(run(tmp_path, "figures", "-", given=b"\xe9"), "UTF-8")


# -- facts, explain, impact -----------------------------------------------------------------------------------------------


def test_facts_as_json_and_csv_are_the_same_rows(project: Path) -> None:
    rows = json.loads(run(project, "facts", "--format", "json").stdout)
    assert [(row["id"], row["low"], row["unit"]) for row in rows] == [
        ("cameras", "10480", "caméras"), ("cout", "5240000", "EUR"), ("prix-unitaire", "500", "EUR/caméra"),
    ]  # fmt: skip
    table = list(csv.DictReader(io.StringIO(run(project, "facts", "--format", "csv").stdout)))
    assert [{name: value or None for name, value in row.items()} for row in table] == [
        {name: None if value is None else str(value) for name, value in row.items()} for row in rows
    ]


def test_a_list_of_facts_is_never_silently_incomplete(project: Path) -> None:
    record = project / "docs" / "records" / "presse.toml"
    record.write_text(RECORD.replace("value = 10480", "valeur = 10480"), encoding="utf-8")
    ran = run(project, "facts")
    assert ran.returncode == 1
    assert "docs/records/presse.toml:5:1: [record-schema]" in ran.stderr


def test_what_is_exported_is_a_valid_data_package(project: Path) -> None:
    import frictionless

    ran = run(project, "export", "donnees")
    written = sorted(path.name for path in (project / "donnees").iterdir())
    assert sorted(Path(line).name for line in ran.stdout.splitlines()) == written
    assert "datapackage.json" in written
    assert frictionless.validate(str(project / "donnees" / "datapackage.json")).flatten(["type", "message"]) == []
    assert (project / "donnees" / "references.bib").read_bytes() == (project / "references.bib").read_bytes()


@pytest.mark.parametrize("place", ["docs/page.md:3", "docs/page.md:3:23"])
def test_explain_walks_the_chain(project: Path, place: str) -> None:
    lines = run(project, "explain", place).stdout.splitlines()
    assert lines[0] == "docs/page.md:3:23: 10 480 caméras"
    assert [line.split(":")[0].strip() for line in lines[3:8]] == [
        "✓ figure",
        "✓ fact",
        "✓ quotation",
        "… capture",
        "✓ reference",
    ]
    assert "    – No second independent source for cameras." in lines


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("docs/page.md", ("write PATH:LINE",)),
        ("docs/page.md:1", ("no figure is read on this line", "the nearest are on: 3")),
        ("docs/page.md:999999999", ("no figure is read on this line",)),
        ("docs/absente.md:3", ("no page matches",)),
    ],
)
def test_explain_refuses_a_place_without_figure(project: Path, place: str, words: tuple[str, ...]) -> None:
    unusable(run(project, "explain", place), *words)


def test_impact_lists_the_uses_of_a_fact(project: Path) -> None:
    assert run(project, "impact", "cameras").stdout.splitlines() == [
        "docs/page.md:3:23  10 480 caméras  verified",
        "docs/records/derived.toml:1:10  prix-unitaire = cout / cameras  derived fact",
        "2 uses of cameras",
    ]


def test_impact_proposes_the_nearest_fact(project: Path) -> None:
    unusable(run(project, "impact", "camera"), "camera: no fact has this identifier", 'did you mean "cameras"?')


# -- starting and stopping ------------------------------------------------------------------------------------------------


def test_the_version_loads_neither_argparse_nor_the_rest(tmp_path: Path) -> None:
    from etraces_cite import __version__

    code = "import sys; from etraces_cite.cli import main; main(['--version']); print(*sorted(sys.modules))"
    command = [sys.executable, "-S", "-c", code]  # without the start-up files of an environment
    out = subprocess.run(command, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True, text=True).stdout
    version, modules = out.splitlines()
    assert version == f"etraces-cite {__version__}"
    ours = {name for name in modules.split() if name.startswith("etraces_cite")}
    assert ours == {"etraces_cite", "etraces_cite.cli"}
    assert not {"argparse", "dataclasses", "gettext", "pathlib"} & set(modules.split())


def test_importing_the_command_line_loads_neither_sphinx_nor_pybtex() -> None:
    code = "import sys, etraces_cite.cli.arguments; print(*sorted(sys.modules))"
    command = [sys.executable, "-c", code]
    loaded = subprocess.run(
        command, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True, text=True
    ).stdout.split()
    assert not {"sphinx", "docutils", "pybtex", "babel", "msgspec", "markdown_it"} & set(loaded)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's pipe")
def test_a_reader_that_goes_away_is_no_error(project: Path) -> None:
    (project / "docs" / "page.md").write_text(PAGE.replace("10 480", "10 840") * 2000, encoding="utf-8")
    command = f"'{sys.executable}' -m etraces_cite verify --format json | head -n 1"
    ran = subprocess.run(
        ["sh", "-c", command], cwd=project, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    )
    assert (ran.stdout, ran.stderr) == (b"{\n", b"")


def test_the_module_is_the_command() -> None:
    command = [sys.executable, "-m", "etraces_cite", "--help"]
    ran = subprocess.run(command, cwd=ROOT, env={"LANG": "C.UTF-8"}, capture_output=True, check=True, encoding="utf-8")
    assert ran.stdout.startswith("usage: etraces-cite ")


def test_a_date_whose_year_nothing_gives_leaves_it_open(tmp_path: Path) -> None:
    ran = run(tmp_path, "figures", "-", "--format", "json", given=b"Le 24 novembre, on vote.\n")
    (figure,) = json.loads(ran.stdout)
    assert (figure["text"], figure["low"], figure["high"]) == ("24 novembre", "XXXX-11-24", "XXXX-11-24")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_said_in_a_sentence(project: Path) -> None:
    command = [sys.executable, "-m", "etraces_cite", "verify"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(command, cwd=project, env=environ, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr) == (2, b"etraces-cite: No space left on device\n")
