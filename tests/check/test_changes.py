"""After any series of changes, a check that remembers says what one that remembers nothing says."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from copies import cached, plain, reports
from etraces_cite.check import sheaves, verify
from etraces_cite.config import Config
from etraces_cite.evidence.store import Store, digest_of

KEYS = ("gazette-2020", "gazette-2021", "tribune", "agence")
NAMED = (*KEYS, "gazette-2022", "nobody")
"""With two keys that no file has: the nearest is proposed."""
NOUNS = ("caméras", "agents", "blessés")
IDENTIFIERS = tuple(f"{noun}-{key}" for noun in ("cameras", "agents", "parc") for key in ("a", "b", "c"))
DERIVED = ("part", "total", "constant")
VALUES = (120, 240, 12)
FORMULAS = ("cameras-a + cameras-a", "cameras-a + cameras-b", "part + 1", "2 * 6", "cameras-a / 0", "total + nothing")
STEPS = 40


class Town:
    """A project that changes at random."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.config = Config(folder)
        (folder / "docs" / "records").mkdir(parents=True)
        for key in KEYS[:3]:
            self.record(key)
        self.bibliography()
        self.shared()
        for number in range(4):
            self.page(number)

    def write(self, path: str, lines: Iterator[str] | Sequence[str]) -> None:
        (self.config.root / path).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def some(self, names: Sequence[str], most: int) -> list[str]:
        return self.chance.sample(names, self.chance.randrange(most + 1))

    # -- what can change

    def bibliography(self, _: int = 0) -> None:
        self.write(
            "references.bib", (self.entry(key) for key in self.chance.sample(KEYS, 4)[: self.chance.choice((3, 4, 4))])
        )

    def entry(self, key: str) -> str:
        publisher = self.chance.choice(("La Gazette", "20 Minutes", "120 caméras"))
        year = self.chance.choice((2020, 2021))
        return f"@online{{{key},\n  title = {{Le bilan de {year}}},\n  publisher = {{{publisher}}},\n  date = {{{year}-03-02}},\n}}"

    def record(self, key: str) -> None:
        self.write(f"docs/records/{key}.toml", self.recorded(key))

    def recorded(self, key: str) -> Iterator[str]:
        yield f'reference = "{key}"'
        stored = self.text().encode()
        if self.chance.random() < 0.8:
            digest = digest_of(stored)
            yield f'[capture]\nsha256 = "{digest}"\ntext-sha256 = "{digest}"\nextractor = "x"\nmedia-type = "x"\ncaptured = 2026-01-01'
        letter = "abc"[KEYS.index(key) % 3]
        other = self.chance.choice("abc") if self.chance.random() < 0.03 else letter  # a name that is taken
        for name in self.chance.sample(("cameras", "agents", "parc"), self.chance.choice((1, 3, 3))):
            value, noun = self.chance.choice(VALUES), self.chance.choice(NOUNS)
            yield f'[facts.{name}-{other}]\nlabel = "Le {name}"\nvalue = {value}\nunit = "{noun}"'
            yield f'quotation = "{value} {noun}"\nas-of = "2020"'
            if self.chance.random() < 0.7:
                yield f'measure = "{self.chance.choice(("parc", "effectif", "parc", "inconnue"))}"'
            if self.chance.random() < 0.2:
                yield 'hedge = "près de"\nreview-by = 2020-01-01'
        if self.chance.random() < 0.4:
            yield f'[checks.sum-{letter}]\nlabel = "x"\nformula = "2 * cameras-{self.chance.choice("ab")}"\nstates = "agents-{letter}"'
        yield f'[quotations.words-{letter}]\nexact = "le conseil municipal a voté"'

    def text(self) -> str:
        counts = " ".join(f"{value} {noun}" for value in VALUES for noun in NOUNS[: self.chance.choice((3, 4))])
        return f"On lit que le conseil municipal a voté {counts}."

    def shared(self, _: int = 0) -> None:
        alias = self.chance.choice(NOUNS)
        described = self.chance.sample(("parc", "effectif"), self.chance.choice((1, 2, 2)))
        self.write(
            "docs/records/measures.toml",
            (f'[measures.{one}]\nlabel = "Le {one}"\naliases = ["{alias}"]' for one in described),
        )
        named = self.some(DERIVED, 3)
        self.write("docs/records/derived.toml", (
            f'[derived.{name}]\nlabel = "Le {name}"\nformula = "{self.chance.choice(FORMULAS)}"\nunit = "{self.chance.choice(NOUNS)}"'
            for name in named
        ))  # fmt: skip
        asked = ", ".join(f'"{name}"' for name in [*named, *self.some(IDENTIFIERS, 2)] or ["none"])
        self.write("docs/records/questions.toml", [f'[questions.why]\nlabel = "Pourquoi ?"\nfacts = [{asked}]'])

    def page(self, number: int) -> None:
        self.write(f"docs/page-{number}.md", self.prose(number))

    def prose(self, number: int) -> Iterator[str]:
        if self.chance.random() < 0.1:
            yield f"---\nsources: [{self.chance.choice(NAMED)}]\n---\n"
        for _ in range(self.chance.randrange(1, 5)):
            value, noun = self.chance.choice(VALUES), self.chance.choice(NOUNS)
            keys = ",".join(self.some(NAMED if self.chance.random() < 0.05 else KEYS[:3], 2) or KEYS[:1])
            cited = f" {{cite:p}}`{keys}`" if self.chance.random() < 0.9 else ""
            yield f"Dans 20 Minutes, on lit qu’il y a {self.chance.choice(('', 'près de '))}{value} {noun}{cited}.\n"
            if self.chance.random() < 0.4:
                name = self.chance.choice((*IDENTIFIERS[:6], *DERIVED) if self.chance.random() < 0.9 else ("nothing",))
                yield f"- {{fact}}`{self.chance.choice((name, f'{value} {noun} <{name}>'))}`\n"
            if self.chance.random() < 0.3:
                yield f"On lit « le conseil municipal a voté {value} {noun} »{cited}.\n"
            if self.chance.random() < 0.2:
                yield f"| caméras | agents{cited} |\n|---|---|\n| {value} | 12 |\n"
        if self.chance.random() < 0.05:
            yield f"```{{include}} page-{(number + 1) % 6}.md\n```\n"

    def remove(self, path: str) -> None:
        (self.config.root / path).unlink(missing_ok=True)

    def capture(self, _: int) -> None:
        store = Store(self.config.root / "captures")
        with store.writing() as writer:
            writer.put(self.text().encode())
        if self.chance.random() < 0.3:
            path = store.path_of(digest_of(self.text().encode()))
            if path.is_file():
                path.chmod(0o644)
                path.write_bytes(b"other words")

    def settings(self, _: int) -> None:
        names, level = self.chance.choice(((), ("120 caméras",))), self.chance.choice(("off", "error"))
        self.config = replace(self.config, names=names, severity={"figure-note": level, "record-missing": level})

    def change(self) -> str:
        """Change something, and say what."""
        number, key = self.chance.randrange(6), self.chance.choice(KEYS)
        changes: dict[str, tuple[int, Callable[[], None]]] = {
            f"page {number}": (5, lambda: self.page(number)),
            f"no page {number}": (1, lambda: self.remove(f"docs/page-{number}.md") if number else None),
            f"record {key}": (5, lambda: self.record(key)),
            f"no record {key}": (1, lambda: self.remove(f"docs/records/{key}.toml")),
            "bibliography": (3, self.bibliography),
            "shared files": (4, self.shared),
            "captures": (3, lambda: self.capture(number)),
            "settings": (2, lambda: self.settings(number)),
        }
        weights = [weight for weight, _ in changes.values()]
        name = self.chance.choices(list(changes), weights)[0]
        changes[name][1]()
        return name


