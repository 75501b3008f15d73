"""Every option of the project, each once: ``[tool.etraces-cite]`` in pyproject.toml; the command line and Sphinx read it here."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import Any

from etraces_cite.codes import Code, Severity
from etraces_cite.codes import severity as default_severity
from etraces_cite.errors import ConfigError, SourceError
from etraces_cite.locale import Message, msg

__all__ = ["Config", "find_root", "load", "option_docs", "today"]

TABLE = "etraces-cite"
OFF = "off"


def _option(default: Any, doc: str) -> Any:
    """Declare an option: its default and the sentence that the guide prints."""
    factory = default if callable(default) else (lambda: default)
    return field(default_factory=factory, metadata={"doc": doc})


@dataclass(frozen=True)
class Config:
    """The options; paths are relative to ``root``."""

    root: Path
    bibliography: str = _option("references.bib", "The BibLaTeX file of the sources.")
    records: str = _option("docs/records", "The folder of the records.")
    pages: tuple[str, ...] = _option(("docs/**/*.md",), "Patterns of the pages to check.")
    exclude: tuple[str, ...] = _option((), "Patterns of files that are not pages.")
    captures: str = _option("captures", "The folder of the stored copies, outside git.")
    timestamps: str = _option("", "The address of an RFC 3161 authority that dates each capture; none by default.")
    cache: str = _option(".etraces-cache", "The folder of what a check remembers for the next; it can be deleted.")
    names: tuple[str, ...] = _option((), "Proper names that hold a number and are not figures.")
    severity: Mapping[str, str] = _option(dict, "The severity of a code: error, warning, note or off.")

    def severity_of(self, code: Code) -> Severity | None:
        """Return the severity of a code here, or None where it is switched off."""
        chosen = self.severity.get(code.value)
        if chosen is None:
            return default_severity(code)
        return None if chosen == OFF else Severity(chosen)

    @property
    def cache_folder(self) -> Path:
        """Where the cache is: relative to the root, or to the home folder after ``~``."""
        return self.root / Path(self.cache).expanduser()

    def relative(self, path: Path) -> str:
        """Return a path as reports print it: relative to the root where it is below it, with slashes."""
        return self.shown(self._resolved(path), str(path))

    def shown(self, real: str, written: str) -> str:
        """Return a path as reports print it, of which it is known what it is without links."""
        inside = real.removeprefix(self._beginning)
        return (inside if inside != real else written).replace(os.sep, "/")

    @cached_property
    def _beginning(self) -> str:
        """How the path of a file of the project begins."""
        return self._resolved(self.root).rstrip(os.sep) + os.sep

    def _resolved(self, path: Path) -> str:
        """Return a path without links; its folder is looked at once, since thousands of files have the same."""
        folder, name = os.path.split(path)
        if name in ("", "..") or os.path.islink(path):  # noqa: PTH114 (at each file)
            return os.path.realpath(path)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return os.path.join(self._folders[folder], name)  # noqa: PTH118 (at each file)

    @cached_property
    def _folders(self) -> dict[str, str]:
        """The folders met so far, as written, without links."""
        return {}

    def page_paths(self, given: Sequence[str] = ()) -> list[Path]:
        """Return the files to check, as :meth:`page_names` does."""
        return [Path(name) for name in self.page_names(given)]

    def page_names(self, given: Sequence[str] = ()) -> list[str]:
        """Return the files to check, sorted, without links: those given (files, folders or patterns), else those of ``pages``.

        :raises SourceError: where a path or pattern matches no page, or where there is no page at all.
        """
        matches = {name for argument in given or self.pages for name in self._matches(argument, bool(given))}
        found = sorted(matches, key=lambda name: name.split(os.sep))  # noqa: PTH206 (thousands)
        kept = [name for name in found if not (self.exclude and self._is_excluded(Path(name)))]
        if not kept:
            raise SourceError(
                msg("no page found: nothing was checked"),
                hint=msg('name a Markdown file, or set "pages" in [tool.{table}]', table=TABLE),
            )
        return kept

    def _matches(self, argument: str, is_given: bool) -> list[str]:
        path = Path(argument) if is_given else self.root / argument
        if path.is_dir():
            found = list(_below(os.path.realpath(path), "*.md"))
        elif path.is_file():
            found = [self._resolved(path)]
        else:
            found = list(self._glob(path))
        if is_given and not found:
            raise SourceError(
                msg("no page matches this path"),
                where=argument,
                hint=msg("check the spelling; a folder or a pattern will do"),
            )
        return found

    def _glob(self, pattern: Path) -> Iterator[str]:
        parts = pattern.parts
        fixed = next((n for n, part in enumerate(parts) if any(c in part for c in "*?[")), None)
        if fixed is None:
            return
        base = Path(*parts[:fixed]) if fixed else Path()
        match parts[fixed:]:
            case ["**", name] if name != "**":
                yield from _below(os.path.realpath(base), name)
            case varying:
                yield from (self._resolved(path) for path in base.glob("/".join(varying)) if path.is_file())

    def _is_excluded(self, path: Path) -> bool:
        inside = Path(self.relative(path))
        return any(inside.full_match(pattern) if hasattr(inside, "full_match") else inside.match(pattern)
                   for pattern in self.exclude)  # fmt: skip


def _below(folder: str, pattern: str) -> Iterator[str]:
    """Yield, without links, the files whose name matches in a folder and in those below; a link to a folder is not followed.

    :param folder: itself without links.
    """
    is_end = pattern.startswith("*") and not any(sign in pattern[1:] for sign in "*?[")
    try:
        entries = list(os.scandir(folder))
    except OSError:  # as for pathlib, a folder that cannot be read holds nothing
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, pattern)
        elif (entry.name.endswith(pattern[1:]) if is_end else fnmatch(entry.name, pattern)) and entry.is_file():
            yield os.path.realpath(entry.path) if entry.is_symlink() else entry.path


def find_root(start: Path) -> Path:
    """Return the nearest folder from ``start`` upwards that holds our table in pyproject.toml, else a references.bib.

    :raises ConfigError: where there is none.
    """
    folders = [start.resolve(), *start.resolve().parents]
    for folder in folders:
        if (folder / "pyproject.toml").is_file() and _table(folder) is not None:
            return folder
    for folder in folders:
        if (folder / "references.bib").is_file():
            return folder
    raise ConfigError(
        msg("no project here: neither a pyproject.toml with [tool.{table}] nor a references.bib", table=TABLE),
        where=str(start),
        hint=msg("go to the project's folder, or name it with --root"),
    )


def load(root: Path) -> Config:
    """Return the configuration of the project in ``root``: the defaults where it states none.

    :raises ConfigError: for a table that cannot be read, an unknown option, a wrong type, an unknown code or severity.
    """
    if not root.is_dir():
        raise ConfigError(msg("no such folder"), where=str(root), hint=msg("name the project's folder with --root"))
    table = (_table(root) if (root / "pyproject.toml").is_file() else None) or {}
    values = dict(_validated(table, root / "pyproject.toml"))
    return Config(root=root, **values)


def today() -> datetime.date:
    """Return the day, in UTC: that of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), so that a check can be repeated.

    :raises ConfigError: where it is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        moment = datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC) if epoch else None
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(msg("not a number of seconds: {value}", value=epoch), where="SOURCE_DATE_EPOCH") from error
    return (moment or datetime.datetime.now(tz=datetime.UTC)).date()


