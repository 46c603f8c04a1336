"""What is awaited after a reply: its answer, and what can be told to somebody who was not heard."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answers.date_words import MONTHS
from assistant.conversation import Replied
from assistant.dialogue.keypad import COMMANDS, YES
from assistant.speech.apart import DateApart
from assistant.speech.grammar import (
    grammar,
    is_out_of_the_blue,
    told_out_of_the_blue,
)
from assistant.speech.protocols import Expected, Hearing, Listener
from assistant.words.words import words_in
from channels.spoken.keys import DONE
from channels.spoken.told import told_to_be_heard

LAST_DAY, LAST_MONTH = 31, 12
MOST_PHRASES = 3  # named at once, as many as choices


@dataclass(slots=True)
class Awaited:
    """The answer to one reply; a date may come a part at a time."""

    replied: Replied
    can_be_heard: bool
    keypad: bool
    closed: bool = False
    """Whether nothing is heard but what is listened for: no name, no sentence."""
    apart: DateApart | None = None

    @classmethod
    def after(cls, replied: Replied, listener: Listener, *, keypad: bool) -> Awaited:
        """What `listener` can hear of an answer to it, and whether there are keys to press."""
        expected = replied.expected
        apart = DateApart(expected) if listener.asks_in_parts(expected) else None
        out_of_the_blue = Expected(None, confirming=False, lang=expected.lang)
        closed = not listener.understands(out_of_the_blue)
        return cls(replied, listener.understands(expected), keypad, closed, apart)

    @property
    def expected(self) -> Expected:
        """What may be said now."""
        return self.apart.expected if self.apart else self.replied.expected

    @property
    def told(self) -> list[str]:
        """The reply as it is said: the part of a date is asked for, instead of how to mend it."""
        texts, also = [reply.text for reply in self.replied.replies], self.also_asked
        mend = words_in(self.expected.lang).say("mend")
        if also and any(mend in text for text in texts):
            texts, also = [text.replace(mend, also[0]) for text in texts], []
        return [*self._to_be_heard(texts), *also]

    def _to_be_heard(self, texts: list[str]) -> list[str]:
        """Without what tells to say what is not listened for; what can be said, instead of it."""
        if not self.closed:
            return texts
        told = [told_to_be_heard(text, self.expected) for text in texts]
        in_vain = told != texts and not (self.can_be_heard or self.keypad)
        return [*filter(None, told), *(self.not_heard() if in_vain else [])]

    @property
    def also_asked(self) -> list[str]:
        """The part of a date that is asked for now."""
        if self.apart is None or self.apart.part is None:
            return []
        return [words_in(self.expected.lang).say(self.apart.sentence)]

    def part_in(self, entry: str) -> str | None:
        """The part of a date that is asked for, when `entry` gives it, as it is said."""
        part, digits = self.apart.part if self.apart else None, entry.removesuffix(DONE)
        if not digits.isdecimal() or digits in COMMANDS or self._accepts_what_is_proposed(digits):
            return None
        number = int(digits)
        if part == "day" and len(digits) <= 2 and 1 <= number <= LAST_DAY:
            return str(number)
        if part == "month" and len(digits) <= 2 and 1 <= number <= LAST_MONTH:
            return MONTHS[self.expected.lang][number - 1]
        return digits if part == "year" and len(digits) == 4 else None

    def _accepts_what_is_proposed(self, digits: str) -> bool:
        """Whether it is the yes to a date that was proposed; the first of a month is `01`."""
        question, first = self.expected.question, self.apart and self.apart.part == "day"
        return bool(first and digits == YES and question and question.yes_means)

    def take(self, hearing: Hearing) -> Hearing | None:
        """The whole answer; None yet when a part of a date is still to come."""
        said = hearing.texts[0]
        if not self.can_be_heard and said in grammar(self.expected).commands:
            return replace(hearing, texts=(self._as_a_command(said),))
        return self.apart.answered(hearing) if self.apart else hearing

    def _as_a_command(self, said: str) -> str:
        """So that it is no name where one is asked: somebody may be called Aide."""
        return words_in(self.expected.lang).say("said_as_a_command", command=said)

    @property
    def put_again(self) -> list[str]:
        """The question with its keys; where none was put, what was said last."""
        texts = [reply.text for reply in self.replied.replies[-1:]]
        return [*self._to_be_heard(texts), *self.also_asked]

    def not_heard(self) -> list[str]:
        """What is told after a sound that may have been no answer."""
        words = words_in(self.expected.lang)
        if self.closed and is_out_of_the_blue(self.expected):
            phrases = ", ".join(told_out_of_the_blue(self.expected.lang))
            return [words.say("spoken_not_heard"), words.say("spoken_can_say", phrases=phrases)]
        if not self.can_be_heard:
            later = "spoken_later" if self.keypad else "spoken_later_no_keys"
            return [words.say("spoken_by_keys" if self._has_keys else later)]
        choices = [c for reply in self.replied.replies for c in reply.choices][:MOST_PHRASES]
        can_say = [words.say("spoken_can_say", phrases=", ".join(choices))] if choices else []
        return [words.say("spoken_not_heard"), *can_say, *self.also_asked]

    @property
    def loud_room(self) -> str:
        """What is told when nothing that is heard is an answer."""
        key = "spoken_loud_room" if self.keypad else "spoken_loud_room_no_keys"
        return words_in(self.expected.lang).say(key)

    @property
    def _has_keys(self) -> bool:
        """Whether keys can say the answer."""
        asking = self.expected.asking
        if asking is None or not self.keypad:
            return self.keypad
        return bool(words_in(self.expected.lang).fields[asking].keys)
