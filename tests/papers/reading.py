"""Reading papers back: what a page says, as pdftotext finds it."""

from __future__ import annotations

import subprocess
from functools import cache

from assistant.exports.pdf import to_pdf
from assistant.papers.blocks import Paper

A4_WITHOUT_FOOT = ("-r", "72", "-x", "0", "-y", "0", "-W", "596", "-H", "786")
"""At 72 dots an inch: the page down to its bottom margin, where its number stands."""


@cache
def pdf_of(paper: Paper) -> bytes:
    """The paper as PDF, made once for all the tests that read it."""
    return to_pdf(paper)


def printed(pdf: bytes, *area: str) -> str:
    """The text of a PDF."""
    return subprocess.run(
        ["pdftotext", *area, "-", "-"], input=pdf, capture_output=True, check=True, timeout=60
    ).stdout.decode()


def words(text: str) -> list[str]:
    """Its words, in order."""
    return text.replace("\f", " ").split()
