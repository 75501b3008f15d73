"""A source is taken in whole or not at all."""

import datetime
import io
import json
import tomllib
import zipfile
from pathlib import Path

import pytest

from etraces_cite.evidence.store import digest_of
from serving import Served

from .project import ARTICLE, RECORD, Run, files_in


def test_a_source_that_holds_every_quotation_is_stored(folder: Path, run: Run) -> None:
    ran = run("capture", "add", "presse", "../article.txt")
    assert (ran.returncode, ran.stderr) == (0, "")
    digest = digest_of(ARTICLE.encode())
    assert ran.stdout.splitlines() == [
        f"✓ presse: 3 quotations found · sha-256 {digest[:4]} {digest[4:8]} · plain-text 1 · text/plain",
        f"  written in {folder}/docs/records/presse.toml",
    ]
    record = (folder / "docs" / "records" / "presse.toml").read_text(encoding="utf-8")
    capture = tomllib.loads(record)["capture"]
    today = datetime.datetime.now(tz=datetime.UTC).date()
    assert capture == {
        "sha256": digest,
        "text-sha256": digest,
        "extractor": "plain-text 1",
        "media-type": "text/plain",
        "captured": today,
        "archives": [],
    }
    assert (folder / "captures" / "objects" / digest[:2] / digest[2:]).read_bytes() == ARTICLE.encode()


def test_every_comment_and_the_order_of_the_record_are_kept(folder: Path, run: Run) -> None:
    run("capture", "add", "presse", "../article.txt", "--archive", "https://archive.example/1")
    written = (folder / "docs" / "records" / "presse.toml").read_text(encoding="utf-8")
    head, capture, rest = written.partition("[capture]\n")
    assert head == '# Les faits de l\'article.\nreference = "presse"   # la clef\n\n'
    assert capture
    assert rest.partition("\n\n")[2] == RECORD[RECORD.index("# Ce que la commune") :]
    again = run("capture", "add", "presse", "../article.txt", "--archive", "https://archive.example/2")
    assert again.returncode == 0
    both = (folder / "docs" / "records" / "presse.toml").read_text(encoding="utf-8")
    assert both == written.replace(
        '["https://archive.example/1"]', '["https://archive.example/1", "https://archive.example/2"]'
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "10\u202f600",
            "10\u202f800",
            ["✗ cameras-acquises « 10 600 caméras »: not in the source", "  → the source has: 10 [600 → 800] caméras"],
        ),
        (
            "selon le maire",
            "selon la maire",
            ["✗ maire « selon le maire »: not in the source", "  → the source has: selon [le → la] maire"],
        ),
        (
            "qui portait sur",
            "d’un montant de",
            [
                "✗ marche « 2,4 millions d'euros »: in the source, but not between this prefix and this suffix",
                "  → at character 151: …. Le marché, d’un montant de 2,4 millions d’euros, a été remporté par une entre…",
            ],
        ),
        (
            "La commune",
            "Oui, 10 600 caméras. La commune",
            [
                "✗ cameras-acquises « 10 600 caméras »: 2 times in the source: give a prefix or a suffix",
                "  → at character 28: …Les caméras arrivent Oui, 10 600 caméras. La commune a acquis 10 600 c…",
                "  → at character 64: … caméras. La commune a acquis 10 600 caméras depuis 2018, dont 10 480 au p…",
            ],
        ),
    ],
)
def test_a_source_that_does_not_is_not(old: str, new: str, said: list[str], folder: Path, run: Run) -> None:
    before = files_in(folder)
    (folder.parent / "article.txt").write_text(ARTICLE.replace(old, new), encoding="utf-8")
    ran = run("capture", "add", "presse", "../article.txt")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert ran.stdout.splitlines()[-1] == "presse: nothing was stored"
    assert ran.stdout.splitlines()[:-1] == said
    assert files_in(folder) == before


def test_a_value_that_the_words_do_not_carry_is_refused(folder: Path, run: Run) -> None:
    path = folder / "docs" / "records" / "presse.toml"
    path.write_text(RECORD.replace("value = 10600", "value = 10500"), encoding="utf-8")
    ran = run("capture", "add", "presse", "../article.txt")
    assert ran.returncode == 1
    assert "✗ cameras-acquises" in ran.stdout
    assert "cannot be read in the quotation" in ran.stdout
    assert not (folder / "captures").exists()


