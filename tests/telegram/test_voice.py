"""Voice messages: what is said counts like what is written, and is answered by voice.

The bot hears and speaks with the assistant's own parts, as it comes: without a model to download.
"""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path

import pytest

from assistant.bench.hearing import said_in
from assistant.speech.sound import HERTZ, Sound
from assistant.store.store import Store
from channels.telegram.ogg import from_ogg, to_ogg
from tests.people import JEANNE
from tests.telegram.conftest import Bot, Started
from tests.telegram.phone import Got, Phone
from tests.telegram.test_dossier import answers, begun

VOICE = "fr"


@cache
def said(text: str, voice: str = VOICE) -> bytes:
    """A voice message, made with espeak-ng, in a quiet room."""
    return asyncio.run(to_ogg([said_in("quiet", text, voice)]))


@cache
def silence() -> bytes:
    return asyncio.run(to_ogg([Sound(bytes(2 * HERTZ), HERTZ)]))


@pytest.fixture(scope="module", autouse=True)
def recorded() -> None:
    """All messages before the bot's loop runs: making one takes a loop of its own."""
    for text in ("oui", "non", "une femme", "trente et un", "mars", "février",
                 "mille neuf cent trente-six", "le douze mars mille neuf cent trente-six",
                 "zéro six douze trente-quatre cinquante-six soixante-dix-huit"):  # fmt: skip
        said(text)
    said("yes", "en-gb")
    silence()


async def at(telegram: Bot, field: str) -> Phone:
    jeanne = await begun(telegram)
    await answers(telegram, jeanne, JEANNE, until=field)
    return jeanne


async def says_aloud(jeanne: Phone, *texts: str) -> Got:
    for text in texts:
        got = await jeanne.speaks(said(text))
    return got


