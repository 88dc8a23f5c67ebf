"""A real HTTP server on loopback that says exactly the bytes it is told to, and counts who came."""

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from retrieval.ingest.http.addresses import Guard
from retrieval.ingest.http.client import Fetcher, Limits

Answer = bytes | Callable[[socket.socket, bytes], None]


def reply(
    body: bytes = b"",
    status: str = "200 OK",
    kind: str | None = "text/html; charset=utf-8",
    length: int | None = None,
    **fields: str,
) -> bytes:
    """Return an HTTP reply as it goes over the wire; `length` lies about the body's length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
    if kind is not None:
        lines.append(f"Content-Type: {kind}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


class LoopbackServer:
    """Answers each path with what `answers` holds for it; `requests` and `connections` are what it has seen."""

    def __init__(self, family: int = socket.AF_INET) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[bytes] = []
        self.connections = 0
        self._closing = threading.Event()
        self._listener = socket.socket(family, socket.SOCK_STREAM)
        self._listener.bind(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0))
        self._listener.listen()
        self._listener.settimeout(0.05)
        self.port: int = self._listener.getsockname()[1]
        self.endpoint = f"[::1]:{self.port}" if family == socket.AF_INET6 else f"127.0.0.1:{self.port}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def url(self, path: str = "/") -> str:
        return f"http://{self.endpoint}{path}"

    def say(self, path: str, body: bytes = b"", **how: Any) -> str:
        """Answer `path` with `body`, sent as `reply` makes it; return the address."""
        self.answers[path] = reply(body, **how)
        return self.url(path)

    def paths(self) -> list[str]:
        return [request.split(b" ")[1].decode("ascii") for request in self.requests]

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(60)
            try:
                request = b""
                while b"\r\n\r\n" not in request and (data := connection.recv(65536)):
                    request += data
                    if data.startswith(b"\x16\x03"):  # a TLS greeting: there is nothing to answer it with
                        break
                self.requests.append(request)
                path = request.split(b" ")[1].decode("ascii") if request.startswith(b"GET ") else ""
                answer = self.answers.get(path, reply(b"no such page", "404 Not Found"))
                if callable(answer):
                    answer(connection, request)
                else:
                    connection.sendall(answer)
            except OSError:
                return

    def close(self) -> None:
        self._closing.set()
        self._listener.close()
        for thread in self._threads:
            thread.join(5)


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    """A server whose address the guard lets through."""
    server = LoopbackServer()
    yield server
    server.close()


@pytest.fixture
def forbidden_server() -> Iterator[LoopbackServer]:
    """A server that listens on loopback and that nobody may reach."""
    server = LoopbackServer()
    yield server
    assert server.connections == 0
    server.close()


@pytest.fixture
def fetcher(server: LoopbackServer) -> Fetcher:
    """The client, with the allow-list of operators and without a long wait at the end of replies."""
    return Fetcher(Guard((server.endpoint,)), Limits(seconds=120, surplus=0.05))
