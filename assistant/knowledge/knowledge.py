"""The knowledge base: answers in plain words, each with its source and the day it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from assistant.answers.kind import Lang
from assistant.words.words import LANGUAGES, read_file

FOLDER = Path(__file__).parent / "answers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One answer in one language: at most three sentences as said, and what more there is."""

    key: str
    asked: tuple[str, ...]
    say: str
    more: str
    source: str
    rules: tuple[str, ...]
    checked_on: date


def _entry(key: str, lang: Lang, kept: dict[str, Any]) -> Entry:
    said = kept[lang]
    return Entry(
        key=key,
        asked=tuple(said["asked"]),
        say=said["say"],
        more=said.get("more") or "",
        source=kept["source"],
        rules=tuple(kept.get("rules") or ()),
        checked_on=date.fromisoformat(kept["checked_on"]),
    )


@cache
def entries(lang: Lang) -> dict[str, Entry]:
    """Every entry in one language, by its key. Raises `KeyError` on an incomplete one."""
    return {
        key: _entry(key, lang, kept)
        for file in sorted(FOLDER.glob("*.yml"))
        for key, kept in read_file(file).items()
        if lang in LANGUAGES and lang in kept
    }
