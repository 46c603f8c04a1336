"""The command line behind `./vivevoix`. Every command is in docs/reference/commands.md."""

import click

from assistant.cli import backup, dossier, engine, import_file, machine, speech, start, talk


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Vive Voix: a medical dossier, completed by word of mouth."""


for command in (
    start.start,
    talk.talk,
    dossier.dossier,
    import_file.import_file,
    backup.backup,
    backup.restore,
    engine.understand,
    speech.speak,
    speech.listen,
    machine.doctor,
    machine.service,
    engine.train,
    engine.bench,
):
    main.add_command(command)
