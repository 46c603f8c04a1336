"""`train`, `understand` and `bench`: the engine, trained, asked and measured."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import click

from assistant.answers.kind import Lang
from assistant.cli.at_hand import LANG, conversation_on, open_store, typed_lines
from assistant.settings import Settings

BENCHES = ["turns", "start", "memory", "understand", "voice", "phone", "backup"]


@click.command()
def train() -> None:
    """Train the engine's model from config.yml, domain.yml and data/."""
    from assistant.engine.model import NotTrained
    from assistant.engine.model import train as train_model

    try:
        click.echo(train_model().name)
    except NotTrained as error:
        raise click.ClickException(str(error)) from None


@click.command()
@click.option("--lang", type=LANG, default="fr", help="The language when a line does not say it.")
@click.option("--jsonl", is_flag=True, help="JSON lines in and out, for scripts.")
@click.argument("text", required=False)
@click.option("--asking", help="The field that is asked, by its id.")
def understand(lang: Lang, jsonl: bool, text: str | None, asking: str | None) -> None:
    """Say what the assistant hears in TEXT, or in each JSON line, without a conversation."""
    from channels import jsonl as json_lines

    conversation = conversation_on(open_store())
    if jsonl:
        lines = typed_lines()
    elif text is not None:
        lines = _one_line(json.dumps({"text": text, "asking": asking}))
    else:
        raise click.UsageError("Write TEXT, or --jsonl and lines on standard input.")
    asyncio.run(json_lines.understand(lines, sys.stdout, conversation, lang))


async def _one_line(line: str) -> AsyncIterator[str]:
    yield line


@click.command()
@click.argument("what", type=click.Choice(BENCHES))
@click.option("--stock/--no-stock", default=True, help="Compare with stock Rasa in the same run.")
@click.option("--quick", is_flag=True, help="A part of `voice`, in two rooms: a few minutes.")
@click.option(
    "--recordings",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="How people's recordings are heard, for `voice`: FOLDER/fr/NAME/PHRASE.wav.",
)
def bench(what: str, stock: bool, quick: bool, recordings: Path | None) -> None:
    """Measure, and print the figures with the machine they were taken on."""
    from assistant.bench import run

    if recordings is not None and not any(recordings.glob("*/*/*.wav")):
        raise click.UsageError(f"{recordings} has no recordings: put FOLDER/fr/NAME/PHRASE.wav.")
    if what != "phone":
        run(what, stock=stock, quick=quick, recordings=recordings)
    if what == "phone" or (what == "voice" and recordings is None):
        _bench_channel(what)


def _bench_channel(what: str) -> None:
    """On an empty store of its own; what a channel does is measured where the channel is."""
    import secrets
    import tempfile

    from assistant.bench import tell
    from assistant.bench.machine import machine
    from assistant.store.store import Store
    from channels.phone.bench import measure as measure_phone
    from channels.voice.bench import measure as measure_voice

    with tempfile.TemporaryDirectory() as folder:
        conversation = conversation_on(Store.open("", Path(folder), secrets.token_bytes(32)))
        if what == "voice":
            measure_voice(conversation, tell)
            return
        tell(machine())
        asyncio.run(measure_phone(conversation, Settings(), tell))
