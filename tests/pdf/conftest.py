"""The PDF of ``test-pdf``, built once, and small projects built on the spot."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader
from sphinx.testing.util import SphinxTestApp

EPOCH = "1764000000"  # 2025-11-24


@dataclass(frozen=True)
class Built:
    """What a build left."""

    app: SphinxTestApp
    warnings: str

    @property
    def path(self) -> Path:
        return self.named(self.app.config.dossierpdf_name)

    def named(self, name: str) -> Path:
        """The PDF of that name."""
        return Path(self.app.outdir, f"{name}.pdf")

    @property
    def source(self) -> str:
        return self.path.with_suffix(".typ").read_text(encoding="utf-8")

    @property
    def pdf(self) -> PdfReader:
        return PdfReader(self.path)

    def text(self, page: int | None = None) -> str:
        """The text of a page (0-based), or of all."""
        pages = self.pdf.pages if page is None else [self.pdf.pages[page]]
        return "\n".join(one.extract_text() for one in pages)


def build(srcdir: Path, outdir: Path, **confoverrides: object) -> Built:
    app = SphinxTestApp("dossierpdf", srcdir=srcdir, builddir=outdir, confoverrides=confoverrides)
    try:
        app.build(force_all=True)
        return Built(app, app.warning.getvalue())
    finally:
        app.cleanup()


@pytest.fixture(autouse=True)
def epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(scope="session")
def everything(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project with a bit of everything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return build(rootdir / "test-pdf", tmp_path_factory.mktemp("everything"))


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Built]:
    """Build a project on the spot: the text of its ``index.md``, more files, and values of ``conf.py``."""

    def _make(index: str, *, files: dict[str, str] | None = None, **options: object) -> Built:
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        head = "extensions = ['myst_parser', 'sphinx_design', 'etraces_cite.pdf']\nlanguage = 'fr'\n"
        for name, content in {"conf.py": head, "index.md": index, **(files or {})}.items():
            (source / name).write_text(textwrap.dedent(content), encoding="utf-8")
        return build(source, tmp_path / "build", **options)

    return _make
