"""The built site, served from this machine, and a Chromium to read it with."""

from __future__ import annotations

import functools
import gzip
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SITE = ROOT / "build" / "html"
AXE = ROOT / "build" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS = ROOT / "build" / "screenshots"
WEIGHTS = ROOT / "build" / "browser" / "weights.txt"
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass
class Visit:
    """A page that is open, and what the browser noted while it was opened."""

    page: Page
    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> list[str]:
        """Addresses asked for that are not the site's own."""
        return [address for address in self.requests if not address.startswith((self.origin, "data:"))]

    @property
    def stored(self) -> list[str]:
        """What the site has left in the browser."""
        entries: list[str] = self.page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
        return [*(str(cookie) for cookie in self.page.context.cookies()), *entries]

    @property
    def weight(self) -> int:
        """Bytes of the page and of all that it has loaded, each file gzipped as a host sends it."""
        own = {address.removeprefix(self.origin) for address in self.requests if address.startswith(self.origin)}
        files = {SITE / unquote(urlsplit(address).path) for address in own}
        return sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a word on standard error."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what each page weighs, where a test has weighed them."""
    if WEIGHTS.is_file():
        terminalreporter.section("pages and all that they load, gzipped")
        terminalreporter.write(WEIGHTS.read_text(encoding="utf-8"))


def pytest_sessionstart() -> None:
    """Forget the weights of another time."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        WEIGHTS.unlink(missing_ok=True)


def every_page() -> list[str]:
    """Return the pages of the site, by address."""
    return sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html") if "_static" not in path.parts)


def pages() -> list[str]:
    """Return the pages of the site, by address; of those of hashtags, which are made alike, the first two."""
    found = every_page()
    hashtags = [address for address in found if address.startswith("revue/")]
    return [address for address in found if address not in hashtags[2:]]


@pytest.fixture(scope="session")
def origin() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, origin: str) -> Iterator[Callable[..., Visit]]:
    """Return a function that opens a page in a browser that has never been used."""
    contexts = []

    def open_page(address: str, *, width: int = 1280, **options: Any) -> Visit:
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="fr-FR", **options)
        contexts.append(context)
        opened = Visit(context.new_page(), origin)
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.goto(origin + address)
        return opened

    yield open_page
    for context in contexts:
        context.close()
