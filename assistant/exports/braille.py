"""Papers as a Braille file (BRF), for an embosser or a Braille display.

Translated by the separate program `lou_translate` (liblouis), by its standard input and output:
no word of the person is written to a temporary file.
"""

from __future__ import annotations

import shutil
import subprocess
import textwrap
import unicodedata

from assistant.answers.kind import Lang
from assistant.exports.order import CannotExport
from assistant.exports.text import lines_of
from assistant.papers.blocks import Paper

TABLES: dict[Lang, str] = {"fr": "fr-bfu-comp6.utb", "en": "en-ueb-g1.ctb"}
"""Grade 1, every letter written out: liblouis tables of French and of English Braille."""
DISPLAY = "en-us-brf.dis"  # the 64 ASCII characters that embossers read
CELLS, LINES = 40, 25  # of a page, the usual ones of embossers
SECONDS = 60  # for a whole dossier, which takes well under one
PACKAGE = "liblouis-bin"

KNOWN: dict[Lang, str] = {
    "fr": "àâäéèêëîïôöùûüçœæ«»—–€%°²³§",
    "en": "àâäéèêëîïôöùûüçœæ«»—–€%°²³§áíóúñãõåýÿšžčřěęąćńóśźżğş",
}
"""What the tables have a sign of its own for, besides ASCII. The French one writes a blank for
what it does not know, so that a name would lose its letter; the English one an escape."""
_PLAINER = str.maketrans(
    {
        "’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "…": "...", "•": "-", "−": "-",
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "þ": "th",
    }
)  # fmt: skip
UNKNOWN = "?"


def to_brf(paper: Paper) -> bytes:
    """Pages of 25 lines of 40 cells, a form feed after each. Raises `CannotExport`."""
    cells = translate(lines_of(paper), paper.lang)
    lines = [part for line in cells for part in _wrapped(line)]
    pages = (lines[at : at + LINES] for at in range(0, len(lines), LINES))
    return "".join("\r\n".join(page) + "\r\n\f" for page in pages).encode("ascii")


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, CELLS, break_on_hyphens=False) or [""]


def translate(lines: list[str], lang: Lang) -> list[str]:
    """Each line in Braille ASCII, in the same order."""
    return _through([plainer(line, lang) for line in lines], lang, "--forward")


def back(lines: list[str], lang: Lang) -> list[str]:
    """Each line of Braille ASCII in print again, as far as Braille keeps it."""
    return _through(lines, lang, "--backward")


def plainer(line: str, lang: Lang) -> str:
    """The line in letters that its table knows: Łucja is Lucja, a sign without any is `?`."""
    return " ".join("".join(_known(sign, lang) for sign in line.translate(_PLAINER)).split())


def _known(sign: str, lang: Lang) -> str:
    if sign.isspace() or sign.isascii() or sign.lower() in KNOWN[lang]:
        return sign
    bare = unicodedata.normalize("NFKD", sign)[0]
    return bare if bare.isascii() else UNKNOWN


def can_braille() -> bool:
    """Whether the program is there."""
    return shutil.which("lou_translate") is not None


def _through(lines: list[str], lang: Lang, direction: str) -> list[str]:
    if not can_braille():
        raise CannotExport(f"Braille needs lou_translate. Run: apt-get install {PACKAGE}")
    ran = subprocess.run(  # noqa: S603, no word of the person is in the command
        ["lou_translate", direction, f"{DISPLAY},{TABLES[lang]}"],  # noqa: S607, wherever it is
        input="\n".join(lines) + "\n",
        capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False,
    )  # fmt: skip
    translated = ran.stdout.split("\n")[: len(lines)]
    if ran.returncode or len(translated) != len(lines):
        raise CannotExport("lou_translate failed. Run: lou_translate --version")
    return translated
