"""Coming back to a dossier, and taking it along from one channel to another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.coming_back.codes import codes, digits_after, passage
from tests.coming_back.conftest import Clock
from tests.talking import Person

IN_WORDS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")


def test_what_was_begun_at_home_goes_on_on_telegram_at_the_exact_question(
    at_home: Person, on: Callable[..., Person]
) -> None:
    code = passage(at_home, "je préfère continuer sur Telegram")
    assert "@vivevoix_essai_bot" in at_home.heard()
    telegram = on("telegram")
    replied = telegram.says(f"/start {code}")
    assert replied.asking == "identity.sex"
    assert replied.dossier == at_home.last.dossier  # type: ignore[union-attr]
    assert "Jeanne" in telegram.heard()
    telegram.says("une femme")
    assert telegram.last.asking == "identity.birth_date"  # type: ignore[union-attr]


def test_and_back_at_home_the_talk_is_where_telegram_left_it(
    at_home: Person, on: Callable[..., Person]
) -> None:
    telegram = on("telegram")
    telegram.says(passage(at_home))
    telegram.says("une femme")
    telegram.says("douze mars quarante-trois")
    assert telegram.last.confirming  # type: ignore[union-attr]
    replied = at_home.says("oui")
    assert replied.asking == "identity.birth_place"


def test_a_code_of_passage_opens_once(at_home: Person, on: Callable[..., Person]) -> None:
    code = passage(at_home)
    on("telegram").says(code)
    second = on("telegram", "telegram:2")
    second.says(code)
    assert second.last.dossier is None  # type: ignore[union-attr]
    assert "n'ouvre rien" in second.heard()


def test_a_code_of_passage_expires(
    at_home: Person, on: Callable[..., Person], clock: Clock
) -> None:
    code = passage(at_home)
    clock.forward(minutes=16)
    telegram = on("telegram")
    telegram.says(code)
    assert telegram.last.dossier is None  # type: ignore[union-attr]


def test_a_newer_code_of_passage_closes_the_one_before(
    at_home: Person, on: Callable[..., Person]
) -> None:
    first, second = passage(at_home), passage(at_home)
    telegram = on("telegram")
    telegram.says(first)
    assert telegram.last.dossier is None  # type: ignore[union-attr]
    telegram.says(second)
    assert telegram.last.dossier is not None  # type: ignore[union-attr]


def test_by_telephone_she_comes_back_with_keys_alone(
    at_home: Person, on: Callable[..., Person]
) -> None:
    number, code = codes(at_home)
    call = on("phone", "phone:call-1")
    call.presses("*")
    assert "déjà un dossier" in call.heard()
    call.presses("1")
    assert "numéro de dossier" in call.heard()
    call.presses(f"{number}#")
    assert "code secret" in call.heard()
    replied = call.presses(f"{code}#")
    assert replied.asking == "identity.sex"
    assert replied.dossier == number


def test_by_telephone_the_codes_are_told_unasked_and_work_after_the_line_dropped(
    on: Callable[..., Person],
) -> None:
    call = on("phone", "phone:call-1")
    call.says("")
    call.presses("2")
    assert call.last.asking == "welcome.language"  # type: ignore[union-attr]
    call.presses("1")
    call.presses("1")
    call.presses("1")
    heard = call.heard()
    number = digits_after("numéro de dossier", heard)
    code = digits_after("code secret", heard)
    again = on("phone", "phone:call-2")
    for keys in ("", "1", f"{number}#", f"{code}#"):
        again.presses(keys) if keys else again.says("")
    assert again.last.dossier == number  # type: ignore[union-attr]
    assert again.last.asking == call.last.asking  # type: ignore[union-attr]


def test_the_code_may_be_said_in_words(at_home: Person, on: Callable[..., Person]) -> None:
    number, code = codes(at_home)
    call = on("phone", "phone:call-1")
    call.says("")
    call.says("oui")
    call.says(" ".join(number))
    call.says(" ".join(IN_WORDS[int(d)] for d in code))
    assert call.last.dossier == number  # type: ignore[union-attr]


def test_three_wrong_codes_end_the_call_politely_and_slow_the_next_ones(
    at_home: Person, on: Callable[..., Person], clock: Clock
) -> None:
    number, code = codes(at_home)
    wrong = "".join("1" if d == "0" else "0" for d in code)
    call = on("phone", "phone:call-1")
    call.says("")
    call.presses("1")
    for _ in range(3):
        call.presses(f"{number}#")
        call.presses(f"{wrong}#")
    assert call.last.ends  # type: ignore[union-attr]
    assert "Attendez" in call.heard()

    def tried_again(name: str) -> str | None:
        again = on("phone", name)
        again.says("")
        for keys in ("1", f"{number}#", f"{code}#"):
            again.presses(keys)
        return again.last.dossier  # type: ignore[union-attr]

    assert tried_again("phone:call-2") is None
    clock.forward(hours=1)
    assert tried_again("phone:call-3") == number


def test_a_number_that_is_not_there_is_answered_as_a_wrong_code_is(
    at_home: Person, on: Callable[..., Person]
) -> None:
    number, code = codes(at_home)
    call, other = on("phone", "phone:call-1"), on("phone", "phone:call-2")
    for person, tried in ((call, "1234567897"), (other, number)):
        person.says("")
        for keys in ("1", f"{tried}#", "135790#"):
            person.presses(keys)
    assert code != "135790"
    assert call.heard() == other.heard()


def test_a_telephone_number_opens_nothing(on: Callable[..., Person]) -> None:
    """Two calls from one line, or from a withheld one, never meet."""
    first = on("phone", "phone:call-1")
    first.says("")
    first.presses("2")
    second = on("phone", "phone:call-2")
    second.says("")
    assert "déjà un dossier" in second.heard()


def test_an_emergency_is_heard_while_a_code_is_awaited(on: Callable[..., Person]) -> None:
    call = on("phone", "phone:call-1")
    call.says("")
    call.presses("1")
    call.says("j'ai très mal à la poitrine")
    assert "15" in call.heard()


def test_after_a_pause_telegram_asks_for_the_code_before_reading_back(
    at_home: Person, on: Callable[..., Person], clock: Clock
) -> None:
    _, code = codes(at_home)
    telegram = on("telegram")
    telegram.says(passage(at_home))
    telegram.says("résumé")
    assert "Lefèvre" in telegram.heard()
    clock.forward(minutes=31)
    telegram.says("bonjour")
    telegram.says("résumé")
    assert "Lefèvre" not in telegram.heard()
    assert "code secret" in telegram.heard()
    telegram.says(code)
    assert telegram.last.asking == "identity.sex"  # type: ignore[union-attr]
    telegram.says("résumé")
    assert "Lefèvre" in telegram.heard()


def test_she_may_give_up_coming_back(on: Callable[..., Person]) -> None:
    call = on("phone", "phone:call-1")
    call.says("")
    call.says("oui")
    call.says("non, laissez")
    assert call.last.asking == "welcome.language"  # type: ignore[union-attr]


def test_no_code_stands_in_clear_on_the_disk(
    at_home: Person, on: Callable[..., Person], home: Path
) -> None:
    _, secret = codes(at_home)
    code = passage(at_home)
    on("telegram").says(code)
    written = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    spaced = " ".join(secret).encode()
    assert not [said for said in (secret.encode(), code.encode(), spaced) if said in written]
