"""What becomes of a capture: its state, its drift, its end, and the way to somebody else."""

import io
import json
import shutil
import tarfile
import tomllib
from pathlib import Path

import pytest

from etraces_cite.evidence.store import digest_of
from serving import PAGE, Answers, Served

from .project import ARTICLE, RECORD, Run, files_in

DIGEST = digest_of(ARTICLE.encode())


@pytest.fixture
def stored(folder: Path, run: Run) -> Path:
    """Return the project with its article stored."""
    assert run("capture", "add", "presse", "../article.txt").returncode == 0
    return folder


def article(folder: Path) -> Path:
    return folder / "captures" / "objects" / DIGEST[:2] / DIGEST[2:]


def outcome(run: Run, *arguments: object) -> tuple[int, dict[str, object]]:
    ran = run("capture", *arguments, "--format", "json")
    data = json.loads(ran.stdout)
    assert data["version"] == 1
    return ran.returncode, data["captures"][0]


def test_the_status_says_what_is_here(stored: Path, run: Run) -> None:
    status, capture = outcome(run, "status")
    assert status == 0
    assert (capture["key"], capture["state"], capture["sha256"], capture["age-days"]) == (
        "presse",
        "present",
        DIGEST,
        0,
    )
    lines = run("capture", "status").stdout.splitlines()
    assert lines[0].startswith(f"✓ presse  here, whole · {DIGEST[:4]} {DIGEST[4:8]} · ")
    assert lines[1] == f"captures here: 1 of 1 source ({stored}/captures)"


def test_a_source_that_is_not_here_is_no_fault(stored: Path, run: Run) -> None:
    shutil.rmtree(stored / "captures")
    assert (outcome(run, "status")[0], outcome(run, "status")[1]["state"]) == (0, "absent")
    assert (outcome(run, "check")[0], outcome(run, "check")[1]["outcome"]) == (0, "absent")


def test_another_store_can_be_named(stored: Path, run: Run) -> None:
    (stored / "captures").rename(stored.parent / "ailleurs")
    assert outcome(run, "status", "--captures", "../ailleurs")[1]["state"] == "present"


def test_a_changed_byte_is_a_fault_that_is_named(stored: Path, run: Run) -> None:
    article(stored).chmod(0o644)
    article(stored).write_bytes(ARTICLE.encode().replace(b"600", b"700"))
    for command, word in (("status", "state"), ("check", "outcome")):
        status, capture = outcome(run, command)
        assert (status, capture[word]) == (1, "corrupt")
        assert str(article(stored)) in run("capture", command).stdout


def test_a_copy_that_reads_as_before_is_unchanged(stored: Path, run: Run) -> None:
    status, capture = outcome(run, "check")
    assert (status, capture["outcome"], capture["unresolved"]) == (0, "unchanged", [])
    first = capture["quotations"][0]
    assert (first["id"], first["now"]["status"]) == ("cameras-acquises", "found")
    assert first["address"] == "https://presse.example/cameras#:~:text=10%20600%20cam%C3%A9ras"


def test_a_quotation_that_was_added_since_is_looked_for(stored: Path, run: Run) -> None:
    path = stored / "docs" / "records" / "presse.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[quotations.faux]\nexact = "selon la maire"\n', encoding="utf-8"
    )
    status, capture = outcome(run, "check")
    assert (status, capture["outcome"], capture["unresolved"]) == (1, "unchanged", ["faux"])


