"""Somebody who goes through a dossier, and all that they are told aloud on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.answers.kind import Lang
from assistant.conversation import Conversation, Replied, Said
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.protocols import Expected, Hearing
from assistant.steps import QUESTIONS
from assistant.words.words import words_in
from channels.spoken.awaited import Awaited
from tests.people import LISTS
from tests.talking import LONGEST_DIALOGUE

IN_WORDS = {
    "name": "Claire Martin",
    "date": "12 05 1942",
    "past_date": "2001",
    "phone": "06 12 34 56 78",
    "email": "claire.martin@exemple.fr",
    "address": "12 rue des Lilas 75020 Paris",
    "practitioner": "docteur Bernard Petit, à Nantes",
    "place": "Nantes",
    "procedure": "IRM",
    "text": "Nantes",
}
"""Answers that are typed, by the kind of the question: no voice is needed for them."""

NOT_THE_FIRST = {"welcome.helper_present": 1, "welcome.scope": 1}
"""Which option is taken, where it is not the first: alone, and all of it."""


@dataclass(frozen=True)
class Told:
    """A line that was said aloud, and what could be said then."""

    line: str
    expected: Expected


@dataclass
class Walker:
    """Answers each question; may first ask for help there, and not be understood three times."""

    conversation: Conversation
    lang: Lang
    channel: str
    keypad: bool
    told: list[Told] = field(default_factory=list)
    helped: set[tuple[str | None, bool]] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    ears: EmbeddedListener = field(default_factory=EmbeddedListener)

    def goes_through_all(self) -> Replied:
        """To the end, where nothing is asked, asking for help on the way."""
        return self._at_the_end(self._goes_on(None, asks_for_help=True))

    def goes_on_to(self, field: str) -> Replied:
        """To where `field` is asked."""
        return self._goes_on(field, asks_for_help=False)

    def _goes_on(self, until: str | None, *, asks_for_help: bool) -> Replied:
        replied = self.turn(text="start")
        for _ in range(LONGEST_DIALOGUE):
            if replied.asking == until and replied.dossier:
                return replied
            if asks_for_help:
                replied = self._asks_for_help(replied)
            replied = self.turn(text=self._answer(replied))
        raise AssertionError(f"still asking {replied.asking}")

    def turn(self, text: str = "", keys: str | None = None) -> Replied:
        """Say or press something, and hear all that may be told until the next answer."""
        said = Said(
            "walker", self.channel, text=text, keys=keys, keypad=self.keypad, lang=self.lang
        )
        replied = asyncio.run(self.conversation.turn(said))
        awaited = self._listens(replied)
        for _ in ("day", "month", "year"):
            lines = [*awaited.told, *awaited.put_again, *awaited.not_heard()]
            self.told += [Told(line, awaited.expected) for text in lines for line in _lines(text)]
            if not awaited.apart or awaited.take(Hearing(("premier",), 1.0)):
                break
        return replied

    def says(self, phrase: str, replied: Replied) -> Replied:
        """Say what is listened for, as the recogniser hands it over."""
        heard = self._listens(replied).take(Hearing((phrase,), 1.0))
        assert heard is not None
        return self.turn(text=heard.texts[0])

    def _listens(self, replied: Replied) -> Awaited:
        return Awaited.after(replied, self.ears, keypad=self.keypad)

    def _asks_for_help(self, replied: Replied) -> Replied:
        place = replied.asking, replied.confirming
        if place in self.helped:
            return replied
        self.helped.add(place)
        for phrase in COMMANDS[self.lang]:
            replied = self.says(phrase, replied)
            assert (replied.asking, replied.confirming) == place, phrase
        for _ in range(3 if self._may_miss(replied) else 0):
            replied = self.turn(keys="77#") if self.keypad else self.turn(text="bla gabu")
        assert (replied.asking, replied.confirming) == place
        return replied

    def _may_miss(self, replied: Replied) -> bool:
        """Whether that is no answer here: not a name, nor the first thing of a list."""
        closed = self.ears.understands(replied.expected) and not replied.confirming
        return closed and (self.keypad or replied.asking not in LISTS)

    def _at_the_end(self, replied: Replied) -> Replied:
        for phrase in (*COMMANDS[self.lang], PAUSE[self.lang]):
            replied = self.says(phrase, replied)
        return replied

    def _answer(self, replied: Replied) -> str:
        words = words_in(self.lang)
        yes, no = (words.say(answer).lower() for answer in ("yes", "no"))
        if replied.asking is None:
            return no  # no dossier yet
        question = QUESTIONS[replied.asking]
        if replied.confirming:
            return yes
        if question.is_list:
            begun = question.id in self.lists
            self.lists.add(question.id)
            return no if begun else yes
        if question.kind.name == "yes_no":
            return (yes, no)[NOT_THE_FIRST.get(question.id, 0)]
        if question.kind.name == "choice":
            options = list(words.fields[question.id].options.values())
            return options[NOT_THE_FIRST.get(question.id, 0)].say
        return yes if question.yes_means else IN_WORDS[question.kind.name]


COMMANDS: dict[Lang, tuple[str, ...]] = {
    "fr": ("aide", "une personne"),
    "en": ("help", "a person"),
}
"""Said at each question."""

PAUSE: dict[Lang, str] = {"fr": "une pause", "en": "a pause"}


def _lines(text: str) -> Iterator[str]:
    yield from (line for line in text.split("\n") if line.strip())
