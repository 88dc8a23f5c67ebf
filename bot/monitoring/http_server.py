"""The small server on the loopback: /metrics for Prometheus, /healthz and /readyz for whoever starts and stops the bot."""

import asyncio
import json
import socket
from collections.abc import Callable

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.monitoring.health import Health
from bot.monitoring.metrics import Metrics

#: bytes of a request's body, which none needs, and seconds that a connection may do nothing
_LONGEST, _IDLE = 1000, 10.0
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def serve(address: str, port: int, metrics: Metrics, health: Health) -> HTTPServer:
    """Return a running server; raise OSError where the port is not free."""
    application = Application(
        [
            ("/metrics", _Metrics, {"metrics": metrics}),
            ("/healthz", _Alive),
            ("/readyz", _Ready, {"health": health}),
        ],
        log_function=lambda _: None,
    )
    server = HTTPServer(application, max_body_size=_LONGEST, idle_connection_timeout=_IDLE, body_timeout=_IDLE)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listening = socket.create_server((address, port), family=family)
    listening.settimeout(0.0)
    server.add_sockets([listening])
    return server


class _Quiet(RequestHandler):
    def set_default_headers(self) -> None:
        """Say what is sent, and nothing of what sends it."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")


class _Metrics(_Quiet):
    """All measurements."""

    def initialize(self, metrics: Metrics) -> None:
        """Take the measurements."""
        self._metrics = metrics

    async def get(self) -> None:
        """Send them; some are of the disk, so they are taken off the event loop."""
        exposition: Callable[[], bytes] = self._metrics.exposition
        shown = await asyncio.get_running_loop().run_in_executor(None, exposition)
        self.set_header("Content-Type", CONTENT_TYPE)
        self.finish(shown)


class _Alive(_Quiet):
    """Whether the event loop turns: that it answers says so."""

    def get(self) -> None:
        """Say so."""
        self.finish("ok\n")


class _Ready(_Quiet):
    """Whether a question would be answered."""

    def initialize(self, health: Health) -> None:
        """Take the checks."""
        self._health = health

    async def get(self) -> None:
        """Send 200, or 503 with what is wrong."""
        faults = await asyncio.get_running_loop().run_in_executor(None, self._health.faults)
        self.set_status(503 if faults else 200)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"ready": not faults, "faults": faults}) + "\n")
