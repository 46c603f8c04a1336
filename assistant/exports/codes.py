"""The codes of the exports, from their one table (codes.yml)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.answers.spoken import flat


@cache
def codes() -> dict[str, Any]:
    """The whole table."""
    with Path(__file__).with_name("codes.yml").open(encoding="utf-8") as file:
        return dict(yaml.load(file, Loader=yaml.CSafeLoader))


def contraindication(said: str) -> dict[str, str]:
    """The code that goes with what the person said; that of "other" unless a word names one.

    A foreign body is never taken for a ferromagnetic one: most shot is not.
    """
    table: list[dict[str, Any]] = codes()["contraindications"]
    low = " ".join(flat(said).split())
    for row in table[:-1]:
        for word in row["words"]:
            found = re.search(
                rf"(?P<no>\b(?:non|pas|sans|not|no|without)\b[\w' -]{{0,12}})?{word}", low
            )
            if found and not found["no"]:
                return {"system": "ta_asip", "code": row["code"], "display": row["display"]}
    return {"system": "ta_asip", "code": table[-1]["code"], "display": table[-1]["display"]}
