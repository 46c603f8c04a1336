"""The command line behind `./vivevoix`. Every command is in docs/reference/commands.md."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Coroutine
from contextlib import suppress
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from assistant.answers.kind import Lang
from assistant.exports.formats import FORMATS
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.conversation import Conversation
    from assistant.dossier.dossier import Dossier
    from assistant.speech.protocols import Rate
    from assistant.store.store import Store
    from channels.channel import Channel

LANG = click.Choice(["fr", "en"])
BENCHES = ["turns", "start", "memory", "understand", "voice", "phone"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Vive Voix: a medical dossier, completed by word of mouth."""


def _store() -> Store:
    from assistant.security.master_key import master_key
    from assistant.store.errors import StoreError
    from assistant.store.store import Store

    settings = Settings()
    try:
        return Store.open(settings.database_url, settings.home, master_key(settings))
    except StoreError as error:
        raise click.ClickException(str(error)) from None


def _conversation(store: Store) -> Conversation:
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
        _now,
        human_phone=settings.human_phone,
        doors=Doors(settings.phone_number, settings.telegram_name),
    )


def _train_apart() -> None:
    """Train in a process of its own, whose memory ends with it."""
    trained = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "train"], stdout=subprocess.DEVNULL, check=False
    )
    if trained.returncode:
        raise click.ClickException("The model could not be trained; the reason is above.")


async def _typed_lines() -> AsyncIterator[str]:
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


@main.command()
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
    conversation = _conversation(_store())
    try:
        if voice and asyncio.run(_talk_aloud(conversation, lang, name)):
            return
        asyncio.run(channel.talk(_typed_lines(), sys.stdout, conversation, lang, name))
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
    line = channel.room(settings)
    try:
        line.open_once()
        await channel.talk(
            line, _typed_lines(), conversation, settings, lang, name,
            lambda replied: terminal.write(sys.stdout, replied),
        )  # fmt: skip
    except (NoDevice, NoVoice) as missing:
        click.echo(f"vivevoix: {missing}", err=True)
        click.echo(words_in(lang or "fr").say("spoken_no_device"))
        return False
    return True


@main.command()
@click.option("--no-talk", is_flag=True, help="No conversation in this terminal.")
def start(no_talk: bool) -> None:
    """Start the assistant: the engine and every configured channel, then a conversation here."""
    from assistant.words.words import words_in
    from channels.supervisor import channels

    settings = Settings()
    on = [channel for channel in channels() if channel.is_on(settings)]
    names = [channel.name for channel in on] + ([] if no_talk else ["terminal"])
    click.echo(f"Vive Voix. Canaux ouverts / Channels on: {', '.join(names) or '-'}.")
    for channel in channels():
        if channel not in on:
            click.echo(f"  {channel.name} : {channel.turned_on_by}")
    if no_talk and not on:
        raise click.ClickException(
            "No other channel is configured. Run: ./vivevoix start, without --no-talk"
        )
    click.echo("Ctrl-C arrête tout ; rien de confirmé n'est perdu. / Ctrl-C stops; all is kept.\n")
    store = _store()
    conversation = _conversation(store)
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
        return keep_reminding(store, _now, conversation, settings)

    return Channel(name="reminders", is_on=lambda _: True, turned_on_by="", run=run)


async def _run_all(
    on: list[Channel], conversation: Conversation, settings: Settings, *, with_talk: bool
) -> None:
    """The channels, and the talk in this terminal; when the talk ends, so does the rest."""
    from channels import terminal
    from channels.supervisor import supervise

    others = asyncio.create_task(supervise(on, conversation, settings))
    if with_talk:
        await terminal.talk(_typed_lines(), sys.stdout, conversation, None, "terminal")
        others.cancel()
    with suppress(asyncio.CancelledError):
        await others


@main.command()
@click.option("--lang", type=LANG, default="fr", help="The language when a line does not say it.")
@click.option("--jsonl", is_flag=True, help="JSON lines in and out, for scripts.")
@click.argument("text", required=False)
@click.option("--asking", help="The field that is asked, by its id.")
def understand(lang: Lang, jsonl: bool, text: str | None, asking: str | None) -> None:
    """Say what the assistant hears in TEXT, or in each JSON line, without a conversation."""
    from channels import jsonl as json_lines

    conversation = _conversation(_store())
    if jsonl:
        lines = _typed_lines()
    elif text is not None:
        lines = _one_line(json.dumps({"text": text, "asking": asking}))
    else:
        raise click.UsageError("Write TEXT, or --jsonl and lines on standard input.")
    asyncio.run(json_lines.understand(lines, sys.stdout, conversation, lang))


async def _one_line(line: str) -> AsyncIterator[str]:
    yield line


@main.group()
def dossier() -> None:
    """The operator's side of the dossiers."""


@dossier.command("list")
def list_dossiers() -> None:
    """Each dossier's number, when it was begun and last answered, and its count of answers."""
    for kept in _store().dossiers():
        ended = "  forgotten" if kept.forgotten else ""
        click.echo(
            f"{kept.id}  {kept.created_at:%Y-%m-%d}  {kept.updated_at:%Y-%m-%d}  "
            f"{kept.answers} answers{ended}"
        )