def test_a_yes_that_is_said_counts_and_is_answered_by_voice_and_in_writing(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await jeanne.speaks(said("oui"))
            assert telegram.conversation.last.confirming, "a wish is read back"
            got = await jeanne.speaks(said("oui"))
            assert telegram.conversation.last.asking == "welcome.adult"
            assert "dix-huit ans" in got.text
            assert got.keyboard == ["Oui", "Non"]
            first, second = telegram.line.sent_files
            assert (await from_ogg(first)).seconds > 1
            assert (await from_ogg(second)).seconds > 1
            sent = telegram.line.called("sendMessage") + telegram.line.called("sendVoice")
            assert len(sent) == len(telegram.conversation.turns) + 1, "one message a turn"

    asyncio.run(scene())


def test_a_no_that_is_said_counts(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await at(telegram, "identity.birth_name")
            await jeanne.says("Lefèvre")
            assert telegram.conversation.last.confirming
            await jeanne.speaks(said("non"))
            assert not telegram.conversation.last.confirming
            assert telegram.conversation.last.asking == "identity.birth_name"

    asyncio.run(scene())


def test_a_choice_and_a_date_are_said_the_date_in_three_messages(
    bot: Started, store: Store
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await at(telegram, "identity.sex")
            got = await says_aloud(jeanne, "une femme", "oui")
            assert telegram.conversation.last.asking == "identity.birth_date"
            assert got.text.endswith("Quel jour du mois\u00a0?")
            assert (await says_aloud(jeanne, "trente et un")).text == "Quel mois\u00a0?"
            await telegram.restarts()
            assert (await says_aloud(jeanne, "mars")).text == "Quelle année\u00a0?"
            got = await says_aloud(jeanne, "mille neuf cent trente-six")
            assert "31 mars 1936" in got.text
            assert telegram.conversation.last.confirming
            await says_aloud(jeanne, "oui")
            assert telegram.conversation.last.asking == "identity.birth_place"

    asyncio.run(scene())
    [listed] = store.dossiers()
    assert store.dossier(listed.id).value("identity.birth_date") == "1936-03-31"


def test_somebody_who_says_a_whole_date_is_told_how_it_is_heard_and_may_write_it(
    bot: Started,
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await at(telegram, "identity.birth_date")
            got = await says_aloud(jeanne, "le douze mars mille neuf cent trente-six")
            assert "en trois messages vocaux" in got.text
            assert got.text.endswith("Quel jour du mois\u00a0?")
            got = await jeanne.speaks(silence())
            assert got.text.startswith("Je n'ai pas compris votre message vocal.")
            assert got.text.endswith("Quel jour du mois\u00a0?"), "the same part again"
            await says_aloud(jeanne, "trente et un")
            got = await jeanne.says("le 31 mars 1936")
            assert "31 mars 1936" in got.text

    asyncio.run(scene())


def test_a_number_that_is_said_is_no_command_and_has_to_be_written(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await at(telegram, "identity.phone")
            turns, manner = len(telegram.conversation.turns), telegram.conversation.last.manner
            got = await says_aloud(
                jeanne, "zéro six douze trente-quatre cinquante-six soixante-dix-huit"
            )
            assert got.text.startswith("Je ne sais pas entendre les noms ni les numéros.")
            assert got.text.endswith("numéro de téléphone\u00a0?"), "the open question comes back"
            assert len(telegram.conversation.turns) == turns
            await jeanne.says("06 12 34 56 78")
            assert telegram.conversation.last.manner == manner, "it speaks as before"

    asyncio.run(scene())


def test_what_was_not_understood_is_told_with_what_was_heard(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await at(telegram, "identity.birth_date")
            await says_aloud(jeanne, "le douze mars mille neuf cent trente-six")
            await says_aloud(jeanne, "trente et un", "février")
            got = await says_aloud(jeanne, "mille neuf cent trente-six")
            assert got.text.startswith("J'ai entendu\u00a0: «\u00a0trente et un février mille neuf")
            assert telegram.conversation.last.asking == "identity.birth_date"
            assert got.text.endswith("Quel jour du mois\u00a0?"), "and the date from its beginning"

    asyncio.run(scene())


def test_what_is_no_message_to_be_heard_is_told_and_is_no_answer(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await at(telegram, "identity.sex")
            turns = len(telegram.conversation.turns)
            got = await jeanne.speaks(silence())
            assert got.text.startswith("Je n'ai pas compris votre message vocal.")
            got = await jeanne.speaks(b"not a sound at all")
            assert got.text.startswith("Je n'arrive pas à lire ce message vocal.")
            got = await jeanne.speaks(said("oui"), seconds=500)
            assert got.text.startswith("Votre message vocal est trop long.")
            assert len(telegram.conversation.turns) == turns, "none of them was an answer"

    asyncio.run(scene())


def test_one_may_agree_by_voice_to_talk_here(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = telegram.phone()
            await jeanne.says("/start")
            await jeanne.speaks(said("oui"))
            assert telegram.conversation.last.asking == "welcome.consent"

    asyncio.run(scene())


def test_it_speaks_to_somebody_who_types_once_they_ask(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await jeanne.says("à voix haute")
            await jeanne.says("oui")
            assert len(telegram.line.sent_files) == 2
            await jeanne.says("par écrit")
            await jeanne.says("oui")
            assert len(telegram.line.sent_files) == 2

    asyncio.run(scene())


def test_english_is_heard_and_answered_in_english(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            mary = telegram.phone(language="en-GB")
            await mary.says("/start")
            await mary.speaks(said("yes", "en-gb"))
            assert telegram.conversation.last.asking == "welcome.consent"
            got = await mary.speaks(said("yes", "en-gb"))
            assert telegram.conversation.last.confirming
            assert got.inline == ["Yes", "No"]

    asyncio.run(scene())


def test_a_voice_message_is_on_no_disk(bot: Started, home: Path, tmp_path: Path) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await jeanne.speaks(said("oui"))

    asyncio.run(scene())
    inside = said("oui")[100:140]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not [
        path for path in files if inside in path.read_bytes() or b"OggS" in path.read_bytes()
    ]
