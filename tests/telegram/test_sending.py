"""What goes out, and how often it is tried."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from telegram.error import BadRequest, Forbidden, NetworkError

from assistant.settings import Settings
from channels.telegram.bot import bot_of
from channels.telegram.sending import LONGEST_TEXT, Outgoing, Sender, _parts
from tests.telegram.line import line_to


@given(st.text(alphabet="ab \n", max_size=60), st.integers(1, 400))
def test_a_long_text_is_cut_in_order_and_nothing_of_it_is_lost(piece: str, times: int) -> None:
    text = f"{piece}." * times
    parts = _parts(text)
    assert all(len(part) <= LONGEST_TEXT for part in parts)
    joined = "".join(parts)
    assert joined.replace("\n", "") == text.replace("\n", "")


def test_a_long_text_is_cut_between_two_lines() -> None:
    lines = [f"ligne {number} " + "x" * 60 for number in range(100)]
    parts = _parts("\n".join(lines))
    assert [line for part in parts for line in part.split("\n")] == lines


def test_a_pdf_goes_as_a_document_with_its_sentence(upstream: str) -> None:
    async def scene() -> None:
        async with line_to(upstream) as line:
            settings = Settings(telegram_token=SecretStr("66:AA"), telegram_api=line.address)
            async with bot_of(settings) as bot:
                out = Outgoing("Voici votre carte.", pdf=b"%PDF-1.7", file_name="carte.pdf")
                [number] = await Sender(bot).send(9, out)
            [sent] = line.called("sendDocument")
            assert (sent["chat_id"], sent["caption"]) == ("9", "Voici votre carte.")
            assert line.sent_files == [b"%PDF-1.7"]
            assert number > 0

    asyncio.run(scene())


class Refusing:
    """A bot whose every message fails in the same way."""

    def __init__(self, fault: Exception) -> None:
        self.fault, self.tries = fault, 0

    async def send_message(self, *_: Any, **__: Any) -> None:
        self.tries += 1
        raise self.fault


@pytest.mark.parametrize(
    ("fault", "tries"),
    [(NetworkError("away"), 3), (BadRequest("no such chat"), 1), (Forbidden("blocked"), 1)],
)
def test_only_the_network_is_tried_again(fault: Exception, tries: int) -> None:
    bot = Refusing(fault)
    sender = Sender(cast(Any, bot), waits=(0.0, 0.0))
    with pytest.raises(type(fault)):
        asyncio.run(sender.send(1, Outgoing("Bonjour")))
    assert bot.tries == tries
