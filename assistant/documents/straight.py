"""A photographed page made straight: the right way up, and its lines level, so that it is read.

A page that is turned by some degrees loses whole paragraphs to tesseract, one that stands on its
head loses all of them.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from assistant.documents.separate import read_by

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_TURNED = 10.0  # degrees by which somebody turns a telephone or a page without noticing
COARSE, FINE = 1.0, 0.1  # degrees between two tries
WORTH_TURNING = 0.3  # degrees; tesseract reads less than that as it is
LOOKED_AT = 700  # points of the longest side, of the copy on which the lines are looked for
SURE = 1.0  # of tesseract's "orientation confidence", from which a page is turned over
WHITE = 255

_TURN = re.compile(rb"Rotate: (\d+)\n.*?Orientation confidence: ([\d.]+)", re.DOTALL)


def straightened(png: bytes) -> bytes:
    """The same grey picture with its lines level and upright, as PNG; as it is when it is fine."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        page = picture.convert("L")
    turned = _turn_over(png)
    if turned:
        page = page.rotate(-turned, expand=True)
    slope = _slope(page)
    if abs(slope) >= WORTH_TURNING:
        page = page.rotate(slope, Image.Resampling.BICUBIC, expand=True, fillcolor=WHITE)
    elif not turned:
        return png
    made = io.BytesIO()
    page.save(made, "PNG", compress_level=1)
    return made.getvalue()


def _turn_over(png: bytes) -> int:
    """By how many degrees clockwise the page must be turned: 0, 90, 180 or 270."""
    told = read_by(["tesseract", "stdin", "stdout", "--psm", "0"], png) or b""
    found = _TURN.search(told)
    return int(found[1]) if found and float(found[2]) >= SURE else 0


def _slope(page: Image) -> float:
    """By how many degrees, counter-clockwise, the lines are to be turned to be level.

    Level lines of print make rows of points that are either dark or light: the sums of the rows
    differ most when the page is straight.
    """
    from PIL import Image as Images
    from PIL import ImageFilter, ImageOps

    small = page.copy()
    small.thumbnail((LOOKED_AT, LOOKED_AT), Images.Resampling.BOX)
    ink = ImageOps.invert(small.filter(ImageFilter.MedianFilter(3)))

    def difference(degrees: float) -> float:
        import numpy

        level = ink.rotate(degrees, Images.Resampling.BILINEAR)
        rows = numpy.asarray(level, dtype=float)
        inner = rows[len(rows) // 8 : -len(rows) // 8, rows.shape[1] // 8 : -rows.shape[1] // 8]
        return float(numpy.square(numpy.diff(inner.sum(axis=1))).sum())

    steps = int(MOST_TURNED / COARSE)
    best = max((step * COARSE for step in range(-steps, steps + 1)), key=difference)
    steps = int(COARSE / FINE)
    return max((best + step * FINE for step in range(-steps, steps + 1)), key=difference)
