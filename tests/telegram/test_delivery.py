"""Each answer counts once and none is lost, whatever the line does."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from assistant.store.store import Store
from tests.people import JEANNE
from tests.telegram.conftest import Bot, Started
from tests.telegram.phone import Phone
from tests.telegram.test_dossier import answers, begun

ADDRESS = {"identity.birth_place": "Nantes"}


async def asked_for_the_phone(telegram: Bot) -> Phone:
    jeanne = await begun(telegram)
    await answers(telegram, jeanne, JEANNE, until="identity.phone")
    return jeanne


def kept(store: Store, field: str) -> list[object]:
    """Every value ever kept of a field."""
    [listed] = store.dossiers()
    return [answer.value for answer, _ in store.history(listed.id) if answer.field == field]


def test_updates_that_come_twice_are_answered_once(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            telegram.line.twice = True
            jeanne = await asked_for_the_phone(telegram)
            await jeanne.says("06 12 34 56 78")
            await jeanne.taps("Oui")
            await jeanne.gets_nothing()
            assert telegram.conversation.last.asking == "identity.email"

    asyncio.run(scene())
    assert kept(store, "identity.phone") == ["+33612345678"]


@pytest.mark.parametrize("fault", ["drop", "too_many", "bad_gateway"])
@pytest.mark.parametrize("method", ["getUpdates", "sendMessage"])
def test_a_fault_of_the_line_loses_no_answer_and_doubles_none(
    bot: Started, store: Store, method: str, fault: str
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await asked_for_the_phone(telegram)
            telegram.line.faults = [(method, fault)] * 2  # type: ignore[list-item]
            await jeanne.says("06 12 34 56 78")
            await jeanne.taps("Oui")
            assert telegram.line.faults == []
            assert telegram.conversation.last.asking == "identity.email"
            await jeanne.gets_nothing()

    asyncio.run(scene())
    assert kept(store, "identity.phone") == ["+33612345678"]


def test_an_answer_lost_on_the_way_back_is_not_recorded_twice(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await asked_for_the_phone(telegram)
            await jeanne.says("06 12 34 56 78")
            telegram.line.faults = [("sendMessage", "answer_lost"), ("getUpdates", "answer_lost")]
            await jeanne.taps("Oui")
            again = await jeanne.gets()
            assert again.text == jeanne.last.text if jeanne.last else ""
            assert telegram.conversation.last.asking == "identity.email"

    asyncio.run(scene())
    assert kept(store, "identity.phone") == ["+33612345678"]


def test_what_is_written_while_the_network_is_away_is_answered_in_order(
    bot: Started, store: Store
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.birth_place")
            telegram.line.is_away = True
            await asyncio.sleep(0.5)
            await jeanne.types("Nantes")
            await jeanne.types("12 rue des Lilas 75020 Paris")
            telegram.line.is_away = False
            first, second = await jeanne.gets(), await jeanne.gets()
            assert "adresse" in first.text
            assert "12 rue des Lilas" in second.text

    asyncio.run(scene())
    assert kept(store, "identity.birth_place") == ["Nantes"]


def test_a_message_that_comes_after_a_later_one_is_not_taken_for_an_answer(
    bot: Started, store: Store
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await asked_for_the_phone(telegram)
            await jeanne.says("06 12 34 56 78")
            number = telegram.conversation.turns[-1][0].message
            assert number is not None
            meta = jeanne._message()
            late = {"message_id": number - 1, "date": meta["date"], "from": meta["from"],
                    "chat": meta["chat"], "text": "06 99 99 99 99"}  # fmt: skip
            telegram.line.put({"update_id": 10_000_000, "message": late})
            got = await jeanne.gets()
            assert got.text.startswith("Votre message est arrivé après un autre.")
            assert "06 12 34 56 78" in got.text, "the question that is open comes back"
            await jeanne.says("oui")

    asyncio.run(scene())
    assert kept(store, "identity.phone") == ["+33612345678"]


def test_an_emergency_is_answered_even_when_it_comes_late(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await asked_for_the_phone(telegram)
            number = telegram.conversation.turns[-1][0].message
            assert number is not None
            meta = jeanne._message()
            late = {"message_id": number - 1, "date": meta["date"], "from": meta["from"],
                    "chat": meta["chat"], "text": "je ne peux plus respirer"}  # fmt: skip
            telegram.line.put({"update_id": 10_000_000, "message": late})
            got = await jeanne.gets()
            assert "appelez le 15" in got.text

    asyncio.run(scene())


def test_an_edited_message_changes_nothing_and_says_how_to_correct(
    bot: Started, store: Store
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await asked_for_the_phone(telegram)
            await jeanne.says("06 12 34 56 78")
            number = telegram.conversation.turns[-1][0].message
            meta = jeanne._message()
            edited = {"message_id": number, "date": meta["date"], "edit_date": meta["date"],
                      "from": meta["from"], "chat": meta["chat"],
                      "text": "06 99 99 99 99"}  # fmt: skip
            telegram.line.put({"update_id": 10_000_000, "edited_message": edited})
            got = await jeanne.gets()
            assert got.text.startswith("Vous avez modifié un message.")
            assert got.inline == ["Oui", "Non"], "the read-back that is open comes back"
            await jeanne.says("oui")

    asyncio.run(scene())
    assert kept(store, "identity.phone") == ["+33612345678"]


def test_two_phones_on_one_account_make_one_conversation(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await asked_for_the_phone(telegram)
            tablet = telegram.phone(chat=jeanne.chat)
            await asyncio.gather(jeanne.types("06 12 34 56 78"), tablet.types("06 12 34 56 78"))
            await jeanne.gets()
            await jeanne.gets()
            assert telegram.conversation.last.asking == "identity.phone"
            assert telegram.conversation.last.confirming
            await jeanne.says("oui")

    asyncio.run(scene())
    assert kept(store, "identity.phone") == ["+33612345678"]


def test_several_people_talk_side_by_side(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            people = [telegram.phone() for _ in range(8)]
            await asyncio.gather(*(p.says("/start") for p in people))
            await asyncio.gather(*(p.taps("Oui") for p in people))
            for said in ("oui", "oui", "non", "comme maintenant", "l'essentiel"):
                await asyncio.gather(*(p.says(said) for p in people))
            await asyncio.gather(*(p.says(f"Nom{'abcdefgh'[i]}") for i, p in enumerate(people)))
            for i, person in enumerate(people):
                assert person.last is not None
                assert f"Nom{'abcdefgh'[i]}" in person.last.text

    asyncio.run(scene())
    assert len(store.dossiers()) == 8


def test_after_a_restart_the_talk_goes_on_at_the_same_question(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await asked_for_the_phone(telegram)
            await telegram.stops()
            await jeanne.types("06 12 34 56 78")
            telegram.starts()
            got = await jeanne.gets()
            assert "06 12 34 56 78" in got.text
            await jeanne.taps("Oui")

    asyncio.run(scene())
    assert kept(store, "identity.phone") == ["+33612345678"]


def test_when_the_store_is_away_it_says_so_and_the_answer_said_again_is_kept(
    bot: Started, store: Store, home: Path
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await asked_for_the_phone(telegram)
            other = sqlite3.connect(home / "vivevoix.sqlite")
            other.execute("BEGIN IMMEDIATE")
            got = await jeanne.says("06 12 34 56 78")
            assert "Rien de ce qui était gardé n'est perdu" in got.text
            other.rollback()
            other.close()
            await jeanne.says("06 12 34 56 78")
            await jeanne.taps("Oui")

    asyncio.run(scene())
    assert kept(store, "identity.phone") == ["+33612345678"]
