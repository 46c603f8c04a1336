"""`import`: a document from a file, into a dossier."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.answers.kind import Lang
from assistant.cli.at_hand import LANG, open_store


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dossier", "dossier_id", metavar="ID", help="Into which; needed if several.")
@click.option("--lang", type=LANG, default="fr", help="The language of the paper.")
def import_file(file: Path, dossier_id: str | None, lang: Lang) -> None:
    """Keep FILE in a dossier as it came: a FHIR bundle, a CDA document, a PDF or a picture."""
    from dataclasses import replace

    from assistant.documents.receive import receive
    from assistant.documents.refused import Refused
    from assistant.dossier.document import LARGEST_DOCUMENT

    store = open_store()
    there = [kept.id for kept in store.dossiers() if not kept.forgotten]
    if dossier_id is None and len(there) != 1:
        raise click.ClickException(
            "Say which dossier, as ./vivevoix dossier list prints it: --dossier ID"
        )
    with file.open("rb") as opened:
        found = receive(opened.read(LARGEST_DOCUMENT + 1), lang)
    if isinstance(found, Refused):
        raise click.ClickException(f"{file}: {found.sentence(lang)}")
    number = store.keep_document(dossier_id or there[0], replace(found, channel="import"))
    click.echo(f"{number}  {found.title}  {found.summary}")
