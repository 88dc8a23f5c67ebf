"""The token reaches the server of the settings alone: no proxy of the environment, and no other server for files."""

import asyncio
import contextlib
import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.configuration.sections import TelegramSettings
from bot.configuration.settings import load_settings
from bot.configuration.yaml_files import BadConfiguration
from bot.telegram.calls import KEPT_OPEN
from bot.telegram.connections import connection, file_address


@pytest.mark.parametrize(
    ("base", "files"),
    [
        ("https://api.telegram.org/bot", "https://api.telegram.org/file/bot"),
        ("http://127.0.0.1:8081/bot", "http://127.0.0.1:8081/file/bot"),
        ("https://own.example/tg/bot", "https://own.example/tg/file/bot"),
        ("https://own.example/bots/bot", "https://own.example/bots/file/bot"),
        ("https://own.example/api", "https://own.example/api/file/bot"),
    ],
)
def test_files_are_fetched_from_the_server_whose_methods_are_called(base: str, files: str) -> None:
    assert file_address(TelegramSettings(base_url=base)) == files
    assert (
        file_address(TelegramSettings(base_url=base, base_file_url="https://files.example/f"))
        == "https://files.example/f"
    )


@pytest.fixture(autouse=True)
def _no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask nobody outside for an address: that may take long where there is no network."""
    known = socket.getaddrinfo

    def found(host: str | bytes | None, *given: object, **more: object) -> object:
        if host in ("telegram.invalid", b"telegram.invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return known(host, *given, **more)

    monkeypatch.setattr(socket, "getaddrinfo", found)


@pytest.fixture
def seen():
    """A server that answers nothing well, and the requests that reached it."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            requests.append(self.path)
            self.send_error(500)

        do_GET = do_CONNECT = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", requests
    server.shutdown()
    thread.join()
    server.server_close()


async def called(settings: TelegramSettings) -> None:
    bot = Bot("1:token", settings.base_url, file_address(settings), connection(settings), connection(settings))
    async with connection(settings) as request:
        with pytest.raises(TelegramError):
            await request.post(f"{bot.base_url}/getMe", connect_timeout=60, read_timeout=60)


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"])
async def test_the_token_reaches_no_proxy_of_the_environment(seen, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    address, requests = seen
    monkeypatch.setenv(name, address)
    for base in ("http://telegram.invalid/bot", "https://telegram.invalid/bot"):
        await called(TelegramSettings(base_url=base))
    assert requests == []


async def test_a_proxy_of_the_settings_passes_encrypted_words_on(seen) -> None:
    address, requests = seen
    await called(TelegramSettings(base_url="https://telegram.invalid/bot", proxy=address))
    assert requests == ["telegram.invalid:443"]


def test_a_proxy_that_would_read_the_token_is_refused() -> None:
    environ = {"ONRECORD_TELEGRAM__PROXY": "http://user:pw@proxy:3128", "ONRECORD_TELEGRAM__BASE_URL": "http://own/bot"}
    with pytest.raises(BadConfiguration, match="would read the token") as error:
        load_settings(environ=environ)
    assert "pw" not in str(error.value)
    load_settings(environ={"ONRECORD_TELEGRAM__PROXY": "http://user:pw@proxy:3128"})


async def test_of_many_calls_at_once_few_connections_stay_open() -> None:
    open_ones: set[asyncio.StreamWriter] = set()
    most, together = 0, asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal most
        open_ones.add(writer)
        most = max(most, len(open_ones))
        with contextlib.suppress(asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                await reader.readexactly(int(re.search(rb"(?i)content-length: (\d+)", head)[1]))
                if most >= 20:
                    together.set()
                await together.wait()
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        writer.close()
        await writer.wait_closed()
        open_ones.discard(writer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"
    calls = connection(TelegramSettings(base_url=address), 64)
    await calls.initialize()
    asked = RequestData([RequestParameter.from_input("text", "words")])
    await asyncio.gather(*(calls.do_request(address, "POST", asked) for _ in range(20)))
    while len(open_ones) > KEPT_OPEN:  # noqa: ASYNC110  the server learns of a closed connection by itself
        await asyncio.sleep(0.01)
    await calls.do_request(address, "POST", asked)
    assert (most, len(open_ones)) == (20, KEPT_OPEN)
    await calls.shutdown()
    while open_ones:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    server.close()
    await server.wait_closed()
