"""The type of a document, by its code or by the words that stand on it (types.yml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.answers.spoken import flat

OTHER = "other"


@cache
def _types() -> dict[str, dict[str, Any]]:
    with Path(__file__).with_name("types.yml").open(encoding="utf-8") as file:
        return dict(yaml.load(file, Loader=yaml.CSafeLoader))


def names() -> tuple[str, ...]:
    """Every type."""
    return tuple(_types())


def type_by_code(code: str | None) -> str:
    """The type that goes with a LOINC or TRE_A05 code."""
    return next((name for name, known in _types().items() if code in known["codes"]), OTHER)


def type_by_words(text: str) -> str:
    """The type whose words stand first on the paper: a title comes before what it lists."""
    low = " ".join(flat(text).split())
    found = [
        (low.index(word), name)
        for name, known in _types().items()
        for word in known["words"]
        if word in low
    ]
    return min(found)[1] if found else OTHER