def test_other_bytes_are_refused_unless_they_are_to_replace(folder: Path, run: Run) -> None:
    run("capture", "add", "presse", "../article.txt")
    (folder.parent / "article.txt").write_text(f"{ARTICLE}\nMis à jour.\n", encoding="utf-8")
    before = files_in(folder)
    ran = run("capture", "add", "presse", "../article.txt")
    assert ran.returncode == 1
    assert "--replace puts these in their place" in ran.stdout
    assert files_in(folder) == before
    assert run("capture", "add", "presse", "../article.txt", "--replace").returncode == 0
    status = json.loads(run("capture", "status", "--format", "json").stdout)
    assert status["captures"][0]["state"] == "present"
    assert status["unnamed"] == [digest_of(ARTICLE.encode())]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("press", "../article.txt"), 'press is not in the bibliography\n  → did you mean "presse"?'),
        (("presse", "../autre.txt"), "../autre.txt: cannot be read: No such file or directory"),
        (("presse", "."), ".: cannot be read: Is a directory"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    arguments: tuple[str, ...], said: str, folder: Path, run: Run
) -> None:
    before = files_in(folder)
    ran = run("capture", "add", *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert files_in(folder) == before


def test_a_record_with_a_fault_is_to_be_mended_first(folder: Path, run: Run) -> None:
    (folder / "docs" / "records" / "presse.toml").write_text(RECORD.replace("value = 10600", "valeur = 10600"))
    ran = run("capture", "add", "presse", "../article.txt")
    assert ran.returncode == 2
    assert "docs/records/presse.toml:5" in ran.stderr
    assert "correct the record first" in ran.stderr
    assert not (folder / "captures").exists()


def test_a_source_without_a_record_gets_one(folder: Path, run: Run) -> None:
    ran = run("capture", "add", "gazette", "../article.txt")
    assert ran.returncode == 0
    record = tomllib.loads((folder / "docs" / "records" / "gazette.toml").read_text(encoding="utf-8"))
    assert record["reference"] == "gazette"
    assert record["capture"]["sha256"] == digest_of(ARTICLE.encode())


def test_a_page_of_the_web_is_stored_with_its_final_address(folder: Path, run: Run, server: Served) -> None:
    path = folder / "docs" / "records" / "presse.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("prefix = ", "suffix = ").replace('"portait sur"', '", a été"')
    )
    ran = run("capture", "add", "presse", f"{server.address}/once?utm_source=x&id=3", "--allow-private")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stderr.splitlines() == [
        "left out of the address: utm_source=x",
        f"asking for {server.address}/once?id=3",
        f"301 Moved Permanently: it is at {server.address}/twice",
        f"302 Found: it is at {server.address}/page?xtor=RSS-1",
    ]
    capture = tomllib.loads(path.read_text(encoding="utf-8"))["capture"]
    assert capture["address"] == f"{server.address}/page"
    assert capture["media-type"] == "text/html"
    assert capture["extractor"].startswith("trafilatura ")
    assert ran.stdout.splitlines()[2:] == [
        "  The bibliography lacks these; the source says:",
        "    date = {2020-12-14},",
        f"    urldate = {{{capture['captured'].isoformat()}}},",
    ]


FAULTS = [
    "to-file", "round", "endless", "slow", "latin", "garbled", "unknown-charset", "bomb", "403", "404", "500", "empty",
    "short", "image", "scan",
]  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_source_that_cannot_be_had_leaves_everything_as_it_was(
    name: str, folder: Path, run: Run, server: Served
) -> None:
    run("capture", "add", "presse", "../article.txt")
    before = files_in(folder)
    ran = run("capture", "add", "presse", f"{server.address}/{name}", "--allow-private", "--seconds", "2", "--replace")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert len([line for line in ran.stderr.splitlines() if line.startswith("etraces-cite: ")]) == 1
    assert "Traceback" not in ran.stderr
    assert files_in(folder) == before


def test_this_machine_is_asked_only_where_it_is_allowed(folder: Path, run: Run, server: Served) -> None:
    ran = run("capture", "add", "presse", f"{server.address}/page")
    assert ran.returncode == 2
    assert "127.0.0.1, which is not a public address" in ran.stderr
    assert server.requests == []


