"""The codes that a person is told, and what is done with them."""

from __future__ import annotations

import re

from tests.talking import Person


def digits_after(words: str, heard: str) -> str:
    found = re.search(words + r" ?: ([\d ]+)", heard.replace("\u00a0", " "))
    assert found, heard
    return found[1].replace(" ", "")


def passage(person: Person, said: str = "continuer ailleurs") -> str:
    person.says(said)
    return digits_after("code de passage", person.heard())


def codes(person: Person) -> tuple[str, str]:
    person.says("mon code secret")
    heard = person.heard()
    return digits_after("numéro de dossier", heard), digits_after("code secret", heard)


def comes_back(person: Person, number: str, code: str) -> str | None:
    """The dossier that number and code open to somebody who was asked for them."""
    person.says(number)
    return person.says(code).dossier
