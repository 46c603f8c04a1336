"""`backup` and `restore`: everything that is kept, in one file that only the master key opens."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.at_hand import open_store
from assistant.settings import Settings

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Put all that is kept in FILE, encrypted, and the secrets in vivevoix.keys beside it."""
    made = open_store().back_up(file)
    click.echo(f"{made.file}  {made.dossiers} dossiers, {made.file.stat().st_size:,} bytes")
    click.echo(f"{made.secrets}  their secrets: keep the two together")
    for dossier in made.lost:
        click.echo(
            f"vivevoix: dossier {dossier} has lost its secret, and cannot be read any more."
            f" Run: ./vivevoix dossier forget {dossier}",
            err=True,
        )


@click.command()
@click.argument("file", type=FILE)
@click.option("--keys", is_flag=True, help="Put back lost secrets only; the database stays.")
@click.option("--without", multiple=True, metavar="ID", help="Do without a lost dossier.")
def restore(file: Path, keys: bool, without: tuple[str, ...]) -> None:
    """Put all that FILE holds in an empty home, after having looked at every byte of it."""
    from assistant.security.master_key import master_key
    from assistant.store import restoring

    if keys:
        for dossier in open_store().restore_secrets(file):
            click.echo(dossier)
        return
    settings = Settings()
    key = master_key(settings, make=False)
    done = restoring.restore(settings.database_url, settings.home, key, file, without)
    erased = f", {done.erased} erased since" if done.erased else ""
    click.echo(f"{done.dossiers} dossiers are there again{erased}.")
