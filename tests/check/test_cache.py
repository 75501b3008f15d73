"""With the cache or without it, a check says the same; with it, what has not changed is not done again."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from copies import cached, plain, reports, town
from etraces_cite.cache import store
from etraces_cite.cache.codec import encode
from etraces_cite.cache.store import FILE, Cache
from etraces_cite.check import grounds, order, verify
from etraces_cite.config import Config
from etraces_cite.parse import bib, prose, records


def edit(path: str, old: str, new: str) -> Callable[[Config], Config]:
    """Return the change of a file; one that would change nothing is an error of the test."""

    def change(config: Config) -> Config:
        file = config.root / path
        source = file.read_text(encoding="utf-8")
        assert old in source
        file.write_text(source.replace(old, new, 1), encoding="utf-8")
        return config

    return change


def write(path: str, text: str) -> Callable[[Config], Config]:
    def change(config: Config) -> Config:
        (config.root / path).write_text(text, encoding="utf-8")
        return config

    return change


def remove(path: str) -> Callable[[Config], Config]:
    def change(config: Config) -> Config:
        (config.root / path).unlink()
        return config

    return change


RECORD = "docs/records/gazette-2020.toml"
PAGE = "docs/must-pass.md"
CHANGES = {
    "a page": edit(PAGE, "De 120 à", "De 121 à"),
    "a page, back": edit(PAGE, "De 121 à", "De 120 à"),
    "a new page": write("docs/new.md", "120 caméras {cite:p}`gazette-2020`, {fact}`nouveau`, {cite:p}`gazette-2021`.\n"),
    "a fact that a role waited for": edit(
        RECORD, "[facts.", '[facts.nouveau]\nlabel = "x"\nvalue = 3\nunit = "chats"\nquotation = "3 chats"\n\n[facts.'
    ),
    "a key that a page waited for": edit("references.bib", "@", "@misc{gazette-2021, title = {x}}\n@"),
    "a value": edit(RECORD, "value = 89\n", "value = 90\n"),
    "a name that holds a number": edit("references.bib", "title = {x}", "title = {x}, publisher = {120 caméras}"),
    "a comment in a record": edit(RECORD, "[facts.", "# a comment\n\n[facts."),
    "a measure": edit("docs/records/measures.toml", '"personnes", ', ""),
    "a record less": remove("docs/records/quotidien-2020.toml"),
    "a page less": remove("docs/new.md"),
    "an included file": write("docs/part.md", "Il y a 77 caméras {cite:p}`gazette-2020`.\n"),
    "a page that shows it": write("docs/whole.md", "Avant.\n\n```{include} part.md\n```\n"),
    "what it shows": edit("docs/part.md", "77", "120"),
    "severities": lambda config: replace(config, severity={"figure-note": "error", "hedge-missing": "off"}),
    "names": lambda config: replace(config, names=("120 caméras",)),
    "which pages": lambda config: replace(config, exclude=("docs/must-flag.md",)),
    "a page left out": edit(PAGE, "", '---\nunchecked: "pour voir"\n---\n\n'),
    "the bibliography less": remove("references.bib"),
}  # fmt: skip


def test_after_every_change_the_cache_makes_no_difference(tmp_path: Path) -> None:
    config = town(tmp_path)
    assert cached(config) == plain(config) == cached(config)
    for name, change in CHANGES.items():
        config = change(config)
        expected = plain(config)
        assert cached(config) == expected, name
        assert cached(config) == expected, name


def rested(config: Config) -> Config:
    """Make the files of a project old enough to be trusted by their times."""
    for file in config.root.rglob("*.*"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    return config


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the pages that are parsed and judged, and the bibliographies."""
    count: Counter[str] = Counter()

    def counted(module: object, name: str) -> None:
        work = getattr(module, name)

        def call(*arguments: object, **named: object) -> object:
            count[name] += 1
            return work(*arguments, **named)

        monkeypatch.setattr(module, name, call)

    for module, name in (
        (prose, "parse_text"), (order, "judge"), (bib, "parse_bibliography"), (records, "parse_record_file"),
    ):  # fmt: skip
        counted(module, name)
    return count


