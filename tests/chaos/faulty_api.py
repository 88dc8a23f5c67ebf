"""A Bot API that fails as real ones do: patience asked for, errors, resets, slow bodies, updates twice and out of order."""

import asyncio
import json
import random
from typing import Any

from aiohttp import ClientError, ClientSession, web

from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.bot_api_rules import Refusal


class FaultyApi(BotApi):
    """A server of which each fault happens to a `share` of the calls. A reset comes before the call is carried out."""

    def __init__(self, seed: int, share: float = 0.1) -> None:
        super().__init__()
        self.random, self.share = random.Random(seed), share
        self.faults: dict[str, int] = {}

    def _happens(self, name: str) -> bool:
        if self.random.random() >= self.share:
            return False
        self.faults[name] = self.faults.get(name, 0) + 1
        return True

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        if self._happens("resets") and request.transport is not None:
            request.transport.abort()
            raise web.HTTPBadGateway
        response = await super()._serve(request)
        if self._happens("slow bodies"):
            return await self._slowly(request, response)
        return response

    async def _slowly(self, request: web.Request, response: web.Response) -> web.StreamResponse:
        body = bytes(response.body) if isinstance(response.body, bytes | bytearray) else b""
        slow = web.StreamResponse(status=response.status, headers={"Content-Type": "application/json"})
        await slow.prepare(request)
        for at in range(0, len(body), max(len(body) // 4, 1)):
            await slow.write(body[at : at + max(len(body) // 4, 1)])
            await asyncio.sleep(self.random.uniform(0.05, 0.3))
        await slow.write_eof()
        return slow

    async def _answer(self, method: str, parameters: dict[str, str]) -> Any:
        if method != "getUpdates":
            if self._happens("429"):
                raise Refusal(429, "Too Many Requests: retry after 1", retry_after=1)
            if self._happens("500"):
                raise Refusal(500, "Internal Server Error")
        return await super()._answer(method, parameters)

    async def _get_updates(self, parameters: dict[str, str]) -> list[dict[str, Any]]:
        given = await super()._get_updates(parameters)
        if self._happens("updates out of order"):
            self.random.shuffle(given)
        if given and self._happens("updates twice"):
            given += self.random.choices(given, k=2)
        return given


class ManyHooks(BotApi):
    """A server that gives each update to one of several webhooks, and again until one of them has taken it."""

    def __init__(self, seed: int, hooks: list[str], secret: str) -> None:
        super().__init__()
        self.random, self.hooks, self._secret = random.Random(seed), hooks, secret
        self._posting: set[asyncio.Task[None]] = set()
        self._before: dict[str, asyncio.Task[None]] = {}

    async def give(self, **payload: Any) -> int:
        """Have an update for the bot; return its id."""
        number = next(self._numbers)
        self.given.append({"update_id": number, **payload})
        # Telegram, too, gives the updates of one chat one after the other
        lane = json.dumps(payload.get("message", {}).get("chat"))
        task = asyncio.create_task(self._post(self.given[-1], self._before.get(lane)))
        self._before[lane] = task
        self._posting.add(task)
        task.add_done_callback(self._posting.discard)
        return number

    async def given_out_of(self, most: int) -> None:
        """Wait until no more than `most` updates have not been taken."""
        while len(self._posting) > most:
            await asyncio.wait(self._posting, return_when=asyncio.FIRST_COMPLETED)

    async def given_out(self) -> None:
        """Wait until every update has been taken."""
        while self._posting:
            await asyncio.wait(self._posting)

    async def _post(self, update: dict[str, Any], before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret}
        async with ClientSession() as session:
            while True:
                try:
                    async with session.post(self.random.choice(self.hooks), json=update, headers=headers) as response:
                        if response.status == 200:
                            return
                except ClientError:
                    pass
                await asyncio.sleep(0.2)
