"""Voice messages: what is said counts like what is written, and is answered by voice."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from assistant.bench.hearing import said_in
from assistant.speech.protocols import Expected
from assistant.speech.sound import Sound
from channels.telegram import channel
from channels.telegram.ogg import from_ogg, to_ogg
from channels.telegram.voice import Voice
from tests.people import JEANNE
from tests.telegram.conftest import Started
from tests.telegram.ears import ESPEAK_HERTZ, Espeak, TwoWords, espeak
from tests.telegram.test_dossier import answers, begun

SILENCE = Sound(bytes(2 * ESPEAK_HERTZ), ESPEAK_HERTZ)


def ogg(sound: Sound) -> bytes:
    return asyncio.run(to_ogg([sound]))


OUI, NON, NOTHING = "oui", "non", "silence"


@pytest.fixture(scope="module")
def said() -> dict[str, bytes]:
    """Voice messages, made with espeak-ng."""
    return {OUI: ogg(espeak("oui")), NON: ogg(espeak("non")), NOTHING: ogg(SILENCE)}


@pytest.fixture
def ears(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TwoWords:
    """The bot listens and speaks with these."""
    heard = TwoWords(tmp_path)
    monkeypatch.setattr(channel, "_voice", lambda settings: Voice(lambda: heard, Espeak))
    return heard


def test_a_yes_that_is_said_counts_and_is_answered_by_voice_and_in_writing(
    bot: Started, ears: TwoWords, said: dict[str, bytes]
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            got = await jeanne.speaks(said[OUI])
            assert telegram.conversation.last.asking == "welcome.adult"
            assert "dix-huit ans" in got.text
            assert got.keyboard == ["Oui", "Non"]
            assert ears.expected[-1] == Expected("welcome.consent", False, "fr")
            [spoken] = telegram.line.sent_files
            assert (await from_ogg(spoken)).seconds > 1
            sent = telegram.line.called("sendMessage") + telegram.line.called("sendVoice")
            assert len(sent) == len(telegram.conversation.turns) + 1, "one message a turn"

    asyncio.run(scene())


def test_a_no_that_is_said_counts(bot: Started, ears: TwoWords, said: dict[str, bytes]) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.birth_name")
            await jeanne.says("Lefèvre")
            assert telegram.conversation.last.confirming
            await jeanne.speaks(said[NON])
            assert ears.expected[-1] == Expected("identity.birth_name", True, "fr")
            assert not telegram.conversation.last.confirming

    asyncio.run(scene())


def test_what_was_not_understood_is_told_with_what_was_heard(
    bot: Started, ears: TwoWords, said: dict[str, bytes]
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.phone")
            got = await jeanne.speaks(said[OUI])
            assert got.text.startswith("J'ai entendu\u00a0: «\u00a0oui\u00a0».")
            assert telegram.conversation.last.asking == "identity.phone"
            turns = len(telegram.conversation.turns)
            got = await jeanne.speaks(said[NOTHING])
            assert got.text.startswith("Je n'ai pas compris votre message vocal.")
            got = await jeanne.speaks(b"not a sound at all")
            assert got.text.startswith("Je n'arrive pas à lire ce message vocal.")
            got = await jeanne.speaks(said[OUI], seconds=500)
            assert got.text.startswith("Votre message vocal est trop long.")
            assert len(telegram.conversation.turns) == turns, "none of them was an answer"

    asyncio.run(scene())


def test_one_may_agree_by_voice_to_talk_here(
    bot: Started, ears: TwoWords, said: dict[str, bytes]
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = telegram.phone()
            await jeanne.says("/start")
            await jeanne.speaks(said[OUI])
            assert telegram.conversation.last.asking == "welcome.consent"

    asyncio.run(scene())


def test_it_speaks_to_somebody_who_types_once_they_ask(
    bot: Started, ears: TwoWords, said: dict[str, bytes]
) -> None:
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


def test_a_voice_message_is_on_no_disk(
    bot: Started, ears: TwoWords, said: dict[str, bytes], home: Path, tmp_path: Path
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await jeanne.speaks(said[OUI])

    asyncio.run(scene())
    inside = said[OUI][100:140]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not [
        path for path in files if inside in path.read_bytes() or b"OggS" in path.read_bytes()
    ]


def test_the_assistants_own_ears_and_voice_do_the_same(bot: Started) -> None:
    message = ogg(said_in("quiet", "oui", "fr+m4"))

    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await jeanne.speaks(message)
            assert telegram.conversation.last.confirming, "a wish is read back"
            got = await jeanne.speaks(message)
            assert telegram.conversation.last.asking == "welcome.adult"
            assert "dix-huit ans" in got.text
            spoken = telegram.line.sent_files[-1]
            assert (await from_ogg(spoken)).seconds > 1

    asyncio.run(scene())