@pytest.mark.parametrize("few", [0, 30], ids=["by the whole", "by a part"])
@pytest.mark.parametrize("seed", range(2))
def test_memory_makes_no_difference(seed: int, few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheaves, "FEW", few)
    town = Town(tmp_path, seed)
    done: list[str] = []
    for _ in range(STEPS):
        done.append(town.change())
        paths = [str(tmp_path / "docs" / "page-0.md")] if town.chance.random() < 0.2 else []
        whole = town.chance.random() < 0.5
        expected = reports(verify(town.config, paths))
        assert reports(verify(town.config, paths, cache=True, whole=whole)) == expected, done
    assert plain(town.config) == reports(verify(town.config, cache=True))


# -- what a page sees beyond the sources that it cites, one by one

DOSSIER = {
    "references.bib": "@online{a, title = {A}, date = {2020}}\n@online{b, title = {B}, date = {2020}, publisher = {Le Bulletin}}\n",
    "docs/records/a.toml": """reference = "a"
[facts.cameras]
label = "Le parc"
measure = "parc"
value = 120
unit = "caméras"
quotation = "120 caméras"
[facts.sum]
label = "La somme"
value = 250
unit = "véhicules"
quotation = "250 véhicules"
[checks.sum]
label = "La somme"
formula = "vans * 25"
states = "sum"
""",
    "docs/records/b.toml": """reference = "b"
[facts.vans]
label = "Les véhicules"
measure = "parc"
value = 10
unit = "véhicules"
quotation = "10 véhicules"
""",
    "docs/records/measures.toml": '[measures.parc]\nlabel = "Le parc"\n',
    "docs/records/derived.toml": '[derived.double]\nlabel = "Le double"\nformula = "cameras * 2"\nunit = "caméras"\n',
}
SEEN: dict[str, tuple[str, str, str, str]] = {
    "a result": ("{fact}`240 caméras <double>`", "docs/records/derived.toml", "* 2", "* 3"),
    "a result that a page does not cite": ("240 caméras {cite:p}`a`", "docs/records/derived.toml", "* 2", "* 3"),
    "what a source should have computed": ("250 véhicules {cite:p}`a`", "docs/records/b.toml", "value = 10", "value = 11"),
    "a noun": ("120 blessés {cite:p}`a`", "docs/records/b.toml", "véhicules", "blessés"),
    "a name": ("Les 37 Suisses ont 120 caméras {cite:p}`a`", "references.bib", "Le Bulletin", "Les 37 Suisses"),
    "a fact of the same name": ("120 caméras {cite:p}`a`", "docs/records/b.toml", "[facts.vans]", "[facts.cameras]\nlabel = 'x'\nvalue = 1\nunit = 'chats'\nquotation = '1 chats'\n[facts.vans]"),
    "a dispute": ("Il y a 120 caméras {cite:p}`a`", "docs/records/b.toml", 'measure = "parc"', ""),
    "another noun of a measure": ("120 postes {cite:p}`a`", "docs/records/measures.toml", '"Le parc"', '"x"\naliases = ["postes"]'),
    "a key": ("120 caméras {cite:p}`c`", "references.bib", "{b,", "{c,"),
    "the nearest key": ("120 caméras {cite:p}`bb`", "references.bib", "{b,", "{bbb,"),
    "the nearest fact": ("{fact}`vanss`", "docs/records/b.toml", "facts.vans", "facts.vansss"),
    "a source without a record": ("Lire {cite:p}`b`.", "docs/records/b.toml", '"b"', '"a"'),
}  # fmt: skip


