"""The templates, and the few files beside them: made ready once, served from memory."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "assistant" / "exports" / "look"
FILES = {
    "page.css": (HERE / "static" / "page.css", "text/css; charset=utf-8"),
    "voice.js": (HERE / "static" / "voice.js", "text/javascript; charset=utf-8"),
    "regular.woff2": (FONTS / "atkinson-hyperlegible-latin-400-normal.woff2", "font/woff2"),
    "bold.woff2": (FONTS / "atkinson-hyperlegible-latin-700-normal.woff2", "font/woff2"),
}
"""Each file of the page: where it is, and what it is."""


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it is sent."""

    content: bytes
    media: str
    version: str


@cache
def look(name: str) -> Look:
    """One of `FILES`. Raises `KeyError`."""
    path, media = FILES[name]
    content = path.read_bytes()
    return Look(content, media, hashlib.sha256(content).hexdigest()[:12])


def address_of(name: str) -> str:
    """Its address: another one when it changes, so that browsers may keep it for good."""
    return f"/look/{look(name).version}/{name}"
