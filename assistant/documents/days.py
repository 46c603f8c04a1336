"""Days as others write them."""

from __future__ import annotations

from datetime import date


def known_day(value: str) -> str | None:
    """`value` when it is a day, a month or a year that there is: YYYY[-MM[-DD]]; else None."""
    parts = value.split("-")
    try:
        date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except (ValueError, TypeError):
        return None
    return value if [len(part) for part in parts] == [4, 2, 2][: len(parts)] else None
