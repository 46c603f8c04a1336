"""Marked-up text as plain lines."""

from __future__ import annotations

import html
import re

LONGEST_TEXT = 200_000  # characters

_BREAKS = re.compile(r"</?(?:tr|p|br|div|li|table|paragraph|item|title|h\d)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]*>")


def told(markup: str) -> str:
    """The words of a piece of HTML or of a CDA narrative, a line for each row or paragraph."""
    text = html.unescape(_TAG.sub(" ", _BREAKS.sub("\n", markup[: 4 * LONGEST_TEXT])))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:LONGEST_TEXT]
