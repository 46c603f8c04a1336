"""A name is taken as one, though it is a word of everyday as well."""

from __future__ import annotations

import asyncio

import pytest

from assistant.answers.kind import Lang
from assistant.conversation import Conversation

NAMES: dict[Lang, str] = {
    "fr": "Rose Claire Boulanger Dimanche Mercier Bonnet Loiseau Gentil Petit Leroy",
    "en": "Rose May Angel Smith Baker Grace Young",
}


@pytest.mark.parametrize("lang", NAMES)
def test_a_name_that_is_a_word_of_everyday_is_taken(lang: Lang, conversation: Conversation) -> None:
    for name in (*NAMES[lang].split(), "Marguerite Rose"):
        for said in (name, f"{name}."):
            meant = asyncio.run(conversation.understand(said, "identity.birth_name", lang))
            assert (meant.intent, meant.value) == ("inform", name)


def test_a_question_at_a_name_is_no_name(conversation: Conversation) -> None:
    for said in ("Quelle heure est-il ?", "Il fait beau aujourd'hui", "C'est quoi ?"):
        meant = asyncio.run(conversation.understand(said, "identity.birth_name", "fr"))
        assert meant.intent != "inform", said
