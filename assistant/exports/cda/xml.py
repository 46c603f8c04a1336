"""Elements of a CDA document, made one within the other."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from assistant.exports.codes import codes

NAMESPACE = "urn:hl7-org:v3"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
Element: TypeAlias = Any
"""An lxml element: lxml is imported where it is used."""


@cache
def oids() -> dict[str, Any]:
    """The table of OIDs (oids.yml)."""
    with Path(__file__).with_name("oids.yml").open(encoding="utf-8") as file:
        return dict(yaml.load(file, Loader=yaml.CSafeLoader))


def el(tag: str, *children: Element | str | None, **attributes: str | None) -> Element:
    """An element of CDA; a child of None is left out, and so is an attribute of None.

    `xsi_type` is xsi:type, `class_` is class.
    """
    from lxml import etree

    made = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap={None: NAMESPACE, "xsi": INSTANCE})
    for name, value in attributes.items():
        if value is not None:
            made.set(f"{{{INSTANCE}}}type" if name == "xsi_type" else name, value)
    for child in children:
        if isinstance(child, str):
            _add_text(made, printable(child))
        elif child is not None:
            made.append(child)
    return made


def _add_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def templates(*roots: Any) -> list[Element]:
    """What a document, section or entry conforms to."""
    return [
        el("templateId", **root) if isinstance(root, dict) else el("templateId", root=str(root))
        for root in roots
    ]


def coded(tag: str, row: dict[str, str], *children: Element, **attributes: str) -> Element:
    """A coded element from a row of the table of codes."""
    system = codes()["systems"].get(row["system"], {"oid": row["system"]})
    return el(
        tag,
        *children,
        code=row["code"],
        displayName=row.get("display"),
        codeSystem=system["oid"],
        codeSystemName=system.get("name"),
        **attributes,
    )


def moment(at: datetime) -> str:
    """A moment as HL7 v3 writes it."""
    return at.strftime("%Y%m%d%H%M%S%z")


def day(value: str) -> str:
    """A date known in part or whole, as HL7 v3 writes it."""
    return value.replace("-", "")


def oid_of(name: str) -> str:
    """An OID of our own for a thing called `name` (ITU-T X.667)."""
    return f"2.25.{uuid.uuid5(uuid.NAMESPACE_OID, name).int}"


def printable(text: str) -> str:
    """Without the characters that XML does not have."""
    return "".join(
        c for c in text if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff"
    )


def written(root: Element) -> bytes:
    """The document as it is kept."""
    from lxml import etree

    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made
