"""A dossier at home, by voice and by the keypad's keys, through a sound card both ways.

In French as in most homes, where each question is heard to its end before it is answered by voice;
in English with the echo cancelled, so that most answers are said over the question.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.answers.kind import Lang
from assistant.conversation import Conversation, Replied
from assistant.steps import QUESTIONS
from assistant.store.store import Store
from assistant.words.words import words_in
from channels.voice.trial import Card
from tests.people import LISTS
from tests.talking import LONGEST_DIALOGUE
from tests.voice.somebody import Somebody, somebody_at

LATER = "#"
HEARD_OF_ALL = 0.4  # of the answers by voice, those that must be heard at once


@dataclass(frozen=True)
class Meant:
    """What somebody means: how it is said, which keys give what was not heard, what is kept."""

    lang: Lang
    says: Mapping[str, tuple[str, str]]
    birth_date: tuple[str, ...]
    birth_date_back: str
    keyed: Mapping[str, str]
    kept: Mapping[str, object]
    yes_no: tuple[str, str]

    def read_back(self, field: str | None, phrase: str) -> str:
        """How what is meant is read back: an option by its own words, however it was said."""
        options = words_in(self.lang).fields[field].options if field else {}
        meant = str(self.kept.get(str(field)))
        return options[meant].say if meant in options else phrase


JEANNE = Meant(
    lang="fr",
    says={
        "welcome.language": ("français", "1"),
        "welcome.consent": ("oui", "1"),
        "welcome.adult": ("oui", "1"),
        "welcome.helper_present": ("non", "2"),
        "welcome.speech_rate": ("plus vite", "3"),
        "welcome.scope": ("l'essentiel", "1"),
        "identity.sex": ("femme", "1"),
        "trusted_person.relation": ("votre enfant", "3#"),
        "trusted_person.accepts": ("elle accepte", "1"),
        "trusted_person.knows_directives": ("oui", "1"),
        "emergency_contacts.same_as_trusted": ("non", "2"),
        "emergency_contacts.relation": ("un voisin ou une voisine", "8#"),
        "health.allergies.severity": ("dangereuse pour la vie", "3"),
        "access.blocked": ("non", "2"),
        "access.notify": ("un appel au téléphone", "2"),
        "review.confirmed": ("oui", "1"),
        "review.print": ("oui", "1"),
    },
    birth_date=("douze", "mai", "mille neuf cent quarante-deux"),
    birth_date_back="12 mai 1942",
    keyed={
        "identity.birth_date": "12051942",
        "identity.phone": "0612345678",
        "trusted_person.wanted": "1",
        "trusted_person.phone": "0798765432",
        "trusted_person.birth_date": "04071968",
        "emergency_contacts.phone": "0240112233",
        "access.emergency": "1",
        "review.card": "2",
    },
    kept={
        "welcome.language": "fr",
        "welcome.consent": True,
        "welcome.adult": True,
        "welcome.helper_present": False,
        "welcome.speech_rate": "fast",
        "welcome.scope": "essential",
        "identity.sex": "female",
        "identity.birth_date": "1942-05-12",
        "identity.phone": "+33612345678",
        "trusted_person.wanted": True,
        "trusted_person.relation": "child",
        "trusted_person.phone": "+33798765432",
        "trusted_person.birth_date": "1968-07-04",
        "trusted_person.accepts": "accepted",
        "trusted_person.knows_directives": True,
        "emergency_contacts": True,
        "emergency_contacts.relation": "neighbour",
        "emergency_contacts.phone": "+33240112233",
        "health.allergies": True,
        "health.allergies.severity": "life_threatening",
        "health.contraindications": None,
        "access.emergency": "allow",
        "access.blocked": None,
        "access.notify": "phone",
        "review.confirmed": True,
        "review.print": True,
        "review.card": "useful",
    },
    yes_no=("oui", "non"),
)
ARTHUR = Meant(
    lang="en",
    says={
        "welcome.language": ("English", "2"),
        "welcome.consent": ("yes", "1"),
        "welcome.adult": ("yes", "1"),
        "welcome.helper_present": ("no", "2"),
        "welcome.speech_rate": ("more quickly", "3"),
        "welcome.scope": ("the essentials", "1"),
        "identity.sex": ("a man", "2"),
        "trusted_person.wanted": ("yes", "1"),
        "trusted_person.relation": ("my son", "3#"),
        "trusted_person.accepts": ("they agree", "1"),
        "trusted_person.knows_directives": ("no", "2"),
        "emergency_contacts.same_as_trusted": ("no", "2"),
        "emergency_contacts.relation": ("a friend", "7#"),
        "health.allergies.severity": ("serious", "2"),
        "access.emergency": ("I allow it", "1"),
        "access.blocked": ("no", "2"),
        "access.notify": ("by telephone", "2"),
        "review.confirmed": ("yes", "1"),
        "review.print": ("yes", "1"),
        "review.card": ("the essentials", "1"),
        "review.next_on": ("yes", "1#"),
    },
    birth_date=("the third", "February", "nineteen thirty eight"),
    birth_date_back="3 February 1938",
    keyed={
        "identity.birth_date": "03021938",
        "identity.phone": "0612345678",
        "trusted_person.phone": "0798765432",
        "trusted_person.birth_date": "04071968",
        "emergency_contacts.phone": "0240112233",
    },
    kept={
        "welcome.language": "en",
        "welcome.consent": True,
        "welcome.adult": True,
        "welcome.helper_present": False,
        "welcome.speech_rate": "fast",
        "welcome.scope": "essential",
        "identity.sex": "male",
        "identity.birth_date": "1938-02-03",
        "identity.phone": "+33612345678",
        "trusted_person.wanted": True,
        "trusted_person.relation": "child",
        "trusted_person.phone": "+33798765432",
        "trusted_person.birth_date": "1968-07-04",
        "trusted_person.accepts": "accepted",
        "trusted_person.knows_directives": False,
        "emergency_contacts": True,
        "emergency_contacts.relation": "friend",
        "emergency_contacts.phone": "+33240112233",
        "health.allergies": True,
        "health.allergies.severity": "serious",
        "health.contraindications": None,
        "access.emergency": "allow",
        "access.blocked": None,
        "access.notify": "phone",
        "review.confirmed": True,
        "review.print": True,
        "review.card": "vital",
        "review.next_on": "2027-11-24",
    },
    yes_no=("yes", "no"),
)
NONE_AT_ALL = frozenset({"health.contraindications", "access.blocked"})


async def answers(person: Somebody, meant: Meant, given: set[str]) -> bool | None:
    """One answer, kept as it was meant: whether it was heard, None where it was keyed in."""
    asking = person.replied.asking
    yes, no = meant.yes_no
    if asking in LISTS and asking is not None:
        first = asking not in given and asking not in NONE_AT_ALL
        given.add(asking)
        return await says(person, meant, *((yes, "1") if first else (no, "2")))
    if asking == "identity.birth_date":
        return await says_a_date(person, meant)
    if asking in meant.says and asking is not None:
        return await says(person, meant, *meant.says[asking])
    await person.presses(meant.keyed.get(str(asking), LATER))
    if person.replied.confirming:
        await person.presses("#")
    return None


async def says(person: Somebody, meant: Meant, phrase: str, keys: str) -> bool:
    """By voice; by keys what was not heard, or was heard as something else."""
    before = person.replied
    if before.heard_out or not person.may_interrupt:
        await person.hears_the_tone()
    reply = await person.says(phrase)
    if reply is None:
        await person.presses(keys)
        return False
    if (reply.asking, reply.step) != (before.asking, before.step):
        return True
    back = " ".join(part.text for part in reply.replies)
    heard = reply.confirming and meant.read_back(before.asking, phrase).lower() in back.lower()
    if reply.confirming and (heard or is_asked_with_a_no(reply)):
        await person.presses("#" if heard else "2")
    if not heard:
        await person.presses(keys)
    return heard


def is_asked_with_a_no(reply: Replied) -> bool:
    """Whether a no turns down what was read back; a yes or a no itself is asked once more."""
    return QUESTIONS[str(reply.asking)].kind.name != "yes_no"


async def says_a_date(person: Somebody, meant: Meant) -> bool:
    """A day, a month and a year, each when it is asked for; keyed in anew where it was misheard."""
    for part in meant.birth_date:
        if part != meant.birth_date[0] or not person.may_interrupt:
            await person.hears_the_tone()
        reply = await person.says(part, more=part != meant.birth_date[-1])
    heard = reply is not None and meant.birth_date_back in person.told
    if not heard:
        await person.presses(meant.keyed["identity.birth_date"])
    await person.presses("#")
    return heard


def kept_at_home(
    meant: Meant,
    at_home: AbstractAsyncContextManager[Somebody],
    store: Store,
) -> tuple[dict[str, object], list[bool]]:
    """What is in the dossier when it is done, and which answers by voice were heard."""
    heard: list[bool] = []

    async def scene() -> str:
        async with at_home as person:
            given: set[str] = set()
            for _ in range(LONGEST_DIALOGUE):
                if person.replied.asking is None and person.replied.dossier:
                    return str(person.replied.dossier)
                of_voice = await answers(person, meant, given)
                heard.extend([] if of_voice is None else [of_voice])
            raise AssertionError(f"no way on from {person.replied}")

    dossier = store.dossier(asyncio.run(scene()))
    history = store.history(dossier.id)
    return {a.field: a.value for a, _ in history if a.state.value != "skipped"}, heard


@pytest.mark.long
@pytest.mark.parametrize(
    ("meant", "may_interrupt"), [(JEANNE, False), (ARTHUR, True)],
    ids=["fr, not interrupted", "en, interrupted"],
)  # fmt: skip
def test_the_essential_dossier_at_home_is_exactly_what_was_meant(
    meant: Meant, may_interrupt: bool, here: Card, conversation: Conversation, store: Store,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    at_home = somebody_at(
        here, conversation, monkeypatch, meant.lang,
        pipe=tmp_path / "keypad", may_interrupt=may_interrupt,
    )  # fmt: skip
    kept, heard = kept_at_home(meant, at_home, store)
    assert kept == meant.kept
    assert sum(heard) >= HEARD_OF_ALL * len(heard), heard
