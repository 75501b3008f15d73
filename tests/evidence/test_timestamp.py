"""Time-stamps of an authority made on the spot with OpenSSL."""

import shutil
import subprocess
from pathlib import Path

import pytest

from etraces_cite.evidence.fetch import FetchError, Limits
from etraces_cite.evidence.timestamp import TimestampError, timestamp
from serving import Answers, Served

HERE = Limits(allow_private=True)
CONFIGURATION = """
[req]
distinguished_name = name
x509_extensions = tsa
prompt = no
[name]
CN = Horodatage
[tsa]
extendedKeyUsage = critical, timeStamping
basicConstraints = critical, CA:true
[tsa_default]
dir = .
serial = ./serial
crypto_device = builtin
signer_cert = ./cert.pem
signer_key = ./key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[ts]
default_tsa = tsa_default
"""


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=60)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of an authority that the server answers with."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl here")
    (tmp_path / "tsa.cnf").write_text(CONFIGURATION)
    (tmp_path / "serial").write_text("01")
    new = ("-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2")
    openssl(tmp_path, "req", "-config", "tsa.cnf", *new)

    def answer(self: Answers) -> None:
        (tmp_path / "query.tsq").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
        query = ("-queryfile", "query.tsq") if self.path != "/other" else ("-queryfile", "other.tsq")
        openssl(tmp_path, "ts", "-reply", "-config", "tsa.cnf", "-section", "tsa_default", *query, "-out", "reply.tsr")
        self.send((tmp_path / "reply.tsr").read_bytes(), "application/timestamp-reply")

    monkeypatch.setattr(Answers, "do_POST", answer)
    return tmp_path


def test_a_token_is_for_these_bytes_and_openssl_agrees(authority: Path, server: Served) -> None:
    (authority / "source").write_bytes(b"Trente mille")
    (authority / "token.tsr").write_bytes(timestamp(b"Trente mille", server.address, HERE))
    verify = ("ts", "-verify", "-in", "token.tsr", "-CAfile", "cert.pem", "-data", "source")
    openssl(authority, *verify)
    (authority / "source").write_bytes(b"Trente milles")
    with pytest.raises(subprocess.CalledProcessError):
        openssl(authority, *verify)


def test_a_token_for_something_else_is_refused(authority: Path, server: Served) -> None:
    (authority / "autre").write_bytes(b"autre chose")
    openssl(authority, "ts", "-query", "-data", "autre", "-sha256", "-cert", "-out", "other.tsq")
    with pytest.raises(TimestampError, match="a time-stamp for something else"):
        timestamp(b"Trente mille", f"{server.address}/other", HERE)


def test_what_is_no_token_is_refused(server: Served) -> None:
    with pytest.raises(TimestampError, match="no time-stamp"):
        timestamp(b"Trente mille", server.address, HERE)


def test_an_authority_that_is_not_there_is_said() -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        timestamp(b"Trente mille", "http://127.0.0.1:1/", HERE)
