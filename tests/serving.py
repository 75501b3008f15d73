"""A server of this machine that answers as servers should not."""

from __future__ import annotations

import gzip
import http.server
import io
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Les caméras arrivent</title>
<meta name="author" content="Anne Onyme"><meta property="article:published_time" content="2020-12-14"></head><body>
<nav>Accueil · Abonnez-vous</nav><article><h1>Les caméras arrivent</h1>
<p>La commune a acquis 10\u202f600 caméras depuis 2018, dont 10\u202f480 au profit de la police municipale, selon le maire.</p>
<p>Le marché, qui portait sur 2,4 millions d’euros, a été remporté par une entreprise de la région, dit la mairie.</p>
</article><footer>Mentions légales</footer></body></html>"""


class Answers(http.server.BaseHTTPRequestHandler):
    """Each path is a fault."""

    protocol_version = "HTTP/1.1"
    seen: list[dict[str, str]]

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send(b"not a time-stamp", "application/timestamp-reply")

    def do_GET(self) -> None:
        type(self).seen.append(dict(self.headers.items()))
        name = self.path.partition("?")[0].strip("/").replace("-", "_")
        getattr(self, f"answer_{name}", self.answer_status)()

    def send(
        self, body: bytes, content_type: str = "text/html; charset=utf-8", status: int = 200, **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def answer_status(self) -> None:
        """``/404`` answers 404."""
        self.send(b"<p>Oups</p>", status=int(self.path.strip("/")))

    def answer_page(self) -> None:
        self.send(PAGE.encode())

    def answer_private(self) -> None:
        self.send(PAGE.encode(), X_Robots_Tag="noarchive, nosnippet")

    def answer_zipped(self) -> None:
        self.send(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def answer_deflated(self) -> None:
        self.send(zlib.compress(PAGE.encode()), Content_Encoding="deflate")

    def answer_brotli(self) -> None:
        self.send(b"\x0b\x02\x80", Content_Encoding="br")

    def answer_half_zipped(self) -> None:
        self.send(gzip.compress(PAGE.encode())[:-40], Content_Encoding="gzip")

    def answer_bomb(self) -> None:
        """Thirty megabytes in thirty kilobytes."""
        self.send(gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")

    def answer_once(self) -> None:
        self.send(b"", status=301, Location="/twice")

    def answer_twice(self) -> None:
        self.send(b"", status=302, Location=f"http://127.0.0.1:{self.server.server_address[1]}/page?xtor=RSS-1")

    def answer_round(self) -> None:
        self.send(b"", status=302, Location="/round")

    def answer_nowhere(self) -> None:
        self.send(b"", status=302)

    def answer_to_file(self) -> None:
        self.send(b"", status=302, Location="file:///etc/passwd")

    def answer_to_private(self) -> None:
        self.send(b"", status=302, Location="http://169.254.169.254/latest/meta-data/")

    def answer_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"encore " * 10_000)
        except OSError:
            self.close_connection = True

    def answer_slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        try:
            for _ in range(1000):
                self.wfile.write(b"e")
                self.wfile.flush()
                time.sleep(0.02)
        except OSError:
            self.close_connection = True

    def answer_slow_head(self) -> None:
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for n in range(1000):
                self.wfile.write(f"X-{n}: 1\r\n".encode())
                self.wfile.flush()
                time.sleep(0.02)
        except OSError:
            pass
        self.close_connection = True

    def answer_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"deux mots")
        self.close_connection = True

    def answer_empty(self) -> None:
        self.send(b"")

    def answer_latin(self) -> None:
        """Declared as UTF-8, and is not."""
        self.send("<p>Trente mille caméras</p>".encode("latin-1"))

    def answer_garbled(self) -> None:
        """Declared as Latin-1, and is UTF-8."""
        self.send("<p>Trente mille caméras</p>".encode(), "text/html; charset=iso-8859-1")

    def answer_unknown_charset(self) -> None:
        self.send(b"<p>Trente</p>", "text/html; charset=klingon")

    def answer_image(self) -> None:
        self.send(b"\x89PNG\r\n\x1a\n", "image/png")

    def answer_scan(self) -> None:
        """A PDF without a word in it."""
        from pypdf import PdfWriter

        writer, file = PdfWriter(), io.BytesIO()
        writer.add_blank_page(200, 200)
        writer.write(file)
        self.send(file.getvalue(), "application/pdf")


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    address: str
    requests: list[dict[str, str]]
    """The headers of each request, as they come."""


@contextmanager
def serving() -> Iterator[Served]:
    """Serve on a free port."""
    answers = type("Answering", (Answers,), {"seen": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_address[1]}", answers.seen)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
