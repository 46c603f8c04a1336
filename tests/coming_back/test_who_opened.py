"""Who opened the dossier is told by ear, from what is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.answers.kind import Lang
from assistant.dialogue.opened import moment
from assistant.dossier.access import Access, Done
from assistant.speech.spoken_form import spoken
from assistant.store.store import Store
from assistant.words.words import words_in
from tests.coming_back.codes import codes, comes_back, passage
from tests.coming_back.conftest import Clock
from tests.talking import Person

USUAL = "Ce dossier s'ouvre ici"
NOW = datetime(2026, 11, 24, 10, 5, tzinfo=ZoneInfo("Europe/Paris"))


def heard(person: Person, said: str = "qui a ouvert mon dossier ?") -> str:
    person.says(said)
    return person.heard().replace("\u00a0", " ")


def test_where_nobody_else_came_nobody_is_named(at_home: Person) -> None:
    assert heard(at_home).startswith(USUAL)


def test_an_opening_by_a_code_is_told_with_its_day_hour_and_place(
    at_home: Person, on: Callable[..., Person], clock: Clock
) -> None:
    number, code = codes(at_home)
    call = on("phone")
    call.says("")
    call.presses("1")
    comes_back(call, number, code)
    said = heard(at_home)
    assert said.startswith("Aujourd'hui, vers 10 h, ce dossier a été ouvert par téléphone, avec un")
    assert USUAL in said
    clock.forward(days=1)
    assert heard(at_home).startswith("Hier, vers 10 h")
    clock.forward(days=6)
    assert heard(at_home).startswith("Le 24 novembre 2026, vers 10 h")


def test_a_code_of_passage_is_an_opening_too(at_home: Person, on: Callable[..., Person]) -> None:
    telegram = on("telegram")
    telegram.says(passage(at_home))
    assert "ouvert sur Telegram, avec un code" in heard(at_home)


def test_what_the_operator_did_is_told_and_that_they_did_it(at_home: Person, store: Store) -> None:
    number, _ = codes(at_home)
    for what, detail in (
        (Done.SHOWN, "summary"),
        (Done.EXPORTED, "json"),
        (Done.PRINTED, "papers"),
    ):
        store.write_down(number, what, detail)
    said = heard(at_home)
    for done in ("a lu ce dossier", "a fait une copie de ce dossier", "a imprimé vos papiers"):
        assert f"la personne qui a installé Vive Voix {done}" in said


def test_the_newest_three_are_told_and_what_was_done_often_in_one_day_once(
    at_home: Person, on: Callable[..., Person], clock: Clock, store: Store
) -> None:
    number, _ = codes(at_home)
    for day in range(4):
        for _ in range(3):
            with store.turn("telegram:1") as work:
                opening = Access(dossier=number, what=Done.OPENED, by="telegram", at=clock())
                work.accesses.append(opening)
        clock.forward(days=day < 3)
    said = heard(at_home)
    assert said.count("a été ouvert") == 3
    assert said.index("Aujourd'hui") < said.index("Hier") < said.index("Le 25 novembre")


def test_wrong_codes_are_counted(at_home: Person, on: Callable[..., Person], clock: Clock) -> None:
    number, _ = codes(at_home)
    call = on("phone")
    call.says("")
    call.presses("1")
    for wrong in ("000111", "000222"):
        comes_back(call, number, wrong)
    assert "Mauvais codes essayés depuis un mois : 2." in heard(at_home)
    clock.forward(days=31)
    assert "Mauvais codes" not in heard(at_home)


def test_after_a_pause_on_a_telephone_the_code_comes_first(
    at_home: Person, on: Callable[..., Person], clock: Clock
) -> None:
    number, code = codes(at_home)
    telegram = on("telegram")
    telegram.says("/start")
    telegram.says("j'ai déjà un dossier")
    comes_back(telegram, number, code)
    clock.forward(hours=1)
    assert "a été ouvert" not in heard(telegram)


def test_it_is_told_in_english(at_home: Person, on: Callable[..., Person]) -> None:
    on("telegram").says(passage(at_home))
    at_home.says("english")
    said = heard(at_home, "who opened my file?")
    assert said.startswith(
        "Today, at about 10 in the morning, this record was opened on Telegram, with a code."
    )


@pytest.mark.parametrize(
    ("lang", "at", "told"),
    [
        ("fr", NOW.replace(hour=0), "Aujourd'hui, vers 0 h"),
        ("fr", NOW.replace(day=23, hour=21), "Hier, vers 21 h"),
        ("fr", NOW.replace(day=1), "Le 1er novembre 2026, vers 10 h"),
        ("en", NOW.replace(hour=0), "Today, at about 12 in the morning"),
        ("en", NOW.replace(day=23, hour=12), "Yesterday, at about 12 in the afternoon"),
        ("en", NOW.replace(day=22, hour=21), "On 22 November 2026, at about 9 in the evening"),
    ],
)
def test_a_moment_is_told_by_its_day_and_hour(lang: Lang, at: datetime, told: str) -> None:
    assert moment(at, NOW, words_in(lang)).replace("\u00a0", " ") == told


def test_an_hour_is_said_in_words() -> None:
    said = spoken(moment(NOW.replace(hour=21), NOW, words_in("fr")), "fr")
    assert said == "Aujourd'hui, vers vingt et une heures"


# --- at this computer nobody is asked for a code


def test_a_talk_that_goes_on_at_this_computer_is_written_down_once(
    on: Callable[..., Person], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.admission.account", lambda: "anna")
    telegram = on("telegram")
    telegram.says("/start")
    telegram.says("français")
    number = telegram.says("oui").dossier
    assert number is not None
    taken_up = on("terminal", "telegram:1")
    for said in ("start", "résumé"):
        taken_up.says(said)
    on("voice", "telegram:1").says("start")
    lines = [(one.dossier, one.what, one.by, one.detail) for one in store.audit.lines()]
    assert lines == [
        (number, Done.BEGUN, "telegram", ""),
        (number, Done.TAKEN_UP, "anna", "terminal"),
        (number, Done.TAKEN_UP, "anna", "voice"),
    ]
    assert "ouvert sur un ordinateur." in heard(telegram)
    assert "ouvert sur un haut-parleur." in heard(telegram)
    assert "sur un ordinateur" not in heard(taken_up)


def test_a_wrong_code_for_a_number_that_is_not_there_writes_a_line_too(
    on: Callable[..., Person], store: Store
) -> None:
    """Else the time that it takes would tell which numbers are there."""
    call = on("phone")
    call.says("")
    call.presses("1")
    comes_back(call, "1234567897", "000111")
    assert [(one.dossier, one.what) for one in store.audit.lines()] == [(None, Done.WRONG_CODE)]
