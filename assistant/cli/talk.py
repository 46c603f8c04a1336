"""`talk`: a conversation in the terminal, or aloud in the room."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from assistant.answers.kind import Lang
from assistant.cli.at_hand import LANG, conversation_on, open_store, typed_lines
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.conversation import Conversation


@click.command()
@click.option("--lang", type=LANG, help="The language, when it need not be asked.")
@click.option("--as", "name", default="terminal", help="A named local profile.")
@click.option("--jsonl", is_flag=True, help="JSON lines in and out, for scripts.")
@click.option("--voice", is_flag=True, help="Speak and listen; what is typed counts as well.")
def talk(lang: Lang | None, name: str, jsonl: bool, voice: bool) -> None:
    """Talk in the terminal."""
    from assistant.words.words import words_in
    from channels import jsonl as json_lines
    from channels import terminal

    channel = json_lines if jsonl else terminal
    conversation = conversation_on(open_store())
    try:
        if voice and asyncio.run(_talk_aloud(conversation, lang, name)):
            return
        asyncio.run(channel.talk(typed_lines(), sys.stdout, conversation, lang, name))
    except KeyboardInterrupt:
        if not jsonl:
            click.echo(words_in(lang or "fr").say("goodbye"))


async def _talk_aloud(conversation: Conversation, lang: Lang | None, name: str) -> bool:
    """Talk through the sound devices; False, having said so, where there are none."""
    from assistant.speech.voice import NoVoice
    from assistant.words.words import words_in
    from channels import terminal
    from channels.voice import channel
    from channels.voice.devices import NoDevice

    settings = Settings()
    line = await channel.room(settings)
    try:
        line.find_devices()
        await channel.talk(
            line, typed_lines(), conversation, settings, lang, name,
            lambda replied: terminal.write(sys.stdout, replied),
        )  # fmt: skip
    except (NoDevice, NoVoice) as missing:
        click.echo(f"vivevoix: {missing}", err=True)
        click.echo(words_in(lang or "fr").say("spoken_no_device"))
        return False
    return True
