"""How long a pause may be within an answer, by what was asked.

Measured on spoken dates with a pause inside: 0.6 s cuts each at a pause of 0.7 s, 1.3 s none; an
answer that is one word is over at once. Deciding for the person is worse than a wait.
"""

from __future__ import annotations

from assistant.speech.protocols import Expected

SHORT = 0.6  # seconds: a yes, a no, a command, a choice
OF_A_NUMBER = 1.5  # seconds: a telephone number, a date, a code are looked for on a paper
OF_A_NAME = 1.3  # seconds: spelled, with a breath between the letters
OF_A_SENTENCE = 1.8  # seconds: somebody thinks while they speak
LONGEST_ANSWER = 15.0  # seconds, after which what was said is taken as it is
LONGEST_SENTENCE = 60.0  # seconds, of one's wishes in one's own words

_OF_KIND = {
    "yes_no": SHORT,
    "choice": SHORT,
    "phone": OF_A_NUMBER,
    "date": OF_A_NUMBER,
    "past_date": OF_A_NUMBER,
    "name": OF_A_NAME,
    "email": OF_A_NAME,
    "practitioner": OF_A_NAME,
    "address": OF_A_SENTENCE,
    "text": OF_A_SENTENCE,
}


def patience(expected: Expected) -> float:
    """Seconds of silence after which an answer is over."""
    if expected.code:
        return OF_A_NUMBER
    if expected.confirming:
        return SHORT
    if expected.question is None:
        return OF_A_NAME
    return _OF_KIND.get(expected.question.kind.name, OF_A_SENTENCE)


def longest(expected: Expected) -> float:
    """Seconds after which an answer is taken as it is."""
    long = not expected.confirming and patience(expected) == OF_A_SENTENCE
    return LONGEST_SENTENCE if long else LONGEST_ANSWER
