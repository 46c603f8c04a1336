"""A danger is heard at every question, and what only sounds like one is left in peace there."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from assistant.answers.kind import Lang
from assistant.conversation import Conversation
from assistant.safety.danger import Danger, danger_in
from assistant.steps import QUESTIONS
from tests.people import JEANNE
from tests.talking import Person

DANGERS: tuple[tuple[Lang, str, Danger], ...] = (
    ("fr", "j'ai très mal à la poitrine", Danger.EMERGENCY),
    ("fr", "je ne peux plus respirer", Danger.EMERGENCY),
    ("fr", "mon mari vient de faire un malaise", Danger.EMERGENCY),
    ("fr", "j'ai la gorge qui gonfle là maintenant", Danger.EMERGENCY),
    ("fr", "je veux mourir", Danger.DISTRESS),
    ("fr", "mon fils m'oblige à signer", Danger.PRESSURE),
    ("en", "I can't breathe", Danger.EMERGENCY),
    ("en", "my throat is swelling up right now", Danger.EMERGENCY),
    ("en", "I want to die", Danger.DISTRESS),
    ("en", "my son is making me sign", Danger.PRESSURE),
)
ANSWERS: tuple[tuple[Lang, str, str], ...] = (
    ("fr", "health.allergies.reaction", "j'ai la gorge qui gonfle"),
    ("fr", "health.allergies.reaction", "j'étouffe et je deviens tout rouge"),
    ("fr", "health.contraindications.body_site", "la poitrine"),
    ("fr", "directives.about_me", "je veux mourir chez moi"),
    ("fr", "directives.other", "je ne veux pas souffrir"),
    ("fr", "health.conditions.name", "j'ai eu mal à la poitrine en 2015"),
    ("fr", "health.conditions.name", "ma mère est morte d'un infarctus"),
    ("en", "health.allergies.reaction", "my throat swells up"),
    ("en", "health.contraindications.body_site", "the chest"),
    ("en", "directives.about_me", "I want to die at home"),
)

TOLD_AND_HAPPENING: tuple[tuple[Lang, str, str], ...] = (
    ("fr", "j'ai fait un infarctus en 98", "je crois que je fais un infarctus"),
    ("fr", "un infarctus, en quatre-vingt-dix-huit", "je refais un infarctus"),
    ("fr", "j'ai eu un infarctus à 62 ans", "je pense que c'est encore un infarctus"),
    ("fr", "c'est un infarctus que j'ai eu en 98", "c'est un infarctus, je crois"),
    ("fr", "j'ai fait deux AVC, en 98 et en 2005", "il refait un AVC"),
    ("fr", "infarctus", "mon mari fait un infarctus"),
    ("fr", "j'ai fait un infarctus en 98", "j'ai fait un infarctus en 98 et là ça recommence"),
    ("en", "I had a heart attack in '98", "I think I'm having a heart attack"),
    ("en", "a heart attack at sixty-two", "it's another heart attack"),
    ("en", "a stroke", "my husband is having a stroke"),
)
"""What is told of another day at a question about one's health, and the same as it happens."""


@pytest.mark.parametrize("asking", ["health.conditions", "health.conditions.name"])
@pytest.mark.parametrize(("lang", "told", "happening"), TOLD_AND_HAPPENING)
def test_an_illness_is_told_apart_from_one_that_happens(
    conversation: Conversation, lang: Lang, told: str, happening: str, asking: str
) -> None:
    intents = [
        asyncio.run(conversation.understand(said, asking, lang)).intent
        for said in (told, happening)
    ]
    assert (intents[0] == "emergency", intents[1]) == (False, "emergency")


@pytest.mark.parametrize("asking", [None, *QUESTIONS])
def test_a_danger_is_heard_at_every_question(asking: str | None) -> None:
    for lang, said, danger in DANGERS:
        assert danger_in(said, lang, (), asking) is danger, said


@pytest.mark.parametrize(("lang", "asking", "said"), ANSWERS)
def test_the_plain_answer_to_a_question_is_no_danger(lang: Lang, asking: str, said: str) -> None:
    assert danger_in(said, lang, (), asking) is None


def test_in_a_whole_dossier_an_emergency_is_answered_alone_and_nothing_is_kept_of_it(
    person: Person,
) -> None:
    """At each question of the talk: the 15, no question, and the same question afterwards."""
    person.says("/start")
    interrupted: set[str] = set()
    given: set[str] = set()
    while person.last is not None and person.last.asking is not None:
        before = person.last
        asking = str(before.asking)
        if asking not in interrupted:
            interrupted.add(asking)
            person.says("au secours, j'ai très mal à la poitrine")
            assert "15" in person.heard(), asking
            assert "?" not in person.heard(), asking
            assert person.last.alone, asking
            now = person.last
            told = replace(before, replies=now.replies, seconds=now.seconds, alone=True)
            assert now == replace(told, mark=now.mark), asking
            person.last = before
            person.says("non")  # "no, it is not that"
            assert (person.last.asking, person.last.confirming) == (asking, before.confirming)
        if before.confirming:
            person.says("oui")
        elif asking in given and asking != "review.confirmed":  # asked for each topic
            person.says("non, c'est tout")
        else:
            given.add(asking)
            person.says(JEANNE[asking])
    assert len(interrupted) > 60
