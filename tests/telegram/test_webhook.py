"""By webhook, for an operator who has an address of their own."""

from __future__ import annotations

import asyncio

import aiohttp
from pydantic import SecretStr

from assistant.settings import Settings
from channels.telegram.channel import run
from channels.telegram.webhook import HEADER, secret_of
from tests.telegram.conftest import LONGEST, Watched
from tests.telegram.line import line_to
from tests.telegram.server import free_port

TOKEN = "88:AAtesting-nobodys-token"


def update(number: int, text: str) -> dict[str, object]:
    chat = {"id": 5, "type": "private", "first_name": "Jeanne"}
    person = {"id": 5, "is_bot": False, "first_name": "Jeanne", "language_code": "fr"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": person, "text": text}
    return {"update_id": number, "message": message}


def test_a_call_of_telegrams_is_answered_and_one_of_anybody_else_is_not(
    upstream: str, watched: Watched
) -> None:
    async def scene() -> None:
        async with asyncio.timeout(LONGEST), line_to(upstream) as line:
            port = free_port()
            settings = Settings(
                telegram_token=SecretStr(TOKEN), telegram_api=line.address,
                telegram_webhook=f"http://127.0.0.1:{port}/", telegram_port=port,
            )  # fmt: skip
            task = asyncio.create_task(run(watched, settings))
            while not line.called("setWebhook"):
                await asyncio.sleep(0.02)
            [webhook] = line.called("setWebhook")
            assert webhook["secret_token"] == secret_of(settings)
            assert TOKEN not in webhook["secret_token"]

            async def called(body: object, secret: str) -> int:
                header = {HEADER: secret}
                url = settings.telegram_webhook
                async with line.client.post(url, json=body, headers=header) as answered:
                    return answered.status

            secret = secret_of(settings)
            assert await called(update(1, "/start"), "guessed") == 403
            assert line.called("sendMessage") == []
            assert await called(update(1, "/start"), secret) == 200
            assert len(line.called("sendMessage")) == 1, "200 comes after the reply"
            assert await called(update(1, "/start"), secret) == 200
            assert len(line.called("sendMessage")) == 1, "the same call again"
            assert await called("not an update", secret) == 200, "let go: no try mends it"
            line.is_away = True
            task_of_call = asyncio.create_task(called(update(2, "oui"), secret))
            await asyncio.sleep(1)
            line.is_away = False
            assert await task_of_call == 200
            assert len(watched.turns) == 1
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            async with aiohttp.ClientSession() as client:
                try:
                    await client.post(settings.telegram_webhook)
                except aiohttp.ClientConnectorError:
                    return
            raise AssertionError("the port is still open")

    asyncio.run(scene())
