"""Pictures that were received: checked by what they hold, turned upright, and nothing else told."""

from __future__ import annotations

import io
import warnings

from assistant.documents.refused import Refused

MOST_PIXELS = 80_000_000  # a telephone's camera takes 50 million; a bomb claims billions
LONGEST_SIDE = 4_000  # pixels of the copy that is read: 300 dots an inch on A4
FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")


def upright(content: bytes) -> tuple[str, bytes] | Refused:
    """The picture's media type, and an upright grey copy as PNG without any EXIF, for reading.

    Refuses with `broken` what is not whole, and with `too_large` what would unfold beyond
    80 million points. Of several pages, the first.
    """
    from PIL import Image, ImageFile, ImageOps

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for the whole process
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return Refused("too_large")
                media = Image.MIME[picture.format or ""]
                picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                grey = ImageOps.exif_transpose(picture).convert("L")
            bare = Image.new("L", grey.size)
            bare.paste(grey)
            made = io.BytesIO()
            bare.save(made, "PNG", compress_level=1)
    except Image.DecompressionBombError:
        return Refused("too_large")
    except Exception:  # a decoder may raise anything on what was made to break it
        return Refused("broken")
    return media, made.getvalue()
