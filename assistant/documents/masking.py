"""A paper on which the social security number was painted over, as it would be with black ink.

Most medical papers in France show it (the INS, since 2021). What is kept is then a picture of each
page without it; when it cannot be found on the picture, or is still read on it, nothing is kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answers.kind import Lang
from assistant.documents.number import places_of_numbers, shows_number
from assistant.documents.reading import page_drawn, words_and_places

MOST_PAGES = 12  # some seconds each
MARGIN = 4  # points around a word
DOTS = 200  # an inch, of the pages drawn


@dataclass(frozen=True, slots=True)
class Masked:
    """What is kept instead of the paper: its bytes and what they are."""

    content: bytes
    media_type: str


def masked_picture(png: bytes, lang: Lang) -> Masked | None:
    """The picture without the number; None when that could not be made sure."""
    page = _painted_over(png, lang)
    return Masked(page, "image/png") if page else None


def masked_pdf(pdf: bytes, pages: int, lang: Lang) -> Masked | None:
    """The pages as pictures without the number, in one PDF; None when that could not be sure."""
    from PIL import Image

    if pages > MOST_PAGES:
        return None
    drawn = [page_drawn(pdf, page) for page in range(1, pages + 1)]
    painted = [_painted_over(page, lang) if page else None for page in drawn]
    pictures = [Image.open(io.BytesIO(page)) for page in painted if page]
    if not pictures or len(pictures) < pages:
        return None
    made = io.BytesIO()
    pictures[0].save(made, "PDF", save_all=True, append_images=pictures[1:], resolution=DOTS)
    return Masked(made.getvalue(), "application/pdf")


def _painted_over(png: bytes, lang: Lang) -> bytes | None:
    from PIL import Image, ImageDraw

    boxes = list(_boxes(words_and_places(png, lang)))
    if not boxes:
        return png
    with Image.open(io.BytesIO(png)) as picture:
        draw = ImageDraw.Draw(picture)
        for left, top, right, bottom in boxes:
            around = (left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN)
            draw.rectangle(around, fill=0)
        made = io.BytesIO()
        picture.save(made, "PNG", compress_level=1)
    again = words_and_places(made.getvalue(), lang)
    return None if shows_number(_text(again)) else made.getvalue()


_Row = dict[str, str]


def _lines(table: str) -> Iterator[list[_Row]]:
    """The words of each line, from tesseract's table."""
    lines: dict[tuple[str, ...], list[_Row]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if (row.get("text") or "").strip():
            place = tuple(row[name] for name in ("page_num", "block_num", "par_num", "line_num"))
            lines.setdefault(place, []).append(row)
    yield from lines.values()


def _text(table: str) -> str:
    return "\n".join(" ".join(row["text"] for row in line) for line in _lines(table))


def _boxes(table: str) -> Iterator[tuple[int, int, int, int]]:
    about_it = shows_number(_text(table))
    for line in _lines(table):
        said = " ".join(row["text"] for row in line)
        for start, end in places_of_numbers(said, about_it=about_it):
            at = 0
            for row in line:
                if at < end and at + len(row["text"]) > start:
                    left, top = int(row["left"]), int(row["top"])
                    yield left, top, left + int(row["width"]), top + int(row["height"])
                at += len(row["text"]) + 1
