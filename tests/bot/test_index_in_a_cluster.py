"""The index in a cluster, seen from the commands: what is wrong with it is one sentence, and what is right is answered."""

import json
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("opensearchpy")

from bot.cli import main
from tests.servers.opensearch import free_port

STORY = {
    "id": "harbour",
    "headline": "Harbour reopens after storm",
    "published": "2031-05-04",
    "text": "The harbour reopened on Monday after a storm that had closed it for eleven days, the mayor said.\n\n"
    "The port lost four million crowns, its director said.",
}
LOST = {"error": {"reason": "all shards failed", "type": "search_phase_execution_exception"}, "status": 503}


@pytest.fixture(autouse=True)
def own_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_ARCHIVE__URL", str(tmp_path / "archive"))
    monkeypatch.setenv("ONRECORD_INDEX__SECONDS", "1")


@pytest.fixture
def serve() -> Iterator[Callable[..., int]]:
    """Answer every request on a port of loopback with one status and body."""
    servers: list[ThreadingHTTPServer] = []

    def start(status: int, body: Any, context: ssl.SSLContext | None = None) -> int:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            do_PUT = do_POST = do_GET  # noqa: N815  the names that the server calls

            def log_message(self, *_: Any) -> None: ...

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, *_: Any) -> None: ...

        server = Quiet(("127.0.0.1", 0), Handler)
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return int(server.server_address[1])

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def sentence(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run `onrecord index` on an address; it has to fail with one sentence that names the address and no secret."""

    def run(address: str, status: int = 1, **settings: str) -> str:
        monkeypatch.setenv("ONRECORD_INDEX__URL", address)
        for key, value in settings.items():
            monkeypatch.setenv(f"ONRECORD_INDEX__{key.upper()}", value)
        assert main(["index"]) == status
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert "hunter2" not in err
        return err

    return run


def test_an_address_where_nobody_listens_is_named(sentence: Callable[..., str]) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    said = sentence(address)
    assert said == f"onrecord: The index at {address} cannot be reached: Connection refused.\n"


def test_a_wrong_password_is_told_and_not_shown(serve: Callable[..., int], sentence: Callable[..., str]) -> None:
    address = f"http://127.0.0.1:{serve(401, {'error': 'Unauthorized'})}"
    said = sentence(address, user="reader", password="hunter2")
    assert f"The index at {address} does not accept the user and password" in said


def test_a_wrong_api_key_is_told_and_not_shown(serve: Callable[..., int], sentence: Callable[..., str]) -> None:
    assert "API key" in sentence(f"http://127.0.0.1:{serve(401, {})}", api_key="hunter2")


def test_a_right_that_is_missing_is_told(serve: Callable[..., int], sentence: Callable[..., str]) -> None:
    body = {"error": {"reason": "no permissions for [indices:data/read/search]"}, "status": 403}
    assert "does not allow this: no permissions for" in sentence(f"http://127.0.0.1:{serve(403, body)}")


def test_a_red_cluster_is_called_one(serve: Callable[..., int], sentence: Callable[..., str]) -> None:
    assert "its cluster is red" in sentence(f"http://127.0.0.1:{serve(503, LOST)}")


def test_something_that_is_no_cluster_is_told(serve: Callable[..., int], sentence: Callable[..., str]) -> None:
    said = sentence(f"http://127.0.0.1:{serve(200, ['hello'])}")
    assert "does not answer as OpenSearch does" in said


def test_a_certificate_that_is_not_trusted_is_told(
    serve: Callable[..., int], sentence: Callable[..., str], tmp_path: Path
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate]
    words += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(words, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    address = f"https://127.0.0.1:{serve(401, {}, context)}"
    assert f"The certificate of the index at {address} is not trusted" in sentence(address)
    assert "does not accept" in sentence(address, ca=str(certificate))  # trusted now, it goes on to who is asking


def test_a_file_of_certificates_that_is_not_there_is_named(sentence: Callable[..., str]) -> None:
    assert "nowhere.pem" in sentence("https://127.0.0.1:1", ca="nowhere.pem")


@pytest.mark.parametrize(
    "address", ["search.example:9200", "https://reader:hunter2@search.example", "ftp://search.example"]
)
def test_an_address_of_another_form_is_wrong_usage(sentence: Callable[..., str], address: str) -> None:
    assert "several separated by commas" in sentence(address, status=2)


def test_a_secret_in_the_file_of_settings_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "onrecord.yaml").write_text("index:\n  password: hunter2\n")
    assert main(["--config", str(tmp_path / "onrecord.yaml"), "index"]) == 2
    assert "ONRECORD_INDEX__PASSWORD" in capsys.readouterr().err


def test_a_missing_client_is_one_sentence_that_says_how_to_get_it(
    sentence: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("retrieval.index.cluster", "retrieval.index.opensearch"):
        monkeypatch.delitem(__import__("sys").modules, name, raising=False)
    monkeypatch.setitem(__import__("sys").modules, "opensearchpy", None)
    assert "onrecord[opensearch]" in sentence("http://127.0.0.1:1", status=2)


def test_the_commands_work_on_a_cluster(
    opensearch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_INDEX__URL", opensearch)
    monkeypatch.setenv("ONRECORD_INDEX__SECONDS", "20")
    monkeypatch.setenv("ONRECORD_INDEX__REPLICAS", "0")
    monkeypatch.setenv("ONRECORD_INDEX__NAME", f"commands-{tmp_path.name.lower()}-{free_port()}")
    (tmp_path / "story.jsonl").write_text(json.dumps(STORY) + "\n")

    def out(*words: str) -> str:
        capsys.readouterr()
        assert main(list(words)) == 0
        return capsys.readouterr().out

    samples = out("ask", "How many turbines were approved off Cape Morrow?")
    assert "62" in samples
    assert "added" in out("add", str(tmp_path / "story.jsonl"))
    assert "four million crowns" in out("ask", "How much did the port lose?")
    health = json.loads(out("index", "--json"))
    assert (health["engine"], health["state"], health["behind"]) == ("opensearch", "green", 0)
    assert health["articles"] == 1  # the samples have not gone there
    assert health["passages"] >= 1
    assert "up to date" in out("index")
    assert "Indexed 1 articles" in out("reindex")
    assert "four million crowns" in out("ask", "How much did the port lose?")
    assert not (tmp_path / "archive/index").exists()


def test_the_embedded_index_tells_how_it_is_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.jsonl").write_text(json.dumps(STORY) + "\n")
    assert main(["add", str(tmp_path / "story.jsonl")]) == 0
    capsys.readouterr()
    assert main(["index"]) == 0
    assert "(embedded): green" in capsys.readouterr().out
