"""A new secret code puts every other place out of the dossier."""

from __future__ import annotations

from collections.abc import Callable

from tests.coming_back.codes import codes, comes_back, digits_after, passage
from tests.people import JEANNE
from tests.talking import Person


def test_a_new_secret_code_puts_every_other_place_out_and_says_so(
    at_home: Person, on: Callable[..., Person]
) -> None:
    number, old = codes(at_home)
    assert "refermé" not in at_home.heard()  # there was nobody to put out
    telegram, terminal = on("telegram"), on("terminal")
    for place in (telegram, terminal):
        place.says("/start")
        place.says("j'ai déjà un dossier")
        assert comes_back(place, number, old) == number
    _, new = codes(at_home)
    assert "refermé votre dossier partout ailleurs" in at_home.heard()
    for place in (telegram, terminal):
        assert place.says("résumé").dossier is None
        assert "Lefèvre" not in place.heard()
        assert "nouveau code secret" in place.heard()
        assert comes_back(place, number, old) is None
        assert comes_back(place, number, new) == number
        assert place.last.asking == "identity.sex"  # type: ignore[union-attr]


def test_who_asked_for_the_new_code_goes_on_where_they_are(
    at_home: Person, on: Callable[..., Person]
) -> None:
    telegram = on("telegram")
    telegram.says(passage(at_home))
    codes(telegram)
    assert telegram.says("une femme").asking == "identity.birth_date"
    assert at_home.says("le 12 mars 1943").dossier is None


def test_a_place_that_was_put_out_may_begin_a_dossier_of_its_own(
    at_home: Person, on: Callable[..., Person]
) -> None:
    telegram = on("telegram")
    telegram.says(passage(at_home))
    codes(at_home)
    telegram.says("bonjour")
    telegram.says("non, laissez")
    assert telegram.last.asking == "welcome.consent"  # type: ignore[union-attr]
    telegram.answers(JEANNE, until="identity.sex")
    assert telegram.last.dossier not in (None, at_home.last.dossier)  # type: ignore[union-attr]


def test_an_emergency_is_heard_where_somebody_was_put_out(
    at_home: Person, on: Callable[..., Person]
) -> None:
    telegram = on("telegram")
    telegram.says(passage(at_home))
    codes(at_home)
    telegram.says("j'ai très mal à la poitrine")
    assert "15" in telegram.heard()


def test_a_code_of_passage_that_was_given_before_opens_nothing_after_a_new_secret_code(
    at_home: Person, on: Callable[..., Person]
) -> None:
    code = passage(at_home)
    codes(at_home)
    assert on("telegram").says(code).dossier is None


def test_the_number_of_the_dossier_is_told_without_a_new_code(
    at_home: Person, on: Callable[..., Person]
) -> None:
    number, code = codes(at_home)
    at_home.says("quel est mon numéro de dossier")
    assert digits_after("le numéro", at_home.heard().replace("numéro ", "numéro : ")) == number
    telegram = on("telegram")
    telegram.says("/start")
    telegram.says("j'ai déjà un dossier")
    assert comes_back(telegram, number, code) == number


def test_codes_told_unasked_by_telephone_put_nobody_out(
    at_home: Person, on: Callable[..., Person]
) -> None:
    code = passage(at_home)
    call = on("phone", "phone:call-1")
    call.says("")
    call.presses("1")
    call.presses(f"{code}#")
    assert "code secret" in call.heard()
    assert at_home.says("une femme").asking == "identity.birth_date"
