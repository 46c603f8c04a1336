"""The position on organ donation: one of its options, with an ear for the organs that are named.

"Je ne veux pas donner mes yeux" refuses a part, although "je ne veux pas" refuses all.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers.choice import Choice
from assistant.answers.choice_words import NOT
from assistant.answers.kind import Answer, Asked, Lang, Understood
from assistant.answers.options_said import SeveralChoices
from assistant.answers.tokens import length_at, phrases, texts, tokens_of, word_set

ORGANS: dict[Lang, frozenset[str]] = {
    "fr": word_set(
        "yeux oeil cornee cornees coeur rein reins foie poumon poumons peau pancreas visage main"
        " mains cerveau os intestin tissus"
    ),
    "en": word_set(
        "eye eyes cornea corneas heart kidney kidneys liver lung lungs skin pancreas face hand"
        " hands brain bone bones tissue tissues"
    ),
}
NO_ORGAN: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("de bon coeur|de tout coeur|de tout mon coeur|par coeur|sur le coeur|a coeur"),
    "en": phrases("with all my heart|by heart|my heart goes|at heart|on the other hand"),
}
OF_ALL: dict[Lang, frozenset[str]] = {
    "fr": word_set("tout toute tous toutes rien aucun aucune meme aussi"),
    "en": word_set("all everything anything nothing none any even too including whatever"),
}


@dataclass(frozen=True, slots=True)
class Donation(Choice):
    """One of `agree`, `refuse_all`, `refuse_some` and `undecided`."""

    def understand(self, said: str, asked: Asked) -> Answer:
        """As `Choice`; a yes and an exception are a part, and so is the refusal of an organ.

        Refuses with `SeveralChoices` where an organ is named and it is not clear what for.
        """
        answer = Choice.understand(self, said, asked)
        words = texts(tokens_of(said))
        some = Understood("refuse_some")
        denies = any(word in NOT[asked.lang] for word in words)
        if not _names_an_organ(words, asked.lang):
            return answer
        if answer == some or any(word in OF_ALL[asked.lang] for word in words):
            return answer
        if isinstance(answer, Understood) and answer.value == "undecided":
            return answer
        return some if denies or answer == Understood("refuse_all") else SeveralChoices()


def _names_an_organ(words: tuple[str, ...], lang: Lang) -> bool:
    idioms = {
        at + offset
        for at in range(len(words))
        for offset in range(length_at(words, at, NO_ORGAN[lang]))
    }
    return any(word in ORGANS[lang] and at not in idioms for at, word in enumerate(words))


DONATION = Donation()
