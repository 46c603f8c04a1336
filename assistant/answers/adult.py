"""Whether somebody is of age: a yes or a no, or how old they are."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers.kind import Answer, Asked, NothingHeard, Understood
from assistant.answers.numbers import count_in
from assistant.answers.yes_no import YesNo

OF_AGE = 18  # years (Code civil, article 388)
OLDEST = 125  # years; more is not an age


@dataclass(frozen=True, slots=True)
class Adult(YesNo):
    """Yes is true, no is false; an age says it as well."""

    def understand(self, said: str, asked: Asked) -> Answer:
        """As `YesNo`; where no yes nor no is said, the one number in the sentence is an age."""
        answer = YesNo.understand(self, said, asked)
        years = count_in(said, asked.lang) if isinstance(answer, NothingHeard) else None
        if years is None or not 0 < years <= OLDEST:
            return answer
        return Understood(years >= OF_AGE)


ADULT = Adult()
