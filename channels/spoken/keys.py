"""When an entry on a keypad is complete. Pure: the time is passed in.

What a complete entry means is the dialogue's affair (`assistant/dialogue/keypad.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.speech.protocols import Expected
from assistant.words.words import words_in

DONE, REPEAT, A_PERSON = "#", "*", "0"
BETWEEN_KEYS = 4.0  # seconds: slow fingers, and a paper to read from (ATIS, IVR accessibility)
SECOND_KEY = 1.5  # seconds in which one key may still become "back", or a number keyed anew
ONE_KEY = 1
UNTIL_HASH = 0
SINGLE_CHOICES = 6  # beyond, 7 and 9 change the rate, so a number and the hash key
DIGITS = {"phone": 10, "date": 8}  # of an answer that is complete by itself
BY_HASH = frozenset({"past_date"})
GIVES_NONE = -1
LONGEST_ENTRY = 40  # keys; more are a child, or a cat


def digits_awaited(expected: Expected) -> int:
    """How many keys complete an entry: `ONE_KEY`, a number of digits, or `UNTIL_HASH`."""
    if expected.code:
        return UNTIL_HASH
    question = expected.question
    if expected.confirming or question is None or question.is_list:
        return ONE_KEY
    kind = question.kind.name
    if kind == "choice":
        options = words_in(expected.lang).fields[question.id].options
        return ONE_KEY if len(options) <= SINGLE_CHOICES else UNTIL_HASH
    if kind in BY_HASH:
        return UNTIL_HASH
    return DIGITS.get(kind, ONE_KEY)


def digits_instead(expected: Expected) -> int:
    """How many keys give a value anew while it is read back; `GIVES_NONE` where keys cannot."""
    kind = expected.question.kind.name if expected.question else ""
    if not expected.confirming or kind not in {*DIGITS, *BY_HASH}:
        return GIVES_NONE
    return DIGITS.get(kind, UNTIL_HASH)


def is_tail(entry: str, key: str) -> bool:
    """Whether `key`, at once after a complete `entry`, still belongs to it.

    A hash key by habit, a key that a trembling hand pressed twice, or a digit too many: none of
    them answers the next question.
    """
    ended_by_itself = not entry.endswith(DONE)
    return key in (DONE, entry[-1]) or (ended_by_itself and len(entry) > 1)


@dataclass(slots=True)
class LastEntry:
    """The last one, to which a key may belong for `afterthought` seconds if it was complete."""

    afterthought: float
    _entry: str | None = field(default=None, init=False)
    _until: float = field(default=0.0, init=False)

    def is_now(self, entry: str | None, now: float) -> None:
        """A key was pressed, and completed `entry`, or none."""
        self._entry, self._until = entry, now + self.afterthought

    def is_replied_to(self, now: float) -> None:
        """However long that took, the seconds are those after it."""
        self._until = now + self.afterthought

    def has(self, key: str, now: float) -> bool:
        """Whether `key` belongs to it, and answers nothing that is asked after it."""
        return self._entry is not None and now < self._until and is_tail(self._entry, key)


@dataclass(slots=True)
class Keys:
    """The keys pressed for one question, until they are an entry."""

    awaited: int
    instead: int = GIVES_NONE
    _pressed: str = field(default="", init=False)
    _deadline: float | None = field(default=None, init=False)

    @classmethod
    def of(cls, expected: Expected) -> Keys:
        """Those for what is expected."""
        return cls(digits_awaited(expected), digits_instead(expected))

    @property
    def deadline(self) -> float | None:
        """When the entry is complete if no key follows; None while none was pressed."""
        return self._deadline

    def press(self, key: str, now: float) -> str | None:
        """The entry that `key` completes, None while it may go on."""
        if key == REPEAT:
            return self._complete(REPEAT)
        self._pressed = (self._pressed + key)[-LONGEST_ENTRY:]
        if key == DONE or self._is_complete():
            return self._complete(self._pressed)
        alone = self.awaited == ONE_KEY and len(self._pressed) == 1
        self._deadline = now + (SECOND_KEY if alone else BETWEEN_KEYS)
        return None

    def passed(self, now: float) -> str | None:
        """The entry that a pause completes, None while it is not over."""
        if self._deadline is None or now < self._deadline:
            return None
        return self._complete(self._pressed)

    def _is_complete(self) -> bool:
        if self.awaited == ONE_KEY and self.instead == GIVES_NONE:
            return self._pressed != A_PERSON
        whole = self.instead if self.awaited == ONE_KEY else self.awaited
        if self._pressed.startswith("00"):  # "back", or a number abroad: the pause tells
            return False
        return whole != UNTIL_HASH and len(self._pressed) >= whole

    def _complete(self, entry: str) -> str:
        self._pressed, self._deadline = "", None
        return entry