@dossier.command()
@click.argument("dossier_id", metavar="ID")
@click.option("--lang", type=LANG, default="fr")
def show(dossier_id: str, lang: Lang) -> None:
    """Print a dossier as it is read back."""
    from assistant.dialogue.summary import summary
    from assistant.words.words import words_in

    kept = _found(dossier_id)
    for sentence in summary(kept, words_in(lang), _now().date()):
        click.echo(sentence)


@dossier.command()
@click.argument("dossier_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="json")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--lang", type=LANG, help="The person's own unless said.")
def export(dossier_id: str, form: str, output: Path, lang: Lang | None) -> None:
    """Write a dossier to DIR, readable by its owner alone, and name each file."""
    from assistant.exports import formats

    order = formats.Order.of(_found(dossier_id), _now(), lang)
    try:
        for path in formats.export(form, order, output):
            click.echo(path)
    except (formats.CannotExport, OSError) as error:
        raise click.ClickException(str(error)) from None


@dossier.command("print")
@click.argument("dossier_id", metavar="ID")
@click.option("--paper", "only", help="One paper alone, by the name that its file has.")
@click.option("--lang", type=LANG, help="The person's own unless said.")
def print_papers(dossier_id: str, only: str | None, lang: Lang | None) -> None:
    """Print the papers of a dossier on the printer of this machine."""
    from assistant.exports import formats, printer

    order = formats.Order.of(_found(dossier_id), _now(), lang)
    try:
        for name in printer.print_papers(order, only):
            click.echo(f"printing {name}")
    except (formats.CannotExport, OSError) as error:
        raise click.ClickException(str(error)) from None


@dossier.command()
@click.argument("dossier_id", metavar="ID")
@click.argument("number", nargs=-1)
def card(dossier_id: str, number: tuple[str, ...]) -> None:
    """The number of the emergency card now, or whether the card NUMBER is still right."""
    from assistant.exports.formats import Order
    from assistant.papers.card.number import card_number, is_current

    subject = Order.of(_found(dossier_id), _now(), "fr").subject
    current = card_number(subject)
    if current is None:
        raise click.ClickException("No card was asked for in this dossier.")
    if not number:
        click.echo(current)
    elif is_current(subject, "".join(number)):
        click.echo(f"{current} is the current card.")
    else:
        raise click.ClickException(f"This card is out of date: destroy it. Current: {current}.")


@dossier.command()
@click.argument("dossier_id", metavar="ID")
def history(dossier_id: str) -> None:
    """Every answer ever given, oldest first, those superseded included."""
    from assistant.exports.history import history_lines
    from assistant.store.errors import StoreError

    try:
        answers = _store().history(dossier_id)
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    for line in history_lines(answers):
        click.echo(line)


@dossier.command()
@click.argument("dossier_id", metavar="ID")
@click.option("--take", type=int, metavar="NUMBER", help="Write this one as it was kept.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to.")
def documents(dossier_id: str, take: int | None, output: Path | None) -> None:
    """The documents received, a line each; or one of them, taken out."""
    from assistant.security import files
    from assistant.store.errors import StoreError

    if (take is None) != (output is None):
        raise click.UsageError("--take NUMBER and --output FILE go together.")
    store = _store()
    try:
        if take is not None and output is not None:
            files.write(output, store.document(dossier_id, take).content)
            click.echo(output)
            return
        for kept in store.documents(dossier_id):
            waiting = f"  {len(kept.pending)} to ask" if kept.pending else ""
            click.echo(f"{kept.number}  {kept.media_type}  {kept.title}  {kept.summary}{waiting}")
    except StoreError as error:
        raise click.ClickException(str(error)) from None


@dossier.command()
@click.argument("dossier_id", metavar="ID")
def care(dossier_id: str) -> None:
    """The care of the last 24 months, from the histories of reimbursements received."""
    from assistant.documents.care import HISTORY, care_in, of_the_last_months
    from assistant.store.errors import StoreError

    store = _store()
    try:
        numbers = [d.number for d in store.documents(dossier_id) if d.type == HISTORY]
        contents = [store.document(dossier_id, number).content for number in numbers if number]
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    for done in of_the_last_months(c for content in contents for c in care_in(content)):
        who = f"  {done.who}" if done.who else ""
        click.echo(f"{done.day.isoformat()}  {done.kind}  {done.what}{who}")


@dossier.command()
@click.argument("dossier_id", metavar="ID")
def forget(dossier_id: str) -> None:
    """Erase a dossier for good. Asked twice."""
    from assistant.store.errors import StoreError

    store = _store()
    _found(dossier_id, store)
    click.confirm(f"Erase the dossier {dossier_id} for good?", abort=True)
    again = click.prompt("It can never be read again. Type its number once more")
    if again.replace(" ", "") != dossier_id:
        raise click.ClickException("Not the same number: nothing was erased.")
    try:
        store.forget(dossier_id)
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{dossier_id} is erased.")


