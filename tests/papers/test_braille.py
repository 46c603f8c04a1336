"""The Braille file: pages of 40 cells by 25 lines, no letter lost, nothing in a temporary file."""

from __future__ import annotations

import os
import string
from pathlib import Path

import pytest

from assistant.answers.kind import Lang
from assistant.exports import braille
from assistant.exports.braille import CELLS, LINES, back, plainer, to_brf, translate
from assistant.exports.order import CannotExport
from assistant.papers.large_print import large_print
from assistant.papers.subject import Subject
from tests.conftest import NOW
from tests.papers.dossiers import EVERYTHING, FIVE

BRF = set(string.ascii_uppercase + string.digits + string.punctuation + " ") - set("`{|}~")


def _brf(name: str, lang: Lang = "fr") -> str:
    return to_brf(large_print(Subject(FIVE[name], lang, NOW.date()))).decode("ascii")


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", FIVE)
def test_an_embosser_gets_pages_of_forty_cells_by_twenty_five_lines(name: str, lang: Lang) -> None:
    *pages, after = _brf(name, lang).split("\f")
    assert after == ""
    assert pages
    for page in pages:
        lines = page.removesuffix("\r\n").split("\r\n")
        assert len(lines) <= LINES
        assert all(len(line) <= CELLS for line in lines)
        assert set("".join(lines)) <= BRF


def test_french_braille_writes_every_letter_out() -> None:
    assert translate(["Jeanne a été opérée à Nantes"], "fr") == [".JEANNE A =T= OP=R=E ( .NANTES"]


def test_english_braille_writes_every_letter_out() -> None:
    assert translate(["The people and the child"], "en") == [",THE PEOPLE AND THE CHILD"]


@pytest.mark.parametrize(
    ("lang", "name", "as_written"),
    [
        ("fr", "Łucja Şahin", "Lucja Sahin"),
        ("fr", "Zoé d’Œuvre", "Zoé d'Œuvre"),
        ("fr", "Nuñez", "Nunez"),
        ("en", "Işık Łucja", "Işik Lucja"),
    ],
)
def test_a_letter_without_a_sign_becomes_its_plain_letter_and_is_never_lost(
    lang: Lang, name: str, as_written: str
) -> None:
    assert plainer(name, lang) == as_written
    (cells,) = translate([name], lang)
    assert "\\" not in cells
    assert "  " not in cells


def test_an_unknown_sign_is_a_question_mark() -> None:
    assert plainer("oui ✓ 日", "fr") == "oui ? ?"


def test_what_is_brailled_reads_back_as_it_was_said() -> None:
    said = ["la pénicilline", "un comprimé matin et soir", "je veux voir le père Anselme."]
    assert back(translate(said, "fr"), "fr") == said


def test_without_the_program_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotExport, match=r"^Braille needs lou_translate\. Run: apt-get install"):
        translate(["bonjour"], "fr")
    assert not braille.can_braille()


def test_no_temporary_file_holds_a_word(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    to_brf(large_print(Subject(EVERYTHING, "fr", NOW.date())))
    assert os.listdir(tmp_path) == []  # noqa: PTH208