@pytest.mark.parametrize("few", [0, 30], ids=["by the whole", "by a part"])
@pytest.mark.parametrize("name", SEEN)
def test_a_page_is_matched_again_when_what_it_sees_has_changed(
    name: str, few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheaves, "FEW", few)
    text, path, old, new = SEEN[name]
    (tmp_path / "docs" / "records").mkdir(parents=True)
    for place, content in {**DOSSIER, "docs/page.md": f"{text}\n"}.items():
        (tmp_path / place).write_text(content, encoding="utf-8")
    config = Config(tmp_path)
    before = cached(config)
    assert before == plain(config)
    assert old in DOSSIER[path]
    (tmp_path / path).write_text(DOSSIER[path].replace(old, new), encoding="utf-8")
    after = plain(config)
    assert after != before
    assert cached(config) == after
    (tmp_path / "docs" / "page.md").write_text(f"{text}\n\nEt puis.\n", encoding="utf-8")
    assert cached(config) == plain(config)


def test_a_name_of_the_settings_is_no_figure_any_more(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text("Les 37 Suisses.\n", encoding="utf-8")
    config = Config(tmp_path)
    before = cached(config)
    named = replace(config, names=("Les 37 Suisses",))
    assert cached(named) == plain(named) != before
    assert cached(config) == before