@pytest.mark.parametrize(
    ("page", "status", "found", "lost"),
    [
        (PAGE, 0, "unchanged", []),
        (PAGE.replace("</article>", "</article>  <!-- 2 -->"), 0, "unchanged", []),
        (PAGE.replace("d’euros", "d&#39;euros").replace("\u202f", "&nbsp;"), 0, "re-encoded", []),
        (PAGE.replace("selon le maire", "selon le maire, hier"), 1, "drifted", []),
        (PAGE.replace("10\u202f600", "10\u202f800"), 1, "drifted", ["cameras-acquises"]),
    ],
)
def test_a_page_is_compared_with_what_it_was(
    page: str, status: int, found: str, lost: list[str], folder: Path, run: Run, server: Served,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    path = folder / "docs" / "records" / "presse.toml"
    path.write_text(RECORD.replace('prefix = "portait sur"', 'suffix = ", a été"'), encoding="utf-8")
    assert run("capture", "add", "presse", f"{server.address}/page", "--allow-private").returncode == 0
    monkeypatch.setattr(Answers, "answer_page", lambda self: self.send(page.encode()))
    code, capture = outcome(run, "check", "--fetch", "--allow-private")
    assert (code, capture["outcome"], capture["unresolved"]) == (status, found, lost)
    if lost:
        said = run("capture", "check", "--fetch", "--allow-private").stdout
        assert "    cameras-acquises then: 10 600 caméras\n    cameras-acquises now: 10 800 caméras\n" in said
        assert "  2 of 3 quotations still there\n" in said


@pytest.mark.parametrize(("status", "found"), [(404, "gone"), (500, "unreachable"), (403, "unreachable")])
def test_a_page_that_is_gone_is(
    status: int, found: str, folder: Path, run: Run, server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "docs" / "records" / "presse.toml"
    path.write_text('reference = "presse"\n', encoding="utf-8")
    assert run("capture", "add", "presse", f"{server.address}/page", "--allow-private").returncode == 0
    before = files_in(folder)
    monkeypatch.setattr(Answers, "answer_page", lambda self: self.send(b"non", status=status))
    code, capture = outcome(run, "check", "--fetch", "--allow-private")
    assert (code, capture["outcome"]) == (1, found)
    assert files_in(folder) == before


def test_a_copy_is_taken_down_and_its_digest_stays(stored: Path, run: Run) -> None:
    ran = run("capture", "remove", "presse", "--reason", "à la demande de l’éditeur")
    assert ran.returncode == 0
    assert not article(stored).exists()
    record = tomllib.loads((stored / "docs" / "records" / "presse.toml").read_text(encoding="utf-8"))
    assert record["capture"]["sha256"] == DIGEST
    assert record["capture"]["removed"] == record["capture"]["captured"]
    assert (outcome(run, "status")[0], outcome(run, "status")[1]["state"]) == (0, "removed")
    assert "removed on" in run("capture", "status").stdout
    again = run("capture", "add", "presse", "../article.txt")
    assert again.returncode == 2
    assert "à la demande de l’éditeur" in again.stderr


def test_a_set_goes_to_somebody_else(stored: Path, run: Run, tmp_path: Path) -> None:
    ran = run("capture", "export", "../set.tar")
    assert (ran.returncode, ran.stdout) == (0, "1 capture in ../set.tar\n")
    first = (tmp_path / "set.tar").read_bytes()
    run("capture", "export", "../set.tar", "presse")
    assert (tmp_path / "set.tar").read_bytes() == first, "the same captures give the same bytes"
    shutil.rmtree(stored / "captures")
    ran = run("capture", "import", "../set.tar")
    assert (ran.returncode, ran.stdout) == (0, "1 capture taken in: presse\n")
    assert outcome(run, "status")[1]["state"] == "present"
    missing = run("capture", "export", "../set.tar", "presse", "--captures", "../nulle-part")
    assert (missing.returncode, missing.stdout.splitlines()[-1]) == (1, "not here: presse")


def remade(path: Path, change: str) -> None:
    """Rewrite a set with one fault in it."""
    with tarfile.open(path) as tar:
        members = {entry.name: tar.extractfile(entry).read() for entry in tar}  # type: ignore[union-attr]
    name = f"objects/{DIGEST}"
    match change:
        case "byte":
            members[name] = members[name].replace(b"600", b"700")
        case "name":
            members[f"../{name}"] = members.pop(name)
        case "lacking":
            del members[name]
        case "digest":
            members["manifest.json"] = members["manifest.json"].replace(DIGEST.encode(), b"0" * 64)
        case "manifest":
            members["manifest.json"] = b"[]"
    with tarfile.open(path, "w") as tar:
        for member, data in members.items():
            entry = tarfile.TarInfo(member)
            entry.size = len(data)
            if change == "link" and member == name:
                entry.type, entry.linkname, entry.size = tarfile.SYMTYPE, "/etc/passwd", 0
            tar.addfile(entry, io.BytesIO(data))


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ("byte", 2, "an object of the set is not what its name says"),
        ("name", 2, "an object of the set is not what its name says"),
        ("link", 2, "not a set of captures"),
        ("manifest", 2, "not a set of captures"),
        ("lacking", 1, "presse: the set lacks its objects\nnothing was taken in"),
        ("digest", 1, "presse: not the digests of the record"),
    ],
)
def test_a_set_that_is_not_what_the_records_say_is_refused(
    change: str, status: int, said: str, stored: Path, run: Run, tmp_path: Path
) -> None:
    run("capture", "export", "../set.tar")
    remade(tmp_path / "set.tar", change)
    shutil.rmtree(stored / "captures")
    ran = run("capture", "import", "../set.tar")
    assert ran.returncode == status
    assert said in ran.stdout + ran.stderr
    assert not (stored / "captures").exists()


def test_a_set_of_another_version_of_the_source_is_refused(stored: Path, run: Run) -> None:
    run("capture", "export", "../set.tar")
    (stored.parent / "article.txt").write_text(f"{ARTICLE}\nMis à jour.\n", encoding="utf-8")
    run("capture", "add", "presse", "../article.txt", "--replace")
    before = files_in(stored)
    assert run("capture", "import", "../set.tar").returncode == 1
    assert files_in(stored) == before


@pytest.mark.parametrize("content", [b"", b"rien", None])
def test_what_is_no_set_is_said(content: bytes | None, stored: Path, run: Run) -> None:
    if content is not None:
        (stored.parent / "set.tar").write_bytes(content)
    ran = run("capture", "import", "../set.tar")
    assert ran.returncode == 2
    assert "not a set of captures" in ran.stderr


def test_somebody_elses_removal_is_known_from_the_record(stored: Path, run: Run) -> None:
    run("capture", "export", "../set.tar")
    path = stored / "docs" / "records" / "presse.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("archives = []", "archives = []\nremoved = 2026-11-25"),
        encoding="utf-8",
    )
    assert outcome(run, "status")[1]["state"] == "removed"
    assert "taken down on 2026-11-25, says the record" in run("capture", "status").stdout
    assert "this capture was taken down" in run("capture", "import", "../set.tar").stdout
