"""Papers to the printer of this machine, by CUPS: through a pipe, never a file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

from assistant.exports.order import CannotExport, Order
from assistant.exports.pdf import to_pdf
from assistant.papers.every import papers

SECONDS = 60  # for a job to be taken by the spooler
A5 = ("-o", "media=A5")


def has_printer() -> bool:
    """Whether CUPS knows a printer here."""
    if shutil.which("lp") is None or shutil.which("lpstat") is None:
        return False
    known = _run(["lpstat", "-e"])
    return known.returncode == 0 and bool(known.stdout.strip())


def print_papers(order: Order, only: str | None = None) -> Iterator[str]:
    """Print each paper, or the one whose name is `only`; yields the name of each once it is sent.

    Raises `CannotExport` without a printer, without Pango, or when CUPS refuses.
    """
    if not has_printer():
        raise CannotExport(
            "No printer here. Add one to CUPS, or run: ./vivevoix dossier export ID --format pdf"
        )
    wanted = [paper for paper in papers(order.subject) if only in (None, paper.name)]
    if not wanted:
        raise CannotExport(f"No paper called {only} in this dossier.")
    for paper in wanted:
        media = A5 if paper.sheet == "a5" else ()
        # The title shows in the queue: the paper's name, never the person's.
        sent = _run(["lp", "-t", paper.name, *media, "-"], to_pdf(paper))
        if sent.returncode:
            raise CannotExport("The printer refused the paper. Look at: lpstat -p")
        yield paper.name


def _run(command: list[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603, no word of the person is in the command
        command, input=given, capture_output=True, timeout=SECONDS, check=False
    )