def test_the_exchange_can_be_kept_as_a_web_archive(folder: Path, run: Run, server: Served) -> None:
    from warcio.archiveiterator import ArchiveIterator

    ran = run("capture", "add", "gazette", f"{server.address}/once", "--allow-private", "--warc", "../page.warc.gz")
    assert ran.returncode == 0
    with (folder.parent / "page.warc.gz").open("rb") as file:
        kinds = [(r.rec_type, r.rec_headers["WARC-Target-URI"].rpartition("/")[2]) for r in ArchiveIterator(file)]
    assert kinds == [
        ("response", "once"), ("request", "once"), ("response", "twice"), ("request", "twice"),
        ("response", "page?xtor=RSS-1"), ("request", "page?xtor=RSS-1"),
    ]  # fmt: skip


def test_an_authority_that_gives_no_time_stamp_stops_everything(folder: Path, run: Run, server: Served) -> None:
    (folder / "pyproject.toml").write_text(f'[tool.etraces-cite]\ntimestamps = "{server.address}"\n', encoding="utf-8")
    before = files_in(folder)
    ran = run("capture", "add", "presse", "../article.txt", "--allow-private")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert f"{server.address}: no time-stamp: " in ran.stderr
    assert files_in(folder) == before


def test_it_speaks_french(folder: Path, run: Run) -> None:
    (folder.parent / "article.txt").write_text(ARTICLE.replace("10\u202f600", "10\u202f800"), encoding="utf-8")
    ran = run("capture", "add", "presse", "../article.txt", language="fr_FR.UTF-8")
    assert "la source dit" in ran.stdout
    assert ran.stdout.splitlines()[-1].startswith("presse\u00a0: rien n’a été enregistré")


def test_a_web_archive_that_a_browser_can_show_says_where_everything_is(folder: Path, run: Run, server: Served) -> None:
    from warcio.archiveiterator import ArchiveIterator

    ran = run("capture", "add", "gazette", f"{server.address}/once", "--allow-private", "--warc", "../page.wacz")
    assert ran.returncode == 0, ran.stderr
    with zipfile.ZipFile(folder.parent / "page.wacz") as archive:
        assert archive.testzip() is None
        members = {name: archive.read(name) for name in archive.namelist()}
    package = json.loads(members["datapackage.json"])
    assert [(one["path"], one["bytes"], one["hash"]) for one in package["resources"]] == [
        (path, len(members[path]), f"sha256:{digest_of(members[path])}")
        for path in ("archive/data.warc.gz", "indexes/index.cdxj", "pages/pages.jsonl")
    ]
    assert json.loads(members["datapackage-digest.json"])["hash"] == f"sha256:{digest_of(members['datapackage.json'])}"
    page = f"{server.address}/page?xtor=RSS-1"
    assert package["mainPageUrl"] == json.loads(members["pages/pages.jsonl"].splitlines()[1])["url"] == page
    lines = [line.split(" ", 2) for line in members["indexes/index.cdxj"].decode().splitlines()]
    assert lines == sorted(lines)
    entries = {entry["url"]: entry for entry in (json.loads(line[2]) for line in lines)}
    assert {url.rpartition("/")[2]: entry["status"] for url, entry in entries.items()} == {
        "once": "301", "twice": "302", "page?xtor=RSS-1": "200",
    }  # fmt: skip
    at, length = int(entries[page]["offset"]), int(entries[page]["length"])
    record = next(iter(ArchiveIterator(io.BytesIO(members["archive/data.warc.gz"][at : at + length]))))
    assert record.rec_headers["WARC-Target-URI"] == page
    assert b"10\xe2\x80\xaf600" in record.content_stream().read()


def test_what_the_server_asks_of_programs_is_passed_on(folder: Path, run: Run, server: Served) -> None:
    ran = run("capture", "add", "gazette", f"{server.address}/private", "--allow-private")
    assert ran.returncode == 0
    said = "the server asks of programs: noarchive, nosnippet; keep this copy to yourself"
    assert said in ran.stderr.splitlines()
    assert said not in run("capture", "add", "gazette", f"{server.address}/page", "--allow-private").stderr
