"""The line between the bot and the Bot API server, with its faults.

It adds what telegram-test-api lacks of the real Bot API: updates that are handed over again until
they are confirmed by an offset, files, voice messages, documents, and fields of some answers.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import aiohttp
from aiohttp import web

Fault = Literal["drop", "answer_lost", "too_many", "bad_gateway", "hang", "done_then_hang"]
LOOK_AGAIN = 0.02  # seconds
LONGEST_POLL = 0.4  # seconds; shorter than Telegram's, for the tests to end soon
QUIET = ("setMyCommands", "setMyDescription", "sendChatAction", "deleteWebhook")


@dataclass
class Line:
    """`faults` are met in order, each by the next call of its method; `calls` is all that came."""

    upstream: str
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    sent_files: list[bytes] = field(default_factory=list)
    twice: bool = False
    """Whether each update is handed over twice in one answer."""
    is_away: bool = False
    hanging: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a call hangs."""
    updates: list[dict[str, Any]] = field(default_factory=list)
    address: str = ""
    secret: str = ""
    _client: aiohttp.ClientSession | None = None

    def called(self, method: str) -> list[dict[str, Any]]:
        """The parameters of each call of a method."""
        return [given for name, given in self.calls if name == method]

    def put(self, update: dict[str, Any]) -> None:
        """An update beside those of the server: one of a kind that it cannot make."""
        self.updates.append(update)

    @property
    def client(self) -> aiohttp.ClientSession:
        assert self._client is not None
        return self._client

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        token, method = request.match_info["token"], request.match_info["method"]
        given = await _parameters(request)
        self.calls.append((method, given))
        fault = self._fault(method)
        if self.is_away or fault == "drop":
            return _cut(request)
        if fault == "hang":
            await self._hang()
        if fault == "too_many":
            return web.json_response(
                {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1",
                 "parameters": {"retry_after": 1}},
                status=429,
            )  # fmt: skip
        if fault == "bad_gateway":
            return web.Response(status=502, text="<html>Bad Gateway</html>")
        result = await self._result(token, method, given)
        if fault == "answer_lost":
            return _cut(request)
        if fault == "done_then_hang":
            await self._hang()
        return web.json_response({"ok": True, "result": result})

    async def _hang(self) -> None:
        """No answer, until the caller is gone."""
        self.hanging.set()
        await asyncio.Event().wait()

    def _fault(self, method: str) -> Fault | None:
        for at, (wanted, fault) in enumerate(self.faults):
            if wanted == method:
                del self.faults[at]
                return fault
        return None

    async def _result(self, token: str, method: str, given: dict[str, Any]) -> Any:
        if method == "getUpdates":
            return await self._get_updates(token, given)
        if method == "getFile":
            name = given["file_id"]
            return {"file_id": name, "file_unique_id": name, "file_path": f"files/{name}"}
        if method == "deleteMessages":
            for message in json.loads(given["message_ids"]):
                await self._delete(token, {"chat_id": given["chat_id"], "message_id": message})
            return True
        if method in ("sendVoice", "sendDocument"):
            return await self._send_file(token, method, given)
        if method in QUIET:
            return True
        return _mended(await self._upstream(token, method, given))

    async def _delete(self, token: str, message: dict[str, Any]) -> None:
        """Until it is not found: the server gives a press the number of the message after it."""
        for _ in range(2):
            await self._upstream(token, "deleteMessage", message)

    async def _send_file(self, token: str, method: str, given: dict[str, Any]) -> Any:
        kind = "voice" if method == "sendVoice" else "document"
        self.sent_files.append(given[kind])
        text = {"chat_id": given["chat_id"], "text": given.get("caption", "")}
        if "reply_markup" in given:
            text["reply_markup"] = given["reply_markup"]
        message = _mended(await self._upstream(token, "sendMessage", text))
        about = {"file_id": "1", "file_unique_id": "1", "duration": 1}
        return {**message, kind: about}

    async def _get_updates(self, token: str, given: dict[str, Any]) -> list[dict[str, Any]]:
        offset = int(given.get("offset", 0))
        self.updates = [u for u in self.updates if u["update_id"] >= offset]
        seconds = min(float(given.get("timeout", 0)), LONGEST_POLL)
        deadline = asyncio.get_running_loop().time() + seconds
        while True:
            self.updates += map(_whole, await self._upstream(token, "getUpdates", {}))
            if self.updates or asyncio.get_running_loop().time() >= deadline:
                break
            await asyncio.sleep(LOOK_AGAIN)
        return self.updates * (2 if self.twice else 1)

    async def _upstream(self, token: str, method: str, given: dict[str, Any]) -> Any:
        url = f"{self.upstream}/bot{token}/{method}"
        async with self.client.post(url, json=given) as answered:
            return (await answered.json()).get("result")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if self.is_away:
            return _cut(request)
        return web.Response(body=self.files[request.match_info["name"]])


def _cut(request: web.Request) -> web.StreamResponse:
    """The connection is closed without an answer."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def _parameters(request: web.Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query)
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            content = await part.read(decode=False)
            given[part.name or ""] = bytes(content) if part.filename else content.decode()
    elif request.can_read_body:
        given.update(await request.post())
    return given


def _whole(update: dict[str, Any]) -> dict[str, Any]:
    """With the fields that an update of the Bot API always has."""
    if "callback_query" in update:
        update["callback_query"]["chat_instance"] = "1"
    return update


def _mended(result: Any) -> Any:
    """With the fields that the Bot API always gives, and times in seconds."""
    if not isinstance(result, dict):
        return True if result is None else result
    if "chat" not in result:
        return {"is_bot": True, **result}
    echoed = ("link_preview_options", "reply_parameters", "entities")  # as text, never as objects
    kept = {name: value for name, value in result.items() if name not in echoed}
    return {**kept, "date": result["date"] // 1000}


@asynccontextmanager
async def line_to(upstream: str) -> AsyncIterator[Line]:
    """A line to the server at `upstream`, open."""
    line = Line(upstream)
    application = web.Application(client_max_size=64_000_000)
    application.router.add_route("*", "/bot{token}/{method}", line._handle)
    application.router.add_get("/file/bot{token}/files/{name}", line._file)
    runner = web.AppRunner(
        application, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
    )
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    line.address = f"http://127.0.0.1:{port}"
    async with aiohttp.ClientSession() as client:
        line._client = client
        try:
            yield line
        finally:
            await runner.cleanup()
