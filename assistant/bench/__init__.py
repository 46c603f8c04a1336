"""Measuring: `./vivevoix bench …`. Figures are printed with the machine they were taken on."""

from __future__ import annotations

import sys
from pathlib import Path


def tell(line: str) -> None:
    """Print a line of figures at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run(what: str, *, stock: bool, quick: bool = False, recordings: Path | None = None) -> None:
    """Measure `what`, beside stock Rasa when asked to, and print the figures.

    `quick`: a part of what is said, in two rooms, for the voice; `recordings`: a folder of them,
    instead of synthetic voices.
    """
    from assistant.bench import backup, evaluation, processes, turns, voice
    from assistant.bench.against_stock import measure as measure_stock
    from assistant.bench.machine import machine

    tell(machine())
    if what == "start":
        processes.start(tell)
    elif what == "memory":
        processes.memory(tell)
    elif what == "turns":
        turns.measure(tell)
    elif what == "understand":
        evaluation.measure(tell)
        evaluation.measure_blind(tell)
    elif what == "voice":
        voice.measure(tell, quick=quick, recordings=recordings)
    elif what == "backup":
        backup.measure(tell)
    if stock:
        measure_stock(what, tell)
