"""The essential dossier, from the first word to the last, by chat."""

from __future__ import annotations

import asyncio

from assistant.store.store import Store
from tests.people import JEANNE, LISTS, essential
from tests.telegram.conftest import Bot, Started
from tests.telegram.phone import Phone

LONGEST_DIALOGUE = 120  # messages


async def begun(telegram: Bot, **about: object) -> Phone:
    """Somebody who agreed to talk here, and is asked whether their answers may be kept."""
    phone = telegram.phone(**about)
    await phone.says("/start")
    await phone.taps("Oui")
    return phone


async def answers(telegram: Bot, phone: Phone, person: dict[str, str], until: str = "") -> None:
    """Answer what is asked: with a button where there is one of that name, else in writing."""
    given: set[str] = set()
    for _ in range(LONGEST_DIALOGUE):
        last = telegram.conversation.last
        if last.asking is None or (last.asking == until and not last.confirming):
            return
        assert phone.last is not None
        if last.confirming:
            assert phone.last.inline == ["Oui", "Non"]
            await phone.taps("Oui")
        elif last.asking in LISTS and last.asking in given:
            await phone.says("non, c'est tout")
        else:
            given.add(last.asking)
            said = person[last.asking]
            label = next((b for b in phone.last.keyboard if b.lower() == said.lower()), said)
            await phone.says(label)
    raise AssertionError(f"still asking {telegram.conversation.last.asking}")


def test_a_whole_essential_dossier_is_made_by_chat(bot: Started, store: Store) -> None:
    async def scene() -> tuple[int, int, list[str]]:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, essential(JEANNE))
            sent, turns = telegram.line.called("sendMessage"), telegram.conversation.turns
            return len(sent), len(turns), [call.get("text", "") for call in sent]

    sent, turns, texts = asyncio.run(scene())
    [listed] = store.dossiers()
    dossier = store.dossier(listed.id)
    assert dossier.value("identity.phone") == "+33612345678"
    assert dossier.value("trusted_person.name") == "Claire Martin"
    assert dossier.value("health.allergies.substance", 1) == "la pénicilline"
    assert {answer.channel for answer, _ in store.history(listed.id)} == {"telegram"}
    assert sent == turns + 1, "one message a turn, and the question of privacy"
    decorated = [text for text in texts if any(sign in text for sign in "*_`•✅👍#<")]
    assert decorated == [], "plain sentences, which a screen reader does not spell out"


def test_choices_are_buttons_in_plain_words_and_may_be_typed_as_well(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="welcome.speech_rate")
            assert jeanne.last is not None
            assert jeanne.last.keyboard == ["Plus lentement", "Comme maintenant", "Plus vite"]
            await jeanne.says("comme maintenant s'il vous plaît")
            assert telegram.conversation.last.asking == "welcome.scope"

    asyncio.run(scene())


def test_a_button_counts_once_and_not_after_the_talk_went_on(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.phone")
            question = await jeanne.says("06 12 34 56 78")
            await jeanne.taps("Oui")
            assert telegram.conversation.last.asking == "identity.email"
            await jeanne.presses("Oui", question)
            await jeanne.gets_nothing()
            await jeanne.presses("Non", question)
            await jeanne.gets_nothing()
            assert telegram.conversation.last.asking == "identity.email"

    asyncio.run(scene())
    [listed] = store.dossiers()
    said = [a.value for a, _ in store.history(listed.id) if a.field == "identity.phone"]
    assert said == ["+33612345678"]


def test_the_menu_has_the_commands_in_both_languages(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            await begun(telegram)
            french, english = telegram.line.called("setMyCommands")
            assert french["language_code"] == "fr"
            assert "language_code" not in english
            for command in (
                "start",
                "aide",
                "reprendre",
                "resume",
                "carte",
                "vie_privee",
                "effacer",
            ):
                assert f'"{command}"' in french["commands"]
            for command in ("start", "help", "continue", "summary", "card", "privacy", "erase"):
                assert f'"{command}"' in english["commands"]

    asyncio.run(scene())


def test_a_command_is_a_command_even_where_a_name_is_asked(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.birth_name")
            for command in ("/aide", "/resume", "/reprendre", "/carte"):
                await jeanne.says(command)
                assert not telegram.conversation.last.confirming, command
                assert telegram.conversation.last.asking == "identity.birth_name"

    asyncio.run(scene())


def test_somebody_whose_telegram_is_in_english_is_spoken_to_in_english(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            mary = telegram.phone(language="en-GB")
            got = await mary.says("/start")
            assert got.text.startswith("Telegram keeps on its machines")
            got = await mary.taps("Yes")
            assert telegram.conversation.last.lang == "en"
            assert "I am a computer program" in got.text

    asyncio.run(scene())


def test_one_shares_a_contact_and_its_number_is_the_answer(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.phone")
            card = {"phone_number": "+33612345678", "first_name": "Jeanne"}
            await jeanne._post("sendMessage", jeanne._message() | {"contact": card})
            got = await jeanne.gets()
            assert "06 12 34 56 78" in got.text
            assert telegram.conversation.last.confirming

    asyncio.run(scene())


def test_a_reminder_goes_to_the_chat_where_the_person_talks(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.birth_name")
            [listed] = store.dossiers()
            address = store.reach(listed.id, "telegram")
            assert address is not None
            messenger = telegram.conversation.messengers["telegram"]
            assert await messenger.tell(address, "Il est temps de demander votre code.")
            assert (await jeanne.gets()).text == "Il est temps de demander votre code."
            await telegram.stops()
            assert "telegram" not in telegram.conversation.messengers

    asyncio.run(scene())
