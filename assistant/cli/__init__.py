"""The command line behind `./vivevoix`. Every command is in docs/reference/commands.md."""

from typing import Any

import click

from assistant.cli import audit, backup, dossier, engine, import_file, machine, speech, start, talk
from assistant.security.errors import StoreError


class _OneLineEach(click.Group):
    """What is wrong with the store is one line to the operator, whichever command met it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except StoreError as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=_OneLineEach, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Vive Voix: a medical dossier, completed by word of mouth."""


for command in (
    start.start,
    talk.talk,
    dossier.dossier,
    import_file.import_file,
    backup.backup,
    backup.restore,
    audit.audit,
    engine.understand,
    speech.speak,
    speech.listen,
    machine.doctor,
    machine.service,
    engine.train,
    engine.bench,
):
    main.add_command(command)