def many(folder: Path, pages: int) -> Config:
    """Write a project of pages that cite a source of their own each."""
    (folder / "docs" / "records").mkdir(parents=True)
    for n in range(pages):
        record = f'reference = "k{n}"\n[facts.f{n}]\nlabel = "x"\nvalue = {n + 100}\nunit = "chats"\nquotation = "{n + 100} chats"\n'
        (folder / "docs" / "records" / f"k{n}.toml").write_text(record, encoding="utf-8")
        (folder / "docs" / f"p{n}.md").write_text(f"Il y a {n + 100} chats {{cite:p}}`k{n}`.\n", encoding="utf-8")
    entries = "".join(f"@online{{k{n}, title = {{x}}, date = {{2020}}}}\n" for n in range(pages))
    (folder / "references.bib").write_text(entries, encoding="utf-8")
    return Config(folder)


def test_a_second_check_reads_nothing_again(tmp_path: Path, calls: Counter[str]) -> None:
    config = many(tmp_path, 12)
    verify(config, cache=True)
    assert calls == {"parse_text": 12, "judge": 12, "parse_bibliography": 1, "parse_record_file": 12}
    calls.clear()
    assert verify(config, cache=True).summary.verified == 12
    assert calls == {}


def test_pages_that_nobody_asks_for_are_not_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = many(tmp_path, 3)
    expected = plain(config)
    packed: list[object] = []
    monkeypatch.setattr(grounds, "encode", lambda value: packed.append(value) or encode(value))
    result = verify(config, whole=False)
    assert result.summary.verified == 3
    assert packed == []
    assert reports(result) == expected


def test_what_is_remembered_keeps_its_order(tmp_path: Path) -> None:
    """Pages, feeds and files print the bibliography in the order in which it is written."""
    config = town(tmp_path)
    entries = "".join(
        f"@online{{{key},\n  url = {{https://x.example/}},\n  title = {{T}},\n}}\n" for key in ("zoé", "anne", "luc")
    )
    write("references.bib", entries)(config)
    first, second = (verify(config, cache=True).dossier for _ in range(2))
    assert list(first.references) == list(second.references) == ["zoé", "anne", "luc"]
    assert list(second.references["zoé"].fields) == ["url", "title"]


def test_a_page_that_changed_is_read_alone(tmp_path: Path, calls: Counter[str]) -> None:
    config = many(tmp_path, 12)
    verify(config, cache=True)
    edit("docs/p3.md", "103", "104")(config)
    calls.clear()
    assert verify(config, cache=True).summary.contradicted == 1
    assert calls == {"parse_text": 1, "judge": 1}


def test_a_record_that_changed_has_its_own_pages_matched_again(tmp_path: Path, calls: Counter[str]) -> None:
    config = many(tmp_path, 12)
    verify(config, cache=True)
    edit("docs/records/k3.toml", "103", "333")(config)
    calls.clear()
    assert verify(config, cache=True).summary.contradicted == 1
    assert calls == {"judge": 1, "parse_record_file": 1}


def test_a_new_reference_has_no_page_matched_again(tmp_path: Path, calls: Counter[str]) -> None:
    config = many(tmp_path, 12)
    verify(config, cache=True)
    edit("references.bib", "@", "@misc{new, title = {y}}\n@")(config)
    calls.clear()
    verify(config, cache=True)
    assert calls["judge"] == 0


def test_ten_thousand_references_are_read_once(tmp_path: Path, calls: Counter[str]) -> None:
    config = many(tmp_path, 2)
    with (tmp_path / "references.bib").open("a", encoding="utf-8") as file:
        file.writelines(f"@online{{other-{n}, title = {{x {n}}}, date = {{2020}}}}\n" for n in range(10_000))
    for _ in range(3):
        result = verify(config, cache=True)
    assert calls["parse_bibliography"] == 1
    assert len(result.dossier.references) == 10_002


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    config = rested(many(tmp_path, 2))
    assert verify(config, cache=True).summary.verified == 2
    verify(config, cache=True)
    edit("docs/p1.md", "101", "102")(config)
    os.utime(tmp_path / "docs" / "p1.md", (1_600_000_000, 1_600_000_000))
    assert verify(config, cache=True).summary.contradicted == 1


