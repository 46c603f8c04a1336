"""Text that claims to be XML or JSON, opened safely: no entities, no network, bounded nesting."""

from __future__ import annotations

import json
import re
from typing import Any

from assistant.documents.refused import Refused

DEEPEST = 100  # elements within each other; a CDA document has about 25
MOST_ELEMENTS = 500_000
_ENCODING = re.compile(rb"^<\?xml[^>]{0,100}?encoding=[\"']([A-Za-z0-9._-]{1,20})[\"']")
UTF_8_MARK = b"\xef\xbb\xbf"
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODINGS = frozenset({"utf-8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})


def encoding_of(content: bytes) -> str | None:
    """How the characters of a file are written: UTF-8 unless it says otherwise; None: unknown."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    declared = _ENCODING.match(content.removeprefix(UTF_8_MARK).lstrip())
    encoding = declared[1].decode().lower() if declared else "utf-8"
    if encoding == "utf-8" and content.startswith(UTF_8_MARK):
        return "utf-8-sig"
    return encoding if encoding in _ENCODINGS else None


def text_of(content: bytes) -> str | Refused:
    """The characters of a file; `broken` when they cannot be read."""
    encoding = encoding_of(content)
    try:
        return content.decode(encoding) if encoding else Refused("broken")
    except UnicodeError:
        return Refused("broken")


def parse_xml(text: str) -> Any | Refused:
    """The root element. A document type or an entity is `hostile`: no file that we read has one."""
    from lxml import etree

    if "<!DOCTYPE" in text or "<!ENTITY" in text or text.count("<") > 2 * MOST_ELEMENTS:
        return Refused("hostile")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_DECLARED.sub("", text).encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return Refused("broken")
    return Refused("hostile") if _deeper(root, DEEPEST) else root


def _deeper(root: Any, most: int) -> bool:
    level, depth = [root], 0
    while level and depth <= most:
        level, depth = [child for element in level for child in element], depth + 1
    return bool(level)


def parse_json(text: str) -> dict[str, Any] | Refused:
    """The object; `hostile` when it is nested beyond reason."""
    try:
        found = json.loads(text)
    except RecursionError:
        return Refused("hostile")
    except ValueError:
        return Refused("broken")
    level: list[Any] = [found]
    for _ in range(DEEPEST):
        level = [
            child
            for value in level
            if isinstance(value, dict | list)
            for child in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return found if isinstance(found, dict) else Refused("unknown_kind")
    return Refused("hostile")
