"""An archive on a PostgreSQL server, seen from the commands: what is wrong with it is one sentence, and the password stays unsaid."""

import shutil
import socket
import ssl
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("psycopg")

from bot.cli import main
from retrieval.archive.database import Database
from tests.servers.opensearch import free_port

WRONG = (b"S", b"FATAL"), (b"C", b"28P01"), (b"M", b'password authentication failed for user "ada"')
COMMANDS = (["index"], ["ask", "Who?"], ["status"], ["compact"])


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


class Refusing:
    """Speaks as much of PostgreSQL's protocol as it takes to be asked for a password and to refuse it."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                try:
                    self._refuse(connection)
                except OSError:
                    continue

    def _refuse(self, connection: socket.socket) -> None:
        first = connection.recv(8)
        while struct.unpack("!ii", first)[1] in (80877103, 80877104):  # asks for TLS, or for GSSAPI
            encrypted = self._context is not None and struct.unpack("!ii", first)[1] == 80877103
            connection.sendall(b"S" if encrypted else b"N")
            if encrypted:
                with self._context.wrap_socket(connection, server_side=True) as inside:
                    self._refuse(inside)
                return
            first = connection.recv(8)
        connection.recv(4096)
        connection.sendall(_message(b"R", struct.pack("!i", 3)))
        connection.recv(4096)
        fields = b"".join(kind + value + b"\0" for kind, value in WRONG) + b"\0"
        connection.sendall(_message(b"E", fields))
        connection.recv(1)

    def close(self) -> None:
        self._listener.close()


@pytest.fixture
def refusing() -> Iterator[Callable[..., int]]:
    made: list[Refusing] = []

    def start(context: ssl.SSLContext | None = None) -> int:
        made.append(Refusing(context))
        return made[-1].port

    yield start
    for one in made:
        one.close()


@pytest.fixture
def sentence(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run commands on an archive; each has to fail with the same sentence, without the password."""

    def run(address: str) -> str:
        said = set()
        for words in COMMANDS:
            assert main(["--archive", address, *words]) == 1, words
            out, err = capsys.readouterr()
            assert (out, err.count("\n"), "hunter2" in err) == ("", 1, False), err
            said.add(err)
        assert len(said) == 1, said
        return said.pop()

    return run


def test_an_address_where_nobody_listens_is_named(sentence: Callable[..., str]) -> None:
    port = free_port()
    said = sentence(f"postgresql://ada:hunter2@127.0.0.1:{port}/archive")
    assert said.startswith(f"onrecord: The archive at postgresql://ada:***@127.0.0.1:{port}/archive")
    assert "Connection refused" in said


def test_a_wrong_password_is_told_and_not_shown(refusing: Callable[..., int], sentence: Callable[..., str]) -> None:
    said = sentence(f"postgresql://ada:hunter2@127.0.0.1:{refusing()}/archive")
    assert "does not accept the user and password" in said


def test_a_certificate_that_is_not_trusted_is_told(
    refusing: Callable[..., int], sentence: Callable[..., str], tmp_path: Path
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    for name in ("ours", "theirs"):
        words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1"]
        words += [
            "-keyout",
            tmp_path / f"{name}.key",
            "-out",
            tmp_path / f"{name}.pem",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
        ]
        subprocess.run(words, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "theirs.pem", tmp_path / "theirs.key")
    address = f"postgresql://ada:hunter2@127.0.0.1:{refusing(context)}/archive?sslmode=verify-full&sslrootcert="
    assert "certificate is not trusted" in sentence(f"{address}{tmp_path / 'ours.pem'}")
    assert "does not accept the user and password" in sentence(f"{address}{tmp_path / 'theirs.pem'}")


def test_a_database_that_is_not_there_is_named(new_database: Callable[[], str], sentence: Callable[..., str]) -> None:
    address = new_database().replace("/archive", "/nowhere", 1)
    assert "nowhere" in sentence(address)


def test_a_database_of_a_newer_version_is_left_alone(
    new_database: Callable[[], str], sentence: Callable[..., str]
) -> None:
    address = new_database()
    database = Database(address)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert "written by a newer version of onrecord" in sentence(address)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "9999"
    database.close()


def test_an_archive_on_a_server_is_compacted_too(
    new_database: Callable[[], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = new_database()
    (tmp_path / "a.txt").write_text("Ferry lost\n\nThe ferry was lost on Monday. Ada Lund said that nobody was hurt.\n")
    assert main(["--archive", address, "add", str(tmp_path / "a.txt")]) == 0
    assert main(["--archive", address, "compact"]) == 0
    assert "Index: " in capsys.readouterr().out
    assert main(["--archive", address, "ask", "When was the ferry lost?"]) == 0
    assert "Monday" in capsys.readouterr().out
