"""Coming back to a dossier, and taking it along from one channel to another."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.conversation import Conversation
from assistant.dialogue.exchange import Doors
from assistant.engine.embedded import EmbeddedEngine
from assistant.store.store import Store
from tests.conftest import NOW
from tests.people import JEANNE
from tests.talking import Person

IN_WORDS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **lasting: float) -> None:
        self.now += timedelta(**lasting)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conversation(engine: EmbeddedEngine, store: Store, clock: Clock) -> Conversation:
    doors = Doors(phone="01 23 45 67 89", telegram="@vivevoix_essai_bot")
    return Conversation(engine, store, clock, doors=doors)


@pytest.fixture
def on(conversation: Conversation) -> Callable[..., Person]:
    """Somebody on a channel, who has not said anything yet."""

    def person(channel: str, name: str | None = None) -> Person:
        return Person(conversation, name or f"{channel}:1", channel=channel)

    return person


@pytest.fixture
def at_home(on: Callable[..., Person]) -> Person:
    """Jeanne at her loudspeaker, who has just given her names."""
    person = on("voice")
    person.says("/start")
    person.answers(JEANNE, until="identity.sex")
    return person


def _digits_after(words: str, heard: str) -> str:
    found = re.search(words + r" ?: ([\d ]+)", heard.replace("\u00a0", " "))
    assert found, heard
    return found[1].replace(" ", "")


def _passage(person: Person, said: str = "continuer ailleurs") -> str:
    person.says(said)
    return _digits_after("code de passage", person.heard())


def _codes(person: Person) -> tuple[str, str]:
    person.says("mon code secret")
    heard = person.heard()
    return _digits_after("numéro de dossier", heard), _digits_after("code secret", heard)


def test_what_was_begun_at_home_goes_on_on_telegram_at_the_exact_question(
    at_home: Person, on: Callable[..., Person]
) -> None:
    code = _passage(at_home, "je préfère continuer sur Telegram")
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
    telegram.says(_passage(at_home))
    telegram.says("une femme")
    telegram.says("douze mars quarante-trois")
    assert telegram.last.confirming  # type: ignore[union-attr]
    replied = at_home.says("oui")
    assert replied.asking == "identity.birth_place"


def test_a_code_of_passage_opens_once(at_home: Person, on: Callable[..., Person]) -> None:
    code = _passage(at_home)
    on("telegram").says(code)
    second = on("telegram", "telegram:2")
    second.says(code)
    assert second.last.dossier is None  # type: ignore[union-attr]
    assert "n'ouvre rien" in second.heard()


def test_a_code_of_passage_expires(
    at_home: Person, on: Callable[..., Person], clock: Clock
) -> None:
    code = _passage(at_home)
    clock.forward(minutes=16)
    telegram = on("telegram")
    telegram.says(code)
    assert telegram.last.dossier is None  # type: ignore[union-attr]


def test_a_newer_code_of_passage_closes_the_one_before(
    at_home: Person, on: Callable[..., Person]
) -> None:
    first, second = _passage(at_home), _passage(at_home)
    telegram = on("telegram")
    telegram.says(first)
    assert telegram.last.dossier is None  # type: ignore[union-attr]
    telegram.says(second)
    assert telegram.last.dossier is not None  # type: ignore[union-attr]


def test_by_telephone_she_comes_back_with_keys_alone(
    at_home: Person, on: Callable[..., Person]
) -> None:
    number, code = _codes(at_home)
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
    number = _digits_after("numéro de dossier", heard)
    code = _digits_after("code secret", heard)
    again = on("phone", "phone:call-2")
    for keys in ("", "1", f"{number}#", f"{code}#"):
        again.presses(keys) if keys else again.says("")
    assert again.last.dossier == number  # type: ignore[union-attr]
    assert again.last.asking == call.last.asking  # type: ignore[union-attr]


def test_the_code_may_be_said_in_words(at_home: Person, on: Callable[..., Person]) -> None:
    number, code = _codes(at_home)
    call = on("phone", "phone:call-1")
    call.says("")
    call.says("oui")
    call.says(" ".join(number))
    call.says(" ".join(IN_WORDS[int(d)] for d in code))
    assert call.last.dossier == number  # type: ignore[union-attr]


def test_three_wrong_codes_end_the_call_politely_and_slow_the_next_ones(
    at_home: Person, on: Callable[..., Person], clock: Clock
) -> None:
    number, code = _codes(at_home)
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
    number, code = _codes(at_home)
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
    _, code = _codes(at_home)
    telegram = on("telegram")
    telegram.says(_passage(at_home))
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


def _comes_back(person: Person, number: str, code: str) -> str | None:
    """The dossier that number and code open to somebody who was asked for them."""
    person.says(number)
    return person.says(code).dossier


def test_a_new_secret_code_puts_every_other_place_out_and_says_so(
    at_home: Person, on: Callable[..., Person]
) -> None:
    number, old = _codes(at_home)
    assert "refermé" not in at_home.heard()  # there was nobody to put out
    telegram, terminal = on("telegram"), on("terminal")
    for place in (telegram, terminal):
        place.says("/start")
        place.says("j'ai déjà un dossier")
        assert _comes_back(place, number, old) == number
    _, new = _codes(at_home)
    assert "refermé votre dossier partout ailleurs" in at_home.heard()
    for place in (telegram, terminal):
        assert place.says("résumé").dossier is None
        assert "Lefèvre" not in place.heard()
        assert "nouveau code secret" in place.heard()
        assert _comes_back(place, number, old) is None
        assert _comes_back(place, number, new) == number
        assert place.last.asking == "identity.sex"  # type: ignore[union-attr]


def test_who_asked_for_the_new_code_goes_on_where_they_are(
    at_home: Person, on: Callable[..., Person]
) -> None:
    telegram = on("telegram")
    telegram.says(_passage(at_home))
    _codes(telegram)
    assert telegram.says("une femme").asking == "identity.birth_date"
    assert at_home.says("le 12 mars 1943").dossier is None


def test_a_place_that_was_put_out_may_begin_a_dossier_of_its_own(
    at_home: Person, on: Callable[..., Person]
) -> None:
    telegram = on("telegram")
    telegram.says(_passage(at_home))
    _codes(at_home)
    telegram.says("bonjour")
    telegram.says("non, laissez")
    assert telegram.last.asking == "welcome.consent"  # type: ignore[union-attr]
    telegram.answers(JEANNE, until="identity.sex")
    assert telegram.last.dossier not in (None, at_home.last.dossier)  # type: ignore[union-attr]


def test_an_emergency_is_heard_where_somebody_was_put_out(
    at_home: Person, on: Callable[..., Person]
) -> None:
    telegram = on("telegram")
    telegram.says(_passage(at_home))
    _codes(at_home)
    telegram.says("j'ai très mal à la poitrine")
    assert "15" in telegram.heard()


def test_a_code_of_passage_that_was_given_before_opens_nothing_after_a_new_secret_code(
    at_home: Person, on: Callable[..., Person]
) -> None:
    passage = _passage(at_home)
    _codes(at_home)
    assert on("telegram").says(passage).dossier is None


def test_the_number_of_the_dossier_is_told_without_a_new_code(
    at_home: Person, on: Callable[..., Person]
) -> None:
    number, code = _codes(at_home)
    at_home.says("quel est mon numéro de dossier")
    assert _digits_after("le numéro", at_home.heard().replace("numéro ", "numéro : ")) == number
    telegram = on("telegram")
    telegram.says("/start")
    telegram.says("j'ai déjà un dossier")
    assert _comes_back(telegram, number, code) == number


def test_codes_told_unasked_by_telephone_put_nobody_out(
    at_home: Person, on: Callable[..., Person]
) -> None:
    passage = _passage(at_home)
    call = on("phone", "phone:call-1")
    call.says("")
    call.presses("1")
    call.presses(f"{passage}#")
    assert "code secret" in call.heard()
    assert at_home.says("une femme").asking == "identity.birth_date"


def test_she_may_give_up_coming_back(on: Callable[..., Person]) -> None:
    call = on("phone", "phone:call-1")
    call.says("")
    call.says("oui")
    call.says("non, laissez")
    assert call.last.asking == "welcome.language"  # type: ignore[union-attr]


def test_no_code_stands_in_clear_on_the_disk(
    at_home: Person, on: Callable[..., Person], home: Path
) -> None:
    _, secret = _codes(at_home)
    passage = _passage(at_home)
    on("telegram").says(passage)
    written = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    spaced = " ".join(secret).encode()
    assert not [code for code in (secret.encode(), passage.encode(), spaced) if code in written]
