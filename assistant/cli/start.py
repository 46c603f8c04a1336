"""`start`: every channel that is configured, the reminders, and a conversation here."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from assistant.cli.at_hand import conversation_on, now, open_store, typed_lines
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.conversation import Conversation
    from assistant.store.store import Store
    from channels.channel import Channel


@click.command()
@click.option("--no-talk", is_flag=True, help="No conversation in this terminal.")
def start(no_talk: bool) -> None:
    """Start the assistant: the engine and every configured channel, then a conversation here."""
    from assistant.words.words import words_in
    from channels.supervisor import channels

    settings = Settings()
    on = [channel for channel in channels() if channel.is_on(settings)]
    names = [channel.name for channel in on] + ([] if no_talk else ["terminal"])
    click.echo(f"Vive Voix. Canaux ouverts / Channels on: {', '.join(names) or '-'}.")
    if settings.port:
        address = settings.web_address or f"http://127.0.0.1:{settings.port}"
        click.echo(f"La page / The page: {address}")
    for channel in channels():
        if channel not in on:
            click.echo(f"  {channel.name} : {channel.turned_on_by}")
    if no_talk and not on:
        raise click.ClickException(
            "No other channel is configured. Run: ./vivevoix start, without --no-talk"
        )
    click.echo("Ctrl-C arrête tout ; rien de confirmé n'est perdu. / Ctrl-C stops; all is kept.\n")
    store = open_store()
    conversation = conversation_on(store)
    try:
        asyncio.run(
            _run_all([*on, _reminders(store)], conversation, settings, with_talk=not no_talk)
        )
    except KeyboardInterrupt:
        if not no_talk:
            click.echo(words_in("fr").say("goodbye"))


def _reminders(store: Store) -> Channel:
    """The reminders, run and run again as a channel is."""
    from assistant.reminders.mail import BadSmtpUrl, mailer
    from assistant.reminders.scheduler import keep_reminding
    from channels.channel import Channel

    try:
        mailer(Settings())
    except BadSmtpUrl as error:
        raise click.ClickException(str(error)) from None

    def run(conversation: Conversation, settings: Settings) -> Coroutine[None, None, None]:
        return keep_reminding(store, now, conversation, settings)

    return Channel(name="reminders", is_on=lambda _: True, turned_on_by="", run=run)


async def _run_all(
    on: list[Channel], conversation: Conversation, settings: Settings, *, with_talk: bool
) -> None:
    """The channels, and the talk in this terminal; when the talk ends, so does the rest."""
    from channels import terminal
    from channels.supervisor import supervise

    others = asyncio.create_task(supervise(on, conversation, settings))
    if with_talk:
        await terminal.talk(typed_lines(), sys.stdout, conversation, None, "terminal")
        others.cancel()
    with suppress(asyncio.CancelledError):
        await others
