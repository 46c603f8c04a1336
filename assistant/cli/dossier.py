"""`dossier`: what the operator, who has the keys, can do with what is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.answers.kind import Lang
from assistant.cli.at_hand import LANG, now, open_store
from assistant.cli.audit import access_line
from assistant.dossier.access import Done
from assistant.dossier.document import MOST_DOCUMENTS
from assistant.exports.formats import FORMATS

if TYPE_CHECKING:
    from assistant.store.store import Store


@click.group()
def dossier() -> None:
    """The operator's side of the dossiers."""


@dossier.command("list")
def list_dossiers() -> None:
    """Each dossier's number, when it was begun and last answered, and its count of answers."""
    for kept in open_store().dossiers():
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

    kept = _opened(dossier_id, Done.SHOWN, "summary").dossier(dossier_id)
    for sentence in summary(kept, words_in(lang), now().date()):
        click.echo(sentence)


@dossier.command()
@click.argument("dossier_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="json")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--lang", type=LANG, help="The person's own unless said.")
def export(dossier_id: str, form: str, output: Path, lang: Lang | None) -> None:
    """Write a dossier to DIR, readable by its owner alone, and name each file."""
    from assistant.exports import formats
    from assistant.exports.order import CannotExport, Order

    kept = _opened(dossier_id, Done.EXPORTED, form).dossier(dossier_id)
    order = Order.of(kept, now(), lang)
    try:
        for path in formats.export(form, order, output):
            click.echo(path)
    except (CannotExport, OSError) as error:
        raise click.ClickException(str(error)) from None


@dossier.command("print")
@click.argument("dossier_id", metavar="ID")
@click.option("--paper", "only", help="One paper alone, by the name that its file has.")
@click.option("--lang", type=LANG, help="The person's own unless said.")
def print_papers(dossier_id: str, only: str | None, lang: Lang | None) -> None:
    """Print the papers of a dossier on the printer of this machine."""
    from assistant.exports import printer
    from assistant.exports.order import CannotExport, Order
    from assistant.papers.every import NAMES

    paper = only if only in NAMES else "papers"
    kept = _opened(dossier_id, Done.PRINTED, paper).dossier(dossier_id)
    order = Order.of(kept, now(), lang)
    try:
        for name in printer.print_papers(order, only):
            click.echo(f"printing {name}")
    except (CannotExport, OSError) as error:
        raise click.ClickException(str(error)) from None


@dossier.command()
@click.argument("dossier_id", metavar="ID")
@click.argument("number", nargs=-1)
def card(dossier_id: str, number: tuple[str, ...]) -> None:
    """The number of the emergency card now, or whether the card NUMBER is still right."""
    from assistant.exports.order import Order
    from assistant.papers.card.number import card_number, is_current

    kept = _opened(dossier_id, Done.SHOWN, "card").dossier(dossier_id)
    subject = Order.of(kept, now(), "fr").subject
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

    for line in history_lines(_opened(dossier_id, Done.SHOWN, "history").history(dossier_id)):
        click.echo(line)


@dossier.command()
@click.argument("dossier_id", metavar="ID")
@click.option(
    "--take",
    type=click.IntRange(1, MOST_DOCUMENTS),
    metavar="NUMBER",
    help="Write this one as it was kept.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to.")
def documents(dossier_id: str, take: int | None, output: Path | None) -> None:
    """The documents received, a line each; or one of them, taken out."""
    from assistant.security import files

    if (take is None) != (output is None):
        raise click.UsageError("--take NUMBER and --output FILE go together.")
    if take is not None and output is not None:
        store = _opened(dossier_id, Done.EXPORTED, f"document {take}")
        files.write(output, store.document(dossier_id, take).content)
        click.echo(output)
        return
    for kept in _opened(dossier_id, Done.SHOWN, "documents").documents(dossier_id):
        waiting = f"  {len(kept.pending)} to ask" if kept.pending else ""
        click.echo(f"{kept.number}  {kept.media_type}  {kept.title}  {kept.summary}{waiting}")


@dossier.command()
@click.argument("dossier_id", metavar="ID")
def care(dossier_id: str) -> None:
    """The care of the last 24 months, from the histories of reimbursements received."""
    from assistant.documents.care import HISTORY, care_in, of_the_last_months

    store = _opened(dossier_id, Done.SHOWN, "care")
    numbers = [d.number for d in store.documents(dossier_id) if d.type == HISTORY]
    contents = [store.document(dossier_id, number).content for number in numbers if number]
    for done in of_the_last_months(c for content in contents for c in care_in(content)):
        who = f"  {done.who}" if done.who else ""
        click.echo(f"{done.day.isoformat()}  {done.kind}  {done.what}{who}")


@dossier.command()
@click.argument("dossier_id", metavar="ID")
def opened(dossier_id: str) -> None:
    """Who did what with a dossier, and when, oldest first: its lines of the audit log."""
    store = open_store()
    _is_there(dossier_id, store)
    for access in store.audit.lines():
        if access.dossier == dossier_id:
            click.echo(access_line(access))


@dossier.command()
@click.argument("dossier_id", metavar="ID")
def forget(dossier_id: str) -> None:
    """Erase a dossier for good. Asked twice."""
    store = open_store()
    _is_there(dossier_id, store)
    click.confirm(f"Erase the dossier {dossier_id} for good?", abort=True)
    again = click.prompt("It can never be read again. Type its number once more")
    if again.replace(" ", "") != dossier_id:
        raise click.ClickException("Not the same number: nothing was erased.")
    away = store.forget(dossier_id)
    click.echo(f"{dossier_id} is erased.")
    for copy in away:
        click.echo(f"Its secret stays in {copy}, out of reach now, until the next backup to it.")


def _opened(dossier_id: str, what: Done, detail: str) -> Store:
    """The store, to read a dossier in: that it is read has been written down."""
    store = open_store()
    store.write_down(dossier_id, what, detail)
    return store


def _is_there(dossier_id: str, store: Store) -> None:
    """Raises `DossierUnknown`. Opens nothing."""
    from assistant.store.errors import DossierUnknown

    if dossier_id not in {kept.id for kept in store.dossiers()}:
        raise DossierUnknown(dossier_id)
