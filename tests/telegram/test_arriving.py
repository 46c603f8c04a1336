"""Whatever comes in an update, it costs at most itself."""

from __future__ import annotations

import asyncio
import json
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from channels.telegram.arriving import Arrived
from channels.telegram.channel import _answer
from channels.telegram.desk import Desk
from channels.telegram.requests import as_said, requested, start_payload

CHAT = {"id": 5, "type": "private", "first_name": "J"}
PERSON = {"id": 5, "is_bot": False, "first_name": "J", "language_code": "fr"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
PARTS = (
    "text", "caption", "voice", "photo", "document", "contact", "location", "sticker", "entities",
    "reply_to_message", "from", "chat", "date", "message_id", "edit_date", "forward_origin",
)  # fmt: skip


class Listening:
    """A desk that notes what reaches it."""

    def __init__(self) -> None:
        self.came: list[Arrived] = []

    async def answer(self, came: Arrived) -> None:
        self.came.append(came)


def reaching(update: Any) -> list[Arrived]:
    desk = Listening()
    asyncio.run(_answer(cast(Desk, desk), cast(Any, None), update))
    return desk.came


def message(**parts: Any) -> dict[str, Any]:
    return {
        "update_id": 1,
        "message": {"message_id": 7, "date": 1, "chat": CHAT, "from": PERSON, **parts},
    }


@given(JSON)
def test_an_update_that_is_anything_at_all_is_let_go(update: Any) -> None:
    assert reaching(update) == []


@given(st.dictionaries(st.sampled_from(PARTS), JSON, max_size=4))
def test_a_message_with_odd_parts_is_read_or_let_go(parts: dict[str, Any]) -> None:
    reaching(message(**parts))
    reaching({"update_id": 1, "edited_message": message(**parts)["message"]})


@given(st.text(max_size=200))
def test_any_text_is_a_text(text: str) -> None:
    [came] = reaching(message(text=text))
    assert came.text == text
    for lang in ("fr", "en"):
        requested(text, lang, None)  # type: ignore[arg-type]
        as_said(text, lang)  # type: ignore[arg-type]
    start_payload(text)


def test_the_same_update_has_the_same_key_and_another_has_another() -> None:
    [one] = reaching(message(text="oui"))
    [two] = reaching(message(text="oui") | {"update_id": 9})
    edited = {"update_id": 3, "edited_message": message(text="non")["message"]}
    [three] = reaching(edited)
    assert one.key == two.key
    assert one.key != three.key


def test_an_update_is_json_and_nothing_else_is_needed() -> None:
    assert reaching(json.loads(json.dumps(message(text="oui"))))[0].text == "oui"


def test_the_largest_of_the_sizes_of_a_photograph_is_taken() -> None:
    sizes = [
        {"file_id": f"{w}", "file_unique_id": f"{w}", "width": w, "height": w, "file_size": w}
        for w in (90, 1280, 320)
    ]
    [came] = reaching(message(photo=sizes, caption="ordonnance"))
    assert came.paper is not None
    assert came.paper.file_id == "1280"
    assert came.text == "ordonnance"
