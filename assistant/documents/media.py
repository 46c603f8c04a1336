"""What a file is, by its first bytes: its name and what its sender says of it count for nothing."""

from __future__ import annotations

from typing import Literal, TypeAlias

Media: TypeAlias = Literal["application/pdf", "image", "text/xml", "application/json"]

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def media_of(content: bytes) -> Media | None:
    """PDF, picture, XML or JSON; None for anything else. What follows the beginning may lie."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return "image"
    begins = content[:400]
    for bom in _BOMS:
        begins = begins.removeprefix(bom)
    begins = begins.replace(b"\x00", b"").lstrip()
    if begins.startswith(b"<"):
        return "text/xml"
    if begins.startswith(b"{"):
        return "application/json"
    return None
