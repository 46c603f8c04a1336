"""The care of the last 24 months, from the histories of reimbursements that were received.

The health insurance writes one row for each thing (CNAM-HR, ansforge/TestContenuCDA-3-0): its day,
what it was, who prescribed or did it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.documents.cda_reading import NS
from assistant.documents.refused import Refused
from assistant.documents.structured import parse_xml, text_of

MONTHS = 24  # of the history that is shown
HISTORY = "reimbursements"
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_WHAT = ("libelle", "libellé", "nature")
_WHO = ("réalisé", "prescrit", "délivré", "lieu")


@dataclass(frozen=True, slots=True, order=True)
class Care:
    """One thing done or given. `kind` is the section's title, `who` empty where it is not told."""

    day: date
    kind: str
    what: str
    who: str


def care_in(content: bytes) -> list[Care]:
    """What a history holds, newest first. Nothing when it is not one."""
    text = text_of(content)
    root: Any = text if isinstance(text, Refused) else parse_xml(text)
    if isinstance(root, Refused):
        return []
    found = [care for section in root.iterfind(".//h:section", NS) for care in _of(section)]
    return sorted(found, reverse=True)


def of_the_last_months(found: Iterable[Care]) -> list[Care]:
    """Those of the 24 months before the newest, newest first, each once."""
    newest_first = sorted(set(found), reverse=True)
    if not newest_first:
        return []
    newest = newest_first[0].day
    first = _month(newest) - MONTHS
    return [c for c in newest_first if (_month(c.day), c.day.day) >= (first, newest.day)]


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _of(section: Any) -> Iterable[Care]:
    kind = " ".join((section.findtext("h:title", "", NS)).split())
    for table in section.iterfind("h:text//h:table", NS):
        heads = [_cell(th).lower() for th in table.iterfind("h:thead/h:tr/h:th", NS)]
        for row in table.iterfind("h:tbody/h:tr", NS):
            cells = [_cell(td) for td in row.iterfind("h:td", NS)]
            cells = cells[len(cells) - len(heads) :]  # the first head spans two columns
            day = next((found for cell in cells if (found := _day(cell))), None)
            what = _named(heads, cells, _WHAT)
            if day and what:
                yield Care(day, kind, what, _named(heads, cells, _WHO))


def _named(heads: list[str], cells: list[str], names: tuple[str, ...]) -> str:
    """The first cell with something in it whose head begins with one of `names`."""
    for name in names:
        for head, cell in zip(heads, cells, strict=False):
            if head.startswith(name) and cell:
                return cell
    return ""


def _day(cell: str) -> date | None:
    """The first day named in a cell."""
    found = _DAY.search(cell)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _cell(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())
