"""Papers as every channel with files takes and gives them: pictures bare, PDF by their names."""

from __future__ import annotations

import io

from assistant.answers.kind import Lang
from assistant.printed import Which

LARGEST = 20_000_000  # bytes: what a bot can fetch (Bot API 9, getFile), and what is received
QUALITY = 92  # of JPEG: what is read in the picture stays the same
MOST_POINTS = 80_000_000  # a telephone's camera takes 50 million; a bomb claims billions
LONGEST_TITLE = 80  # characters
NAMED: dict[Which, dict[Lang, str]] = {
    "card": {"fr": "carte-urgence.pdf", "en": "emergency-card.pdf"},
    "to_sign": {"fr": "papiers-a-signer.pdf", "en": "papers-to-sign.pdf"},
    "large_print": {"fr": "mon-dossier.pdf", "en": "my-dossier.pdf"},
}
"""What each paper that can be asked for is called as a file."""


def without_exif(content: bytes) -> bytes:
    """A JPEG with its turn done and its EXIF gone: place, time, camera; anything else as it is."""
    if not content.startswith(b"\xff\xd8\xff"):
        return content
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
            if picture.width * picture.height > MOST_POINTS:
                return content  # it is refused where it is looked at
            upright = ImageOps.exif_transpose(picture).convert("RGB")
        bare = Image.new("RGB", upright.size)
        bare.paste(upright)
        made = io.BytesIO()
        bare.save(made, "JPEG", quality=QUALITY)
    except Exception:  # a decoder may raise anything on what was made to break it
        return content
    return made.getvalue()
