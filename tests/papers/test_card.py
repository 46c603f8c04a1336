"""The emergency card: what was ticked, all of it, and nothing else; its code needs no network."""

from __future__ import annotations

import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.dossier.dossier import Dossier, RecordedAnswer
from assistant.papers.blocks import Code, Paper
from assistant.papers.card.card import fridge_sheet, wallet_card
from assistant.papers.card.code import ROOM, code_text
from assistant.papers.card.number import card_number, is_current
from assistant.papers.subject import Subject
from tests.conftest import NOW
from tests.papers.dossiers import CANNOT_SIGN, EVERYTHING, IDENTITY, NOTHING, REFUSES, dossier
from tests.papers.reading import pdf_of, printed, words

ID_1 = (85.60, 53.98)  # mm, ISO/IEC 7810


def _subject(kept: Dossier, day: date | None = None) -> Subject:
    return Subject(kept, "fr", day or NOW.date())


def _with(kept: Dossier, **answers: object) -> Dossier:
    after = Dossier(kept.id, dict(kept.current))
    for field, value in answers.items():
        name, at = field.replace("__", "."), NOW + timedelta(days=1)
        after.record(RecordedAnswer(field=name, value=value, said="", channel="test", at=at))  # type: ignore[arg-type]
    return after


def _both(kept: Dossier) -> tuple[Paper, Paper]:
    card, fridge = wallet_card(_subject(kept)), fridge_sheet(_subject(kept))
    assert card is not None
    assert fridge is not None
    return card, fridge


@pytest.mark.parametrize("kept", [NOTHING, REFUSES, dossier("10000007", IDENTITY)])
def test_who_did_not_ask_for_a_card_has_none(kept: Dossier) -> None:
    assert wallet_card(_subject(kept)) is None
    assert fridge_sheet(_subject(kept)) is None
    assert card_number(_subject(kept)) is None


def test_the_essential_card_says_neither_conditions_nor_medicines_nor_wishes() -> None:
    for paper in _both(_with(EVERYTHING, review__card="vital")):
        text = " ".join(paper.texts())
        assert "la pénicilline" in text
        assert "IRM" in text
        assert "02 40 11 22 33" in text
        for hidden in ("diabète", "metformine", "Bernard Petit", "Personne de confiance", "Lilas"):
            assert hidden not in text


def test_no_card_says_what_the_directives_say() -> None:
    for paper in _both(EVERYTHING):
        assert "laissez-moi partir" not in " ".join(paper.texts())


@pytest.mark.parametrize("kept", [EVERYTHING, CANNOT_SIGN])
def test_nothing_on_the_card_is_cut_off(kept: Dossier) -> None:
    for paper in _both(kept):
        seen = words(printed(pdf_of(paper)))
        assert sorted(seen) == sorted(words(" ".join(paper.texts())))


def test_the_longest_items_go_on_in_the_next_panel() -> None:
    long_list = [
        {"name": f"le médicament numéro {n} au nom " + "interminable " * 20, "dose": "un le soir"}
        for n in range(8)
    ]
    kept = dossier("10000008", {**IDENTITY, "review.card": "useful"}, health__treatments=long_list)  # type: ignore[arg-type]
    for paper in _both(kept):
        assert sorted(words(printed(pdf_of(paper)))) == sorted(words(" ".join(paper.texts())))


def test_a_panel_has_the_size_of_a_bank_card() -> None:
    css = (Path(__file__).parents[2] / "assistant/exports/look/paper.css").read_text("utf-8")
    width, height = ID_1
    assert f".panel {{ width: {width:.1f}mm; height: {height:.0f}mm;" in css


@pytest.mark.parametrize("kept", [EVERYTHING, CANNOT_SIGN])
def test_the_code_on_paper_is_read_by_a_camera_without_a_network(
    kept: Dossier, tmp_path: Path
) -> None:
    for paper in _both(kept):
        pdf, picture = tmp_path / f"{paper.name}.pdf", tmp_path / paper.name
        pdf.write_bytes(pdf_of(paper))
        subprocess.run(
            ["pdftoppm", "-r", "150", "-gray", "-png", "-f", "1", "-l", "1", "-singlefile",
             str(pdf), str(picture)],
            check=True, timeout=60,
        )  # fmt: skip
        read = subprocess.run(
            ["zbarimg", "--quiet", "--raw", f"{picture}.png"],
            capture_output=True, check=True, timeout=60,
        ).stdout.decode()  # fmt: skip
        assert read.rstrip("\n") == code_text(_subject(kept))


def test_the_code_holds_the_essentials_in_plain_french() -> None:
    text = code_text(_subject(CANNOT_SIGN))
    assert text.splitlines() == [
        "URGENCE, Henriette Martin, Née le 12 mai 1942",
        "Allergies : aucune connue",
        "À éviter : non renseigné",
        "Dans le corps : non renseigné",
        "À prévenir : Claire Martin, fils ou fille, 07 98 76 54 32",
        f"Carte n° {card_number(_subject(CANNOT_SIGN))}",
    ]


def test_a_code_that_cannot_hold_everything_says_so() -> None:
    text = code_text(_subject(EVERYTHING))
    assert len(text.encode()) <= ROOM
    assert "Suite : voir la carte." in text
    assert "la pénicilline" in text


def test_the_code_never_holds_what_was_not_ticked() -> None:
    assert "diabète" not in code_text(_subject(EVERYTHING))


def test_a_change_of_what_the_card_says_makes_a_new_number() -> None:
    before = _subject(EVERYTHING)
    number = card_number(before)
    assert number is not None
    assert is_current(before, number)
    assert is_current(before, number.replace(" ", ""))
    moved = _with(EVERYTHING, identity__birth_name="Le Fèvre", identity__used_name="Le Fèvre")
    assert not is_current(_subject(moved), number)


def test_the_same_card_printed_another_day_has_the_same_number() -> None:
    later = _subject(EVERYTHING, NOW.date() + timedelta(days=200))
    assert card_number(later) == card_number(_subject(EVERYTHING))


def test_a_change_that_the_card_does_not_show_leaves_it_right() -> None:
    number = card_number(_subject(EVERYTHING))
    assert number is not None
    assert is_current(_subject(_with(EVERYTHING, identity__birth_place="Brest")), number)


def test_both_sheets_bear_the_number_and_the_code() -> None:
    for paper in _both(EVERYTHING):
        assert str(card_number(_subject(EVERYTHING))) in " ".join(paper.texts())
        assert any(isinstance(block, Code) for block in paper.every_block())