def option_docs() -> Iterator[tuple[str, object, str]]:
    """Yield the name, default and description of each option, as the guide prints them."""
    defaults = Config(root=Path())
    for option in dataclasses.fields(Config):
        if option.metadata:
            yield option.name, getattr(defaults, option.name), option.metadata["doc"]


def _table(folder: Path) -> Mapping[str, object] | None:
    path = folder / "pyproject.toml"
    try:
        data = _loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:  # what is not TOML, or not UTF-8, is a wrong value
        raise ConfigError(msg("cannot be read: {reason}", reason=error), where=str(path)) from error
    table = data.get("tool", {}).get(TABLE)
    if table is None or isinstance(table, dict):
        return table
    raise ConfigError(msg("[tool.{table}] is not a table", table=TABLE), where=str(path))


@functools.lru_cache(maxsize=4)
def _loads(text: str) -> Mapping[str, Any]:
    """Read a file once: the project is found by it, then set by it."""
    import tomllib

    return tomllib.loads(text)


def _validated(table: Mapping[str, object], path: Path) -> Iterator[tuple[str, Any]]:
    defaults = {name: default for name, default, _ in option_docs()}
    for name, value in table.items():
        if name not in defaults:
            raise ConfigError(
                msg("unknown option \"{name}\" in [tool.{table}]", name=name, table=TABLE), where=str(path),
                hint=_did_you_mean(name, defaults),
            )  # fmt: skip
        yield name, _typed(name, value, defaults[name], path)


def _typed(name: str, value: object, default: Any, path: Path) -> object:
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(default, dict) and isinstance(value, dict):
        return _severities(value, path)
    if isinstance(default, str) and isinstance(value, str):
        return value
    kinds: dict[type, Message] = {tuple: msg("a list of strings"), dict: msg("a table"), str: msg("a string")}
    kind = kinds[type(default)]
    raise ConfigError(msg('"{name}" must be {kind}', name=name, kind=kind), where=str(path))


def _severities(value: Mapping[str, object], path: Path) -> Mapping[str, object]:
    codes, levels = [code.value for code in Code], [*(level.value for level in Severity), OFF]
    for code, level in value.items():
        if code not in codes:
            raise ConfigError(msg('unknown code "{code}"', code=code), where=str(path), hint=_did_you_mean(code, codes))
        if level not in levels:
            raise ConfigError(
                msg("unknown severity \"{level}\" for {code}", level=level, code=code), where=str(path),
                hint=msg("one of: {levels}", levels=", ".join(levels)),
            )  # fmt: skip
    return value


def _did_you_mean(name: str, known: Iterable[str]) -> Message:
    import difflib  # late: only a fault needs it

    near = difflib.get_close_matches(name, known, n=1)
    return msg('did you mean "{name}"?', name=near[0]) if near else msg("one of: {levels}", levels=", ".join(known))
