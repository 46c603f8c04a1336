"""`speak` and `listen`: the voice and the ears of every channel, on a file."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.answers.kind import Lang
from assistant.cli.at_hand import LANG, conversation_on, open_store
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.dialogue.rate import Rate
    from assistant.speech.protocols import Part


@click.command()
@click.argument("text")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--lang", type=LANG, default="fr")
@click.option("--rate", type=click.Choice(["slowest", "slow", "normal", "fast"]), default="normal")
def speak(text: str, output: Path, lang: Lang, rate: Rate) -> None:
    """Say TEXT into a WAV file, as every channel says it."""
    from assistant.speech.protocols import Manner
    from assistant.speech.sound import wav
    from assistant.speech.voice import NoVoice, VoiceFailed
    from assistant.speech.voices import speaker

    try:
        sounds = list(speaker(Settings()).say(text, Manner(lang, rate)))
        if not sounds:
            raise click.UsageError("There is nothing to say in TEXT.")
        output.write_bytes(wav(sounds))
    except (NoVoice, VoiceFailed, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{output}  {sum(sound.seconds for sound in sounds):.1f} s")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--asking", metavar="FIELD", help="The field that is asked, by its id.")
@click.option("--part", type=click.Choice(["day", "month", "year"]), help="Of a date, asked apart.")
@click.option("--confirming", is_flag=True, help="A yes or a no is expected instead.")
@click.option("--lang", type=LANG, default="fr")
def listen(file: Path, asking: str | None, part: Part | None, confirming: bool, lang: Lang) -> None:
    """Print as JSON what is heard in a WAV file, and what it means, as the channels hear it."""
    from assistant.speech.grammar import is_asked_in_parts
    from assistant.speech.protocols import Expected
    from assistant.speech.recognisers import listener
    from assistant.speech.sound import NotSound, from_wav
    from assistant.steps import QUESTIONS

    if asking is not None and asking not in QUESTIONS:
        raise click.UsageError(f"No field {asking}. docs/reference/dossier.md lists them.")
    if part and not is_asked_in_parts(Expected(asking, confirming=confirming, lang=lang)):
        raise click.UsageError("--part is of a date that is asked: name it with --asking.")
    try:
        sound = from_wav(file.read_bytes())
    except NotSound as error:
        raise click.ClickException(f"{file}: {error}") from None
    ears = listener(Settings())
    expected = Expected(asking, confirming=confirming, lang=lang, part=part)
    hearing = ears.hear(sound, expected)
    said: dict[str, object] = {"texts": [], "confidence": 0.0}
    if hearing is not None:
        said = {"texts": hearing.texts, "confidence": round(hearing.confidence, 2)}
    if hearing is not None and part is None:
        about = None if confirming else asking  # a yes to what was read back is no name
        meant = asyncio.run(conversation_on(open_store()).understand(hearing.texts[0], about, lang))
        said |= {"intent": meant.intent, "value": meant.value, "problem": meant.problem}
    said |= {
        "can_answer": ears.understands(expected),
        "asks_in_parts": ears.asks_in_parts(expected),
    }
    click.echo(json.dumps(said, ensure_ascii=False))
