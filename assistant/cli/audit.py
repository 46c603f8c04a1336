"""`audit`: the whole audit log, and whether it is as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from assistant.cli.at_hand import open_store
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.dossier.access import Access


@click.command()
@click.option("--restored", is_flag=True, help="You put a copy of the database back: write it.")
def audit(restored: bool) -> None:
    """Print the audit log, oldest first, and say whether each line is as it was written."""
    store = open_store()
    if restored:
        store.note_restored()
    lines = 0
    for access in store.audit.lines():
        click.echo(f"{access.number}  {access.dossier or '-'}  {access_line(access)}")
        lines = access.number
    click.echo(f"{lines} lines, as they were written.")


def access_line(access: Access) -> str:
    """When, who and what; of the dossier nothing."""
    at = access.at.astimezone(ZoneInfo(Settings().timezone))
    did = f"{access.what.value}, {access.detail}" if access.detail else access.what.value
    return f"{at:%Y-%m-%d %H:%M:%S}  {access.by}  {did}"
