"""`doctor` and `service`: the machine that it runs on."""

from __future__ import annotations

import sys
from itertools import chain

import click

from assistant.settings import Settings


@click.command()
def doctor() -> None:
    """Say what is installed, reachable and configured, and what mends each gap."""
    from assistant.doctor import findings
    from assistant.speech.findings import findings as of_speech
    from channels.phone.findings import findings as of_the_telephone
    from channels.telegram.findings import findings as of_telegram
    from channels.voice.findings import findings as of_voice
    from channels.web.findings import findings as of_the_page

    gaps, others = 0, (of_the_page, of_speech, of_voice, of_telegram, of_the_telephone)
    for finding in chain(findings(), *(of(Settings()) for of in others)):
        click.echo(finding.line())
        gaps += finding.needed and not finding.is_well
    sys.exit(1 if gaps else 0)


@click.command()
def service() -> None:
    """Print the systemd unit that starts the assistant with the machine."""
    from assistant.engine.model import PROJECT
    from assistant.service import unit

    click.echo(unit(PROJECT), nl=False)