@main.command()
@click.argument("text")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--lang", type=LANG, default="fr")
@click.option("--rate", type=click.Choice(["slow", "normal", "fast"]), default="normal")
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


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--asking", metavar="FIELD", help="The field that is asked, by its id.")
@click.option("--confirming", is_flag=True, help="A yes or a no is expected instead.")
@click.option("--lang", type=LANG, default="fr")
def listen(file: Path, asking: str | None, confirming: bool, lang: Lang) -> None:
    """Print as JSON what is heard in a WAV file, and what it means, as the channels hear it."""
    from assistant.speech.protocols import Expected
    from assistant.speech.recognisers import listener
    from assistant.speech.sound import NotSound, from_wav
    from assistant.steps import QUESTIONS

    if asking is not None and asking not in QUESTIONS:
        raise click.UsageError(f"No field {asking}. docs/reference/dossier.md lists them.")
    try:
        sound = from_wav(file.read_bytes())
    except NotSound as error:
        raise click.ClickException(f"{file}: {error}") from None
    ears, expected = listener(Settings()), Expected(asking, confirming=confirming, lang=lang)
    hearing = ears.hear(sound, expected)
    said: dict[str, object] = {"texts": [], "confidence": 0.0}
    if hearing is not None:
        meant = asyncio.run(_conversation(_store()).understand(hearing.texts[0], asking, lang))
        said = {"texts": hearing.texts, "confidence": round(hearing.confidence, 2)}
        said |= {"intent": meant.intent, "value": meant.value, "problem": meant.problem}
    click.echo(json.dumps(said | {"can_answer": ears.understands(expected)}, ensure_ascii=False))


@main.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dossier", "dossier_id", metavar="ID", help="Into which; needed if several.")
@click.option("--lang", type=LANG, default="fr", help="The language of the paper.")
def import_file(file: Path, dossier_id: str | None, lang: Lang) -> None:
    """Keep FILE in a dossier as it came: a FHIR bundle, a CDA document, a PDF or a picture."""
    from dataclasses import replace

    from assistant.documents.receive import receive
    from assistant.documents.refused import Refused
    from assistant.dossier.document import LARGEST_DOCUMENT
    from assistant.store.errors import StoreError

    store = _store()
    there = [kept.id for kept in store.dossiers() if not kept.forgotten]
    if dossier_id is None and len(there) != 1:
        raise click.ClickException(
            "Say which dossier, as ./vivevoix dossier list prints it: --dossier ID"
        )
    with file.open("rb") as opened:
        found = receive(opened.read(LARGEST_DOCUMENT + 1), lang)
    if isinstance(found, Refused):
        raise click.ClickException(f"{file}: {found.sentence(lang)}")
    try:
        number = store.keep_document(dossier_id or there[0], replace(found, channel="import"))
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{number}  {found.title}  {found.summary}")


@main.command()
def train() -> None:
    """Train the engine's model from config.yml, domain.yml and data/."""
    from assistant.engine.model import NotTrained
    from assistant.engine.model import train as train_model

    try:
        click.echo(train_model().name)
    except NotTrained as error:
        raise click.ClickException(str(error)) from None


@main.command()
def service() -> None:
    """Print the systemd unit that starts the assistant with the machine."""
    from assistant.engine.model import PROJECT
    from assistant.service import unit

    click.echo(unit(PROJECT), nl=False)


@main.command()
def doctor() -> None:
    """Say what is installed, reachable and configured, and what mends each gap."""
    from assistant.doctor import findings
    from assistant.speech.findings import findings as of_speech
    from channels.phone.findings import findings as of_the_telephone
    from channels.telegram.findings import findings as of_telegram
    from channels.voice.findings import findings as of_voice

    gaps, others = 0, (of_speech, of_voice, of_telegram, of_the_telephone)
    for finding in chain(findings(), *(of(Settings()) for of in others)):
        click.echo(finding.line())
        gaps += finding.needed and not finding.is_well
    sys.exit(1 if gaps else 0)


@main.command()
@click.argument("what", type=click.Choice(BENCHES))
@click.option("--stock/--no-stock", default=True, help="Compare with stock Rasa in the same run.")
def bench(what: str, stock: bool) -> None:
    """Measure, and print the figures with the machine they were taken on."""
    from assistant.bench import run

    if what == "phone":
        _bench_phone()
        return
    run(what, stock=stock)


def _bench_phone() -> None:
    """On an empty store of its own; the telephone is a channel, so its bench is there."""
    import secrets
    import tempfile

    from assistant.bench import tell
    from assistant.bench.machine import machine
    from assistant.store.store import Store
    from channels.phone.bench import measure

    tell(machine())
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open("", Path(folder), secrets.token_bytes(32))
        asyncio.run(measure(_conversation(store), Settings(), tell))


def _now() -> datetime:
    """The time where the people are."""
    return datetime.now(ZoneInfo(Settings().timezone))


def _found(dossier_id: str, store: Store | None = None) -> Dossier:
    from assistant.store.errors import StoreError

    try:
        return (store or _store()).dossier(dossier_id)
    except StoreError as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    main()
