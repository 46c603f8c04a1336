"""What the commands work with: the store, a conversation on it, the time, the lines typed."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.conversation import Conversation
    from assistant.store.store import Store

LANG = click.Choice(["fr", "en"])


def open_store() -> Store:
    """The store of the settings. Raises `StoreError`, which the command line tells."""
    from assistant.security.master_key import master_key
    from assistant.store.store import Store

    settings = Settings()
    return Store.open(settings.database_url, settings.home, master_key(settings))


def conversation_on(store: Store) -> Conversation:
    from assistant.conversation import Conversation
    from assistant.dialogue.exchange import Doors
    from assistant.engine.embedded import EmbeddedEngine
    from assistant.engine.model import is_trained, model_path

    if not is_trained():
        click.echo("vivevoix: training the model, about a minute …", err=True)
        _train_apart()
    settings = Settings()
    return Conversation(
        EmbeddedEngine(model_path()),
        store,
        now,
        human_phone=settings.human_phone,
        doors=Doors(settings.phone_number, settings.telegram_name),
    )


def _train_apart() -> None:
    """Train in a process of its own, whose memory ends with it.

    Rasa tells of its libraries and of every step; that is shown when the training failed.
    """
    trained = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "train"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if trained.returncode:
        click.echo(trained.stderr, err=True)
        raise click.ClickException("The model could not be trained; the reason is above.")


async def typed_lines() -> AsyncIterator[str]:
    """Standard input line by line, while the event loop does its other work.

    The thread that waits for a line is a daemon: Ctrl-C ends the program at once.
    """
    loop, lines = asyncio.get_running_loop(), asyncio.Queue[str]()

    def read() -> None:
        while line := sys.stdin.readline():
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, "")

    threading.Thread(target=read, daemon=True).start()
    while line := await lines.get():
        yield line


def now() -> datetime:
    """The time where the people are."""
    return datetime.now(ZoneInfo(Settings().timezone))
