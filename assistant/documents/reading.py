"""The words on a picture or a scanned page, by tesseract, a separate program, through pipes."""

from __future__ import annotations

from assistant.answers.kind import Lang
from assistant.documents.separate import read_by

MOST_SCANNED_PAGES = 5  # some seconds each: the person waits
DOTS = 200  # an inch: enough for print of the usual size
_TESSERACT = {"fr": "fra", "en": "eng"}


def words_in_picture(png: bytes, lang: Lang) -> str:
    """What is written on an upright picture; empty when nothing is, or tesseract is not there."""
    return _read(png, lang).replace("\f", "").strip()


def words_and_places(png: bytes, lang: Lang) -> str:
    """The same as tesseract's table: a line for each word, with its place on the picture."""
    return _read(png, lang, "tsv")


def words_in_scan(pdf: bytes, pages: int, lang: Lang) -> str:
    """What is written on the first pages of a scan."""
    drawn = (page_drawn(pdf, page) for page in range(1, min(pages, MOST_SCANNED_PAGES) + 1))
    return "\n".join(words_in_picture(page, lang) for page in drawn if page).strip()


def page_drawn(pdf: bytes, page: int) -> bytes | None:
    """A page as a grey PNG, by pdftoppm (poppler); None when it is not there or fails."""
    at = ["-f", str(page), "-l", str(page), "-r", str(DOTS)]
    return read_by(["pdftoppm", "-gray", "-png", *at, "-"], pdf) or None


def _read(png: bytes, lang: Lang, *form: str) -> str:
    command = ["tesseract", "stdin", "stdout", "-l", _TESSERACT[lang], "--psm", "3", *form]
    return (read_by(command, png) or b"").decode("utf-8", "replace")