def test_a_capture_that_changes_is_seen(tmp_path: Path) -> None:
    config = many(tmp_path, 1)
    text = b"Il y a 100 chats dans la ville."
    from etraces_cite.evidence.store import Store, digest_of

    digest = digest_of(text)
    with (tmp_path / "docs/records/k0.toml").open("a", encoding="utf-8") as file:
        file.write(f'[capture]\nsha256 = "{digest}"\ntext-sha256 = "{digest}"\nextractor = "x"\nmedia-type = "x"\n')
        file.write("captured = 2026-01-01\n")
    assert cached(config) == plain(config)
    with Store(tmp_path / "captures").writing() as writer:
        writer.put(text)
    assert verify(config, cache=True).summary.captures == 1
    assert cached(config) == plain(config)
    path = Store(tmp_path / "captures").path_of(digest)
    path.chmod(0o644)
    path.write_bytes(text.replace(b"100", b"101"))
    assert [finding.code.value for finding in verify(config, cache=True).findings] == ["capture-corrupt"]
    assert cached(config) == plain(config)


# -- a cache that cannot be trusted, or not be had


def damaged(file: Path, number: int) -> None:
    content = bytearray(file.read_bytes())
    for place in range(number, len(content), 97):
        content[place] ^= 0xFF
    file.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "bytes changed": lambda file: damaged(file, 13),
    "other bytes changed": lambda file: damaged(file, 4096),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "empty": lambda file: file.write_bytes(b""),
    "no database": lambda file: file.write_bytes(b"not a database" * 1000),
    "another table": lambda file: (file.unlink(), sqlite3.connect(file).execute("CREATE TABLE kept (key, other)")),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_damaged_cache_is_not_believed(damage: str, tmp_path: Path) -> None:
    config = town(tmp_path)
    expected = cached(config)
    DAMAGES[damage](config.cache_folder / FILE)
    assert cached(config) == expected
    assert cached(config) == expected


@pytest.mark.parametrize("damage", ["bytes changed", "cut short", "empty", "no database"])
def test_a_damaged_cache_is_made_anew(damage: str, tmp_path: Path, calls: Counter[str]) -> None:
    config = many(tmp_path, 3)
    verify(config, cache=True)
    DAMAGES[damage](config.cache_folder / FILE)
    verify(config, cache=True)
    calls.clear()
    verify(config, cache=True)
    assert calls == {}


def test_each_value_answers_for_itself(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(b"a", b"one")
    cache.put(b"b", b"two")
    cache.commit()
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE kept SET value = (SELECT value FROM kept WHERE key = ?) WHERE key = ?", (b"a", b"b"))
    database.close()
    assert Cache(tmp_path).get([b"a", b"b"]) == {b"a": b"one"}


def test_without_a_place_to_write_a_check_goes_on(tmp_path: Path) -> None:
    config = town(tmp_path, cache="references.bib/cache")
    assert cached(config) == plain(config)


def test_a_full_disk_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = town(tmp_path)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Cache, "_insert", full)
        assert cached(config) == plain(config)
    assert cached(config) == plain(config)


def test_the_cache_ignores_itself(tmp_path: Path) -> None:
    config = many(tmp_path, 1)
    verify(config, cache=True)
    assert (config.cache_folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_several_checks_at_once_agree(tmp_path: Path) -> None:
    config = town(tmp_path)
    command = [sys.executable, "-m", "etraces_cite", "verify", "--format", "json", "--root", str(config.root)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    answers = [process.communicate() for process in running]
    assert {errors for _, errors in answers} == {b""}
    assert {answer.decode() for answer, _ in answers} == {plain(config)[0] + "\n"}
    shutil.rmtree(config.cache_folder)


def test_what_is_kept_is_written_before_it_is_too_much_to_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "AT_MOST", 5)
    (tmp_path / FILE).write_bytes(b"damaged" * 1000)
    cache = Cache(tmp_path)
    assert cache.get([b"a"]) == {}
    for key in (b"a", b"b", b"c"):
        cache.put(key, b"words")
        cache.put(key * 2, b"more words")
    cache.put(b"d", b"word")
    assert set(cache.get([b"a", b"bb", b"cc", b"d"])) == {b"a", b"bb", b"cc"}
    cache.commit()
    assert set(Cache(tmp_path).get([b"a", b"bb", b"cc", b"d"])) == {b"a", b"bb", b"cc", b"d"}
