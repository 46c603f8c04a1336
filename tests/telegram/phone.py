"""A person's telephone with Telegram on it: what they tap and type, and what they get."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.line import Line

PATIENCE = 60.0  # seconds for a reply, of a machine that is busy
NEVER = 1.0  # seconds in which nothing came
_chats = itertools.count(1001)
_files = itertools.count(1)


@dataclass
class Got:
    """A message of the bot's."""

    number: int
    text: str
    inline: list[str]
    keyboard: list[str]

    @property
    def buttons(self) -> list[str]:
        """Every choice that is offered."""
        return self.inline + self.keyboard


@dataclass
class Phone:
    """One account. `line` leads to the bot, whose token is `token`."""

    line: Line
    token: str
    chat: int = field(default_factory=lambda: next(_chats))
    language: str = "fr"
    last: Got | None = None
    patience: float = PATIENCE

    async def says(self, text: str) -> Got:
        """Type something, and read the reply."""
        await self.types(text)
        return await self.gets()

    async def types(self, text: str) -> None:
        """Type something. A command is marked as Telegram marks it."""
        message = self._message() | {"text": text}
        if text.startswith("/"):
            message["entities"] = [
                {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
            ]
        await self._post("sendCommand" if text.startswith("/") else "sendMessage", message)

    async def taps(self, label: str, under: Got | None = None) -> Got:
        """Press a button under the last message, or beside it, and read the reply."""
        got = under or self.last
        assert got is not None
        if label in got.keyboard:
            return await self.says(label)
        assert label in got.inline, f"no button {label}: {got.buttons}"
        await self.presses(label, got)
        return await self.gets()

    async def presses(self, label: str, got: Got) -> None:
        """Press a button under a message."""
        meta = self._message()
        message = {"message_id": got.number, "chat": meta["chat"], "date": meta["date"]}
        pressed = {**meta, "message": message, "data": f"say:{label}"}
        await self._post("sendCallback", pressed)

    async def speaks(self, ogg: bytes, seconds: int = 2) -> Got:
        """Send a voice message, and get the reply."""
        name = self._file(ogg)
        voice = {"file_id": name, "file_unique_id": name, "duration": seconds}
        await self._post("sendMessage", self._message() | {"voice": voice})
        return await self.gets()

    async def sends_photo(self, jpeg: bytes, caption: str = "") -> Got:
        """Send a photograph, and get the reply."""
        name = self._file(jpeg)
        size = {"file_id": name, "file_unique_id": name, "width": 9, "height": 9,
                "file_size": len(jpeg)}  # fmt: skip
        message = self._message() | {"photo": [size]}
        await self._post("sendMessage", message | ({"caption": caption} if caption else {}))
        return await self.gets()

    async def sends_file(self, content: bytes, size: int | None = None) -> Got:
        """Send a file, and get the reply. `size` is what Telegram says of it."""
        name = self._file(content)
        file = {"file_id": name, "file_unique_id": name, "file_size": size or len(content)}
        await self._post("sendMessage", self._message() | {"document": file})
        return await self.gets()

    async def gets(self) -> Got:
        """The next message of the bot's."""
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            if self._waiting or await self._fetched():
                self.last = self._waiting.pop(0)
                return self.last
            await asyncio.sleep(0.02)
        raise AssertionError("no reply came")

    async def gets_nothing(self) -> None:
        """No message comes for a while."""
        await asyncio.sleep(NEVER)
        assert not await self._fetched(), self._waiting

    async def sees(self) -> list[str]:
        """All the texts that stand in the chat, of both, oldest first."""
        history = await self._post("getUpdatesHistory", {"token": self.token})
        return [
            entry["message"].get("text", "")
            for entry in history["result"]
            if "message" in entry and self._is_here(entry["message"])
        ]

    def _is_here(self, message: dict[str, Any]) -> bool:
        chat = message.get("chat_id") or message.get("chat", {}).get("id")
        return str(chat) == str(self.chat)

    @property
    def _waiting(self) -> list[Got]:
        return self.__dict__.setdefault("_got", [])

    async def _fetched(self) -> bool:
        got = await self._post("getUpdates", {"token": self.token, "chatId": self.chat})
        self._waiting.extend(_got(entry) for entry in got["result"])
        return bool(self._waiting)

    def _file(self, content: bytes) -> str:
        name = f"file{next(_files)}"
        self.line.files[name] = content
        return name

    def _message(self) -> dict[str, Any]:
        person = {"id": self.chat, "is_bot": False, "first_name": "Jeanne",
                  "language_code": self.language}  # fmt: skip
        chat = {"id": self.chat, "type": "private", "first_name": "Jeanne"}
        return {"botToken": self.token, "date": int(time.time()), "from": person, "chat": chat}

    async def _post(self, path: str, given: dict[str, Any]) -> Any:
        async with self.line.client.post(f"{self.line.upstream}/{path}", json=given) as answered:
            return await answered.json()


def _got(entry: dict[str, Any]) -> Got:
    message = entry["message"]
    markup = message.get("reply_markup") or {}
    markup = json.loads(markup) if isinstance(markup, str) else markup
    inline = [button["text"] for row in markup.get("inline_keyboard", []) for button in row]
    keyboard = [
        button["text"] if isinstance(button, dict) else button
        for row in markup.get("keyboard", [])
        for button in row
    ]
    return Got(entry["messageId"], message.get("text", ""), inline, keyboard)
